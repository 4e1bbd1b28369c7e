/** Cells under recognised headings → payables that may be posted, and what is wrong with the others. */
import { normaliseUscc, usccIsValid } from '@qingqian/rules/creditor'
import type { Day } from '@qingqian/rules/day'
import type { Fen } from '@qingqian/rules/money'
import { halfWidth, tidy } from '@qingqian/rules/text'
import { cellText, isBlank, type Cell, type Sheet, type SheetRow } from './cells.ts'
import { readCategory, readDayCell, readMoney, type Category } from './cell-values.ts'
import type { Headings } from './headings.ts'
import type { Field } from './heading-words.ts'
import { MergeIndex } from './merge-index.ts'
import { hasOnlyMoney, rowKind, sectionName, type RowKind } from './row-kinds.ts'
import { rowMoney, type MoneyUnits, type Remark } from './row-money.ts'
import { quoted, type RowDoubt, type RowFault } from './refusals.ts'
import type { SheetNotes } from './sheet-notes.ts'
import { unitColumn, type UnitOfRow } from './unit-column.ts'
import type { UnitFinder } from './unit-names.ts'

/** A row that may be posted as a payable. */
export interface AcceptedRow {
  readonly row: number
  readonly sheet: string
  /** Code of the unit that owes. */
  readonly unit: string
  readonly creditor: { readonly name: string; readonly uscc: string | null }
  readonly contractNo: string | null
  readonly category: Category
  readonly overdueSince: Day
  readonly amount: Fen
  readonly paid: Fen
  readonly disputed: boolean
  /** The contested part of what is outstanding; all of it when the sheet only says yes. */
  readonly disputedAmount: Fen
  /** The sheet's 截至 day, for the opening payment. */
  readonly asOf: Day | null
  readonly note: string | null
}

export interface RowReading {
  readonly row: number
  readonly accepted: AcceptedRow | null
  /** Empty exactly when accepted. */
  readonly faults: readonly Remark<RowFault>[]
  readonly doubts: readonly Remark<RowDoubt>[]
}

export interface SheetContext {
  readonly sheet: Sheet
  readonly headings: Headings
  readonly notes: SheetNotes
  readonly findUnit: UnitFinder
  readonly defaultUnit: string
  readonly today: Day
}

/** Rows looked at between two pauses. */
const BREATH = 500

/**
 * Every payable of a sheet in turn; totals, headings, notes and blank lines are passed over. A null is a pause for the
 * caller to let others work.
 */
export function* readRows(context: SheetContext): Generator<RowReading | null> {
  const { sheet, headings, notes } = context
  const merges = new MergeIndex(sheet.merges)
  const isUnit = (text: string): boolean => context.findUnit(text) !== null
  const kinds: RowKind[] = []
  for (const row of sheet.rows) {
    kinds.push(row.row <= headings.bottom ? 'passed' : rowKind(row, merges, headings, isUnit))
    if (kinds.length % BREATH === 0) yield null
  }
  const cells = carriedCells(sheet, headings, merges)
  const payables = sheet.rows.filter((_, index) => kinds[index] === 'payable')
  const units = unitColumn(payables.map((row) => cells(row, 'unit')), headings.columns.unit !== undefined, context)
  const moneyUnits: MoneyUnits = (field) => headings.guesses[headings.columns[field] ?? -1]?.moneyUnit ?? notes.moneyUnit ?? '元'
  let sum = 0n
  let payable = 0
  for (let index = 0; index < sheet.rows.length; index++) {
    if (index % BREATH === 0) yield null
    const row = sheet.rows[index]!
    if (kinds[index] === 'total') sum = 0n
    if (kinds[index] === 'section') units.section(sectionName(cellText(row.cells.find((cell) => !isBlank(cell)))))
    if (kinds[index] !== 'payable') continue
    const unit = units.next(payable++)
    const amount = headings.columns.amount === undefined ? 'BLANK' : readMoney(row.cells[headings.columns.amount], moneyUnits('amount'))
    if (hasOnlyMoney(row, headings) && typeof amount === 'object' && amount.fen === sum && sum > 0n) continue
    if (typeof amount === 'object') sum += amount.fen
    yield readRow(row, context, (field) => cells(row, field), unit, moneyUnits)
  }
}

function readRow(row: SheetRow, context: SheetContext, cell: (field: Field) => Cell, unit: UnitOfRow, moneyUnits: MoneyUnits): RowReading {
  const { headings, notes, sheet } = context
  const faults: Remark<RowFault>[] = []
  const doubts: Remark<RowDoubt>[] = []
  if (unit.code === null) faults.push(unknownUnit(unit.text))
  const name = placeholder(tidy(cellText(cell('creditor'))))
  if (name === null) faults.push({ code: 'CREDITOR_MISSING', field: 'creditor', zh: '没有填写债权企业。', en: 'The creditor is missing.' })
  const overdueSince = readDate(cell('overdueSince'), headings, context.today)
  if (typeof overdueSince !== 'string') faults.push(overdueSince)
  const money = rowMoney(row, headings, moneyUnits)
  if (Array.isArray(money)) faults.push(...money)
  const uscc = readUscc(cell('uscc'))
  if (uscc.doubt) doubts.push(uscc.doubt)
  if (faults.length > 0 || unit.code === null || name === null || typeof overdueSince !== 'string' || Array.isArray(money)) return { row: row.row, accepted: null, faults, doubts: [] }
  const { doubts: moneyDoubts, ...sums } = money
  const contract = placeholder(tidy(cellText(cell('contractNo'))))
  const accepted: AcceptedRow = {
    row: row.row, sheet: sheet.name, unit: unit.code, creditor: { name: name.slice(0, 200), uscc: uscc.code }, contractNo: contract?.slice(0, 100) ?? null,
    category: readCategory(cell('category')), overdueSince, ...sums, asOf: notes.asOf, note: noteOf(row, headings),
  }
  return { row: row.row, accepted, faults: [], doubts: [...doubts, ...moneyDoubts] }
}

/** A row's cell of a field: a merged cell counts for every row it covers, 同上 for the one above. Money is never carried. */
function carriedCells(sheet: Sheet, headings: Headings, merges: MergeIndex): (row: SheetRow, field: Field) => Cell {
  const byNumber = new Map(sheet.rows.map((row) => [row.row, row]))
  const above = new Map<Field, Cell>()
  return (row, field) => {
    const column = headings.columns[field]
    if (column === undefined) return null
    let cell = row.cells[column] ?? null
    if (isBlank(cell)) {
      const area = merges.at(row.row, column)
      if (area && area.top < row.row && area.top > headings.bottom) cell = byNumber.get(area.top)?.cells[area.left] ?? null
    } else if (typeof cell === 'string' && /^(同上|〃|"|″|ditto)$/i.test(cell.trim())) cell = above.get(field) ?? null
    if (!isBlank(cell)) above.set(field, cell)
    return cell
  }
}

function unknownUnit(text: string): Remark<RowFault> {
  return text === ''
    ? { code: 'UNIT_UNKNOWN', field: 'unit', zh: '没有填写欠款单位。', en: 'The owing unit is missing.' }
    : { code: 'UNIT_UNKNOWN', field: 'unit', zh: `${quoted(text)}不是本次可以录入的单位,请核对单位名称或代码。`, en: `${quoted(text)} is not one of the units you may write for.` }
}

function readDate(cell: Cell, headings: Headings, today: Day): Day | Remark<RowFault> {
  const fault = (code: 'DATE_UNREADABLE' | 'DATE_IN_FUTURE', zh: string, en: string): Remark<RowFault> => ({ code, field: 'overdueSince', zh, en })
  if (headings.columns.overdueSince === undefined) return fault('DATE_UNREADABLE', '表中没有到期日(形成时间、逾期起始日)一列。', 'The sheet has no column for the first day overdue.')
  if (isBlank(cell)) return fault('DATE_UNREADABLE', '没有填写到期日(形成时间、逾期起始日)。', 'The first day overdue is missing.')
  const day = readDayCell(cell)
  const text = quoted(cellText(cell))
  if (day === null) return fault('DATE_UNREADABLE', `日期${text}无法识别,请写成 2021-03-05 这样的日期。`, `The date ${text} cannot be read; write it like 2021-03-05.`)
  return day > today ? fault('DATE_IN_FUTURE', `${day} 还没有到,尚未逾期。`, `${day} is still to come: nothing is overdue yet.`) : day
}

function readUscc(cell: Cell): { code: string | null; doubt: Remark<RowDoubt> | null } {
  const text = placeholder(tidy(cellText(cell)).replace(/^'/, ''))
  const code = text === null ? null : normaliseUscc(text)
  if (code === null || usccIsValid(code)) return { code, doubt: null }
  const doubt: Remark<RowDoubt> = { code: 'USCC_CHECK_DIGIT', field: 'uscc', zh: `统一社会信用代码${quoted(text!)}校验位不符,请核对。`, en: `The check digit of the credit code ${quoted(text!)} is wrong.` }
  return { code: /^[0-9A-Z]{15,20}$/.test(code) ? code : null, doubt }
}

/** What people write where there is nothing to write. */
function placeholder(text: string): string | null {
  return text === '' || /^([-—–―/\\.*]+|无|暂无|不详|未知|待补|空|0|个人|自然人|#N\/A|#REF!|#VALUE!|#NAME\?)$/i.test(halfWidth(text)) ? null : text
}

function noteOf(row: SheetRow, headings: Headings): string | null {
  const notes = headings.guesses.flatMap(({ field, column, heading }) => {
    const text = field === 'note' ? placeholder(tidy(cellText(row.cells[column]))) : null
    return text === null ? [] : [{ heading, text }]
  })
  if (notes.length === 0) return null
  return (notes.length === 1 ? notes[0]!.text : notes.map(({ heading, text }) => `${heading}:${text}`).join(';')).slice(0, 1_000)
}
