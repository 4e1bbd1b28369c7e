/** Checks a ledger file without touching the database: the whole of a dry run but for what is already in the ledger. */
import { setImmediate as breathe } from 'node:timers/promises'
import { creditorKey } from '@qingqian/rules/creditor'
import type { Day } from '@qingqian/rules/day'
import { nameKey } from '@qingqian/rules/text'
import { yuan, type Fen } from '@qingqian/rules/money'
import { columnLetter, type FileKind, type Sheet } from './cells.ts'
import { findHeadings, type Headings, type SheetMapping } from './headings.ts'
import { LIMITS } from './limits.ts'
import { REASON, type Mark, type SheetMarks } from './marks.ts'
import { readInWorker } from './reading.ts'
import type { Finding, Rejection, RowDoubt, RowFault, Warning } from './refusals.ts'
import type { Remark } from './row-money.ts'
import { readRows, type AcceptedRow } from './rows.ts'
import { readNotes, type SheetNotes } from './sheet-notes.ts'
import { summarise, type LedgerSummary } from './summary.ts'
import { slips } from './unit-slip.ts'
import { unitFinder, type NamedUnit, type UnitFinder } from './unit-names.ts'
import { isUnreadable, unreadable, type UnreadableFile } from './unreadable.ts'

export interface LedgerProgress {
  readonly stage: 'reading' | 'checking'
  /** Rows. */
  readonly done: number
  readonly total: number | null
}

export interface LedgerInput {
  readonly bytes: Uint8Array
  readonly fileName: string
  /** The units the caller may write for. */
  readonly units: readonly NamedUnit[]
  /** Code of the unit for rows of sheets that name none. */
  readonly defaultUnit: string
  readonly today: Day
  /** The campaign's cut-off between the two vintages. */
  readonly cutoff: Day
  /** Corrections of the recognised columns, by sheet name. */
  readonly mapping?: Readonly<Record<string, SheetMapping>> | undefined
  /** Is a payable with this key (see payableKey) in the ledger already? */
  readonly exists?: ((key: string) => boolean | Promise<boolean>) | undefined
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: LedgerProgress) => void) | undefined
}

/** One sheet that was taken for a ledger, and as what. */
export interface CheckedSheet {
  readonly name: string
  readonly headings: Headings
  readonly notes: SheetNotes
  /** Columns with something in them. */
  readonly width: number
}

export interface CheckedLedger {
  readonly kind: FileKind
  readonly sheets: readonly CheckedSheet[]
  readonly rows: readonly AcceptedRow[]
  /** One a refused row, in the order of the file. */
  readonly rejected: readonly Rejection[]
  readonly warnings: readonly Warning[]
  readonly summary: LedgerSummary
  /** For annotateInWorker. */
  readonly marks: readonly SheetMarks[]
}

/** Never throws for what is in the file; a thrown error is a fault of the platform, or of `exists`. */
export async function checkLedger(input: LedgerInput): Promise<CheckedLedger | UnreadableFile> {
  const file = await readInWorker(input.bytes, input.fileName, { signal: input.signal, onRows: (done) => input.onProgress?.({ stage: 'reading', done, total: null }) })
  if (isUnreadable(file)) return file
  if (file.sheets.every((sheet) => sheet.rows.length === 0)) return unreadable('FILE_EMPTY')
  const findUnit = unitFinder(input.units)
  const found = file.sheets.flatMap((sheet) => {
    const headings = findHeadings(sheet, (text) => findUnit(text) !== null, input.mapping?.[sheet.name])
    return headings ? [{ sheet, headings }] : []
  })
  if (found.length === 0) return unreadable('NO_HEADINGS')
  const check = new Check(input, findUnit, found.reduce((sum, { sheet }) => sum + sheet.rows.length, 0))
  for (const { sheet, headings } of found) if (!(await check.sheet(sheet, headings))) return unreadable('CANCELLED')
  return check.result(file.kind)
}

/** What makes two payables the same one: unit, creditor, contract number, first day overdue and amount. */
export function payableKey(row: Pick<AcceptedRow, 'unit' | 'creditor' | 'contractNo' | 'overdueSince'> & { readonly amount: Fen }): string {
  return [row.unit, creditorKey(row.creditor), nameKey(row.contractNo ?? ''), row.overdueSince, yuan(row.amount)].join('|')
}

/** One file's check in progress. */
class Check {
  readonly #input: LedgerInput
  readonly #findUnit: UnitFinder
  readonly #total: number
  #done = 0
  readonly #sheets: CheckedSheet[] = []
  readonly #rows: AcceptedRow[] = []
  readonly #rejected: Rejection[] = []
  readonly #warnings: Warning[] = []
  readonly #seen = new Map<string, AcceptedRow>()

  constructor(input: LedgerInput, findUnit: UnitFinder, total: number) {
    this.#input = input
    this.#findUnit = findUnit
    this.#total = total
  }

  /** @returns false when the caller has cancelled */
  async sheet(sheet: Sheet, headings: Headings): Promise<boolean> {
    const { defaultUnit, today, fileName, signal, onProgress } = this.#input
    const notes = readNotes(sheet, headings, fileName, this.#findUnit, today)
    this.#sheets.push({ name: sheet.name, headings, notes, width: widthOf(sheet) })
    const from = this.#rows.length
    for (const reading of readRows({ sheet, headings, notes, findUnit: this.#findUnit, defaultUnit, today })) {
      if (reading === null) {
        onProgress?.({ stage: 'checking', done: this.#done, total: this.#total })
        await breathe()
        if (signal?.aborted) return false
        continue
      }
      const { row, accepted, faults, doubts } = reading
      const fault = accepted ? await this.#duplicate(accepted) : null
      const all = (fault ? [fault] : faults).map((remark) => placed(remark, sheet.name, row, headings))
      if (all.length > 0) this.#rejected.push({ ...all[0]!, others: all.slice(1) })
      else if (accepted) {
        this.#rows.push(accepted)
        this.#warnings.push(...doubts.map((remark) => placed(remark, sheet.name, row, headings)))
      }
      this.#done++
    }
    onProgress?.({ stage: 'checking', done: this.#done, total: this.#total })
    this.#slips(this.#rows.slice(from), headings)
    return signal?.aborted !== true
  }

  async #duplicate(row: AcceptedRow): Promise<Remark<RowFault> | null> {
    const key = payableKey(row)
    const field = 'creditor'
    const first = this.#seen.get(key)
    if (first) {
      const where = first.sheet === row.sheet ? '' : `${first.sheet} `
      return { code: 'DUPLICATE', field, zh: `与${where}第 ${first.row} 行是同一笔(单位、债权企业、合同编号、日期、金额都相同)。`, en: `The same payable as ${where}row ${first.row}: unit, creditor, contract, day and amount agree.` }
    }
    this.#seen.set(key, row)
    const there = this.#input.exists?.(key) ?? false
    if (!(typeof there === 'boolean' ? there : await there)) return null
    return { code: 'DUPLICATE', field, zh: '台账中已有同一笔(单位、债权企业、合同编号、日期、金额都相同)。', en: 'The ledger already has this payable: unit, creditor, contract, day and amount agree.' }
  }

  #slips(rows: readonly AcceptedRow[], headings: Headings): void {
    for (const index of slips(rows.map((row) => row.amount))) {
      const row = rows[index]!
      const sum = `${yuan(row.amount)} 元`
      const remark: Remark<RowDoubt> = { code: 'UNIT_SLIP_SUSPECTED', field: headings.columns.amount === undefined ? 'outstanding' : 'amount', zh: `金额 ${sum}与其他行相差约一万倍,请核对是元还是万元。`, en: `${yuan(row.amount)} yuan is about 10,000 times off the other rows: 元 or 万元?` }
      this.#warnings.push(placed(remark, row.sheet, row.row, headings))
    }
  }

  result(kind: FileKind): CheckedLedger {
    const order = new Map(this.#sheets.map((sheet, index) => [sheet.name, index]))
    const warnings = this.#warnings.toSorted((a, b) => order.get(a.sheet)! - order.get(b.sheet)! || a.row - b.row)
    const summary = summarise(this.#rows, this.#input.cutoff)
    return { kind, sheets: this.#sheets, rows: this.#rows, rejected: this.#rejected, warnings, summary, marks: marksOf(this.#sheets, this.#rejected, warnings) }
  }
}

function placed<Code extends RowFault | RowDoubt>(remark: Remark<Code>, sheet: string, row: number, headings: Headings): Finding<Code> {
  const columnIndex = headings.columns[remark.field] ?? null
  const heading = columnIndex === null ? '' : (headings.guesses[columnIndex]?.heading ?? '')
  const column = columnIndex === null ? `第 ${row} 行` : `${heading}(${columnLetter(columnIndex)}列)`
  return { code: remark.code, sheet, row, columnIndex, column, zh: remark.zh, en: remark.en }
}

function widthOf(sheet: Sheet): number {
  const rows = sheet.rows.reduce((most, row) => Math.max(most, row.cells.length), 0)
  return sheet.merges.reduce((most, area) => Math.max(most, Math.min(area.right + 1, LIMITS.columns)), rows)
}

function marksOf(sheets: readonly CheckedSheet[], rejected: readonly Rejection[], warnings: readonly Warning[]): SheetMarks[] {
  const mark = (finding: Finding, level: Mark['level']): Mark => ({ row: finding.row, column: finding.columnIndex, level, text: finding.zh })
  return sheets.map(({ name, headings, width }) => ({
    sheet: name,
    headingRow: headings.bottom,
    reasonColumn: headings.guesses.find((guess) => guess.heading === REASON)?.column ?? width,
    marks: [
      ...rejected.flatMap((one) => (one.sheet === name ? [mark(one, 'error'), ...one.others.map((other) => mark(other, 'error'))] : [])),
      ...warnings.filter((one) => one.sheet === name).map((one) => mark(one, 'warning')),
    ],
  }))
}
