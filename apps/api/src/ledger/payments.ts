/** Payments of payables: they come with the row that was asked for, in its own SQL, or later for many rows at once. */
import type { Day, Moment } from '@qingqian/rules/day'
import DataLoader from 'dataloader'
import type { GraphQLResolveInfo } from 'graphql'
import { type Context, keptIn, signedIn } from '../access/context.ts'
import type { Database } from '../platform/database.ts'
import { fieldsBelow, intArgument } from '../platform/selection.ts'
import type { Row } from '../platform/trip.ts'
import type { PayableRow } from './rows.ts'

export interface PaymentView {
  countyId: string
  /** Of its journal entry. */
  entryId: string
  amount: bigint
  paidOn: Day
  method: string
  voucherNo: string | null
  recordedAt: Moment
}

export const PAYMENTS_SHOWN = 10
export const MOST_PAYMENTS = 50

/** A payable's row with its last payments, so many as were asked for. */
export interface WithPayments extends PayableRow {
  payments?: StoredPayment[] | null
  paymentsAsked?: number
}

type StoredPayment = [id: string, amount: string, on: Day, method: string, voucherNo: string | null, recordedAt: string]

/** As a column of `select … from payable p`. Two trips to the database cost more than the JSON. */
export function paymentsColumn(last: number): string {
  return `(select json_agg(json_build_array(e.id, e.amount::text, e.effective_on, e.detail->>'method', e.detail->>'voucherNo', e.recorded_at)) from (${lastOf('p.county_id', 'p.id', `${last}`)}) e) as payments, ${last} as "paymentsAsked"`
}

const lastOf = (county: string, payable: string, last: string): string => `select e.id, e.amount, e.effective_on, e.detail, e.recorded_at from journal_entry e where e.county_id = ${county} and e.payable_id = ${payable} and e.kind = 'PAYMENT'
  and not exists (select from journal_entry r where r.county_id = e.county_id and r.reverses = e.id) order by e.seq desc limit ${last}`

/** How many payments the answer's payables will be asked for; 0: none. Larger numbers than allowed are refused later. */
export function paymentsAsked(info: GraphQLResolveInfo, paths: readonly (readonly string[])[]): number {
  let most = 0
  for (const path of paths) {
    for (const field of fieldsBelow(info, path, 'payments')) most = Math.max(most, Math.min(intArgument(field, 'last', info.variableValues) ?? PAYMENTS_SHOWN, MOST_PAYMENTS))
  }
  return most
}

const viewOf = (countyId: string, [entryId, amount, paidOn, method, voucherNo, recordedAt]: StoredPayment): PaymentView => ({
  countyId, entryId, amount: BigInt(amount), paidOn, method, voucherNo, recordedAt: Date.parse(recordedAt),
})

const LATER = Symbol('payments')

/** A payable's last payments, newest first, without those that were reversed. */
export function lastPayments(database: Database, context: Context, payable: WithPayments, last: number): PaymentView[] | Promise<PaymentView[]> {
  const { countyId, payments, paymentsAsked: brought = 0 } = payable
  if (brought >= last) return (payments ?? []).slice(0, last).map((stored) => viewOf(countyId, stored))
  const later = keptIn(context, LATER, () => new Map<number, DataLoader<PayableRow, PaymentView[], string>>())
  let loader = later.get(last)
  if (!loader) later.set(last, (loader = loaderOf(database, context, last)))
  return loader.load(payable)
}

function loaderOf(database: Database, context: Context, last: number): DataLoader<PayableRow, PaymentView[], string> {
  return new DataLoader(
    async (payables) => {
      const [rows] = await database.read(signedIn(context).scopeText, {
        sql: `select p.id, ${paymentsColumn(last)} from payable p where p.county_id = any($1) and p.id = any($2::uuid[])`,
        values: [[...new Set(payables.map(({ countyId }) => countyId))], payables.map(({ id }) => id)],
      })
      const found = new Map(rows!.map((row: Row) => [row.id as string, row.payments as StoredPayment[] | null]))
      return payables.map(({ id, countyId }) => (found.get(id) ?? []).map((stored) => viewOf(countyId, stored)))
    },
    { cacheKeyFn: ({ countyId, id }) => `${countyId} ${id}` },
  )
}
