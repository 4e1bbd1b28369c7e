/** Counts and sums over the rows that may be posted, as the contract's reply gives them. */
import { creditorKey } from '@qingqian/rules/creditor'
import type { Day } from '@qingqian/rules/day'
import { yuan } from '@qingqian/rules/money'
import type { AcceptedRow } from './rows.ts'

/** Money is a decimal string in yuan. */
export interface LedgerSummary {
  readonly accepted: number
  readonly amount: string
  readonly paid: string
  readonly outstanding: string
  /** Payables with something outstanding. */
  readonly outstandingCount: number
  /** Distinct creditors (户) with something outstanding: whoever has been paid in full is no longer a creditor. */
  readonly creditorCount: number
  /** Rows marked disputed, cleared or not. */
  readonly disputedCount: number
  /** Rows first overdue on or after the cut-off, cleared or not. */
  readonly sinceCutoffCount: number
}

export function summarise(rows: readonly AcceptedRow[], cutoff: Day): LedgerSummary {
  let amount = 0n
  let paid = 0n
  let outstandingCount = 0
  let disputedCount = 0
  let sinceCutoffCount = 0
  const creditors = new Set<string>()
  for (const row of rows) {
    amount += row.amount
    paid += row.paid
    if (row.amount > row.paid) {
      outstandingCount++
      creditors.add(creditorKey(row.creditor))
    }
    if (row.disputed) disputedCount++
    if (row.overdueSince >= cutoff) sinceCutoffCount++
  }
  return { accepted: rows.length, amount: yuan(amount), paid: yuan(paid), outstanding: yuan(amount - paid), outstandingCount, creditorCount: creditors.size, disputedCount, sinceCutoffCount }
}
