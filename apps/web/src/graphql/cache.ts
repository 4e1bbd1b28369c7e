import { InMemoryCache, type FieldFunctionOptions } from '@apollo/client'

/** totals of now have one place in the cache, whether asked with null arguments or none; a past moment has its own. */
function momentKey(args: Record<string, unknown> | null): string {
  const { asOf, knownAt } = args ?? {}
  return asOf || knownAt ? `${String(asOf ?? '')}/${String(knownAt ?? '')}` : 'now'
}

type Moment = { asOf?: string } & Record<string, unknown>

/** Totals that come late over another connection never overwrite newer ones. */
function newerTotals(existing: Moment | undefined, incoming: Moment, { readField }: FieldFunctionOptions): Moment {
  if (existing === undefined) return incoming
  const before = readField<string>('asOf', existing as never) ?? ''
  const after = readField<string>('asOf', incoming as never) ?? ''
  return after !== '' && after < before ? existing : { ...existing, ...incoming }
}

export function makeCache(): InMemoryCache {
  const totals = { keyArgs: (args: Record<string, unknown> | null) => momentKey(args), merge: newerTotals as never }
  return new InMemoryCache({
    typePolicies: {
      Unit: {
        fields: {
          totals,
          ownTotals: totals,
          payables: { keyArgs: ['filter', 'orderBy', 'first', 'skip'], merge: false },
        },
      },
      Payable: { fields: { journal: { keyArgs: false, merge: true } } },
      Viewer: { keyFields: ['account'] },
      PayableSums: { merge: false },
      DailyBoard: { merge: false },
    },
  })
}
