/** The money of one row: what was owed, what was paid, what is contested, from whichever columns the sheet has. */
import { yuan, type Fen } from '@qingqian/rules/money'
import { cellText, type SheetRow } from './cells.ts'
import { readDisputed, readMoney, type LedgerMoneyUnit, type MoneyReading } from './cell-values.ts'
import type { Headings } from './headings.ts'
import type { Field } from './heading-words.ts'
import { quoted, type RowDoubt, type RowFault } from './refusals.ts'

/** A fault or doubt before it is given its place. */
export interface Remark<Code extends RowFault | RowDoubt> {
  readonly code: Code
  readonly field: Field
  readonly zh: string
  readonly en: string
}

export interface RowMoney {
  readonly amount: Fen
  readonly paid: Fen
  readonly disputed: boolean
  /** Contested part of what is outstanding. */
  readonly disputedAmount: Fen
  readonly doubts: readonly Remark<RowDoubt>[]
}

export type MoneyUnits = (field: Field) => LedgerMoneyUnit

/** What a sheet rounds to: a check against its own 未付 column tolerates one of these. */
const ROUNDING: Record<LedgerMoneyUnit, Fen> = { 元: 1n, 千元: 1_000n, 万元: 10_000n, 亿元: 1_000_000n }

/** @returns the money, or every fault found in it */
export function rowMoney(row: SheetRow, headings: Headings, unitOf: MoneyUnits): RowMoney | Remark<RowFault>[] {
  const read = (field: Field): MoneyReading => {
    const column = headings.columns[field]
    return column === undefined ? 'BLANK' : readMoney(row.cells[column], unitOf(field))
  }
  const written = { amount: read('amount'), paid: read('paid'), outstanding: read('outstanding'), disputed: read('disputedAmount'), undisputed: read('undisputedAmount') }
  const derived = derive(written)
  const faults: Remark<RowFault>[] = []
  for (const [field, reading] of [['amount', written.amount], ['paid', written.paid], ['disputedAmount', written.disputed], ...(derived.usesOutstanding ? [['outstanding', written.outstanding] as const] : [])] as const) {
    if (reading === 'UNREADABLE' || reading === 'TOO_PRECISE') faults.push(unreadableAmount(field, reading, cellText(row.cells[headings.columns[field]!])))
  }
  if (faults.length > 0) return faults
  const { amount, paid } = derived
  const field: Field = headings.columns.amount === undefined ? 'outstanding' : 'amount'
  if (amount === null) return [{ code: 'AMOUNT_UNREADABLE', field, zh: '没有填写金额。', en: 'The amount is missing.' }]
  if (amount <= 0n) return [{ code: 'AMOUNT_NOT_POSITIVE', field, zh: `金额是 ${yuan(amount)} 元,必须大于零。`, en: `The amount is ${yuan(amount)} yuan; it must be above zero.` }]
  if (paid < 0n) return [{ code: 'AMOUNT_NOT_POSITIVE', field: 'paid', zh: `已付金额是 ${yuan(paid)} 元,不能为负。`, en: `The sum paid is ${yuan(paid)} yuan; it cannot be negative.` }]
  if (paid > amount) {
    return [{ code: 'PAID_EXCEEDS_AMOUNT', field: 'paid', zh: `已付 ${yuan(paid)} 元,超过应付的 ${yuan(amount)} 元。`, en: `Paid ${yuan(paid)} yuan of ${yuan(amount)} yuan owed.` }]
  }
  return { amount, paid, ...contested(row, headings, written, amount - paid), doubts: differs(written, amount - paid, unitOf('outstanding')) }
}

type Written = Record<'amount' | 'paid' | 'outstanding' | 'disputed' | 'undisputed', MoneyReading>

/** Any two of owed, paid and left give the third; contested and uncontested parts together are what is left. */
function derive(written: Written): { amount: Fen | null; paid: Fen; usesOutstanding: boolean } {
  const amount = fen(written.amount)
  const paid = fen(written.paid)
  const disputed = fen(written.disputed)
  const undisputed = fen(written.undisputed)
  const left = fen(written.outstanding) ?? (undisputed === null ? null : undisputed + (disputed ?? 0n))
  if (amount === null) return { amount: left === null ? null : left + (paid ?? 0n), paid: paid ?? 0n, usesOutstanding: written.amount === 'BLANK' }
  const canTell = paid === null && left !== null && left >= 0n && left <= amount
  return { amount, paid: paid ?? (canTell ? amount - left : 0n), usesOutstanding: false }
}

function fen(reading: MoneyReading): Fen | null {
  return typeof reading === 'object' ? reading.fen : null
}

function contested(row: SheetRow, headings: Headings, written: Written, outstanding: Fen): { disputed: boolean; disputedAmount: Fen } {
  const column = headings.columns.disputed
  const flag = column === undefined ? null : readDisputed(row.cells[column], headings.guesses[column]?.heading ?? '')
  const undisputed = fen(written.undisputed)
  const part = fen(written.disputed) ?? (undisputed === null ? null : outstanding - undisputed)
  const disputed = flag === true || (part !== null && part > 0n)
  if (!disputed) return { disputed: false, disputedAmount: 0n }
  const wanted = part === null || part <= 0n ? outstanding : part
  return { disputed, disputedAmount: wanted < outstanding ? wanted : outstanding }
}

function differs(written: Written, outstanding: Fen, unit: LedgerMoneyUnit): Remark<RowDoubt>[] {
  const stated = fen(written.outstanding)
  if (stated === null || written.paid === 'BLANK' || written.amount === 'BLANK') return []
  const gap = stated > outstanding ? stated - outstanding : outstanding - stated
  if (gap <= ROUNDING[unit]) return []
  const sums = yuan(stated)
  return [{ code: 'OUTSTANDING_DIFFERS', field: 'outstanding', zh: `表中未付 ${sums} 元,按应付减已付应为 ${yuan(outstanding)} 元,以后者为准。`, en: `The sheet says ${sums} yuan is left; owed minus paid is ${yuan(outstanding)} yuan, which is taken.` }]
}

function unreadableAmount(field: Field, reading: 'UNREADABLE' | 'TOO_PRECISE', text: string): Remark<RowFault> {
  return reading === 'TOO_PRECISE'
    ? { code: 'AMOUNT_UNREADABLE', field, zh: `金额${quoted(text)}不足一分的小数过多,请写到分(万元最多六位小数)。`, en: `The amount ${quoted(text)} goes below one fen.` }
    : { code: 'AMOUNT_UNREADABLE', field, zh: `金额${quoted(text)}无法识别。`, en: `The amount ${quoted(text)} cannot be read.` }
}
