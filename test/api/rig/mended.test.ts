/** What the rig found, each as the smallest test that failed before it was mended. */
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { momentOf } from '@qingqian/rules/day'
import { isRefusal } from '@qingqian/rules/refusal'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Outcome } from '../../../apps/api/src/ledger/append.ts'
import { registerPayable } from '../../../apps/api/src/ledger/register-payable.ts'
import { reverseEntry } from '../../../apps/api/src/ledger/reverse-entry.ts'
import { undoBatch } from '../../../apps/api/src/ledger/undo-batch.ts'
import { Database } from '../../../apps/api/src/platform/database.ts'
import { globalId } from '../../../apps/api/src/platform/global-id.ts'
import type { Row, Statement } from '../../../apps/api/src/platform/trip.ts'
import { Rollup } from '../../../apps/api/src/rollup/rollup.ts'
import { Tail } from '../../../apps/api/src/rollup/tail.ts'
import { openWorld } from '../../harness/world.ts'
import { perform } from '../../rig/deeds.ts'
import { ask } from '../../rig/export.ts'

const TOWN = '140521100'
let world: Awaited<ReturnType<typeof openWorld>>
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.drop())
const office = () => world.as('OFFICE', '140500')
const register = (unit = TOWN, requestId = randomUUID()) =>
  registerPayable(world.ledger, world.units, office(), { requestId, unit, creditor: { name: '甲' }, category: 'GOODS', overdueSince: '2022-01-01', amount: 1000n, contractNo: randomUUID() })

test('an import of which one opening payment was reversed singly can still be taken back whole', async () => {
  world.clock.stoppedAt = momentOf('2022-09-14', '10:00')
  const importId = randomUUID()
  const owed = (contract: string) => ({ act: 'REGISTER' as const, unit: TOWN, creditor: '甲', category: 'GOODS', overdueSince: '2021-01-01', amount: 1000n, disputed: 0n, contract })
  const opened = { act: 'OPENING_PAID' as const, payable: '', amount: 400n, on: '2022-01-01' }
  expect(await perform(world, office(), importId, { kind: 'BATCH', asks: [owed('一'), opened, owed('二'), opened] }, '140500')).toBe('done')
  const [entry] = await ask<{ id: string }>(world.url('superuser'), `select id from journal_entry where kind = 'OPENING_PAID' and detail->>'importId' = $1 limit 1`, [importId])
  expect(isRefusal(await reverseEntry(world.ledger, world.database, office(), { requestId: randomUUID(), entryId: globalId('E', '140521', entry!.id), reason: '误登' }))).toBe(false)
  expect(await undoBatch(world, office(), { requestId: randomUUID(), importId, reason: '误导入' })).toMatchObject({ payables: 2, amount: 2000n })
  expect(world.rollup.node(TOWN)!.sum.creditorCount).toBe(0)
  world.clock.stoppedAt = null
})

/** A database whose answers can be held back, to put what happens at the same time in an order of our choice. */
class HeldDatabase extends Database {
  holdLoad: Promise<void> | null = null
  holdLook: Promise<void> | null = null
  looks = 0

  override async onClient<Result>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    const hold = this.holdLoad
    this.holdLoad = null
    const result = await super.onClient(pool, work)
    await hold
    return result
  }

  override async overlook(...statements: Statement[]): Promise<Row[][]> {
    const hold = this.holdLook
    const rows = await super.overlook(...statements)
    this.looks++
    await hold
    return rows
  }
}

test('entries folded while the totals were being loaded anew are not lost to a look of the tail that was under way', async () => {
  const database = new HeldDatabase(world.urls)
  const rollup = new Rollup(database, world.units, world.clock)
  await rollup.load()
  const tail = new Tail(database, rollup, pino({ level: 'silent' }))
  try {
    let [endLoad, endLook] = [() => undefined as void, () => undefined as void]
    database.holdLoad = new Promise((done) => { endLoad = done })
    const loading = rollup.load() // reads now, arrives later
    await sleep(100)
    const { entry } = (await register()) as Outcome
    tail.signal()
    expect(await rollup.contains(TOWN, entry!.seq)).toBe(true)
    const before = database.looks
    database.holdLook = new Promise((done) => { endLook = done })
    tail.signal()
    while (database.looks === before) await sleep(5)
    endLoad()
    await loading
    database.holdLook = null
    endLook()
    await sleep(1500)
    expect(rollup.heldOf(TOWN)?.seq).toBe(entry!.seq)
  } finally {
    await tail.close()
    await database.close()
  }
})

// Preparing is not undone by a rollback: a train that failed left names behind, and the next one with the same text failed for ever.
test('after a statement failed, its connection can be used again', async () => {
  for (let k = 0; k < 6; k++) {
    const requestId = randomUUID()
    await Promise.all([register('140521100', requestId), register('140521101', requestId), register('140521102', requestId)])
  }
})

test('a connection that breaks between two trips of a transaction ends that transaction, not the process', () => {
  const child = spawnSync(process.execPath, [join(import.meta.dirname, '../../rig/broken-connection.ts'), JSON.stringify(world.urls)], { encoding: 'utf8', timeout: 20_000 })
  expect(child.stderr).not.toContain("Unhandled 'error' event")
  expect(child.stdout).toContain('alive')
})
