/**
 * The ways to the database: one transaction wrapper that opens a transaction and sets its scope in one round trip, and
 * MikroORM for schema, migrations and single things. Logins (docs/architecture.md): `app` is confined by row-level
 * security to the caller's scope, `access` keeps units, accounts and keys, `tail` reads everything and writes nothing.
 */
import type { Scope } from '@qingqian/rules/permission'
import pg from 'pg'
import { type Row, type Statement, isSpoilt, trip } from './trip.ts'

export interface DatabaseUrls {
  readonly owner: string
  readonly app: string
  readonly access: string
  readonly tail: string
}

/** A scope as the policies read it; see the first migration. */
export type ScopeText = string & { readonly scope: true }

const SAFE = /^[0-9A-Za-z/ .:@-]*$/

/** Writes a scope for SET LOCAL. Codes, paths and account names hold no quote; anything else is a bug and throws. */
export function scopeText(scope: Scope, account: string): ScopeText {
  if (scope.read.length > 2) throw new Error('a scope has at most two read ranges')
  const [first, second] = scope.read
  const parts = [first?.from, first?.to, second?.from, second?.to, scope.write?.from, scope.write?.to, account].map((part) => part ?? '')
  for (const part of parts) if (!SAFE.test(part)) throw new Error(`not a scope: ${part}`)
  return parts.join('|') as ScopeText
}

export interface Transaction {
  /** Sends statements in one round trip inside the transaction. */
  run(...statements: Statement[]): Promise<Row[][]>
}

const BEGIN: Statement = { sql: 'begin' }
const COMMIT: Statement = { sql: 'commit' }
/** A province's totals may take a while to load; see the tail's statement timeout. */
export const OVERLOOK_MS = 90_000

export class Database {
  readonly app: pg.Pool
  readonly access: pg.Pool
  readonly tail: pg.Pool
  readonly urls: DatabaseUrls

  constructor(urls: DatabaseUrls, size = 10) {
    this.urls = urls
    const limits = '-c statement_timeout=10000 -c idle_in_transaction_session_timeout=15000 -c lock_timeout=8000'
    this.app = poolOf(urls.app, size, limits)
    this.access = poolOf(urls.access, 4, limits)
    this.tail = poolOf(urls.tail, 3, '-c statement_timeout=60000 -c default_transaction_read_only=on')
  }

  /** Reads in one round trip: BEGIN, scope, the statements, COMMIT. */
  async read(scope: ScopeText, ...statements: Statement[]): Promise<Row[][]> {
    return this.onClient(this.app, async (client) => {
      const results = await trip(client, [BEGIN, setScope(scope), ...statements, COMMIT])
      return results.slice(2, -1)
    })
  }

  /**
   * A transaction in a scope. `first` travels with BEGIN and the scope; what `work` returns with `last` travels with
   * COMMIT. Two round trips for a write that needs one look.
   */
  async write<Result>(scope: ScopeText, first: Statement[], work: (rows: Row[][], transaction: Transaction) => Promise<{ result: Result; last: Statement[] | 'rollback' }>, patienceMs?: number): Promise<Result> {
    return this.onClient(this.app, async (client) => {
      const rows = await trip(client, [BEGIN, setScope(scope), ...first], patienceMs)
      const { result, last } = await work(rows.slice(2), { run: (...statements) => trip(client, statements, patienceMs) })
      await trip(client, last === 'rollback' ? [{ sql: 'rollback' }] : [...last, COMMIT], patienceMs)
      return result
    })
  }

  /** A transaction of the access login (units, accounts, keys): reference tables without tenant data. */
  async administer<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.onClient(this.access, async (client) => {
      await trip(client, [BEGIN])
      const result = await work({ run: (...statements) => trip(client, statements) })
      await trip(client, [COMMIT])
      return result
    })
  }

  /** One read-only statement train of the tail login: sees every tenant, used by roll-up, checker and jobs only. */
  async overlook(...statements: Statement[]): Promise<Row[][]> {
    return this.onClient(this.tail, (client) => trip(client, statements, OVERLOOK_MS))
  }

  async close(): Promise<void> {
    await Promise.all([this.app.end(), this.access.end(), this.tail.end()])
  }

  /** After an error the transaction is rolled back; where even that fails the connection is thrown away. */
  async onClient<Result>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      return await work(client)
    } catch (error) {
      await trip(client, [{ sql: 'rollback' }]).catch((failure: Error) => (broken = failure))
      throw error
    } finally {
      client.release(broken ?? isSpoilt(client))
    }
  }
}

const setScope = (scope: ScopeText): Statement => ({ sql: `set local qq.scope = '${scope}'`, keep: false })

function poolOf(url: string, max: number, options: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, options, connectionTimeoutMillis: 5000, keepAlive: true })
  // An idle connection lost with the database is not an event for anyone: the next use opens another.
  pool.on('error', () => undefined)
  // Nor is one lost in use: whoever waits on it is told by its own answer.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** PostgreSQL's code for what went wrong ("23505"), when it is the server that refused. */
export function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && code.length === 5 ? code : undefined
}
