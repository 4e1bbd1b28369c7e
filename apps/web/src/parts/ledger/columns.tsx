import type { ReactNode } from 'react'
import type { TFunction } from 'i18next'
import type { Day } from '@qingqian/rules/day'
import { fenOf } from '@qingqian/rules/money'
import { ageOf, PayableState, whollyDisputed } from './payable-state.tsx'
import type { Payable } from './ledger-data.ts'

type Name = 'number' | 'unit' | 'creditor' | 'uscc' | 'contract' | 'category' | 'since' | 'age' | 'amount' | 'paid' | 'outstanding' | 'disputed' | 'due' | 'state'

/** What a cell may need besides the row. */
export type Seen = { index: number; today: Day; show: (amount: string) => string; t: TFunction<'ledger'>; word: TFunction }

/** Who, to whom, why, when, how much, state. Widths in rem of the type; `rest` takes what is left. */
export type Column = { name: Name; width: number; num?: boolean; strong?: boolean; small?: boolean; frozenEnd?: boolean; cell: (row: Payable, seen: Seen) => ReactNode }

export const COLUMNS: Column[] = [
  { name: 'number', width: 0.36, num: true, cell: (_, { index }) => <span className="mu">{index + 1}</span> },
  { name: 'unit', width: 0.96, cell: (row) => row.unit.name },
  { name: 'creditor', width: 1.9, frozenEnd: true, cell: (row) => row.creditor.name },
  { name: 'uscc', width: 1.44, small: true, cell: (row) => row.creditor.uscc },
  { name: 'contract', width: 0.92, cell: (row) => row.contractNo },
  { name: 'category', width: 0.56, cell: (row, { word }) => word(`category.${row.category}`) },
  { name: 'since', width: 0.84, num: true, cell: (row) => row.overdueSince },
  { name: 'age', width: 0.66, num: true, cell: (row, { t, today }) => t(`age.${ageOf(row.overdueSince, today)}`) },
  { name: 'amount', width: 1, num: true, cell: (row, { show }) => show(row.amount) },
  { name: 'paid', width: 0.98, num: true, cell: (row, { show }) => show(row.paid) },
  { name: 'outstanding', width: 0.98, num: true, strong: true, cell: (row, { show }) => show(row.outstanding) },
  { name: 'disputed', width: 0.86, num: true, cell: (row, { show }) => (fenOf(row.disputedAmount) > 0n ? show(row.disputedAmount) : '') },
  {
    name: 'due',
    width: 0.84,
    num: true,
    cell: (row, { t }) => (row.status === 'CLEARED' ? '' : (row.dueOn ?? (whollyDisputed(row) ? <span className="mu">{t('state.mediation')}</span> : ''))),
  },
  { name: 'state', width: 0.88, cell: (row) => <PayableState payable={row} /> },
]
