import { useQuery, useSubscription } from '@apollo/client/react'
import { addDays, dayAt, momentOf, momentText, type Day } from '@qingqian/rules/day'
import { serverNow } from '../../graphql/clock.ts'
import {
  BoardBeforeDocument,
  BoardDocument,
  BoardLiveDocument,
  PaymentsLiveDocument,
  SeriesDocument,
  type BoardBeforeQuery,
  type BoardUnitFragment,
  type PaymentFieldsFragment,
  type SeriesQuery,
  type TotalsFieldsFragment,
} from '../../graphql/generated/graphql.ts'
import type { Address } from '../units/address.ts'

export type BoardUnit = BoardUnitFragment & { lastPayments?: PaymentFieldsFragment[] }
export type Child = BoardUnit['children'][number]
export type Totals = TotalsFieldsFragment
export type Before = NonNullable<BoardBeforeQuery['unit']>
export type Payment = PaymentFieldsFragment
export type SeriesPoint = NonNullable<SeriesQuery['unit']>['totalsSeries'][number]

/** 17:00 of the day before the one shown: what "since yesterday" is measured from. */
export function yesterdayAt17(asOf: string | null, due: string): string {
  const shown = asOf === null ? serverNow() : Date.parse(asOf)
  return momentText(momentOf(addDays(dayAt(shown), -1), due))
}

/**
 * The board's figures: one query, then subscriptions that write where the query reads. A past moment has no
 * subscription, and is compared with the day before it on the same clock. On the way to another moment the last one stays.
 */
export function useBoard({ unit, asOf, knownAt }: Address, due: string | null, payments: boolean) {
  const now = useQuery(BoardDocument, { variables: { unit, asOf, knownAt, payments: payments && asOf === null }, fetchPolicy: 'cache-and-network' })
  useSubscription(BoardLiveDocument, { variables: { unit }, skip: asOf !== null, ignoreResults: true })
  useSubscription(PaymentsLiveDocument, { variables: { unit }, skip: asOf !== null || !payments, ignoreResults: true })
  const then = yesterdayAt17(asOf, due ?? '17:00')
  const before = useQuery(BoardBeforeDocument, { variables: { unit, before: then, known: asOf !== null && knownAt === null ? null : then }, skip: due === null })
  const kept = now.previousData?.unit?.code === unit ? now.previousData : undefined
  const keptBefore = before.previousData?.unit?.id === now.data?.unit?.id ? before.previousData : undefined
  const shown = now.data === undefined ? kept : now.data
  return {
    board: shown?.unit as BoardUnit | null | undefined,
    before: before.data?.unit ?? keptBefore?.unit ?? null,
    loading: now.loading && shown === undefined,
    error: now.error,
    retry: () => void now.refetch(),
  }
}

/** A point a day from one day to another; empty until they have come. */
export function useSeries(unit: string, from: Day | null, to: Day): SeriesPoint[] {
  const { data, previousData } = useQuery(SeriesDocument, { variables: { unit, from: from ?? to, to }, skip: from === null || from > to })
  return (data ?? previousData)?.unit?.totalsSeries ?? []
}

/** Had there been no ledger yet, everything would look like a rise: then there is nothing to compare with. */
export function compared(before: Totals | undefined | null): Totals | undefined {
  return before && before.payableCount > 0 ? before : undefined
}
