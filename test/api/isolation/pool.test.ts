/**
 * T-ISO-5. Callers mixed over few connections, among statements that fail and are cancelled: each answer holds exactly the
 * creditors of its own units. Nothing of a scope, a transaction or a prepared plan may stay behind on a connection.
 */
import { randomUUID } from 'node:crypto'
import { reads } from '@qingqian/rules/permission'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, callerOf } from '../../../apps/api/src/access/caller.ts'
import { Database, sqlState } from '../../../apps/api/src/platform/database.ts'
import { trip } from '../../../apps/api/src/platform/trip.ts'
import { type Stage, TREE, openStage } from './stage.ts'

const CALLERS = 40
const CONNECTIONS = 8
const REQUESTS = 2000
const AT_ONCE = 24

let stage: Stage
let database: Database
let killer: pg.Client
let callers: Caller[]

const canary = (unit: string): string => `金丝雀 ${unit}`

beforeAll(async () => {
  stage = await openStage()
  database = new Database(stage.urls, CONNECTIONS)
  killer = new pg.Client({ connectionString: stage.urls.app })
  await killer.connect()
  const units = [...TREE.all()]
  await stage.superuser.query('set session_replication_role = replica; delete from journal_entry; delete from payable; set session_replication_role = origin')
  for (const unit of units) {
    await stage.superuser.query(
      `insert into payable (county_id, id, unit_id, path, creditor_id, creditor_name, search, category, vintage, overdue_since, amount, recorded_at)
        select $1, gen_random_uuid(), $2, $3, 'k', $4, '', 'GOODS', 'SINCE_CUTOFF', '2021-01-01', n, now() from generate_series(1, 3) n`,
      [unit.countyId, unit.code, unit.path, canary(unit.code)])
  }
  // Wide scopes and narrow ones, neighbours and strangers, and administrators who see nothing.
  const posts = [...units.filter((_, index) => index % 4 === 0).map((unit) => ['CLERK', unit] as const), ...['140500', '140521', '140522', '140600'].map((code) => ['OFFICE', TREE.get(code)!] as const),
    ['FINANCE', TREE.get('140521-CZJ')!] as const, ['AUDIT', TREE.get('140521-SJJ')!] as const, ['SYSTEM', TREE.get('140500')!] as const]
  callers = posts.slice(-CALLERS).map(([role, unit]) => callerOf({ id: `${role.toLowerCase()}.${unit.code}`, name: unit.name, role }, unit, TREE, 'test'))
  expect(new Set(callers.map(({ scopeText }) => scopeText)).size).toBe(CALLERS)
}, 60_000)

afterAll(async () => {
  await killer.end()
  await database.close()
  await stage.drop()
})

const namesOf = (caller: Caller): string[] => [...TREE.all()].filter((unit) => reads(caller.scope, unit.path)).map((unit) => canary(unit.code)).sort()

/** The same text for all callers, kept prepared on every connection: no plan may remember whose it was. */
const LIST = { sql: 'select creditor_name as name, count(*)::int as count from payable group by creditor_name' }

async function lists(caller: Caller): Promise<void> {
  const [rows] = await database.read(caller.scopeText, LIST)
  expect(rows!.map(({ name }) => name as string).sort()).toEqual(namesOf(caller))
  expect(rows!.every(({ count }) => count === 3)).toBe(true)
}

async function fails(caller: Caller, sql: string): Promise<void> {
  await expect(database.read(caller.scopeText, LIST, { sql, keep: false })).rejects.toThrow()
}

/** Each connection prepares the list before anything fails on it: what a failed train prepared is the rig's matter (mended.test.ts). */
async function prepareEverywhere(): Promise<void> {
  await Promise.all(Array.from({ length: CONNECTIONS }, () => database.onClient(database.app, (client) => trip(client, [{ sql: 'begin' }, LIST, { sql: 'select pg_sleep(0.3)', keep: false }, { sql: 'commit' }, { sql: 'rollback' }]))))
}

/** Breaks off in the middle of a write: the connection goes back to the pool with whatever was left. */
async function breaksOff(caller: Caller): Promise<void> {
  await expect(database.write(caller.scopeText, [LIST], async ([rows], transaction) => {
    expect(rows!.map(({ name }) => name as string).sort()).toEqual(namesOf(caller))
    await transaction.run({ sql: "set local qq.scope = '/|0|||/|0|x'", keep: false })
    throw new Error('broken off')
  })).rejects.toThrow('broken off')
}

async function isCancelled(caller: Caller): Promise<void> {
  const name = randomUUID()
  const cancelled = database.read(caller.scopeText, LIST, { sql: `select pg_sleep(5) /* ${name} */`, keep: false }).then(() => null, sqlState)
  for (let waited = 0; waited < 400; waited++) {
    const { rowCount } = await killer.query("select pg_cancel_backend(pid) from pg_stat_activity where query like '%' || $1 || '%' and pid <> pg_backend_pid() and state = 'active' and wait_event = 'PgSleep'", [name])
    if (rowCount === 1) break
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  expect(await cancelled).toBe('57014')
}

/** A statement that forgot its scope finds nothing, whoever used the connection before. */
async function hasNoScope(): Promise<void> {
  const rows = await database.onClient(database.app, (client) => trip(client, [LIST, { sql: "select coalesce(current_setting('qq.scope', true), '') as scope", keep: false }]))
  expect(rows[0]).toEqual([])
  expect(rows[1]).toEqual([{ scope: '' }])
}

test(`T-ISO-5 ${REQUESTS} mixed requests of ${CALLERS} callers over ${CONNECTIONS} connections: no foreign canary`, async () => {
  const done = { lists: 0, failures: 0, brokenOff: 0, cancelled: 0, unscoped: 0 }
  let next = 0
  await prepareEverywhere()
  expect(database.app.totalCount).toBe(CONNECTIONS)
  // A fixed mixture: which caller meets which connection is left to chance, what is asked is not.
  const work = async (): Promise<void> => {
    for (let at = next++; at < REQUESTS; at = next++) {
      const caller = callers[(at * 17) % CALLERS]!
      const kind = at % 25
      if (kind === 3) await fails(caller, 'select 1 / 0').then(() => done.failures++)
      else if (kind === 7) await fails(caller, 'select nonsense from nowhere').then(() => done.failures++)
      else if (kind === 11) await breaksOff(caller).then(() => done.brokenOff++)
      else if (kind === 15 || kind === 19) await hasNoScope().then(() => done.unscoped++)
      else if (kind === 23 && at % 50 === 23) await isCancelled(caller).then(() => done.cancelled++)
      else await lists(caller).then(() => done.lists++)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  expect(done).toEqual({ lists: 1560, failures: 160, brokenOff: 80, cancelled: 40, unscoped: 160 })
}, 90_000)

test('the negative control: a scope set for the session, not the transaction, is seen by the next caller', async () => {
  const single = new Database(stage.urls, 1)
  try {
    const office = callers.find(({ role }) => role === 'OFFICE')
    await single.onClient(single.app, (client) => trip(client, [{ sql: `set qq.scope = '${office!.scopeText}'`, keep: false }]))
    const rows = await single.onClient(single.app, (client) => trip(client, [LIST]))
    expect(rows[0]!.length).toBeGreaterThan(0)
  } finally {
    await single.close()
  }
})
