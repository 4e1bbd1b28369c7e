/**
 * The bytes an entry is hashed over, and the chain: hash = SHA-256(hash of the unit's previous entry ‖ bytes). The access
 * label (path) and the transaction id stay outside: a move or a restore changes neither what happened nor its hash.
 * docs/verify.md describes the same for people who check without us; test/rig holds a second implementation.
 */
import { createHash } from 'node:crypto'
import type { StoredLeg } from '@qingqian/rules/cell'
import type { Day, Moment } from '@qingqian/rules/day'
import type { EntryKind } from '@qingqian/rules/payable'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** An entry before it has a hash. Amounts in fen. */
export interface EntryBody {
  countyId: string
  unitId: string
  seq: bigint
  id: string
  payableId: string
  kind: EntryKind
  amount: bigint
  effectiveOn: Day
  recordedAt: Moment
  recordedBy: string
  recordedName: string
  onBehalf: boolean
  reason: string | null
  reverses: string | null
  /** What else the act said: method, voucher, channel, old and new values. */
  detail: { readonly [key: string]: Json }
  legs: StoredLeg[]
}

/** JSON with sorted keys: the same for the same content, whatever order it was built or stored in. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const object = value as { readonly [key: string]: Json }
    return `{${Object.keys(object).sort().map((key) => `${JSON.stringify(key)}:${canonical(object[key]!)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

export function entryBytes(entry: EntryBody): string {
  return canonical([
    'qingqian-entry-1', entry.countyId, entry.unitId, `${entry.seq}`, entry.id, entry.payableId, entry.kind, `${entry.amount}`, entry.effectiveOn,
    new Date(entry.recordedAt).toISOString(), entry.recordedBy, entry.recordedName, entry.onBehalf, entry.reason, entry.reverses, entry.detail, entry.legs,
  ])
}

/** The hash of an entry that follows `previous` (empty before the first). */
export function entryHash(previous: Buffer, entry: EntryBody): Buffer {
  return createHash('sha256').update(previous).update(entryBytes(entry), 'utf8').digest()
}

/** What a mutation was asked, for comparing a repeated request id: bigint as text, keys sorted, the id itself left out. */
export function inputHash(mutation: string, input: object): Buffer {
  const plain = JSON.parse(JSON.stringify(input, (key, value: unknown) => (key === 'requestId' ? undefined : typeof value === 'bigint' ? `${value}` : value))) as Json
  return createHash('sha256').update(mutation).update(canonical(plain)).digest()
}
