/** Marks the rows of one sheet's part. All that is not marked stays byte for byte as it was. */
import { columnLetter } from './cells.ts'
import { REASON, type Mark, type SheetMarks } from './marks.ts'
import type { MarkStyles } from './mark-styles.ts'
import { elements, withAttribute, xml } from './xml-text.ts'

/** Formulas that reach out of the file (other files, DDE, the web) leave only their result behind. */
const REACHES_OUT = /<f\b[^>]*>[^<]*(?:\||\[\d+\]|WEBSERVICE|HYPERLINK|FILTERXML|RTD\(|IMAGE\()[^<]*<\/f>/gi

/** @throws when the part is not written the way spreadsheet programs write it (no row or cell numbers, prefixed names) */
export function markSheet(part: string, { headingRow, reasonColumn, marks }: SheetMarks, styles: MarkStyles): string {
  const byRow = new Map<number, Mark[]>()
  for (const mark of marks) byRow.set(mark.row, [...(byRow.get(mark.row) ?? []), mark])
  const data = /<sheetData\b[^>]*>[\s\S]*<\/sheetData>/.exec(part)
  if (!data) throw new TypeError('no rows')
  const marked = data[0].replace(elements('row'), (row) => {
    const number = Number(/\sr="(\d+)"/.exec(row.slice(0, row.indexOf('>')))?.[1])
    if (!number) throw new TypeError('rows without numbers')
    if (number < headingRow) return row
    const own = byRow.get(number) ?? []
    byRow.delete(number)
    // An earlier 错误原因 column is written anew, so rows without a fault must lose theirs.
    if (own.length === 0 && number !== headingRow && !row.includes(`"${columnLetter(reasonColumn)}${number}"`)) return row
    return markRow(row, number, own, { text: number === headingRow ? REASON : reasonOf(own), column: reasonColumn }, styles)
  })
  if (byRow.size > 0) throw new TypeError('marked rows are missing')
  const before = widened(part.slice(0, data.index).replace(/<dimension\b[^>]*\/>/, ''), reasonColumn)
  return (before + marked + part.slice(data.index + data[0].length)).replaceAll(REACHES_OUT, '')
}

function reasonOf(marks: readonly Mark[]): string {
  const say = (level: Mark['level'], label: string): string[] => {
    const texts = marks.filter((mark) => mark.level === level).map((mark) => mark.text)
    return texts.length === 0 ? [] : [`${label}:${texts.join(' ')}`]
  }
  return [...say('error', '错误'), ...say('warning', '提醒')].join('\n')
}

function markRow(row: string, number: number, marks: readonly Mark[], reason: { text: string; column: number }, styles: MarkStyles): string {
  const open = row.slice(0, row.indexOf('>') + 1)
  const tag = open.replace(/\/?>$/, '').replace(/\sspans="[^"]*"/, '')
  const cells = new Map<number, string>()
  for (const cell of row.slice(open.length).match(elements('c')) ?? []) {
    const letters = /\sr="([A-Z]+)\d+"/.exec(cell)?.[1]
    if (!letters) throw new TypeError('cells without numbers')
    cells.set(columnOf(letters), cell)
  }
  for (const { column, level } of marks.toSorted((a, b) => (a.level === b.level ? 0 : a.level === 'error' ? 1 : -1))) {
    if (column === null) continue
    const cell = cells.get(column) ?? `<c r="${columnLetter(column)}${number}"/>`
    const format = Number(/\ss="(\d+)"/.exec(cell.slice(0, cell.indexOf('>') + 1))?.[1] ?? 0)
    cells.set(column, withAttribute(cell, 's', styles.marked(format, level)))
  }
  const at = `${columnLetter(reason.column)}${number}`
  if (reason.text === '') cells.delete(reason.column)
  else cells.set(reason.column, `<c r="${at}" s="${styles.reason}" t="inlineStr"><is><t xml:space="preserve">${xml(reason.text)}</t></is></c>`)
  return `${tag}>${[...cells].sort(([a], [b]) => a - b).map(([, cell]) => cell).join('')}</row>`
}

/** Makes room for the reasons, unless the column has a width of its own. */
function widened(before: string, column: number): string {
  const col = `<col min="${column + 1}" max="${column + 1}" width="48" customWidth="1"/>`
  const list = /<cols>([\s\S]*?)<\/cols>/.exec(before)
  if (!list) return `${before}<cols>${col}</cols>`
  const last = Math.max(0, ...[...list[1]!.matchAll(/max="(\d+)"/g)].map((match) => Number(match[1])))
  return last > column ? before : before.replace('</cols>', () => `${col}</cols>`)
}

function columnOf(letters: string): number {
  let index = 0
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64
  return index - 1
}
