import { useEffect, useRef, useState } from 'react'
import type { ApolloCache } from '@apollo/client'
import { useQuery, useSubscription } from '@apollo/client/react'
import { fenOf, yuan } from '@qingqian/rules/money'
import { LedgerMovedDocument, PayablesDocument, type PayableFieldsFragment, type PayableFilter, type PayableOrder, type PayablesQuery } from '../../graphql/generated/graphql.ts'

export type Payable = PayableFieldsFragment
export type Sums = NonNullable<PayablesQuery['unit']>['payables']['sums']

const PAGE = 100

/** A unit's payables by pages of a hundred; more come as one scrolls. */
export function usePayables(unit: string, filter: PayableFilter, orderBy: PayableOrder) {
  const { data, previousData, loading, error, fetchMore, refetch } = useQuery(PayablesDocument, {
    variables: { unit, first: PAGE, filter, orderBy },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  })
  const shown = data ?? (previousData?.unit?.code === unit ? previousData : undefined)
  const list = shown?.unit?.payables
  const asking = useRef(false)
  async function more() {
    if (asking.current || !data?.unit?.payables.pageInfo.hasNextPage) return
    asking.current = true
    await fetchMore({ variables: { after: data.unit.payables.pageInfo.endCursor } }).catch(() => undefined)
    asking.current = false
  }
  return {
    unit: shown?.unit,
    rows: list?.edges.map((edge) => edge.node) ?? [],
    total: list?.totalCount ?? 0,
    sums: list?.sums ?? null,
    waiting: shown === undefined && loading,
    stale: data === undefined && loading,
    more,
    error,
    refetch: () => void refetch(),
  }
}

/** Our own act and its signal arrive in either order; within this time they belong together. */
const TOGETHER = 1500

/** True once the ledger moved by another hand than ours since it was read. */
export function useMoved(unit: string) {
  const [moved, setMoved] = useState(false)
  const last = useRef<string | null>(null)
  const signal = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const ownAt = useRef(0)
  const { data } = useSubscription(LedgerMovedDocument, { variables: { unit } })
  const position = data?.totals.journalPosition
  useEffect(() => {
    if (position === undefined || position === last.current) return
    const first = last.current === null
    last.current = position
    if (first || Date.now() - ownAt.current < TOGETHER) return
    clearTimeout(signal.current)
    signal.current = setTimeout(() => setMoved(true), TOGETHER)
  }, [position])
  useEffect(() => {
    last.current = null
    setMoved(false)
    return () => clearTimeout(signal.current)
  }, [unit])
  function mine() {
    ownAt.current = Date.now()
    clearTimeout(signal.current)
  }
  return { moved, seen: () => setMoved(false), mine }
}

type Connection = { edges?: { node: { __ref: string } }[]; sums?: { __typename?: string; amount: string; paid: string; outstanding: string } }

/** Carries one's own payment (or its reversal, below zero) into the sums of the lists that show the payable. */
export function addToSums(cache: ApolloCache, unitId: string, payableId: string, paid: bigint): void {
  cache.modify({
    id: `Unit:${unitId}`,
    fields: {
      payables: (stored: unknown) => {
        const existing = stored as Connection
        if (!existing.sums || !existing.edges?.some((edge) => edge.node.__ref === `Payable:${payableId}`)) return existing as never
        const { sums } = existing
        return { ...existing, sums: { ...sums, paid: yuan(fenOf(sums.paid) + paid), outstanding: yuan(fenOf(sums.outstanding) - paid) } } as never
      },
    },
  })
}
