/** Signing in and out. Every guess counts before it is tried; no answer, and no answer's time, tells who has an account. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Moment } from '@qingqian/rules/day'
import { passwordFault } from '@qingqian/rules/password'
import type { Role } from '@qingqian/rules/permission'
import { type Refusal, isRefusal, refuse } from '@qingqian/rules/refusal'
import { tidy } from '@qingqian/rules/text'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { type Statement, trip } from '../platform/trip.ts'
import type { Units } from '../units/units.ts'
import { AddressAttempts, FAILURES_TO_LOCK, LOCK_MINUTES, UnknownNames } from './attempts.ts'
import { auditStatement } from './audit.ts'
import { type Caller, callerOf } from './caller.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import { activationDigest } from './secrets.ts'
import type { Sessions } from './sessions.ts'

/** A wrong guess is answered no sooner than this: what was or was not looked up and written meanwhile does not show. */
const WRONG_TAKES = 300

export interface SignedIn {
  token: string
  expiresAt: Moment
  caller: Caller
}

interface Account { id: string; name: string; role: Role; unit: string; passwordHash: string | null; closed: boolean; failures: number; activates: boolean }

export class Doorway {
  private readonly addresses = new AddressAttempts()
  private readonly nobodies = new UnknownNames()
  private readonly database: Database
  private readonly units: Units
  private readonly sessions: Sessions
  private readonly clock: Clock

  constructor(database: Database, units: Units, sessions: Sessions, clock: Clock) {
    this.database = database
    this.units = units
    this.sessions = sessions
    this.clock = clock
  }

  async signIn(name: string, password: string, ip: string): Promise<SignedIn | Refusal> {
    return this.guess(tidy(name), ip, 'SIGN_IN_FAILED', null, async (account) => {
      if (!(await passwordMatches(account?.passwordHash ?? null, password)) || !account || account.closed) return null
      return []
    })
  }

  /** The first password, against the code of the invitation. Signs in. */
  async activate(name: string, code: string, password: string, ip: string): Promise<SignedIn | Refusal> {
    const known = tidy(name)
    const fault = passwordFault(password, known)
    if (fault) return fault
    return this.guess(known, ip, 'ACTIVATION_FAILED', activationDigest(code), async (account, now) => {
      const passwordHash = await hashPassword(password)
      if (!account?.activates || account.closed) return null
      return [
        { sql: 'update account set password_hash = $2, activation_hash = null, activation_expires_at = null where id = $1', values: [account.id, passwordHash] },
        auditStatement({ at: now, account: account.id, action: 'ACTIVATED', subject: account.id, unit: account.unit }),
      ]
    })
  }

  /** A new password for whoever knows the old one; all other sessions end. */
  async changePassword(caller: Caller, current: string, password: string, ip: string): Promise<SignedIn | Refusal> {
    const fault = passwordFault(password, caller.account)
    if (fault) return fault
    const changed = await this.guess(caller.account, ip, 'SIGN_IN_FAILED', null, async (account, now) => {
      if (!(await passwordMatches(account?.passwordHash ?? null, current)) || !account || account.closed) return null
      return [
        { sql: 'update account set password_hash = $2 where id = $1', values: [account.id, await hashPassword(password)] },
        this.sessions.endingAll(account.id, now),
        auditStatement({ at: now, account: account.id, action: 'PASSWORD_CHANGED', subject: account.id, unit: account.unit }),
      ]
    })
    this.sessions.forget()
    return changed
  }

  /** Ends the caller's session, or all sessions of the account. */
  async signOut(caller: Caller, everywhere: boolean): Promise<Moment> {
    const now = this.clock.now()
    await this.database.administer((transaction) => transaction.run(
      everywhere ? this.sessions.endingAll(caller.account, now) : this.sessions.ending(caller.sessionId, now),
      auditStatement({ at: now, account: caller.account, action: 'SIGNED_OUT', subject: caller.account, unit: caller.unit.code, detail: { everywhere: everywhere ? 'yes' : null } }),
    ))
    this.sessions.forget()
    return now
  }

  /**
   * One guess at an account. @param prove answers the statements that belong to it where it was right, null where not; it does
   * the same work for an account that does not exist.
   */
  private async guess(name: string, ip: string, failed: 'SIGN_IN_FAILED' | 'ACTIVATION_FAILED', code: Buffer | null, prove: (account: Account | null, now: Moment) => Promise<Statement[] | null>): Promise<SignedIn | Refusal> {
    const now = this.clock.now()
    const until = this.addresses.take(ip, now)
    if (until !== null) return lockedOut(until, now)
    const soonest = pause(WRONG_TAKES)
    const answer = await this.tryGuess(name, ip, failed, code, now, prove)
    if (isRefusal(answer)) await soonest
    else this.addresses.giveBack(ip, now)
    return answer
  }

  private async tryGuess(name: string, ip: string, failed: 'SIGN_IN_FAILED' | 'ACTIVATION_FAILED', code: Buffer | null, now: Moment, prove: (account: Account | null, now: Moment) => Promise<Statement[] | null>): Promise<SignedIn | Refusal> {
    const taken = await this.takeGuess(name, code, now)
    if (isRefusal(taken)) return taken
    const proven = await prove(taken, now)
    const unit = taken && this.units.get(taken.unit)
    if (!proven || !taken || !unit) {
      await this.writeDown(name, taken, ip, failed, now)
      return refuse(failed)
    }
    const session = this.sessions.opening(taken.id, now)
    await this.database.administer((transaction) => transaction.run(
      { sql: 'update account set failures = 0, locked_until = null where id = $1', values: [taken.id] },
      ...proven, session.statement,
      auditStatement({ at: now, account: taken.id, action: 'SIGNED_IN', subject: taken.id, unit: taken.unit, detail: { ip } }),
    ))
    return { token: session.token, expiresAt: session.expiresAt, caller: callerOf(taken, unit, this.units.tree, session.sessionId) }
  }

  /**
   * Counts the guess in the account's row before anything is tried: of a hundred guesses made at once five are tried. The
   * fifth sets the lock that being right takes away again.
   */
  private async takeGuess(name: string, code: Buffer | null, now: Moment): Promise<Account | Refusal | null> {
    const at = new Date(now).toISOString()
    const lock = new Date(now + LOCK_MINUTES * 60_000).toISOString()
    const [taken, there] = await this.database.onClient(this.database.access, (client) => trip(client, [
      {
        sql: `update account set failures = case when locked_until is null then failures else 0 end + 1,
          locked_until = case when case when locked_until is null then failures else 0 end + 1 >= $4::int then $3::timestamptz end
          where id = $1 and (locked_until is null or locked_until <= $2)
          returning id, name, role, unit_id as unit, password_hash as "passwordHash", closed_at is not null as closed, failures,
            coalesce(activation_hash = $5 and activation_expires_at > $2, false) as activates`,
        values: [name, at, lock, FAILURES_TO_LOCK, code],
      },
      { sql: 'select locked_until as "lockedUntil" from account where id = $1', values: [name] },
    ]))
    if (taken![0]) return taken![0] as unknown as Account
    if (there![0]) return lockedOut((there![0].lockedUntil as Moment | null) ?? now + 60_000, now)
    const until = this.nobodies.take(name, now)
    return until === null ? null : lockedOut(until, now)
  }

  private async writeDown(name: string, account: Account | null, ip: string, failed: string, now: Moment): Promise<void> {
    const event = { at: now, account: name, subject: name, unit: account?.unit ?? null, detail: { ip, code: failed } }
    const events = [auditStatement({ ...event, action: 'SIGN_IN_FAILED' })]
    if (account && account.failures >= FAILURES_TO_LOCK) events.push(auditStatement({ ...event, action: 'LOCKED_OUT' }))
    await this.database.onClient(this.database.access, (client) => trip(client, events))
  }
}

function lockedOut(until: Moment, now: Moment): Refusal {
  return refuse('LOCKED_OUT', undefined, { minutes: `${Math.max(1, Math.ceil((until - now) / 60_000))}` })
}
