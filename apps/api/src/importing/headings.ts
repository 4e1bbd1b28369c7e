/** Finds the headings of a sheet by their meaning: which row, one to three levels deep, and what each column is. */
import { halfWidth } from '@qingqian/rules/text'
import { cellText, columnLetter, isBlank, type Cell, type Sheet, type SheetRow } from './cells.ts'
import { readDayCell, readMoney, type LedgerMoneyUnit } from './cell-values.ts'
import { meaningsOf, type Field, type Meanings } from './heading-words.ts'
import { MergeIndex } from './merge-index.ts'
import { assignMoney } from './money-columns.ts'

/** What one column is taken for. */
export interface ColumnGuess {
  /** From 0, with its letter. */
  readonly column: number
  readonly letter: string
  /** The labels over it, outer first, joined by a blank. */
  readonly heading: string
  readonly field: Field | null
  /** 0–1. */
  readonly confidence: number
  /** What its own heading (or the group over it) says the digits count. */
  readonly moneyUnit: LedgerMoneyUnit | null
}

export type Columns = Partial<Record<Field, number>>

export interface Headings {
  /** As in the file; both 0 when a mapping was given for a sheet without headings. */
  readonly top: number
  readonly bottom: number
  readonly guesses: readonly ColumnGuess[]
  readonly columns: Columns
  /** How well the row fits; the best of a sheet is taken. */
  readonly score: number
}

/** A caller's correction of one sheet: the column of a field, or null for "there is none". */
export type SheetMapping = Partial<Record<Field, number | null>> & { readonly headingRow?: number }

/** Headings stand within the first rows that have something in them. */
const SEARCHED = 60
const DEEPEST = 3
const WEIGHT: Partial<Record<Field, number>> = { creditor: 3, amount: 3, outstanding: 2, overdueSince: 2, unit: 1.5, paid: 1.5, uscc: 1, seq: 0.3, note: 0.3, ignored: 0.2 }
/** Fields that several columns may have; the first one is the field's column. */
const SHARED: ReadonlySet<Field> = new Set(['note', 'ignored', 'seq'])

/**
 * @param isUnit does this text name one of the caller's units? Decides what 单位名称 and 公司名称 mean in this sheet.
 * @returns null when the sheet is no ledger: it has no column for the creditor or none for money
 */
export function findHeadings(sheet: Sheet, isUnit: (text: string) => boolean, mapping?: SheetMapping): Headings | null {
  let best: Headings | null = null
  const merges = new MergeIndex(sheet.merges)
  const searched = sheet.rows.slice(0, SEARCHED)
  for (let index = 0; index < searched.length; index++) {
    for (let depth = 1; depth <= DEEPEST; depth++) {
      const levels = searched.slice(index, index + depth)
      if (levels.length < depth || !levels.every((row, level) => row.row === levels[0]!.row + level && looksLikeHeading(row))) break
      if (mapping?.headingRow !== undefined && levels.at(-1)!.row !== mapping.headingRow) continue
      const found = readHeadings(sheet, merges, levels, index + depth, isUnit)
      const score = found.score - (depth - 1) * 0.05
      if (found.columns.creditor !== undefined && hasMoney(found.columns) && score > (best?.score ?? 0)) best = { ...found, score }
    }
  }
  if (!mapping) return best
  const top = mapping.headingRow ?? 0
  const corrected = correct(best ?? { top, bottom: top, guesses: [], columns: {}, score: 0 }, mapping)
  return corrected.columns.creditor !== undefined && hasMoney(corrected.columns) ? corrected : null
}

function hasMoney(columns: Columns): boolean {
  return columns.amount !== undefined || columns.outstanding !== undefined || columns.undisputedAmount !== undefined
}

/** A heading row has several short texts and nothing that is a figure or a day. */
function looksLikeHeading(row: SheetRow): boolean {
  const texts = row.cells.filter((cell) => !isBlank(cell))
  return texts.every((cell) => typeof cell === 'string' && cell.length <= 60 && !isFigure(cell)) && texts.length > 0
}

function isFigure(cell: Cell): boolean {
  const text = cellText(cell)
  return typeof readMoney(text, '元') === 'object' || readDayCell(text) !== null || /^[0-9A-Z]{15,20}$/i.test(text.trim())
}

function readHeadings(sheet: Sheet, merges: MergeIndex, rows: readonly SheetRow[], dataFrom: number, isUnit: (text: string) => boolean): Headings {
  const labels = labelsOf(merges, rows)
  if (new Set(labels.flat()).size < 2) return { top: 0, bottom: 0, guesses: [], columns: {}, score: 0 }
  const sample = sheet.rows.slice(dataFrom, dataFrom + 200)
  const meanings = labels.map((levels, column) => (levels.length === 0 ? {} : byContent(meaningsOf(levels), column, sample, isUnit)))
  const { columns, taken } = assign(meanings, sample, isUnit)
  const money = assignMoney(labels.map((levels) => levels.join(' ')), meanings, columns, sample)
  for (const column of [columns.amount, columns.outstanding]) if (column !== undefined) taken.delete(column)
  delete columns.amount
  delete columns.outstanding
  Object.assign(columns, money)
  for (const field of ['amount', 'outstanding'] as const) if (columns[field] !== undefined) taken.set(columns[field], field)
  const guesses = labels.map((levels, column): ColumnGuess => {
    const field = taken.get(column) ?? null
    return { column, letter: columnLetter(column), heading: levels.join(' '), field, confidence: field ? (meanings[column]![field] ?? 0.5) : 0, moneyUnit: moneyUnitOf(levels) }
  })
  const score = guesses.reduce((sum, guess) => sum + (guess.field ? guess.confidence * (WEIGHT[guess.field] ?? 1) : 0), 0)
  return { top: rows[0]!.row, bottom: rows.at(-1)!.row, guesses, columns, score }
}

/** The labels over each column, outer first; a merged label stands over all its columns and counts once going down. */
function labelsOf(merges: MergeIndex, rows: readonly SheetRow[]): string[][] {
  const width = Math.max(...rows.map((row) => row.cells.length))
  const labels: string[][] = Array.from({ length: width }, () => [])
  rows.forEach((row, level) => {
    const below = rows[level + 1]
    let last = ''
    for (let column = 0; column < width; column++) {
      const merge = merges.at(row.row, column)
      const own = cellText(row.cells[column]).trim()
      if (own !== '') last = own
      const merged = merge && merge.top === row.row ? cellText(row.cells[merge.left]).trim() : ''
      // Without merges (text files) a group label stands at its first column, over blanks that have labels below.
      const spread = !merge && own === '' && below && !merges.any && !isBlank(below.cells[column]) ? last : ''
      const label = own || merged || spread
      if (label !== '' && labels[column]!.at(-1) !== label) labels[column]!.push(label)
    }
  })
  return labels
}

/** What is in a column decides between the names of those who owe and of those who are owed. */
function byContent(meanings: Meanings, column: number, sample: readonly SheetRow[], isUnit: (text: string) => boolean): Meanings {
  const unsure = (meanings.unit !== undefined && meanings.unit < 0.9) || (meanings.creditor !== undefined && meanings.creditor < 0.9)
  if (!unsure) return meanings
  const share = unitShare(column, sample, isUnit)
  if (share >= 0.5) return { ...meanings, unit: 0.96, creditor: 0 }
  return share === 0 && meanings.unit !== undefined && meanings.creditor !== undefined ? { ...meanings, unit: meanings.unit - 0.2 } : meanings
}

function unitShare(column: number, sample: readonly SheetRow[], isUnit: (text: string) => boolean): number {
  const texts = sample.map((row) => cellText(row.cells[column]).trim()).filter((text) => text !== '')
  return texts.length === 0 ? 0 : texts.filter(isUnit).length / texts.length
}

/** Surest first, each field one column. */
function assign(meanings: readonly Meanings[], sample: readonly SheetRow[], isUnit: (text: string) => boolean): { columns: Columns; taken: Map<number, Field> } {
  const claims = meanings.flatMap((row, column) => (Object.entries(row) as [Field, number][]).filter(([, sure]) => sure > 0.05).map(([field, sure]) => ({ column, field, sure })))
  claims.sort((a, b) => b.sure - a.sure || a.column - b.column)
  const columns: Columns = {}
  const taken = new Map<number, Field>()
  for (const { column, field } of claims) {
    if (taken.has(column) || (columns[field] !== undefined && !SHARED.has(field))) continue
    columns[field] ??= column
    taken.set(column, field)
  }
  const { unit } = columns
  if (columns.creditor === undefined && unit !== undefined && meanings[unit]!.creditor && unitShare(unit, sample, isUnit) === 0) {
    columns.creditor = unit
    taken.set(unit, 'creditor')
    delete columns.unit
  }
  return { columns, taken }
}

/** The unit in a heading: 金额(万元), 欠款金额万元, 单位:元. The innermost label that says one decides. */
export function moneyUnitOf(levels: readonly string[]): LedgerMoneyUnit | null {
  for (const label of levels.toReversed()) {
    const match = /[(【[]\s*(?:单位)?:?\s*(?:人民币)?\s*(亿元|万元|千元|元|万|亿)\s*[)】\]]|(亿元|万元|千元)\s*$|(?:[额款付还]|余额)(元)$/.exec(halfWidth(label).trim())
    const word = match?.[1] ?? match?.[2] ?? match?.[3]
    if (word) return word === '万' ? '万元' : word === '亿' ? '亿元' : (word as LedgerMoneyUnit)
  }
  return null
}

function correct(found: Headings, mapping: SheetMapping): Headings {
  const columns: Columns = { ...found.columns }
  const wanted = Object.entries(mapping).filter(([field]) => field !== 'headingRow') as [Field, number | null][]
  for (const [field, column] of wanted) {
    for (const other of Object.keys(columns) as Field[]) if (columns[other] === column) delete columns[other]
    if (column === null) delete columns[field]
  }
  for (const [field, column] of wanted) if (column !== null) columns[field] = column
  const fieldAt = new Map((Object.entries(columns) as [Field, number][]).map(([field, column]) => [column, field]))
  const guesses = found.guesses.map((guess) => ({ ...guess, field: fieldAt.get(guess.column) ?? (guess.field && SHARED.has(guess.field) ? guess.field : null) }))
  return { ...found, columns, guesses }
}
