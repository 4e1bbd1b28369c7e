import type { Totals } from './board-data.ts'
import { useAddress, usePageLink } from '../units/address.ts'

/**
 * Where the rows behind a figure stand: the ledger, filtered so that the same figure stands there. What totals exclude is
 * left out there, too. Of a past moment there are no rows: null.
 */
export function useDrill(): (totals: Totals, unit: string, filters?: Record<string, string>) => string | null {
  const link = usePageLink()
  const { asOf } = useAddress()
  return (totals, unit, filters = { tab: 'owed' }) =>
    asOf === null ? link('ledger', unit, { ...filters, ...(totals.excludedOutstanding === '0.00' ? {} : { counted: 'true' }) }) : null
}
