/** The totals of any moment on both clocks, and the live ones under concurrency, against a plain re-sum of the journal. */
import { randomUUID } from 'node:crypto'
import { addDays, momentOf } from '@qingqian/rules/day'
import { isRefusal } from '@qingqian/rules/refusal'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Outcome } from '../../../apps/api/src/ledger/append.ts'
import { raiseDispute } from '../../../apps/api/src/ledger/dispute.ts'
import { recordPayment } from '../../../apps/api/src/ledger/record-payment.ts'
import { registerPayable } from '../../../apps/api/src/ledger/register-payable.ts'
import { reverseEntry } from '../../../apps/api/src/ledger/reverse-entry.ts'
import { globalId } from '../../../apps/api/src/platform/global-id.ts'
import { checkLedger } from '../../../apps/api/src/rollup/check.ts'
import { Past } from '../../../apps/api/src/rollup/totals.ts'
import { openWorld, openWorldOn } from '../../harness/world.ts'

const UNITS = ['140521100', '140521101', '140521-QHSY', '140521-QHSY-JC', '140521-QHSY-JC-SH', '140521-WJJ-RMYY', '140522100', '140500-JTJ']
let world: Awaited<ReturnType<typeof openWorld>>
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.drop())

const done = (outcome: unknown): Outcome | null => (isRefusal(outcome) ? null : (outcome as Outcome))

/** Some hundred acts over twenty days, with every kind of entry, units moving and one suspended in between. */
async function liveALittle(): Promise<void> {
  const random = fc.sample(fc.record({ unit: fc.constantFrom(...UNITS), what: fc.integer({ min: 0, max: 9 }), amount: fc.bigInt({ min: 1n, max: 50_000_000n }), back: fc.integer({ min: 0, max: 900 }), firm: fc.integer({ min: 1, max: 25 }) }), { numRuns: 320, seed: 20220616 })
  const payables: { id: string; unit: string }[] = []
  const payments: { id: string; unit: string }[] = []
  for (const [index, { unit, what, amount, back, firm }] of random.entries()) {
    const day = addDays('2022-07-01', Math.floor(index / 16))
    world.clock.stoppedAt = momentOf(day, '08:00') + (index % 16) * 1_800_000 + (index % 7)
    const caller = world.as('OFFICE', '140500')
    const target = payables[(index * 7919) % Math.max(1, payables.length)]
    const requestId = randomUUID()
    if (what < 4 || !target) {
      const outcome = done(await registerPayable(world.ledger, world.units, caller, { requestId, unit, creditor: { name: `企业${firm}` }, category: 'WORKS', overdueSince: addDays(day, -back), amount, contractNo: `${index}` }))
      if (outcome) payables.push({ id: globalId('P', outcome.county, outcome.made.payableId), unit })
    } else if (what < 8) {
      const outcome = done(await recordPayment(world.ledger, world.units, caller, { requestId, payableId: target.id, amount: amount / 10n + 1n, paidOn: addDays(day, -(back % 40)), method: 'BANK_TRANSFER' }))
      if (outcome) payments.push({ id: globalId('E', outcome.county, outcome.made.entryId), unit })
    } else if (what === 8) await raiseDispute(world.ledger, caller, { requestId, payableId: target.id, amount: amount / 3n + 1n, ground: '数量异议', channel: 'NEGOTIATION' })
    else if (payments.length > 0) await reverseEntry(world.ledger, world.database, caller, { requestId, entryId: payments[index % payments.length]!.id, reason: '误登' })
    if (index === 150) await placement('140521-QHSY-JC', '140500-GJT', addDays(day, -3))
    if (index === 220) await fact('insert into unit_status values ($1, 1, $2, $3, $4, $5, null)', ['140521-QHSY-JC-SH', 'SUSPENDED', addDays(day, -1), new Date(world.clock.stoppedAt), 'test'])
  }
}

async function fact(sql: string, values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: world.urls.access })
  await client.connect()
  await client.query(sql, values)
  await client.end()
  await world.units.reload()
}

const placement = (unit: string, parent: string, on: string) => fact("insert into unit_placement values ($1, 2, $2, $3, $4, 'test', '划转')", [unit, parent, on, new Date(world.clock.now())])

/** The oracle: every leg of the journal, one by one, with the tree written down here by hand. */
async function resum(unit: string, asOf: string, knownAt: number) {
  const client = new pg.Client({ connectionString: world.url('superuser') })
  await client.connect()
  const entries = (await client.query('select unit_id, effective_on::text as on, recorded_at, legs from journal_entry order by unit_id, seq')).rows as { unit_id: string; on: string; recorded_at: Date; legs: string[][] }[]
  const placements = (await client.query('select unit_id, parent_id, effective_on::text as on, recorded_at from unit_placement order by effective_on, recorded_at')).rows as { unit_id: string; parent_id: string; on: string; recorded_at: Date }[]
  const statuses = (await client.query('select unit_id, effective_on::text as on, recorded_at from unit_status')).rows as { unit_id: string; on: string; recorded_at: Date }[]
  await client.end()
  const parent = new Map<string, string>()
  for (const row of placements) if (row.on <= asOf && row.recorded_at.getTime() <= knownAt) parent.set(row.unit_id, row.parent_id)
  const isBelow = (code: string): boolean => { for (let at: string | undefined = code; at; at = parent.get(at)) if (at === unit) return true; return false }
  const suspended = new Set(statuses.filter((row) => row.on <= asOf && row.recorded_at.getTime() <= knownAt).map((row) => row.unit_id))
  const totals = { payableCount: 0, outstandingCount: 0, clearedCount: 0, amount: 0n, paid: 0n, extinguished: 0n, outstanding: 0n, disputedOutstanding: 0n, excludedOutstanding: 0n, paidSinceBaseline: 0n, creditorCount: 0 }
  const open = new Map<string, number>()
  for (const entry of entries) {
    if (entry.on > asOf || entry.recorded_at.getTime() > knownAt || !isBelow(entry.unit_id)) continue
    for (const [, creditor, payables, opened, cleared, amount, , paid, opening, extinguished, disputed] of entry.legs) {
      const outstanding = BigInt(amount!) - BigInt(paid!) - BigInt(extinguished!)
      if (suspended.has(entry.unit_id)) { totals.excludedOutstanding += outstanding; continue }
      totals.payableCount += Number(payables); totals.outstandingCount += Number(opened); totals.clearedCount += Number(cleared)
      totals.amount += BigInt(amount!); totals.paid += BigInt(paid!); totals.extinguished += BigInt(extinguished!); totals.outstanding += outstanding; totals.disputedOutstanding += BigInt(disputed!)
      if (entry.on >= '2022-06-16') totals.paidSinceBaseline += BigInt(paid!) - BigInt(opening!)
      open.set(creditor!, (open.get(creditor!) ?? 0) + Number(opened))
    }
  }
  totals.creditorCount = [...open.values()].filter((count) => count > 0).length
  return totals
}

describe('as of', () => {
  test('200 random moments on both clocks at random units equal a re-sum of the journal, with the tree of that moment', async () => {
    await liveALittle()
    const moments = fc.sample(fc.record({ unit: fc.constantFrom('140500', '140521', '140500-GJT', '140521-QHSY', '140521-QHSY-JC', '140521-QHSY-JC-SH', '140521100'), effective: fc.integer({ min: -400, max: 25 }), known: fc.integer({ min: 0, max: 22 * 86_400_000 }) }), { numRuns: 200, seed: 7 })
    let notZero = 0
    for (const { unit, effective, known } of moments) {
      const asOf = addDays('2022-07-01', effective)
      const knownAt = momentOf('2022-07-01') + known
      const view = await new Past(world.database, world.units, { asOf: momentOf(asOf, '12:00'), knownAt }).totals(world.units.get(unit)!, 'all')
      const expected = await resum(unit, asOf, knownAt)
      expect(view, `${unit} as of ${asOf} known at ${new Date(knownAt).toISOString()}`).toMatchObject(expected)
      if (expected.payableCount > 0) notZero++
    }
    expect(notZero).toBeGreaterThan(80)
  }, 120_000)

  test('memory, day rows, payables and journal agree at every node after all that', async () => {
    const report = await checkLedger(world.database, world.units.tree, { baseline: '2022-06-16', today: world.rollup.day }, world.rollup)
    expect(report.differences).toEqual([])
    expect(report.entries).toBeGreaterThan(200)
  })
})

describe('live', () => {
  test('while one transaction stays open, others reach the totals of another process within a second; then it too, once', async () => {
    world.clock.stoppedAt = null
    const other = await openWorldOn(world.urls)
    try {
      const stuck = new pg.Client({ connectionString: world.urls.app })
      await stuck.connect()
      await stuck.query(`begin; set local qq.scope = '${world.as('CLERK', '140521101').scopeText}'; select pg_current_xact_id(); update unit_head set seq = seq where unit_id = '140521101'`)
      const seq = other.rollup.node('140500')!.sum.entries
      let slowest = 0
      for (let k = 0; k < 40; k++) {
        const started = performance.now()
        const outcome = done(await registerPayable(world.ledger, world.units, world.as('CLERK', '140521100'), { requestId: randomUUID(), unit: '140521100', creditor: { name: '甲' }, category: 'GOODS', overdueSince: '2022-01-01', amount: 100n, contractNo: `s${k}` }))!
        expect(await other.rollup.contains('140521100', outcome.entry!.seq)).toBe(true)
        slowest = Math.max(slowest, performance.now() - started)
      }
      expect(other.rollup.node('140500')!.sum.entries - seq).toBe(40n)
      expect(slowest).toBeLessThan(1000)
      await stuck.query('rollback')
      await stuck.end()
    } finally {
      await other.close()
    }
  })

  test('two processes with eight writers each end with the same totals, to the fen, and nothing is folded twice', async () => {
    const other = await openWorldOn(world.urls)
    try {
      const writers = [world, other].flatMap((process) => UNITS.map(async (unit, index) => {
        const caller = process.as('OFFICE', '140500')
        for (let k = 0; k < 12; k++) {
          const outcome = done(await registerPayable(process.ledger, process.units, caller, { requestId: randomUUID(), unit, creditor: { name: `丙${k}` }, category: 'SERVICES', overdueSince: '2021-01-01', amount: BigInt(1000 + k), contractNo: `${index}-${process === other}-${k}` }))!
          await recordPayment(process.ledger, process.units, caller, { requestId: randomUUID(), payableId: globalId('P', outcome.county, outcome.made.payableId), amount: BigInt(500 + k), paidOn: '2022-02-02', method: 'CASH' })
        }
      }))
      await Promise.all(writers)
      const heads = (await world.database.overlook({ sql: 'select unit_id as code, seq from unit_head where seq > 0' }))[0] as { code: string; seq: bigint }[]
      for (const { code, seq } of heads) for (const process of [world, other]) expect(await process.rollup.contains(code, seq)).toBe(true)
      for (const process of [world, other]) {
        const report = await checkLedger(process.database, process.units.tree, { baseline: '2022-06-16', today: process.rollup.day }, process.rollup)
        // The clock was set back to the present: "today" of the first process is still the stopped day.
        expect(report.differences.filter((difference) => !difference.includes('Today'))).toEqual([])
      }
    } finally {
      await other.close()
    }
  })
})
