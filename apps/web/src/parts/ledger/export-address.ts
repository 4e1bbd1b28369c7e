import type { PayableFilter, PayableOrder } from '../../graphql/generated/graphql.ts'
import type { MoneyUnit } from '@qingqian/rules/money'

/** What the list shows, as a workbook: the same unit, filter and order. 亿元 is not asked for in forms: it becomes 万元. */
export function exportAddress({ unit, filter, orderBy }: { unit: string; filter: PayableFilter; orderBy: PayableOrder }, money: MoneyUnit): string {
  const query = new URLSearchParams({ unit, filter: JSON.stringify(filter), orderBy: JSON.stringify(orderBy), money: money === 'yuan' ? 'yuan' : 'wan' })
  return `/api/exports/payables?${query.toString()}`
}
