import { useEffect, useState } from 'react'
import { fenOf } from '@qingqian/rules/money'
import type { Entry } from './journal.ts'

/** checked: what is shown is what the hash was taken over, and it follows the hash before it. unable: this browser has no crypto here. */
export type Proof = 'checked' | 'differs' | 'unable'

/** SHA-256 over the previous entry's hash and the canonical bytes, in this browser; and: do those bytes say what the page shows? */
async function checked(entry: Entry): Promise<Proof> {
  if (typeof crypto === 'undefined' || !crypto.subtle) return 'unable'
  const text = new TextEncoder().encode(entry.canonical)
  const before = entry.previousHash.match(/../g) ?? []
  const whole = new Uint8Array(before.length + text.length)
  before.forEach((pair, at) => (whole[at] = Number.parseInt(pair, 16)))
  whole.set(text, before.length)
  const digest = [...new Uint8Array(await crypto.subtle.digest('SHA-256', whole))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return digest === entry.hash && saysTheSame(entry.canonical, entry) ? 'checked' : 'differs'
}

/** The canonical array of docs/verify.md: tag, county, unit, seq, id, payable, kind, amount, day, moment, by, name, on behalf, reason … */
function saysTheSame(canonical: string, entry: Entry): boolean {
  const said = JSON.parse(canonical) as unknown[]
  return said[3] === String(entry.seq) && said[6] === entry.kind && said[7] === String(fenOf(entry.amount)) && said[8] === entry.effectiveOn
    && Date.parse(String(said[9])) === Date.parse(entry.recordedAt) && said[10] === entry.recordedBy && said[11] === entry.recordedName && said[12] === entry.onBehalf && (said[13] ?? null) === (entry.reason ?? null)
}

export type Proofs = { of: (id: string) => Proof | null; follows: (id: string) => boolean; all: Proof | null }

/** Proofs of the shown entries, as they are worked out. `follows`: the entry before it in the unit's journal is shown too. */
export function useProofs(entries: readonly Entry[]): Proofs {
  const [proofs, setProofs] = useState<ReadonlyMap<string, Proof>>(new Map())
  useEffect(() => {
    let left = false
    void Promise.all(entries.map(async (entry) => [entry.id, await checked(entry)] as const)).then((found) => !left && setProofs(new Map(found)))
    return () => {
      left = true
    }
  }, [entries])
  const hashes = new Set(entries.map((entry) => entry.hash))
  const found = entries.map((entry) => proofs.get(entry.id) ?? null)
  return {
    of: (id) => proofs.get(id) ?? null,
    follows: (id) => hashes.has(entries.find((entry) => entry.id === id)?.previousHash ?? ''),
    all: found.includes('differs') ? 'differs' : found.includes('unable') ? 'unable' : found.includes(null) ? null : 'checked',
  }
}
