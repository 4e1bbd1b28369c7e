/** What SECURITY does to accounts: assigns roles, closes, unlocks. Each ends the account's sessions where its rights change. */
import { LockMode } from '@mikro-orm/core'
import type { Moment } from '@qingqian/rules/day'
import { type Permission, type Role, assignmentFault } from '@qingqian/rules/permission'
import { type Refusal, isRefusal, refuse } from '@qingqian/rules/refusal'
import { tidy } from '@qingqian/rules/text'
import type { EntityManager, MikroORM } from '../platform/orm.ts'
import type { Unit } from '../units/tree.ts'
import type { Units } from '../units/units.ts'
import { type AuditAction, audit } from './audit.ts'
import { type Caller, may, sees } from './caller.ts'
import { AccountRow } from './entities.ts'
import type { Once } from './once.ts'
import type { Sessions } from './sessions.ts'

/** An account as administrators see it. */
export interface Account {
  account: string
  name: string
  role: Role
  unit: Unit
  /** Has its person set a password? */
  activated: boolean
  lockedUntil: Moment | null
  closedAt: Moment | null
}

export interface AboutAccount {
  requestId: string
  account: string
}

export class Accounts {
  private readonly orm: MikroORM
  private readonly units: Units
  private readonly once: Once
  private readonly sessions: Sessions

  constructor(orm: MikroORM, units: Units, once: Once, sessions: Sessions) {
    this.orm = orm
    this.units = units
    this.once = once
    this.sessions = sessions
  }

  /** The accounts of one unit, by name of account. */
  async of(unit: Unit): Promise<Account[]> {
    const rows = await this.orm.em.fork().find(AccountRow, { unitId: unit.code }, { orderBy: { id: 'asc' } })
    return rows.map((row) => shown(row, unit))
  }

  assignRole(caller: Caller, input: AboutAccount & { role: Role }): Promise<Account | Refusal> {
    return this.change(caller, 'assignRole', input, 'ROLE_ASSIGNED', { role: input.role }, (row, unit, now) => {
      if (row.closedAt) return refuse('ACCOUNT_CLOSED', 'account', { account: row.id })
      const fault = assignmentFault({ id: row.id, role: row.role as Role }, input.role, unit, caller.account)
      if (fault) return fault
      row.role = input.role
      return { endsAt: now }
    })
  }

  closeAccount(caller: Caller, input: AboutAccount): Promise<Account | Refusal> {
    return this.change(caller, 'closeAccount', input, 'ACCOUNT_CLOSED', {}, (row, _unit, now) => {
      if (row.id === caller.account) return refuse('FORBIDDEN', 'account')
      row.closedAt ??= new Date(now)
      row.activationHash = null
      return { endsAt: now }
    })
  }

  /** Lets somebody try again before the quarter of an hour is over. */
  unlockAccount(caller: Caller, input: AboutAccount): Promise<Account | Refusal> {
    return this.change(caller, 'unlockAccount', input, 'ACCOUNT_UNLOCKED', {}, (row) => {
      row.failures = 0
      row.lockedUntil = null
      return { endsAt: null }
    })
  }

  /** @param deed changes the row; says from when on its sessions are over, if they are */
  private async change(caller: Caller, mutation: string, input: AboutAccount, action: AuditAction, detail: Record<string, string>, deed: (row: AccountRow, unit: Unit, now: Moment) => { endsAt: Moment | null } | Refusal): Promise<Account | Refusal> {
    const allowed = this.allowed(caller, 'ROLES')
    if (allowed) return allowed
    const outcome = await this.once.act(caller, mutation, input, async (em, now) => {
      const found = await this.visible(caller, em, input.account, LockMode.PESSIMISTIC_WRITE)
      if (isRefusal(found)) return found
      const before = found.row.role
      const done = deed(found.row, found.unit, now)
      if (isRefusal(done)) return done
      audit(em, { at: now, account: caller.account, action, subject: found.row.id, unit: found.unit.code, detail: { ...detail, before } })
      if (done.endsAt !== null) await em.execute('update session set revoked_at = ? where account_id = ? and revoked_at is null', [new Date(done.endsAt).toISOString(), found.row.id])
      return { account: found.row.id }
    })
    if (isRefusal(outcome)) return outcome
    if (!outcome.again) this.sessions.forget()
    const now = await this.visible(caller, this.orm.em.fork(), outcome.made.account)
    return isRefusal(now) ? now : shown(now.row, now.unit)
  }

  private allowed(caller: Caller, permission: Permission): Refusal | null {
    return may(caller, permission) ? null : refuse('FORBIDDEN')
  }

  /** An account below the caller; anything else does not exist. */
  private async visible(caller: Caller, em: EntityManager, id: string, lockMode?: LockMode): Promise<{ row: AccountRow; unit: Unit } | Refusal> {
    const row = await em.findOne(AccountRow, { id: tidy(id) }, lockMode === undefined ? {} : { lockMode })
    const unit = row && this.units.get(row.unitId)
    return row && unit && sees(caller, unit) ? { row, unit } : refuse('NOT_FOUND', 'account')
  }
}

function shown(row: AccountRow, unit: Unit): Account {
  return { account: row.id, name: row.name, role: row.role as Role, unit, activated: row.passwordHash != null, lockedUntil: row.lockedUntil?.getTime() ?? null, closedAt: row.closedAt?.getTime() ?? null }
}
