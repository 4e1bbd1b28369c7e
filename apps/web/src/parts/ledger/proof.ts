import { useEffect, useState } from 'react'
import { useQuery } from '@apollo/client/react'
import { fenOf } from '@qingqian/rules/money'
import { JournalProofDocument, type JournalProofQuery } from '../../graphql/generated/graphql.ts'
import type { Entry } from './journal.ts'

/** checked: what is shown is what the hash was taken over, and it follows the hash before it. unable: this browser has no crypto here. */
export type Proof = 'checked' | 'differs' | 'unable'

type Bytes = NonNullable<NonNullable<JournalProofQuery['payable']>['journal']>['nodes'][number]

/** SHA-256 over the previous entry's hash and the canonical bytes, in this browser; and: do those bytes say what the page shows? */
async function checked(bytes: Bytes, entry: Entry): Promise<Proof> {
  if (typeof crypto === 'undefined' || !crypto.subtle) return 'unable'
  const text = new TextEncoder().encode(bytes.canonical)
  const before = bytes.previousHash.match(/../g) ?? []
  const whole = new Uint8Array(before.length + text.length)
  before.forEach((pair, at) => (whole[at] = Number.parseInt(pair, 16)))
  whole.set(text, before.length)
  const digest = [...new Uint8Array(await crypto.subtle.digest('SHA-256', whole))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return digest === bytes.hash && bytes.hash === entry.hash && saysTheSame(bytes.canonical, entry) ? 'checked' : 'differs'
}

/** The canonical array of docs/verify.md: tag, county, unit, seq, id, payable, kind, amount, day, moment, by, name, on behalf, reason … */
function saysTheSame(canonical: string, entry: Entry): boolean {
  const said = JSON.parse(canonical) as unknown[]
  return said[3] === String(entry.seq) && said[6] === entry.kind && said[7] === String(fenOf(entry.amount)) && said[8] === entry.effectiveOn
    && Date.parse(String(said[9])) === Date.parse(entry.recordedAt) && said[10] === entry.recordedBy && said[11] === entry.recordedName && said[12] === entry.onBehalf && (said[13] ?? null) === (entry.reason ?? null)
}

export type Proofs = { of: (id: string) => Proof | null; follows: (id: string) => boolean; all: Proof | null }

/** Proofs of the shown entries, as they are worked out. `follows`: the entry before it in the unit's journal is shown too. */
export function useProofs(payableId: string, entries: readonly Entry[]): Proofs {
  const { data, refetch } = useQuery(JournalProofDocument, { variables: { id: payableId } })
  const [proofs, setProofs] = useState<ReadonlyMap<string, Proof>>(new Map())
  const nodes = data?.payable?.journal.nodes
  const lacks = nodes !== undefined && entries.some((entry) => !nodes.some(({ id, canonical }) => id === entry.id && canonical !== undefined))
  useEffect(() => {
    // An entry came since: its bytes are asked for once.
    if (lacks) void refetch()
  }, [lacks, entries.length, refetch])
  useEffect(() => {
    let left = false
    const pairs = entries.flatMap((entry) => nodes?.filter(({ id, canonical }) => id === entry.id && canonical !== undefined).map((bytes) => ({ bytes, entry })) ?? [])
    void Promise.all(pairs.map(async ({ bytes, entry }) => [entry.id, await checked(bytes, entry)] as const)).then((found) => !left && setProofs(new Map(found)))
    return () => {
      left = true
    }
  }, [nodes, entries])
  const hashes = new Set(entries.map((entry) => entry.hash))
  const found = entries.map((entry) => proofs.get(entry.id) ?? null)
  return {
    of: (id) => proofs.get(id) ?? null,
    follows: (id) => hashes.has(nodes?.find((node) => node.id === id)?.previousHash ?? ''),
    all: found.includes('differs') ? 'differs' : found.includes('unable') ? 'unable' : found.includes(null) ? null : 'checked',
  }
}
