/** The tail of one process against what another commits, in the orders that lose entries elsewhere (M4, M5, T-SUB-5). */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Outcome } from '../../../apps/api/src/ledger/append.ts'
import { registerPayable } from '../../../apps/api/src/ledger/register-payable.ts'
import { openWorld, openWorldOn, type World } from '../../harness/world.ts'
import { ask } from '../../rig/export.ts'

const [TOWN, OTHER] = ['140521100', '140521101']
let world: Awaited<ReturnType<typeof openWorld>>
let other: World
beforeAll(async () => {
  world = await openWorld()
  other = await openWorldOn(world.urls)
})
afterAll(async () => {
  await other.close()
  await world.drop()
})
const register = async (at: World, unit: string, requestId = randomUUID()): Promise<bigint> => {
  const outcome = (await registerPayable(at.ledger, at.units, at.as('OFFICE', '140500'), { requestId, unit, creditor: { name: '甲' }, category: 'GOODS', overdueSince: '2022-01-01', amount: 1000n, contractNo: randomUUID() })) as Outcome
  return outcome.entry!.seq
}

test('an entry whose transaction stayed open while later ones were seen reaches the other process as soon as it commits', async () => {
  const requestId = randomUUID()
  const holder = new pg.Client({ connectionString: world.url('superuser') })
  await holder.connect()
  // The same request id, not committed: the writer waits for it with everything else already written.
  await holder.query('begin')
  await holder.query(`insert into request values ('140500', 'office.140500', $1, '\\x00', '{}', now())`, [requestId])
  const late = register(world, TOWN, requestId)
  await sleep(100)
  for (let k = 0; k < 20; k++) expect(await other.rollup.contains(OTHER, await register(world, OTHER))).toBe(true)
  expect(other.rollup.heldOf(TOWN)?.seq ?? 0n).toBe(0n)
  await holder.query('rollback')
  await holder.end()
  expect(await other.rollup.contains(TOWN, await late)).toBe(true)
  expect(other.rollup.node('140500')!.sum.entries).toBe(world.rollup.node('140500')!.sum.entries)
})

test('two processes that take turns at one unit fold every entry once, though each hears late of the other', async () => {
  const before = world.rollup.node(TOWN)!.sum.entries
  let last = 0n
  for (let k = 0; k < 30; k++) last = await register(k % 2 === 0 ? world : other, TOWN)
  for (const process of [world, other]) {
    expect(await process.rollup.contains(TOWN, last)).toBe(true)
    await sleep(50)
    expect(process.rollup.node(TOWN)!.sum.entries - before).toBe(30n)
    expect([...process.rollup.node(TOWN)!.sum.cells.values()].reduce((sum, cell) => sum + cell.payables, 0)).toBe(Number(last))
  }
})

test('T-SUB-5 with the listener killed the beat brings every entry within 2 s, and one listener comes back, not two', async () => {
  const listeners = () => ask<{ pid: number }>(world.url('superuser'), `select pid from pg_stat_activity where datname = current_database() and query ilike 'listen%'`)
  expect(await listeners()).toHaveLength(2)
  for (let round = 0; round < 3; round++) {
    await ask(world.url('superuser'), `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'`)
    const asked = performance.now()
    const seq = await register(world, TOWN)
    while ((other.rollup.heldOf(TOWN)?.seq ?? 0n) < seq && performance.now() - asked < 5000) await sleep(10)
    expect(performance.now() - asked).toBeLessThan(2000)
    await sleep(700)
  }
  expect(await listeners()).toHaveLength(2)
})
