import { useCallback, useEffect, useRef, useState } from 'react'
import { useApolloClient, useQuery, useSubscription } from '@apollo/client/react'
import {
  LedgerLiveDocument, PayableFieldsFragmentDoc, PayablesDocument, PayablesPageDocument, type PayableFieldsFragment, type PayableFilter, type PayableOrder, type SumsFieldsFragment,
} from '../../graphql/generated/graphql.ts'

export type Payable = PayableFieldsFragment
export type Sums = SumsFieldsFragment

export const PAGE = 100

type Asked = { unit: string; filter: PayableFilter; base: PayableFilter; orderBy: PayableOrder }
/** Ids of the rows of a page, by its number; the rows themselves are in the cache, where others' changes land too. */
type Pages = ReadonlyMap<number, readonly string[]>
const NO_PAGES: Pages = new Map()

/** A unit's payables by pages of a hundred, any of which may be asked for: the list is as long as it is from the start. */
export function usePayables(asked: Asked) {
  const client = useApolloClient()
  const { data, previousData, error, loading, refetch } = useQuery(PayablesDocument, { variables: asked, fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' })
  const shown = data ?? (previousData?.unit?.code === asked.unit ? previousData : undefined)
  const list = shown?.unit?.payables
  const key = JSON.stringify(asked)
  const [kept, setKept] = useState<{ key: string; pages: Pages }>({ key, pages: NO_PAGES })
  const pages = kept.key === key ? kept.pages : NO_PAGES
  const asking = useRef(new Set<string>())
  const total = list?.sums.count ?? 0

  const need = useCallback((first: number, last: number) => {
    for (let page = Math.max(1, Math.floor(first / PAGE)); page <= Math.floor(last / PAGE); page++) {
      const mark = `${key} ${page}`
      if (pages.has(page) || asking.current.has(mark)) continue
      asking.current.add(mark)
      const { unit, filter, orderBy } = asked
      client.query({ query: PayablesPageDocument, variables: { unit, filter, orderBy, skip: page * PAGE }, fetchPolicy: 'network-only' })
        .then(({ data: later }) => {
          const ids = later?.unit?.payables.nodes.map((node) => node.id) ?? []
          setKept((before) => ({ key, pages: new Map([...(before.key === key ? before.pages : []), [page, ids]]) }))
        })
        .catch(() => undefined) // its rows stay hairlines; scrolling there asks again
        .finally(() => asking.current.delete(mark))
    }
  }, [asked, client, key, pages])

  function idAt(index: number): string | null {
    if (index < PAGE) return list?.nodes[index]?.id ?? null
    return pages.get(Math.floor(index / PAGE))?.[index % PAGE] ?? null
  }
  return {
    unit: shown?.unit,
    total,
    entries: list?.entryCount ?? null,
    sums: list?.sums ?? null,
    tabs: shown?.unit?.tabs.sums ?? null,
    idAt,
    /** All rows, once they are here and few enough to add up on the spot. */
    all: list && list.nodes.length === total ? list.nodes : null,
    rowOf: (id: string): Payable | null => client.cache.readFragment({ id: `Payable:${id}`, fragment: PayableFieldsFragmentDoc, fragmentName: 'PayableFields' }),
    need,
    stale: data === undefined && loading,
    error,
    refetch: () => {
      setKept({ key, pages: NO_PAGES })
      void refetch()
    },
  }
}

type Listed = { total: number; entries: number | null; refetch: () => void }

/** What the ledger says live: sums and counts of the filter, and whether rows came that are not in the list. */
export function useLedgerLive({ unit, filter, base }: Asked, skip: boolean, listed: Listed) {
  const known = useRef<number | null>(null)
  const [missed, setMissed] = useState(false)
  const { data } = useSubscription(LedgerLiveDocument, { variables: { unit, filter, base }, skip })
  const change = data?.ledgerChanged
  const { entries, refetch } = listed
  useEffect(() => {
    if (!change || entries === null) return
    const gap = change.entryCount - change.covers > Math.max(entries, known.current ?? 0)
    // Between the reading of the rows and the first word: read once more. Later (a lost connection, an import): offered.
    if (gap && known.current === null) refetch()
    else if (gap) setMissed(true)
    known.current = Math.max(change.entryCount, known.current ?? 0)
    // oxlint-disable-next-line exhaustive-deps
  }, [change, entries])
  useEffect(() => {
    known.current = null
    setMissed(false)
  }, [unit])
  const more = change !== undefined && entries !== null && change.sums.count > listed.total
  return { sums: change?.sums ?? null, tabs: change?.tabs ?? null, moved: missed || more, seen: () => setMissed(false) }
}
