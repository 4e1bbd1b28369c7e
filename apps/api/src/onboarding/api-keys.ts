/** SECURITY issues and revokes API keys for units below its own. The secret is stored nowhere in clear: it follows from the request. */
import { LockMode } from '@mikro-orm/core'
import { type Day, addDays } from '@qingqian/rules/day'
import { parseIpRange } from '@qingqian/rules/ip-range'
import type { ApiScope } from '@qingqian/rules/permission'
import { type Refusal, isRefusal, refuse } from '@qingqian/rules/refusal'
import { tidy } from '@qingqian/rules/text'
import { audit } from '../access/audit.ts'
import { type Caller, may, sees } from '../access/caller.ts'
import { ApiKeyRow } from '../access/entities.ts'
import type { Once } from '../access/once.ts'
import { type DerivedSecrets, digest } from '../access/secrets.ts'
import type { Sessions } from '../access/sessions.ts'
import type { Clock } from '../platform/clock.ts'
import { globalId, localId, UUID } from '../platform/global-id.ts'
import type { EntityManager, MikroORM } from '../platform/orm.ts'
import { uuidv7 } from '../platform/uuid.ts'
import type { Unit } from '../units/tree.ts'
import type { Units } from '../units/units.ts'

const LONGEST_DAYS = 366
const MOST_RANGES = 50

export interface IssueApiKey {
  requestId: string
  unit: string
  name: string
  scopes: ApiScope[]
  expiresOn: Day
  allowedIps?: string[] | null
}

export interface ApiKey {
  id: string
  name: string
  scopes: readonly ApiScope[]
  expiresOn: Day
  revokedAt: number | null
}

export interface ApiKeyIssued {
  id: string
  secret: string
  scopes: readonly ApiScope[]
  expiresOn: Day
}

export interface KeyWork {
  readonly orm: MikroORM
  readonly units: Units
  readonly once: Once
  readonly secrets: DerivedSecrets
  readonly sessions: Sessions
  readonly clock: Clock
}

/** The keys of one unit, newest first. */
export async function apiKeysOf({ orm }: KeyWork, unit: Unit): Promise<ApiKey[]> {
  const rows = await orm.em.fork().find(ApiKeyRow, { unitId: unit.code }, { orderBy: { createdAt: 'desc', id: 'desc' } })
  return rows.map((row) => shown(row, unit))
}

export async function issueApiKey(work: KeyWork, caller: Caller, input: IssueApiKey): Promise<ApiKeyIssued | Refusal> {
  const unit = work.units.get(input.unit)
  if (!unit || !sees(caller, unit)) return refuse('NOT_FOUND', 'unit')
  if (!may(caller, 'KEYS')) return refuse('FORBIDDEN', 'unit')
  const secret = work.secrets.apiKey(caller.account, input.requestId)
  const outcome = await work.once.act(caller, 'issueApiKey', input, async (em, now) => {
    const fault = issuingFault(input, work.clock.today())
    if (fault) return fault
    const id = uuidv7(now)
    const [name, scopes, allowedIps] = [tidy(input.name), [...new Set(input.scopes)], (input.allowedIps ?? []).map((text) => text.trim())]
    await em.insert(ApiKeyRow, { id, unitId: unit.code, name, secretHash: digest(secret), scopes, expiresOn: input.expiresOn, allowedIps, createdAt: new Date(now), createdBy: caller.account })
    audit(em, { at: now, account: caller.account, action: 'KEY_ISSUED', subject: id, unit: unit.code, detail: { name, scopes, allowedIps, expiresOn: input.expiresOn } })
    return { id }
  })
  if (isRefusal(outcome)) return outcome
  const row = await work.orm.em.fork().findOneOrFail(ApiKeyRow, { id: outcome.made.id })
  // Only where the database's passwords were changed in between: the derived secret is another now, and worth nothing.
  if (!digest(secret).equals(row.secretHash)) throw new Error('the secret of a repeated request can no longer be derived')
  return { id: globalId('K', unit.countyId, row.id), secret, scopes: row.scopes as ApiScope[], expiresOn: row.expiresOn }
}

function issuingFault(input: IssueApiKey, today: Day): Refusal | null {
  const name = tidy(input.name)
  if (name === '') return refuse('NAME_REQUIRED', 'name')
  if (name.length > 100) return refuse('TEXT_TOO_LONG', 'name', { max: '100' })
  if (input.scopes.length === 0) return refuse('SCOPE_REQUIRED', 'scopes')
  if (input.expiresOn <= today || input.expiresOn > addDays(today, LONGEST_DAYS)) return refuse('EXPIRY_OUT_OF_RANGE', 'expiresOn')
  const ranges = input.allowedIps ?? []
  const unreadable = ranges.find((text) => parseIpRange(text) === null)
  if (unreadable !== undefined) return refuse('IP_UNREADABLE', 'allowedIps', { text: unreadable.slice(0, 60) })
  return ranges.length > MOST_RANGES ? refuse('TEXT_TOO_LONG', 'allowedIps', { max: `${MOST_RANGES}` }) : null
}

/** From now on the key opens nothing: here at once, elsewhere within seconds. Revoking again changes nothing. */
export async function revokeApiKey(work: KeyWork, caller: Caller, input: { requestId: string; id: string }): Promise<ApiKey | Refusal> {
  if (!may(caller, 'KEYS')) return refuse('FORBIDDEN', 'id')
  const outcome = await work.once.act(caller, 'revokeApiKey', input, async (em, now) => {
    const found = await visibleKey(work, caller, em, input.id, LockMode.PESSIMISTIC_WRITE)
    if (isRefusal(found)) return found
    if (!found.row.revokedAt) audit(em, { at: now, account: caller.account, action: 'KEY_REVOKED', subject: found.row.id, unit: found.unit.code, detail: { name: found.row.name } })
    found.row.revokedAt ??= new Date(now)
    return { id: found.row.id }
  })
  if (isRefusal(outcome)) return outcome
  work.sessions.forget()
  const now = await visibleKey(work, caller, work.orm.em.fork(), input.id)
  return isRefusal(now) ? now : shown(now.row, now.unit)
}

async function visibleKey({ units }: KeyWork, caller: Caller, em: EntityManager, id: string, lockMode?: LockMode): Promise<{ row: ApiKeyRow; unit: Unit } | Refusal> {
  const local = localId(id, 'K')?.local ?? ''
  const row = UUID.test(local) ? await em.findOne(ApiKeyRow, { id: local }, lockMode === undefined ? {} : { lockMode }) : null
  const unit = row && units.get(row.unitId)
  return row && unit && sees(caller, unit) ? { row, unit } : refuse('NOT_FOUND', 'id')
}

function shown(row: ApiKeyRow, unit: Unit): ApiKey {
  return { id: globalId('K', unit.countyId, row.id), name: row.name, scopes: row.scopes as ApiScope[], expiresOn: row.expiresOn, revokedAt: row.revokedAt?.getTime() ?? null }
}
