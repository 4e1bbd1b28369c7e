import type { ReactNode } from 'react'
import type { TFunction } from 'i18next'
import { ageOf } from '@qingqian/rules/age'
import type { Day } from '@qingqian/rules/day'
import { fenOf } from '@qingqian/rules/money'
import { PayableState, stateKey, whollyDisputed } from './payable-state.tsx'
import type { Payable } from './ledger-data.ts'

type Name = 'number' | 'unit' | 'creditor' | 'uscc' | 'contract' | 'category' | 'since' | 'age' | 'amount' | 'paid' | 'outstanding' | 'disputed' | 'due' | 'state'

/** What a cell may need besides the row. */
export type Seen = { index: number; today: Day; show: (amount: string) => string; short: (name: string) => string; t: TFunction<'ledger'>; word: TFunction }

/** Who, to whom, why, when, how much, state. Widths in rem of the type; `latin` where words of Latin letters need more. `text` is what is shown and copied; `cell` where that is more than text. */
export type Column = { name: Name; width: number; latin?: number; num?: boolean; strong?: boolean; small?: boolean; frozenEnd?: boolean; text: (row: Payable, seen: Seen) => string; cell?: (row: Payable, seen: Seen) => ReactNode; title?: (row: Payable) => string }

export const MARK_WIDTH = 0.32

export const COLUMNS: Column[] = [
  { name: 'number', width: 0.44, num: true, text: (_, { index }) => String(index + 1), cell: (_, { index }) => <span className="mu">{index + 1}</span> },
  { name: 'unit', width: 0.92, text: (row, { short }) => short(row.unit.name), title: (row) => row.unit.name },
  { name: 'creditor', width: 1.7, latin: 1.5, frozenEnd: true, text: (row) => row.creditor.name, title: (row) => row.creditor.name },
  { name: 'uscc', width: 1.36, small: true, text: (row) => row.creditor.uscc ?? '' },
  { name: 'contract', width: 1.06, text: (row) => row.contractNo ?? '', title: (row) => row.contractNo ?? '' },
  { name: 'category', width: 0.54, latin: 0.7, text: (row, { word }) => word(`category.${row.category}`) },
  { name: 'since', width: 0.8, latin: 0.92, num: true, text: (row) => row.overdueSince },
  { name: 'age', width: 0.62, num: true, text: (row, { t, today }) => t(`age.${ageOf(row.overdueSince, today)}`) },
  { name: 'amount', width: 1.04, num: true, text: (row, { show }) => show(row.amount) },
  { name: 'paid', width: 0.98, num: true, text: (row, { show }) => show(row.paid) },
  { name: 'outstanding', width: 1.04, num: true, strong: true, text: (row, { show }) => show(row.outstanding) },
  { name: 'disputed', width: 0.86, num: true, text: (row, { show }) => (fenOf(row.disputedAmount) > 0n ? show(row.disputedAmount) : '') },
  {
    name: 'due',
    width: 0.82,
    num: true,
    text: (row, { t }) => (row.status === 'CLEARED' ? '' : (row.dueOn ?? (whollyDisputed(row) ? t('state.mediation') : ''))),
  },
  { name: 'state', width: 0.88, latin: 1.02, text: (row, { t, today }) => t(`state.${stateKey(row, today)}`), cell: (row) => <PayableState payable={row} /> },
]
