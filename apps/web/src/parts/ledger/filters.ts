import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { Category, PayableFilter, PayableOrder, Vintage } from '../../graphql/generated/graphql.ts'

export type Tab = 'all' | 'owed' | 'disputed' | 'cleared'
export type Order = 'overdueAsc' | 'outstandingDesc' | 'amountDesc' | 'recordedDesc'

/** What the address says is wanted of a ledger. */
export type Wanted = { tab: Tab; search: string; vintage: Vintage | null; category: Category | null; order: Order }

export const ORDERS: Record<Order, PayableOrder> = {
  overdueAsc: { field: 'OVERDUE_SINCE', direction: 'ASC' },
  outstandingDesc: { field: 'OUTSTANDING', direction: 'DESC' },
  amountDesc: { field: 'AMOUNT', direction: 'DESC' },
  recordedDesc: { field: 'RECORDED_AT', direction: 'DESC' },
}
export const VINTAGES: Vintage[] = ['SINCE_CUTOFF', 'BEFORE_CUTOFF']
export const CATEGORIES: Category[] = ['GOODS', 'WORKS', 'SERVICES', 'DIVIDEND', 'DEPOSIT', 'OTHER']

function oneOf<T extends string>(value: string | null, allowed: readonly T[]): T | null {
  return allowed.find((each) => each === value) ?? null
}

/** Filters of the ledger, kept in the address. */
export function useWanted(): { wanted: Wanted; want: (change: Partial<Wanted>) => void; filter: PayableFilter } {
  const [params, setParams] = useSearchParams()
  const text = params.toString()
  const wanted = useMemo<Wanted>(() => {
    const read = new URLSearchParams(text)
    return {
      tab: oneOf(read.get('tab'), ['owed', 'disputed', 'cleared'] as const) ?? 'all',
      search: read.get('q') ?? '',
      vintage: oneOf(read.get('vintage'), VINTAGES),
      category: oneOf(read.get('category'), CATEGORIES),
      order: oneOf(read.get('order'), ['outstandingDesc', 'amountDesc', 'recordedDesc'] as const) ?? 'overdueAsc',
    }
  }, [text])
  const undisputed = params.get('disputed') === 'false'
  const filter = useMemo(() => filterOf(wanted, undisputed, params.get('disputed') === 'true'), [wanted, undisputed, params])
  function want(change: Partial<Wanted>) {
    const next = { ...wanted, ...change }
    const kept = new URLSearchParams(params)
    if (change.tab !== undefined) kept.delete('disputed')
    const write = (key: string, value: string | null, plain: string | null) => (value && value !== plain ? kept.set(key, value) : kept.delete(key))
    write('tab', next.tab, 'all')
    write('q', next.search, '')
    write('vintage', next.vintage, null)
    write('category', next.category, null)
    write('order', next.order, 'overdueAsc')
    setParams(kept, { replace: true })
  }
  return { wanted, want, filter }
}

function filterOf(wanted: Wanted, undisputed: boolean, disputed: boolean): PayableFilter {
  const filter: PayableFilter = {}
  if (wanted.tab === 'owed' || undisputed) filter.statuses = ['OPEN', 'PARTLY_PAID']
  if (wanted.tab === 'cleared') filter.statuses = ['CLEARED']
  if (wanted.tab === 'disputed' || disputed) filter.disputed = true
  else if (undisputed) filter.disputed = false
  if (wanted.search.trim() !== '') filter.search = wanted.search.trim()
  if (wanted.vintage) filter.vintages = [wanted.vintage]
  if (wanted.category) filter.categories = [wanted.category]
  return filter
}
