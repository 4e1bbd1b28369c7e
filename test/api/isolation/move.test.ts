/**
 * relabel() while writers are active: callers of the old tree register payables as fast as they can, the unit moves to and
 * fro, and afterwards no row anywhere bears a label that is not its unit's.
 */
import { randomUUID } from 'node:crypto'
import { isRefusal } from '@qingqian/rules/refusal'
import { subtree, within } from '@qingqian/rules/unit'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '../../../apps/api/src/access/caller.ts'
import { registerPayable } from '../../../apps/api/src/ledger/register-payable.ts'
import { sqlState } from '../../../apps/api/src/platform/database.ts'
import { checkLedger } from '../../../apps/api/src/rollup/check.ts'
import { openWorld } from '../../harness/world.ts'
import { tenantTables } from './catalogue.ts'

const MOVED = ['140521-QHSY-JC', '140521-QHSY-JC-SH', '140521-QHSY-JC-YS']
const HERE = '/140500/140521/S/140521-QHSY/140521-QHSY-JC/'
const THERE = '/140500/140521/S/140521-CTJT/140521-QHSY-JC/'

let world: Awaited<ReturnType<typeof openWorld>>
let superuser: pg.Client
beforeAll(async () => {
  world = await openWorld()
  superuser = new pg.Client({ connectionString: world.url('superuser') })
  await superuser.connect()
})
afterAll(async () => {
  await superuser.end()
  await world.drop()
})

let serial = 0
const register = (caller: Caller, unit: string) =>
  registerPayable(world.ledger, world.units, caller, { requestId: randomUUID(), unit, creditor: { name: `沁水县第${++serial}运输有限公司` }, category: 'GOODS', overdueSince: '2021-03-01', amount: 10_000n })

/** Rows whose label is not that of their unit, and rows of the moved units below a path. */
async function labels(below: string): Promise<{ stale: number; below: number; all: number }> {
  const tables = (await tenantTables(superuser)).filter(({ columns }) => columns.some(({ name }) => name === 'path'))
  const { to } = subtree(below)
  const { rows } = await superuser.query<{ stale: number; below: number; all: number }>(
    `select count(*) filter (where t.path <> u.path)::int as stale, count(*) filter (where t.path >= $2 and t.path < $3)::int as below, count(*)::int as all
      from (${tables.map(({ name }) => `select unit_id, path from ${name}`).join(' union all ')}) t join unit u on u.id = t.unit_id where t.unit_id = any($1)`, [MOVED, below, to])
  return rows[0]!
}

test('writers of the old tree and seven moves at once: no row with a stale label', async () => {
  // The office's scope covers both places; the group's and the clerks' only the old one.
  const writers = [world.as('OFFICE', '140521'), world.as('OFFICE', '140500'), world.as('CLERK', '140521-QHSY'), ...MOVED.map((unit) => world.as('CLERK', unit))]
  for (const unit of MOVED) expect(isRefusal(await register(world.as('CLERK', unit), unit))).toBe(false)
  const until = { stopped: false }
  const done = { written: new Map<string, number>(), refused: new Map<string, number>() }
  const work = async (caller: Caller): Promise<void> => {
    for (let k = 0; !until.stopped; k++) {
      const outcome = await register(caller, caller.role === 'CLERK' && MOVED.includes(caller.unit.code) ? caller.unit.code : MOVED[k % MOVED.length]!)
      if (isRefusal(outcome)) expect(outcome).toMatchObject({ refusal: 'NOT_FOUND', field: 'unit' })
      const counts = isRefusal(outcome) ? done.refused : done.written
      counts.set(caller.account, (counts.get(caller.account) ?? 0) + 1)
    }
  }
  const cameBy = ({ account }: Caller): number => (done.written.get(account) ?? 0) + (done.refused.get(account) ?? 0)
  /** Until each writer has had three answers more: the next move then meets them all in the middle of something. */
  const allCameBy = async (): Promise<void> => {
    const before = writers.map(cameBy)
    while (writers.some((writer, index) => cameBy(writer) < before[index]! + 3)) await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const works = writers.map(work)
  const access = new pg.Client({ connectionString: world.urls.access })
  await access.connect()
  for (let move = 0; move < 7; move++) {
    await allCameBy()
    await access.query('select relabel($1, $2)', move % 2 === 0 ? [HERE, THERE] : [THERE, HERE])
  }
  await allCameBy()
  until.stopped = true
  await Promise.all(works)
  await access.end()

  const total = [...done.written.values()].reduce((sum, count) => sum + count, 0)
  const found = await labels(THERE)
  expect(found).toEqual({ stale: 0, below: found.all, all: found.all })
  expect(found.all).toBeGreaterThan(2 * total)
  // It was a race: everybody wrote in between, and those whose scope was the old place were turned away meanwhile.
  for (const { account } of writers) expect(done.written.get(account) ?? 0, account).toBeGreaterThan(3)
  for (const { account, role } of writers) if (role === 'CLERK') expect(done.refused.get(account) ?? 0, account).toBeGreaterThan(0)
  expect(done.refused.get('office.140521')).toBeUndefined()
  console.log(`moves: 7 while ${total} payables were registered and ${[...done.refused.values()].reduce((sum, count) => sum + count, 0)} refused; ${found.all} rows, 0 stale`)
  const { differences } = await checkLedger(world.database, world.units.tree, { baseline: world.units.policy().baseline, today: world.rollup.day })
  expect(differences).toEqual([])
}, 60_000)

test('a row written without the head\'s lock and with the label of the old tree is refused, not stored', async () => {
  const [unit, office] = [world.units.get('140521-QHSY-JC-SH')!, world.as('OFFICE', '140521')]
  expect(within(unit.path, subtree(HERE))).toBe(true)
  const run = (path: string) => world.database.read(office.scopeText, {
    sql: "insert into import_run (county_id, id, unit_id, path, account_id, request_id, file_name, mode, status, created_at) values ($1, $2, $3, $4, $5, $2, '台账.xlsx', 'dryRun', 'DONE', now())",
    values: [unit.countyId, randomUUID(), unit.code, path, office.account], keep: false,
  }).then(() => 'stored', sqlState)
  expect(await run(unit.path)).toBe('23503')
  expect(await run(unit.path.replace(HERE, THERE))).toBe('stored')
})

test('a move waits for a writer that has its label, and that writer\'s rows move along', async () => {
  const [head, mover] = [new pg.Client({ connectionString: world.urls.app }), new pg.Client({ connectionString: world.urls.access })]
  await Promise.all([head.connect(), mover.connect()])
  const before = await labels(HERE)
  await head.query('begin')
  await head.query(`set local qq.scope = '${world.as('OFFICE', '140521').scopeText}'`)
  const { rows } = await head.query<{ path: string }>("select path from unit_head where county_id = '140521' and unit_id = $1 for update", ['140521-QHSY-JC'])
  let moved = false
  const moving = mover.query('select relabel($1, $2)', [THERE, HERE]).then(() => { moved = true })
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(moved).toBe(false)
  await head.query(
    `insert into payable (county_id, id, unit_id, path, creditor_id, creditor_name, search, category, vintage, overdue_since, amount, recorded_at)
      values ('140521', gen_random_uuid(), '140521-QHSY-JC', $1, 'k', '甲', '', 'GOODS', 'SINCE_CUTOFF', '2021-01-01', 1, now())`, [rows[0]!.path])
  await head.query('commit')
  await moving
  expect(await labels(HERE)).toEqual({ stale: 0, below: before.all + 1, all: before.all + 1 })
  await Promise.all([head.end(), mover.end()])
})
