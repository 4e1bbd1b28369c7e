/**
 * A cell is one vintage × disputed × category of what a unit owes; the kind of the debtor is the unit's. What an entry does
 * to the totals is written as legs: differences of measures at a cell. Totals are sums of legs and of nothing else.
 */
import type { Fen } from './money.ts'
import type { Vintage } from './policy.ts'

export const CATEGORIES = ['GOODS', 'WORKS', 'SERVICES', 'DIVIDEND', 'DEPOSIT', 'OTHER'] as const
export type Category = (typeof CATEGORIES)[number]

/** 0…23: category × 4 + disputed × 2 + since the cut-off. Stored, so never renumbered. */
export type CellCode = number

export function cellCode(vintage: Vintage, disputed: boolean, category: Category): CellCode {
  return CATEGORIES.indexOf(category) * 4 + (disputed ? 2 : 0) + (vintage === 'SINCE_CUTOFF' ? 1 : 0)
}

export function cellOf(code: CellCode): { vintage: Vintage; disputed: boolean; category: Category } {
  return { vintage: code & 1 ? 'SINCE_CUTOFF' : 'BEFORE_CUTOFF', disputed: (code & 2) !== 0, category: CATEGORIES[code >> 2]! }
}

/** What is counted and summed in a cell. Counts in 笔, amounts in fen. */
export interface Measures {
  /** 笔 ever in the ledger. */
  payables: number
  /** 笔 with something outstanding. */
  open: number
  /** 笔 with nothing outstanding any more. */
  cleared: number
  amount: Fen
  /** Of amount: what registrations brought in (a correction does not). */
  registered: Fen
  /** All ever paid. */
  paid: Fen
  /** Of paid: before the ledger began. */
  opening: Fen
  extinguished: Fen
  /** Of what is outstanding: what is disputed. */
  disputed: Fen
}

export const COUNTS = ['payables', 'open', 'cleared'] as const
export const SUMS = ['amount', 'registered', 'paid', 'opening', 'extinguished', 'disputed'] as const

export function noMeasures(): Measures {
  return { payables: 0, open: 0, cleared: 0, amount: 0n, registered: 0n, paid: 0n, opening: 0n, extinguished: 0n, disputed: 0n }
}

/** Adds `more` (times `sign`) into `sum`, in place: the fold runs at every node of the path for every entry. */
export function addMeasures(sum: Measures, more: Measures, sign: 1 | -1 = 1): void {
  if (sign === 1) {
    sum.payables += more.payables
    sum.open += more.open
    sum.cleared += more.cleared
    sum.amount += more.amount
    sum.registered += more.registered
    sum.paid += more.paid
    sum.opening += more.opening
    sum.extinguished += more.extinguished
    sum.disputed += more.disputed
    return
  }
  for (const key of COUNTS) sum[key] -= more[key]
  for (const key of SUMS) sum[key] -= more[key]
}

export function isNothing(measures: Measures): boolean {
  return COUNTS.every((key) => measures[key] === 0) && SUMS.every((key) => measures[key] === 0n)
}

export function outstandingOf(measures: Pick<Measures, 'amount' | 'paid' | 'extinguished'>): Fen {
  return measures.amount - measures.paid - measures.extinguished
}

/** One difference at one cell for one creditor. An act that moves a payable from cell to cell has two. */
export interface Leg extends Measures {
  cell: CellCode
  /** creditorKey-derived id: what makes 户 countable. */
  creditor: string
}

/** A leg as the journal keeps it: [cell, creditor, payables, open, cleared, amount, registered, paid, opening, extinguished, disputed]; amounts as text. */
export type StoredLeg = [CellCode, string, number, number, number, string, string, string, string, string, string]

export function storeLeg(leg: Leg): StoredLeg {
  return [leg.cell, leg.creditor, leg.payables, leg.open, leg.cleared, `${leg.amount}`, `${leg.registered}`, `${leg.paid}`, `${leg.opening}`, `${leg.extinguished}`, `${leg.disputed}`]
}

export function readLeg(stored: StoredLeg): Leg {
  const [cell, creditor, payables, open, cleared, amount, registered, paid, opening, extinguished, disputed] = stored
  return {
    cell, creditor, payables, open, cleared,
    amount: BigInt(amount), registered: BigInt(registered), paid: BigInt(paid), opening: BigInt(opening),
    extinguished: BigInt(extinguished), disputed: BigInt(disputed),
  }
}
