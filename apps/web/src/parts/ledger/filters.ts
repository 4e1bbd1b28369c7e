import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { AGES, daysOfAge } from '@qingqian/rules/age'
import { dayAt, isDay, type Day } from '@qingqian/rules/day'
import { serverNow } from '../../graphql/clock.ts'
import type { Category, PayableFilter, PayableOrder, PayableStatus, Vintage } from '../../graphql/generated/graphql.ts'

export const TABS = ['all', 'owed', 'disputed', 'cleared'] as const
export type Tab = (typeof TABS)[number]
export type AgeBand = (typeof AGES)[number]
export type Order = 'overdueAsc' | 'outstandingDesc' | 'amountDesc' | 'recordedDesc'

/** What the address says is wanted of a ledger. */
export type Wanted = {
  tab: Tab
  search: string
  /** Of the units below, one. */
  place: string | null
  vintage: Vintage | null
  age: AgeBand | null
  category: Category | null
  status: PayableStatus | null
  /** First day overdue, from and to. */
  from: Day | null
  to: Day | null
  order: Order
}

export const ORDERS: Record<Order, PayableOrder> = {
  overdueAsc: { field: 'OVERDUE_SINCE', direction: 'ASC' },
  outstandingDesc: { field: 'OUTSTANDING', direction: 'DESC' },
  amountDesc: { field: 'AMOUNT', direction: 'DESC' },
  recordedDesc: { field: 'RECORDED_AT', direction: 'DESC' },
}
export const VINTAGES: Vintage[] = ['SINCE_CUTOFF', 'BEFORE_CUTOFF']
export const CATEGORIES: Category[] = ['GOODS', 'WORKS', 'SERVICES', 'DIVIDEND', 'DEPOSIT', 'OTHER']
export const STATUSES: PayableStatus[] = ['OPEN', 'PARTLY_PAID', 'CLEARED']
export const NOTHING_WANTED = { search: '', place: null, vintage: null, age: null, category: null, status: null, from: null, to: null } as const satisfies Partial<Wanted>

function oneOf<T extends string>(value: string | null, allowed: readonly T[]): T | null {
  return allowed.find((each) => each === value) ?? null
}
const dayIn = (value: string | null) => (value !== null && isDay(value) ? value : null)

/** Filters of the ledger, kept in the address. `base`: without the tab, for the tabs' counts. */
export function useWanted(): { wanted: Wanted; want: (change: Partial<Wanted>) => void; filter: PayableFilter; base: PayableFilter; narrowed: boolean } {
  const [params, setParams] = useSearchParams()
  const text = params.toString()
  const wanted = useMemo<Wanted>(() => {
    const read = new URLSearchParams(text)
    return {
      tab: oneOf(read.get('tab'), TABS) ?? 'all',
      search: read.get('q') ?? '',
      place: read.get('place'),
      vintage: oneOf(read.get('vintage'), VINTAGES),
      age: oneOf(read.get('age'), AGES),
      category: oneOf(read.get('category'), CATEGORIES),
      status: oneOf(read.get('status'), STATUSES),
      from: dayIn(read.get('from')),
      to: dayIn(read.get('to')),
      order: oneOf(read.get('order'), ['outstandingDesc', 'amountDesc', 'recordedDesc'] as const) ?? 'overdueAsc',
    }
  }, [text])
  // A board's cell brings this one: what is wholly disputed, or what is not and still open.
  const disputed = params.get('disputed')
  // So does this: only what totals count, or only what they exclude.
  const counted = params.get('counted')
  const today = dayAt(serverNow())
  const base = useMemo(() => ({ ...baseOf(wanted, disputed, today), ...(counted === null ? {} : { counted: counted === 'true' }) }), [wanted, disputed, counted, today])
  const filter = useMemo(() => withTab(base, wanted.tab), [base, wanted.tab])
  function want(change: Partial<Wanted>) {
    const next = { ...wanted, ...change }
    const kept = new URLSearchParams(params)
    if (change.tab !== undefined) kept.delete('disputed')
    const write = (key: string, value: string | null, plain: string | null) => (value && value !== plain ? kept.set(key, value) : kept.delete(key))
    write('tab', next.tab, 'all')
    write('q', next.search, '')
    for (const key of ['place', 'vintage', 'age', 'category', 'status', 'from', 'to'] as const) write(key, next[key], null)
    write('order', next.order, 'overdueAsc')
    setParams(kept, { replace: true })
  }
  return { wanted, want, filter, base, narrowed: Object.keys(filter).length > 0 }
}

function baseOf(wanted: Wanted, disputed: string | null, today: Day): PayableFilter {
  const filter: PayableFilter = {}
  if (disputed === 'true' || disputed === 'false') {
    filter.disputed = disputed === 'true'
    filter.statuses = ['OPEN', 'PARTLY_PAID']
  }
  if (wanted.status) filter.statuses = [wanted.status]
  if (wanted.search.trim() !== '') filter.search = wanted.search.trim()
  if (wanted.place) filter.unit = wanted.place
  if (wanted.vintage) filter.vintages = [wanted.vintage]
  if (wanted.category) filter.categories = [wanted.category]
  const age = wanted.age ? daysOfAge(wanted.age, today) : null
  const from = later(wanted.from, age?.from ?? null)
  const to = earlier(wanted.to, age?.to ?? null)
  if (from) filter.overdueFrom = from
  if (to) filter.overdueTo = to
  return filter
}

const later = (a: Day | null, b: Day | null) => (a !== null && b !== null ? (a > b ? a : b) : (a ?? b))
const earlier = (a: Day | null, b: Day | null) => (a !== null && b !== null ? (a < b ? a : b) : (a ?? b))

function withTab(base: PayableFilter, tab: Tab): PayableFilter {
  const asked = base.statuses ?? STATUSES
  const only = (statuses: PayableStatus[]) => ({ ...base, statuses: asked.filter((status) => statuses.includes(status)) })
  if (tab === 'owed') return only(['OPEN', 'PARTLY_PAID'])
  if (tab === 'cleared') return only(['CLEARED'])
  return tab === 'disputed' ? { ...base, contested: true } : base
}
