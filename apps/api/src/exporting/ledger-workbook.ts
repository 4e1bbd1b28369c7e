/**
 * A ledger as offices file it: title, unit, 截至, 金额单位, two rows of headings that stay in sight and are printed on every
 * page, exact amounts shown with two decimals, a SUM row, room for the signatures. Written as a stream: what is in memory
 * is a page of rows and what the receiver has not taken yet.
 */
import type { Writable } from 'node:stream'
import { setImmediate as immediate } from 'node:timers/promises'
import { type Day, type Moment, dayAt, momentText } from '@qingqian/rules/day'
import type { Policy } from '@qingqian/rules/policy'
import ExcelJS from '@protobi/exceljs'
import type { PayableRow } from '../ledger/rows.ts'
import { type CellContent, LEDGER_COLUMNS, type Shown } from './ledger-columns.ts'

/** What the amounts count: the cells hold them exactly, to the fen, in either. */
export type ExportMoney = 'yuan' | 'wan'

export interface LedgerSheet {
  readonly unitName: string
  readonly at: Moment
  readonly money: ExportMoney
  readonly policy: Policy
  readonly nameOf: (unit: string) => string
  /** Rows by pages, in their order. */
  readonly pages: AsyncIterable<readonly PayableRow[]>
}

const MONEY = { yuan: { word: '元', perFen: 100 }, wan: { word: '万元', perFen: 1_000_000 } } as const
const HEAD = 4
const THIN = { style: 'thin', color: { argb: 'FF7C8A84' } } as const
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN }
const LAST = LEDGER_COLUMNS.length
/** Shared by all cells of a kind: the library looks a style up by its identity. */
const STYLE = {
  text: { numFmt: '@', border: BORDER, alignment: { vertical: 'middle' } },
  day: { numFmt: 'yyyy-mm-dd', border: BORDER, alignment: { horizontal: 'center', vertical: 'middle' } },
  money: { numFmt: '#,##0.00', border: BORDER },
  plain: { border: BORDER, alignment: { horizontal: 'center' } },
  foot: { numFmt: '#,##0.00', border: BORDER, font: { bold: true } },
  head: { border: BORDER, font: { bold: true }, alignment: { horizontal: 'center', vertical: 'middle', wrapText: true }, fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF5F8F6' } } },
} as const satisfies Record<string, Partial<ExcelJS.Style>>
/** The library's own name for it exists in its types only. */
const A4 = { paperSize: 9 } as object
/** Rows written before others have their turn. */
const BREATH = 100

/** Characters that XML cannot hold; the library drops the others. */
const clean = (text: string): string => text.replaceAll(/[\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '')

/** Writes the workbook into `out` and ends it. @returns the number of rows. Rejects when `out` is closed before. */
export async function writeLedgerWorkbook(out: Writable, asked: LedgerSheet): Promise<number> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false })
  const sheet = book.addWorksheet('台账', {
    views: [{ state: 'frozen', xSplit: 3, ySplit: HEAD, showGridLines: false }],
    pageSetup: {
      ...A4, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: `1:${HEAD}`, horizontalCentered: true,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '第 &P 页,共 &N 页' },
  })
  sheet.columns = LEDGER_COLUMNS.map(({ width }) => ({ width }))
  writeHead(sheet, asked)
  const today = dayAt(asked.at)
  const sums = LEDGER_COLUMNS.map(() => 0n)
  let index = 0
  for await (const page of asked.pages) {
    for (const row of page) {
      writeRow(sheet, row, { index: index++, unitName: asked.nameOf(row.unitId), today, policy: asked.policy }, asked.money, sums)
      if (index % BREATH === 0) await taken(out)
    }
    await taken(out)
  }
  writeFoot(sheet, index, sums, asked.money)
  sheet.commit()
  await book.commit()
  return index
}

/** Whoever takes it slowly is waited for; whoever went away ends the writing. */
async function taken(out: Writable): Promise<void> {
  await immediate()
  if (!out.destroyed && out.writableNeedDrain) await new Promise<void>((resolve) => {
    const go = (): void => {
      out.off('drain', go).off('close', go)
      resolve()
    }
    out.on('drain', go).on('close', go)
  })
  if (out.destroyed) throw new Error('the receiver went away')
}

function writeHead(sheet: ExcelJS.Worksheet, { unitName, at, money }: LedgerSheet): void {
  const title = sheet.getRow(1)
  title.height = 34
  title.getCell(1).value = clean(`${unitName}清理拖欠中小企业账款台账`)
  title.getCell(1).font = { name: '宋体', size: 18, bold: true }
  title.getCell(1).alignment = { horizontal: 'center', vertical: 'middle' }
  sheet.mergeCells(1, 1, 1, LAST)
  title.commit()
  const about = sheet.getRow(2)
  const [day, time] = [dayAt(at), momentText(at).slice(11, 19)]
  for (const [from, to, text, horizontal] of [
    [1, 4, `填报单位:${unitName}`, 'left'], [5, 12, `截至:${chinese(day)} ${time}`, 'center'], [13, LAST, `金额单位:${MONEY[money].word}`, 'right'],
  ] as const) {
    about.getCell(from).value = clean(text)
    about.getCell(from).alignment = { horizontal, vertical: 'middle' }
    sheet.mergeCells(2, from, 2, to)
  }
  about.commit()
  writeHeadings(sheet)
}

function writeHeadings(sheet: ExcelJS.Worksheet): void {
  const [upper, lower] = [sheet.getRow(3), sheet.getRow(4)]
  LEDGER_COLUMNS.forEach(({ group, label }, at) => {
    upper.getCell(at + 1).value = group ?? label
    lower.getCell(at + 1).value = group === undefined ? null : label
    for (const row of [upper, lower]) row.getCell(at + 1).style = STYLE.head
    if (group === undefined) sheet.mergeCells(3, at + 1, 4, at + 1)
    else if (LEDGER_COLUMNS[at - 1]?.group !== group) sheet.mergeCells(3, at + 1, 3, LEDGER_COLUMNS.findLastIndex((each) => each.group === group) + 1)
  })
  upper.commit()
  lower.commit()
}

function writeRow(sheet: ExcelJS.Worksheet, payable: PayableRow, shown: Shown, money: ExportMoney, sums: bigint[]): void {
  const row = sheet.getRow(HEAD + 1 + shown.index)
  LEDGER_COLUMNS.forEach((column, at) => {
    const content = column.of(payable, shown)
    const cell = row.getCell(at + 1)
    fill(cell, content, money)
    if (column.sum && content && 'fen' in content) sums[at]! += content.fen
  })
  row.commit()
}

/** Texts are cells of type string whatever they begin with: a spreadsheet never takes them for formulas. */
function fill(cell: ExcelJS.Cell, content: CellContent, money: ExportMoney): void {
  cell.style = STYLE.plain
  if (content === null) return
  if ('text' in content) {
    cell.style = STYLE.text
    cell.value = clean(content.text)
  } else if ('day' in content) {
    cell.style = STYLE.day
    cell.value = new Date(`${content.day}T00:00:00.000Z`)
  } else if ('fen' in content) {
    cell.style = STYLE.money
    cell.value = exactNumber(content.fen, money)
  } else cell.value = content.number
}

function writeFoot(sheet: ExcelJS.Worksheet, rows: number, sums: readonly bigint[], money: ExportMoney): void {
  const foot = sheet.getRow(HEAD + 1 + rows)
  LEDGER_COLUMNS.forEach((column, at) => {
    const cell = foot.getCell(at + 1)
    cell.style = STYLE.foot
    if (at === 0) cell.value = '合计'
    if (!column.sum) return
    const letter = cell.address.replace(/\d+$/, '')
    const result = exactNumber(sums[at]!, money)
    cell.value = rows === 0 ? 0 : { formula: `SUM(${letter}${HEAD + 1}:${letter}${HEAD + rows})`, result }
  })
  foot.getCell(2).value = `${rows} 笔`
  foot.commit()
  const signs = sheet.getRow(HEAD + 3 + rows)
  for (const [at, word] of [[2, '填表人:'], [6, '审核人:'], [11, '单位负责人:'], [15, '(盖章)']] as const) signs.getCell(at).value = word
  signs.commit()
}

/** A double holds every amount of up to 2^53 fen exactly enough to show and to add to the fen. */
function exactNumber(fen: bigint, money: ExportMoney): number {
  return Number(fen) / MONEY[money].perFen
}

function chinese(day: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
