/** How sessions and keys stand in the database, and when they end. */
import { type Day, type Moment, dayAt } from '@qingqian/rules/day'
import { type IpRange, parseIpRange } from '@qingqian/rules/ip-range'
import type { ApiScope, Role } from '@qingqian/rules/permission'
import type { Row, Statement } from '../platform/trip.ts'

export const IDLE = 30 * 60_000
export const LONGEST = 12 * 3_600_000

interface SessionStanding {
  readonly kind: 'session'
  readonly id: string
  readonly account: { readonly id: string; readonly name: string; readonly role: Role }
  readonly unit: string
  readonly expiresAt: Moment
  readonly seenAt: Moment
  /** Revoked, or its account closed. */
  readonly ended: boolean
}

interface KeyStanding {
  readonly kind: 'key'
  readonly id: string
  readonly name: string
  readonly scopes: readonly ApiScope[]
  readonly unit: string
  readonly expiresOn: Day
  readonly allowed: readonly IpRange[]
  readonly ended: boolean
}

export type Standing = SessionStanding | KeyStanding

/** A session ends after half an hour without a request, after twelve hours, or when it is ended; a key after its last day. */
export function holds(standing: Standing, now: Moment): boolean {
  if (standing.ended) return false
  if (standing.kind === 'key') return standing.expiresOn >= dayAt(now)
  return standing.expiresAt > now && standing.seenAt + IDLE > now
}

const SESSION = `select encode(s.token_hash, 'hex') as id, a.id as account, a.name, a.role, a.unit_id as unit, s.expires_at as "expiresAt", s.seen_at as "seenAt",
  s.revoked_at is not null or a.closed_at is not null as ended from session s join account a on a.id = s.account_id`
const KEY = `select id::text as id, name, scopes, unit_id as unit, expires_on::text as "expiresOn", allowed_ips as "allowedIps", revoked_at is not null as ended from api_key`

export const sessionByToken = (hash: Buffer): Statement => ({ sql: `${SESSION} where s.token_hash = $1`, values: [hash] })
export const keyBySecret = (hash: Buffer): Statement => ({ sql: `${KEY} where secret_hash = $1`, values: [hash] })
/** All the watched ones at once. */
export const sessionsByIds = (ids: readonly string[]): Statement => ({ sql: `${SESSION} where s.token_hash = any($1)`, values: [ids.map((id) => Buffer.from(id, 'hex'))] })
export const keysByIds = (ids: readonly string[]): Statement => ({ sql: `${KEY} where id = any($1)`, values: [ids] })

/** These sessions are in use at this moment. */
export const seenNow = (ids: readonly string[], now: Moment): Statement => ({
  sql: 'update session set seen_at = greatest(seen_at, $2) where token_hash = any($1)', values: [ids.map((id) => Buffer.from(id, 'hex')), new Date(now).toISOString()],
})

export function sessionStanding(row: Row): Standing {
  return {
    kind: 'session', id: row.id as string, account: { id: row.account as string, name: row.name as string, role: row.role as Role }, unit: row.unit as string,
    expiresAt: row.expiresAt as Moment, seenAt: row.seenAt as Moment, ended: row.ended as boolean,
  }
}

export function keyStanding(row: Row): Standing {
  return {
    kind: 'key', id: `key.${row.id as string}`, name: row.name as string, scopes: row.scopes as ApiScope[], unit: row.unit as string, expiresOn: row.expiresOn as Day,
    allowed: (row.allowedIps as string[]).map((text) => parseIpRange(text)!), ended: row.ended as boolean,
  }
}
