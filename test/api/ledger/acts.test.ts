/** The acts of the ledger on a real database, by requirement id (domain.md section 5, in the words of mission.md). */
import { randomUUID } from 'node:crypto'
import { momentOf } from '@qingqian/rules/day'
import { yuan } from '@qingqian/rules/money'
import { isRefusal } from '@qingqian/rules/refusal'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Outcome } from '../../../apps/api/src/ledger/append.ts'
import { correctPayable } from '../../../apps/api/src/ledger/correct-payable.ts'
import { raiseDispute, settleDispute } from '../../../apps/api/src/ledger/dispute.ts'
import { type RecordPayment, recordPayment } from '../../../apps/api/src/ledger/record-payment.ts'
import { type RegisterPayable, registerPayable } from '../../../apps/api/src/ledger/register-payable.ts'
import { reverseEntry } from '../../../apps/api/src/ledger/reverse-entry.ts'
import { globalId } from '../../../apps/api/src/platform/global-id.ts'
import { checkLedger } from '../../../apps/api/src/rollup/check.ts'
import { heldAt } from '../../../apps/api/src/rollup/held-at.ts'
import { viewOf } from '../../../apps/api/src/rollup/totals.ts'
import { addHeld, nothingSummed } from '../../../apps/api/src/rollup/sum.ts'
import { openWorld } from '../../harness/world.ts'

const TOWN = '140521100'
let world: Awaited<ReturnType<typeof openWorld>>
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.drop())
beforeEach(() => { world.clock.stoppedAt = momentOf('2022-09-14', '10:00') })

let serial = 0
const asked = (more: Partial<RegisterPayable> = {}): RegisterPayable => ({
  requestId: randomUUID(), unit: TOWN, creditor: { name: `沁水县第${++serial}建材有限公司` }, category: 'GOODS', overdueSince: '2021-03-01', amount: 100_000_000n, ...more,
})
const clerk = () => world.as('CLERK', TOWN)
async function made(outcome: Promise<unknown>): Promise<Outcome & { id: string }> {
  const done = await outcome
  if (isRefusal(done)) throw new Error(`refused: ${JSON.stringify(done)}`)
  const result = done as Outcome
  return { ...result, id: globalId('P', result.county, result.made.payableId) }
}
const register = (more: Partial<RegisterPayable> = {}) => made(registerPayable(world.ledger, world.units, clerk(), asked(more)))
const paying = (payableId: string, amount: bigint, more: Partial<RecordPayment> = {}): RecordPayment => ({ requestId: randomUUID(), payableId, amount, paidOn: '2022-09-14', method: 'BANK_TRANSFER', ...more })
const pay = (payableId: string, amount: bigint, more: Partial<RecordPayment> = {}) => made(recordPayment(world.ledger, world.units, clerk(), paying(payableId, amount, more)))
const town = () => viewOf(world.units.get(TOWN)!, world.rollup.node(TOWN)!.sum, 0)
const entryId = (outcome: Outcome) => globalId('E', outcome.county, outcome.made.entryId)
const asOf = async (day: string, knownAt: number) => {
  const held = await heldAt(world.database, [TOWN], ['140521'], { asOf: day, knownAt, baseline: '2022-06-16' })
  const sum = nothingSummed()
  addHeld(sum, 'TOWNSHIP', true, held.get(TOWN)!)
  return viewOf(world.units.get(TOWN)!, sum, 0)
}

describe('money', () => {
  test('M1 M2 two payments leave the rest; the last one clears it: count goes, "ever in the ledger" stays', async () => {
    const before = town()
    const { id } = await register()
    await pay(id, 30_000_000n)
    const partly = await pay(id, 20_000_000n)
    expect(yuan(partly.payable!.outstanding)).toBe('500000.00')
    expect(town().outstandingCount - before.outstandingCount).toBe(1)
    const last = await pay(id, 50_000_000n)
    expect(last.payable!.outstanding).toBe(0n)
    const after = town()
    expect(after.outstandingCount).toBe(before.outstandingCount)
    expect(after.clearedCount - before.clearedCount).toBe(1)
    expect(after.payableCount - before.payableCount).toBe(1)
    expect(after.creditorCount).toBe(before.creditorCount)
    expect(after.creditorCountEver - before.creditorCountEver).toBe(1)
    expect(after.outstanding).toBe(before.outstanding)
  })

  test('M3 paying more than is outstanding is refused and writes nothing', async () => {
    const { id } = await register({ amount: 10_000_000n })
    const seq = world.rollup.heldOf(TOWN)!.seq
    expect(await recordPayment(world.ledger, world.units, clerk(), paying(id, 12_000_000n))).toMatchObject({ refusal: 'PAYS_MORE_THAN_OUTSTANDING', field: 'amount' })
    expect(await recordPayment(world.ledger, world.units, clerk(), paying(id, 0n))).toMatchObject({ refusal: 'AMOUNT_NOT_POSITIVE' })
    expect(await recordPayment(world.ledger, world.units, clerk(), { ...paying(id, 1n), amount: { tooPrecise: '0.001' } })).toMatchObject({ refusal: 'AMOUNT_TOO_PRECISE' })
    expect(await recordPayment(world.ledger, world.units, clerk(), paying(id, 1n, { paidOn: '2022-09-15' }))).toMatchObject({ refusal: 'DATE_IN_FUTURE' })
    expect(world.rollup.heldOf(TOWN)!.seq).toBe(seq)
  })

  test('M4 a reversal gives back what was paid, is linked, and can be made once', async () => {
    const { id } = await register({ amount: 20_000_000n })
    const payment = await pay(id, 5_000_000n)
    world.clock.stoppedAt = momentOf('2022-09-16', '09:00')
    const before = town()
    const reversal = await made(reverseEntry(world.ledger, world.database, clerk(), { requestId: randomUUID(), entryId: entryId(payment), reason: '银行退票' }))
    expect(reversal.entry).toMatchObject({ kind: 'REVERSAL', amount: 5_000_000n, reverses: payment.made.entryId, effectiveOn: '2022-09-16' })
    expect(town().outstanding - before.outstanding).toBe(5_000_000n)
    expect(await reverseEntry(world.ledger, world.database, clerk(), { requestId: randomUUID(), entryId: entryId(payment), reason: '再来一次' })).toMatchObject({ refusal: 'ALREADY_REVERSED' })
    expect(await reverseEntry(world.ledger, world.database, clerk(), { requestId: randomUUID(), entryId: entryId(reversal), reason: '反悔' })).toMatchObject({ refusal: 'NOT_REVERSIBLE' })
    const [then, now] = [await asOf('2022-09-14', momentOf('2022-09-15')), await asOf('2022-09-16', momentOf('2022-09-17'))]
    expect(then.paid - now.paid).toBe(5_000_000n)
  })

  test('M7 a payment dated before its registration was recorded changes the past as now known, not today', async () => {
    world.clock.stoppedAt = momentOf('2022-09-17', '10:00')
    const { id } = await register({ overdueSince: '2021-05-01', amount: 8_000_000n })
    const before = town()
    const past = await asOf('2022-01-31', world.clock.now())
    world.clock.stoppedAt = momentOf('2022-09-17', '11:00')
    await pay(id, 3_000_000n, { paidOn: '2022-01-10' })
    expect(town().paidToday).toBe(before.paidToday)
    expect(town().paid - before.paid).toBe(3_000_000n)
    const pastNow = await asOf('2022-01-31', world.clock.now())
    expect(pastNow.paid - past.paid).toBe(3_000_000n)
    expect(await asOf('2022-01-31', momentOf('2022-09-17', '10:30'))).toMatchObject({ paid: past.paid, outstanding: past.outstanding })
  })

  test('M8 a slip of the unit is corrected by an entry with its reason; the totals before and after can both be asked', async () => {
    world.clock.stoppedAt = momentOf('2022-09-18', '09:00')
    const before = town()
    const { id } = await register({ amount: 1_516_739n, contractNo: '错-1' })
    const slipped = town()
    world.clock.stoppedAt = momentOf('2022-09-18', '10:00')
    await made(correctPayable(world.ledger, world.units, clerk(), { requestId: randomUUID(), payableId: id, reason: '万元误作元', amount: 15_167_392_600n }))
    expect(town().amount - before.amount).toBe(15_167_392_600n)
    expect(await asOf('2022-09-18', momentOf('2022-09-18', '09:30'))).toMatchObject({ amount: slipped.amount })
    expect(await asOf('2022-09-18', momentOf('2022-09-18', '10:30'))).toMatchObject({ amount: town().amount })
  })

  test('M10 the cent that is left stays a cent', async () => {
    const { id } = await register({ amount: 10_000_000n })
    for (let k = 0; k < 3; k++) await pay(id, 3_333_333n)
    const rest = await pay(id, 1n)
    expect(rest.payable!.outstanding).toBe(0n)
  })

  test('M11 9,999,999,999,999.99 in one payable, and sums far beyond 2^53', async () => {
    const before = town()
    for (let k = 0; k < 12; k++) await register({ amount: 999_999_999_999_999n, contractNo: `大-${k}` })
    expect(town().amount - before.amount).toBe(11_999_999_999_999_988n)
    expect(await registerPayable(world.ledger, world.units, clerk(), asked({ amount: 1_000_000_000_000_000n }))).toMatchObject({ refusal: 'AMOUNT_TOO_LARGE' })
  })
})

describe('dispute and classification', () => {
  test('C1 800,000 of which 300,000 disputed: one payable, partly disputed, amounts add up', async () => {
    const before = town()
    const { id } = await register({ amount: 80_000_000n })
    const disputed = await made(raiseDispute(world.ledger, clerk(), { requestId: randomUUID(), payableId: id, amount: 30_000_000n, ground: '质量异议', channel: 'MEDIATION' }))
    expect(disputed.payable).toMatchObject({ outstanding: 80_000_000n, disputed: 30_000_000n })
    const after = town()
    expect(after.disputedOutstanding - before.disputedOutstanding).toBe(30_000_000n)
    expect(after.outstandingCount - before.outstandingCount).toBe(1)
    const cells = (disputedCells: boolean) => after.cells.filter((cell) => cell.disputed === disputedCells).reduce((sum, cell) => sum + cell.payableCount, 0)
    expect(cells(true) + cells(false)).toBe(after.payableCount)
    expect(await raiseDispute(world.ledger, clerk(), { requestId: randomUUID(), payableId: id, amount: 50_000_001n, ground: '质量异议', channel: 'MEDIATION' })).toMatchObject({ refusal: 'DISPUTE_EXCEEDS_OUTSTANDING' })

    // C2 mediation settles at 250,000 of the 300,000
    expect(await settleDispute(world.ledger, clerk(), { requestId: randomUUID(), payableId: id, acceptedAmount: 25_000_000n, extinguishedAmount: 4_000_000n, reason: '调解书' })).toMatchObject({ refusal: 'SETTLEMENT_MISMATCH' })
    const settled = await made(settleDispute(world.ledger, clerk(), { requestId: randomUUID(), payableId: id, acceptedAmount: 25_000_000n, extinguishedAmount: 5_000_000n, reason: '调解书' }))
    expect(settled.payable).toMatchObject({ outstanding: 75_000_000n, disputed: 0n, extinguished: 5_000_000n })
    expect(town().disputedOutstanding).toBe(before.disputedOutstanding)
    expect(await settleDispute(world.ledger, clerk(), { requestId: randomUUID(), payableId: id, acceptedAmount: 0n, extinguishedAmount: 0n, reason: '无' })).toMatchObject({ refusal: 'NOTHING_DISPUTED' })
  })

  test('C3 a judgment raises the amount: a correction with reason, the original kept', async () => {
    const { id, made: { payableId } } = await register({ amount: 30_000_000n })
    expect(await correctPayable(world.ledger, world.units, clerk(), { requestId: randomUUID(), payableId: id, reason: ' ', amount: 35_000_000n })).toMatchObject({ refusal: 'REASON_REQUIRED' })
    const corrected = await made(correctPayable(world.ledger, world.units, clerk(), { requestId: randomUUID(), payableId: id, reason: '法院判决', amount: 35_000_000n }))
    expect(corrected.entry).toMatchObject({ kind: 'CORRECTION', amount: 5_000_000n, reason: '法院判决' })
    const [rows] = await world.database.read(clerk().scopeText, { sql: 'select kind, amount from journal_entry where county_id = $1 and payable_id = $2 order by seq', values: ['140521', payableId] })
    expect(rows).toEqual([{ kind: 'REGISTER', amount: 30_000_000n }, { kind: 'CORRECTION', amount: 5_000_000n }])
  })

  test('C7 first day overdue 2019-12-31 or 2020-01-01: before or since the cut-off', async () => {
    expect((await register({ overdueSince: '2019-12-31' })).payable!.vintage).toBe('BEFORE_CUTOFF')
    expect((await register({ overdueSince: '2020-01-01' })).payable!.vintage).toBe('SINCE_CUTOFF')
  })

  test('a payment beyond the undisputed part takes from the disputed, and its reversal gives it back', async () => {
    const { id } = await register({ amount: 10_000n, disputedAmount: 4_000n })
    const payment = await pay(id, 8_000n)
    expect(payment.payable).toMatchObject({ outstanding: 2_000n, disputed: 2_000n })
    const reversal = await made(reverseEntry(world.ledger, world.database, clerk(), { requestId: randomUUID(), entryId: entryId(payment), reason: '误付' }))
    expect(reversal.payable).toMatchObject({ outstanding: 10_000n, disputed: 4_000n })
  })
})

describe('requests and reach', () => {
  test('the exact repeat of a payable is DUPLICATE', async () => {
    const input = asked({ contractNo: '合-1' })
    await made(registerPayable(world.ledger, world.units, clerk(), input))
    expect(await registerPayable(world.ledger, world.units, clerk(), { ...input, requestId: randomUUID() })).toMatchObject({ refusal: 'DUPLICATE' })
  })

  test('R14 twenty times the same request at once has one effect; with other input it is refused', async () => {
    const { id } = await register()
    const input = paying(id, 123_456n)
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => made(recordPayment(world.ledger, world.units, clerk(), input))))
    expect(new Set(outcomes.map((outcome) => outcome.made.entryId)).size).toBe(1)
    expect(outcomes.filter((outcome) => outcome.entry !== null)).toHaveLength(1)
    expect(await recordPayment(world.ledger, world.units, clerk(), { ...input, amount: 1n })).toMatchObject({ refusal: 'REQUEST_ID_REUSED' })
    expect(await recordPayment(world.ledger, world.units, clerk(), { ...input, requestId: 'nonsense' })).toMatchObject({ refusal: 'BAD_REQUEST_ID' })
  })

  test('X1 another township can neither see nor pay; an auditor sees and may not; an office pays on behalf', async () => {
    const { id } = await register()
    expect(await recordPayment(world.ledger, world.units, world.as('CLERK', '140521101'), paying(id, 1n))).toMatchObject({ refusal: 'NOT_FOUND' })
    expect(await registerPayable(world.ledger, world.units, world.as('CLERK', '140521101'), asked())).toMatchObject({ refusal: 'NOT_FOUND' })
    expect(await recordPayment(world.ledger, world.units, world.as('AUDIT', '140521-SJJ'), paying(id, 1n))).toMatchObject({ refusal: 'FORBIDDEN' })
    expect(await recordPayment(world.ledger, world.units, world.as('SYSTEM', '140500'), paying(id, 1n))).toMatchObject({ refusal: 'NOT_FOUND' })
    const behalf = await made(recordPayment(world.ledger, world.units, world.as('OFFICE', '140521'), paying(id, 1n)))
    expect(behalf.entry!.onBehalf).toBe(true)
    expect((await pay(id, 1n)).entry!.onBehalf).toBe(false)
  })

  test('X8 codes typed in full width, in lower case, with O for 0 are read; nonsense is refused', async () => {
    const done = await register({ creditor: { name: '山西宏远有限公司', uscc: '91140500maomdqfd9e' } })
    expect(done.payable!.creditorUscc).toBe('91140500MA0MDQFD9E')
    expect(await registerPayable(world.ledger, world.units, clerk(), asked({ creditor: { name: '=cmd|calc', uscc: '不是代码' } }))).toMatchObject({ refusal: 'USCC_UNREADABLE' })
  })

  test('X4 a row edited in storage is found and named: the checker says which entry does not follow', async () => {
    const dates = { baseline: '2022-06-16', today: world.rollup.day }
    expect((await checkLedger(world.database, world.units.tree, dates, world.rollup)).differences).toEqual([])
    const client = new pg.Client({ connectionString: world.url('superuser') })
    await client.connect()
    await expect(client.query('update journal_entry set amount = amount + 1 where seq = 2')).rejects.toThrow('append-only')
    await client.query('alter table journal_entry disable trigger append_only')
    await client.query(`update journal_entry set reason = '改过' where unit_id = '${TOWN}' and seq = 2`)
    await client.query('alter table journal_entry enable trigger append_only')
    await client.end()
    expect((await checkLedger(world.database, world.units.tree, dates, world.rollup)).differences[0]).toBe(`${TOWN}: the hash of entry 2 does not follow from entry 1 and its content`)
  })
})
