/** SYSTEM invites people for units below its own. The code is stored nowhere in clear: it follows from the request. */
import { LockMode } from '@mikro-orm/core'
import type { Moment } from '@qingqian/rules/day'
import { accountFault } from '@qingqian/rules/password'
import { type Role, invitationFault, isAdministrator } from '@qingqian/rules/permission'
import { type Refusal, isRefusal, refuse } from '@qingqian/rules/refusal'
import { tidy } from '@qingqian/rules/text'
import { audit } from '../access/audit.ts'
import { type Caller, may, sees } from '../access/caller.ts'
import { AccountRow } from '../access/entities.ts'
import type { Once } from '../access/once.ts'
import { type DerivedSecrets, activationDigest } from '../access/secrets.ts'
import type { Sessions } from '../access/sessions.ts'
import type { Units } from '../units/units.ts'

const DAYS = 14

export interface InviteUser {
  requestId: string
  unit: string
  account: string
  name: string
  role: Role
}

export interface RenewInvitation {
  requestId: string
  account: string
}

export interface Invitation {
  account: string
  activationCode: string
  expiresAt: Moment
  sheetUrl: string
}

export interface InvitationWork {
  readonly units: Units
  readonly once: Once
  readonly secrets: DerivedSecrets
  readonly sessions: Sessions
}

export async function inviteUser(work: InvitationWork, caller: Caller, input: InviteUser): Promise<Invitation | Refusal> {
  const unit = work.units.get(input.unit)
  if (!unit || !sees(caller, unit)) return refuse('NOT_FOUND', 'unit')
  if (!may(caller, 'USERS')) return refuse('FORBIDDEN', 'unit')
  const outcome = await work.once.act(caller, 'inviteUser', input, async (em, now) => {
    const [account, name] = [tidy(input.account), tidy(input.name)]
    const fault = accountFault(account) ?? invitationFault(input.role, unit.kind)
    if (fault) return fault
    if (name === '') return refuse('NAME_REQUIRED', 'name')
    if (name.length > 60) return refuse('TEXT_TOO_LONG', 'name', { max: '60' })
    const [taken] = await em.execute<{ id: string }[]>('select id from account where lower(id) = lower(?)', [account])
    if (taken) return refuse('ACCOUNT_EXISTS', 'account', { account })
    const expiresAt = expiry(now)
    await em.insert(AccountRow, {
      id: account, name, role: input.role, unitId: unit.code, failures: 0, createdAt: new Date(now), createdBy: caller.account,
      activationHash: activationDigest(work.secrets.activationCode(caller.account, input.requestId)), activationExpiresAt: new Date(expiresAt),
    })
    audit(em, { at: now, account: caller.account, action: 'USER_INVITED', subject: account, unit: unit.code, detail: { role: input.role, name } })
    return { account, expiresAt }
  })
  return isRefusal(outcome) ? outcome : invitationOf(work, caller, input.requestId, outcome.made)
}

/**
 * A new code, for whoever lost the sheet or forgot the password: the old password and all sessions end. Administrators'
 * accounts are not renewed by SYSTEM, which could become them that way; SECURITY closes them and another is made.
 */
export async function renewInvitation(work: InvitationWork, caller: Caller, input: RenewInvitation): Promise<Invitation | Refusal> {
  if (!may(caller, 'USERS')) return refuse('FORBIDDEN', 'account')
  const outcome = await work.once.act(caller, 'renewInvitation', input, async (em, now) => {
    const row = await em.findOne(AccountRow, { id: tidy(input.account) }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    const unit = row && work.units.get(row.unitId)
    if (!row || !unit || !sees(caller, unit)) return refuse('NOT_FOUND', 'account')
    if (row.closedAt) return refuse('ACCOUNT_CLOSED', 'account', { account: row.id })
    if (isAdministrator(row.role as Role)) return refuse('FORBIDDEN', 'account')
    const expiresAt = expiry(now)
    row.passwordHash = null
    row.failures = 0
    row.lockedUntil = null
    row.activationHash = activationDigest(work.secrets.activationCode(caller.account, input.requestId))
    row.activationExpiresAt = new Date(expiresAt)
    audit(em, { at: now, account: caller.account, action: 'INVITATION_RENEWED', subject: row.id, unit: unit.code })
    await em.execute('update session set revoked_at = ? where account_id = ? and revoked_at is null', [new Date(now).toISOString(), row.id])
    return { account: row.id, expiresAt }
  })
  if (isRefusal(outcome)) return outcome
  work.sessions.forget()
  return invitationOf(work, caller, input.requestId, outcome.made)
}

const expiry = (now: Moment): Moment => now + DAYS * 86_400_000

function invitationOf({ secrets }: InvitationWork, caller: Caller, requestId: string, made: { account: string; expiresAt: Moment }): Invitation {
  return { ...made, activationCode: secrets.activationCode(caller.account, requestId), sheetUrl: `/api/activation-sheets/${requestId.toLowerCase()}` }
}
