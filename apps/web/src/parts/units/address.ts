import { useMemo } from 'react'
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router'

/** Where we are: the address carries the unit, the moment and the filters, so that every screen can be sent to somebody. */
export type Address = {
  unit: string
  /** What was true then; null: now. */
  asOf: string | null
  /** What had been recorded then; null: all that is recorded by now. */
  knownAt: string | null
}

export function useAddress(): Address {
  const { unit = '' } = useParams()
  const [search] = useSearchParams()
  const asOf = search.get('asOf')
  const knownAt = search.get('knownAt')
  return useMemo(() => ({ unit, asOf, knownAt }), [unit, asOf, knownAt])
}

/** A link to a page of a unit, at the same moment. */
export function usePageLink(): (page: string, unit?: string, filters?: Record<string, string>) => string {
  const address = useAddress()
  return (page, unit = address.unit, filters = {}) => {
    const search = new URLSearchParams(filters)
    if (address.asOf) search.set('asOf', address.asOf)
    if (address.knownAt) search.set('knownAt', address.knownAt)
    const query = search.toString()
    return `/u/${encodeURIComponent(unit)}/${page}${query && `?${query}`}`
  }
}

/** Goes to the same page of another unit, or of another moment. */
export function useGo() {
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  return {
    toUnit: (unit: string) => {
      const page = /^\/u\/[^/]+\/([^/]+)/.exec(pathname)?.[1] ?? 'board'
      const params = new URLSearchParams(search)
      const kept = new URLSearchParams()
      for (const key of ['asOf', 'knownAt']) if (params.has(key)) kept.set(key, params.get(key)!)
      const query = kept.toString()
      void navigate(`/u/${encodeURIComponent(unit)}/${page === 'payable' ? 'ledger' : page}${query && `?${query}`}`)
    },
    toMoment: (asOf: string | null, knownAt: string | null) => {
      const params = new URLSearchParams(search)
      params.delete('asOf')
      params.delete('knownAt')
      if (asOf) params.set('asOf', asOf)
      if (knownAt) params.set('knownAt', knownAt)
      void navigate({ pathname, search: params.toString() })
    },
  }
}
