import { useQuery, useSubscription } from '@apollo/client/react'
import { addDays, dayAt, momentOf, momentText } from '@qingqian/rules/day'
import { serverNow } from '../../graphql/clock.ts'
import {
  BoardBeforeDocument,
  BoardDocument,
  BoardLiveDocument,
  type BoardBeforeQuery,
  type BoardUnitFragment,
  type TotalsFieldsFragment,
} from '../../graphql/generated/graphql.ts'
import type { Address } from '../units/address.ts'

export type BoardUnit = BoardUnitFragment
export type Child = BoardUnit['children'][number]
export type Totals = TotalsFieldsFragment
export type Before = NonNullable<BoardBeforeQuery['unit']>

/** 17:00 of the day before the one shown: what "since yesterday" is measured from. */
export function yesterdayAt17(asOf: string | null): string {
  const shown = asOf === null ? serverNow() : Date.parse(asOf)
  return momentText(momentOf(addDays(dayAt(shown), -1), '17:00'))
}

/** The board's figures: one query, then one subscription that writes where the query reads. A past moment has no subscription. */
export function useBoard({ unit, asOf, knownAt }: Address) {
  const now = useQuery(BoardDocument, { variables: { unit, asOf, knownAt }, fetchPolicy: 'cache-and-network' })
  useSubscription(BoardLiveDocument, { variables: { unit }, skip: asOf !== null, ignoreResults: true })
  const before = useQuery(BoardBeforeDocument, { variables: { unit, before: yesterdayAt17(asOf) } })
  return {
    board: now.data?.unit,
    before: before.data?.unit ?? null,
    loading: now.loading && now.data === undefined,
    error: now.error,
    retry: () => void now.refetch(),
  }
}
