/** Which of several money columns is the sum owed at first, and which what is left of it: the arithmetic of the rows tells. */
import { readMoney } from './cell-values.ts'
import type { SheetRow } from './cells.ts'
import type { Field, Meanings } from './heading-words.ts'

type Columns = Partial<Record<Field, number>>

/** Names weaker than this (合同金额, 结算金额) say what a contract came to, not what was owed under it. */
const STRONG = 0.62

/**
 * Of 合同金额 | 已付 | 欠款金额 the last may be what is left or what was owed at first.
 * Rules, in this order: a pair (a, o) with a − paid = o in most rows · a column named as what is left stands · 欠款 to
 * the right of 已付 is what is left, to the left of it what was owed · a contract's sum counts only when there is
 * nothing better. What is not found is derived row by row from the other two.
 * @param columns what the names alone suggest
 */
export function assignMoney(headings: readonly string[], meanings: readonly Meanings[], columns: Columns, sample: readonly SheetRow[]): Pick<Columns, 'amount' | 'outstanding'> {
  const candidates = meanings.flatMap((row, column) => (row.amount && isFree(column, columns) ? [column] : [])).sort((a, b) => meanings[b]!.amount! - meanings[a]!.amount!)
  const { paid } = columns
  let { outstanding } = columns
  if (outstanding !== undefined && columns.amount === undefined && paid === undefined && candidates.length === 0) return { outstanding }
  if (paid !== undefined) {
    const lefts = outstanding === undefined ? candidates : [outstanding]
    for (const amount of candidates) for (const left of lefts) if (left !== amount && subtracts(sample, amount, paid, left)) return { amount, outstanding: left }
  }
  const strong = candidates.filter((column) => column !== outstanding && meanings[column]!.amount! >= STRONG)
  const weak = candidates.filter((column) => column !== outstanding && meanings[column]!.amount! < STRONG)
  let amount = strong[0]
  if (paid !== undefined && outstanding === undefined && amount !== undefined && strong.length + weak.length > 1) {
    const owed = strong.find((column) => column > paid && /欠/.test(headings[column]!))
    if (owed !== undefined) {
      outstanding = owed
      amount = strong.find((column) => column !== owed)
      return amount === undefined ? { outstanding } : { amount, outstanding }
    }
  }
  if (amount === undefined && outstanding === undefined) amount = weak[0]
  return { ...(amount === undefined ? {} : { amount }), ...(outstanding === undefined ? {} : { outstanding }) }
}

function isFree(column: number, columns: Columns): boolean {
  return (Object.entries(columns) as [Field, number][]).every(([field, taken]) => taken !== column || field === 'amount' || field === 'outstanding')
}

/** Does a − p = o hold in most rows that have all three (p may be blank), with some p among them that is not nought? */
function subtracts(sample: readonly SheetRow[], amount: number, paid: number, left: number): boolean {
  let holds = 0
  let tried = 0
  let telling = 0
  for (const row of sample) {
    const a = readMoney(row.cells[amount], '元')
    const p = readMoney(row.cells[paid], '元')
    const o = readMoney(row.cells[left], '元')
    if (typeof a !== 'object' || typeof o !== 'object' || (typeof p !== 'object' && p !== 'BLANK')) continue
    const part = typeof p === 'object' ? p.fen : 0n
    tried++
    if (part !== 0n) telling++
    if (a.fen - part === o.fen) holds++
  }
  return telling > 0 && holds * 10 >= tried * 6
}
