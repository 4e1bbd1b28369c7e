/**
 * Sessions and keys of this process: looked up once in two seconds at most, ended here at once, watched for open sockets.
 * Tokens are opaque and only their hash is kept; who holds the database's backup cannot sign in with it.
 */
import type { Moment } from '@qingqian/rules/day'
import { ipAllowed } from '@qingqian/rules/ip-range'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { type Row, type Statement, trip } from '../platform/trip.ts'
import type { UnitTree } from '../units/tree.ts'
import type { Units } from '../units/units.ts'
import { type Caller, callerOf, callerOfKey } from './caller.ts'
import { digest, newToken } from './secrets.ts'
import { SessionWatch } from './session-watch.ts'
import { LONGEST, type Standing, holds, keyBySecret, keyStanding, sessionByToken, sessionStanding } from './standing.ts'

const KEPT = 2000
const KEPT_AT_MOST = 20_000
const SEEN_EVERY = 60_000

interface Known {
  readonly standing: Standing | null
  caller: Caller | null
  tree: UnitTree | null
}

export class Sessions {
  private readonly known = new Map<string, { reading: Promise<Known>; until: number }>()
  private readonly database: Database
  private readonly units: Units
  private readonly clock: Clock
  private readonly sockets: SessionWatch

  constructor(database: Database, units: Units, clock: Clock) {
    this.database = database
    this.units = units
    this.clock = clock
    this.sockets = new SessionWatch((...statements) => this.ask(...statements), units, clock)
  }

  /** The caller of a session's token; null where it holds no longer. Counts as activity. */
  async callerOfToken(token: string): Promise<Caller | null> {
    const hash = digest(token)
    const known = await this.lookUp(`session ${hash.toString('hex')}`, () => this.readSession(hash))
    return this.callerFrom(known)
  }

  /** The caller of an API key, from an address; null where key or address does not hold. */
  async callerOfSecret(secret: string, ip: string): Promise<Caller | null> {
    const hash = digest(secret)
    const known = await this.lookUp(`key ${hash.toString('hex')}`, async () => (await this.ask(keyBySecret(hash)))[0]!.map(keyStanding)[0] ?? null)
    if (known.standing?.kind !== 'key' || !ipAllowed(ip, known.standing.allowed)) return null
    return this.callerFrom(known)
  }

  /** The statement that opens a session, with its token, which is kept nowhere else. */
  opening(account: string, now: Moment): { token: string; sessionId: string; expiresAt: Moment; statement: Statement } {
    const token = newToken()
    const hash = digest(token)
    const expiresAt = now + LONGEST
    const [at, end] = [now, expiresAt].map((moment) => new Date(moment).toISOString())
    const statement = { sql: 'insert into session (token_hash, account_id, created_at, seen_at, expires_at) values ($1, $2, $3, $3, $4)', values: [hash, account, at, end] }
    return { token, sessionId: hash.toString('hex'), expiresAt, statement }
  }

  /** Ends one session, in the database by the statement, in this process when `forget` is called after COMMIT. */
  ending(sessionId: string, now: Moment): Statement {
    return { sql: 'update session set revoked_at = $2 where token_hash = $1 and revoked_at is null', values: [Buffer.from(sessionId, 'hex'), new Date(now).toISOString()] }
  }

  /** Ends all sessions of an account. */
  endingAll(account: string, now: Moment): Statement {
    return { sql: 'update session set revoked_at = $2 where account_id = $1 and revoked_at is null', values: [account, new Date(now).toISOString()] }
  }

  /** After sessions or keys were ended: this process looks again at once, open sockets included; others within seconds. */
  forget(): void {
    this.known.clear()
    void this.sockets.look()
  }

  /**
   * Calls `onEnd` once when the caller's session or key ends, or when its rights change (role, unit, a moved unit): the
   * socket is to be closed and may come back. Answers the function that stops watching.
   */
  watch(caller: Caller, onEnd: () => void): () => void {
    return this.sockets.add(caller, onEnd)
  }

  close(): void {
    this.sockets.close()
  }

  private async readSession(hash: Buffer): Promise<Standing | null> {
    const standing = (await this.ask(sessionByToken(hash)))[0]!.map(sessionStanding)[0] ?? null
    const now = this.clock.now()
    if (standing?.kind !== 'session' || !holds(standing, now) || standing.seenAt > now - SEEN_EVERY) return standing
    await this.ask({ sql: 'update session set seen_at = greatest(seen_at, $2) where token_hash = $1', values: [hash, new Date(now).toISOString()] })
    return { ...standing, seenAt: now }
  }

  /** By the machine's clock, which runs in tests too. */
  private lookUp(key: string, read: () => Promise<Standing | null>): Promise<Known> {
    const before = this.known.get(key)
    if (before && before.until > Date.now()) return before.reading
    const reading = read().then((standing) => ({ standing, caller: null, tree: null }))
    const entry = { reading, until: Date.now() + KEPT }
    if (this.known.size >= KEPT_AT_MOST) this.known.clear()
    this.known.set(key, entry)
    // What nobody holds is not worth keeping, and guesses must not push out what is.
    const drop = (): void => void (this.known.get(key) === entry && this.known.delete(key))
    reading.then(({ standing }) => { if (!standing) drop() }, drop)
    return reading
  }

  private callerFrom(known: Known): Caller | null {
    const { standing } = known
    if (!standing || !holds(standing, this.clock.now())) return null
    const { tree } = this.units
    if (known.tree !== tree) {
      const unit = tree.get(standing.unit)
      known.tree = tree
      if (!unit) known.caller = null
      else if (standing.kind === 'session') known.caller = callerOf(standing.account, unit, tree, standing.id)
      else known.caller = callerOfKey({ id: standing.id.slice('key.'.length), name: standing.name, scopes: standing.scopes }, unit)
    }
    return known.caller
  }

  private ask(...statements: Statement[]): Promise<Row[][]> {
    return this.database.onClient(this.database.access, (client) => trip(client, statements))
  }
}
