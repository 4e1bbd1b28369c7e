/** The daily report on a real database, by requirement id (domain.md 5.5 and S7). */
import { randomUUID } from 'node:crypto'
import { type Moment, momentOf } from '@qingqian/rules/day'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { extentOf, figuresAt } from '../../../apps/api/src/reporting/position.ts'
import { digestOf } from '../../../apps/api/src/reporting/report-rows.ts'
import { dayTree } from '../../../apps/api/src/reporting/day-tree.ts'
import { positionText } from '../../../apps/api/src/rollup/sum.ts'
import { CITY, COUNTY, GROUP, OTHER_TOWN, TOWN, openReporting, openReportingOn } from './stage.ts'

let stage: Awaited<ReturnType<typeof openReporting>>
beforeAll(async () => { stage = await openReporting() })
afterAll(() => stage.drop())

/** Each test has a day of its own; the clock only goes forward. */
let serial = 0
const newDay = (): string => `2022-09-${String(++serial).padStart(2, '0')}`
const at = (day: string, time: string): Moment => (stage.clock.stoppedAt = momentOf(day, time))

describe('on time', () => {
  test('R1 signed at 16:59:59.999 is on time, at 17:00:00.000 late and needs no reason', async () => {
    const day = newDay()
    at(day, '09:00')
    await stage.owe(TOWN)
    at(day, '16:59:59.999')
    await stage.signed(TOWN, day)
    expect(await stage.report(TOWN, day)).toMatchObject({ status: 'REPORTED', versions: [{ version: 1, signedAt: momentOf(day, '16:59:59.999'), signedBy: `clerk.${TOWN}` }] })
    at(day, '17:00:00.000')
    expect(await stage.report(OTHER_TOWN, day)).toMatchObject({ status: 'MISSING', versions: [] })
    await stage.signed(OTHER_TOWN, day)
    expect(await stage.report(OTHER_TOWN, day)).toMatchObject({ status: 'LATE' })
    const board = await stage.board(COUNTY, day)
    expect(board.rows.find((row) => row.unit.code === TOWN)).toMatchObject({ status: 'REPORTED', version: 1 })
    expect(board.rows.find((row) => row.unit.code === OTHER_TOWN)).toMatchObject({ status: 'LATE' })
    expect(board).toMatchObject({ expected: 30, reported: 2, onTime: 1, missing: 28 })
  })

  test('R2 what counts is the database\'s clock, whatever a client or this process believes', async () => {
    const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    const fast = await openReportingOn(stage.urls)
    try {
      const real = fast.clock.now.bind(fast.clock)
      fast.clock.now = () => real() + 26 * 3_600_000
      const before = Date.now()
      await fast.signed(TOWN, day)
      const report = await stage.report(TOWN, day)
      expect(report.versions[0]!.signedAt).toBeGreaterThanOrEqual(before - 1)
      expect(report.versions[0]!.signedAt).toBeLessThanOrEqual(Date.now())
      expect(await fast.sign(TOWN, '2099-01-01')).toMatchObject({ refusal: 'NOT_DUE_YET' })
    } finally {
      await fast.close()
    }
  })

  test('future days are not due yet; days before the duty have none; counties have no report of their own', async () => {
    const day = newDay()
    at(day, '10:00')
    expect(await stage.sign(TOWN, '2022-09-30')).toMatchObject({ refusal: 'NOT_DUE_YET', field: 'day' })
    expect(await stage.sign(TOWN, '2022-06-15')).toMatchObject({ refusal: 'BEFORE_DUTY' })
    expect(await stage.sign(COUNTY, day, {}, stage.as('OFFICE', COUNTY))).toMatchObject({ refusal: 'NO_DUTY' })
    expect(await stage.report(COUNTY, day, stage.as('OFFICE', COUNTY))).toBeNull()
    expect(await stage.report(TOWN, '2022-09-30')).toMatchObject({ status: 'NOT_DUE' })
  })

  test('X1 nobody signs sideways; who sees may not; group, finance bureau and office sign as far as they write', async () => {
    const day = newDay()
    at(day, '10:00')
    expect(await stage.sign(TOWN, day, {}, stage.clerk(OTHER_TOWN))).toMatchObject({ refusal: 'NOT_FOUND' })
    expect(await stage.report(TOWN, day, stage.clerk(OTHER_TOWN))).toBeNull()
    expect(await stage.sign(TOWN, day, {}, stage.as('AUDIT', '140521-SJJ'))).toMatchObject({ refusal: 'FORBIDDEN' })
    expect(await stage.sign(TOWN, day, {}, stage.as('FINANCE', '140521-CZJ'))).toMatchObject({ refusal: 'FORBIDDEN' })
    expect(await stage.sign('140521-WJJ', day, {}, stage.as('FINANCE', '140521-CZJ'))).toMatchObject({ version: 1 })
    expect(await stage.sign('140521-QHSY-JC', day, {}, stage.clerk(GROUP))).toMatchObject({ version: 1 })
    expect(await stage.sign(TOWN, day, {}, stage.as('OFFICE', COUNTY))).toMatchObject({ version: 1 })
    expect((await stage.report(TOWN, day)).versions[0]).toMatchObject({ onBehalf: true, signedBy: 'office.140521' })
    expect((await stage.report('140521-WJJ', day)).versions[0]).toMatchObject({ onBehalf: false })
  })
})

describe('figures', () => {
  test('S7-4 the three figures are made by the ledger and equal the totals; movements say what changed since the last signature', async () => {
    const day = newDay()
    at(day, '09:00')
    const id = await stage.owe(TOWN, 5_000_000n)
    await stage.signed(TOWN, day)
    const first = await stage.report(TOWN, day)
    const next = newDay()
    at(next, '09:00')
    await stage.pay(TOWN, id, 2_000_000n, next)
    await stage.pay(TOWN, id, 3_000_000n, next)
    await stage.owe(TOWN, 700_000n)
    const open = await stage.report(TOWN, next)
    expect(open.status).toBe('OPEN')
    const live = stage.rollup.node(TOWN)!.sum
    const figures = await open.figures()
    expect(figures).toMatchObject({ creditors: live.creditorCount, paid: live.paidSinceBaseline })
    expect(open.previous).toEqual(await first.figures())
    expect(figures.outstanding).toBe(open.previous!.outstanding - 5_000_000n + 700_000n)
    expect(figures.paid).toBe(open.previous!.paid + 5_000_000n)
    expect(await open.movements()).toEqual([{ kind: 'PAYMENT', count: 2, amount: 5_000_000n }, { kind: 'REGISTER', count: 1, amount: 700_000n }])
    await stage.signed(TOWN, next)
    const report = await stage.report(TOWN, next)
    expect(await report.figures()).toEqual(figures)
    expect(report.versions[0]!.journalPosition).toBe(positionText(live))
    expect((await stage.board(TOWN, next)).total).toEqual(figures)
    expect(await report.movements()).toEqual(await open.movements())
  })

  test('R5 a payment at 17:30 moves the live total, not the day\'s; it is in tomorrow\'s report', async () => {
    const day = newDay()
    at(day, '09:00')
    const id = await stage.owe(TOWN, 1_000_000n)
    at(day, '16:00')
    await stage.signed(TOWN, day)
    const signed = await (await stage.report(TOWN, day)).figures()
    at(day, '17:30')
    await stage.pay(TOWN, id, 400_000n, day)
    const board = await stage.board(COUNTY, day)
    const row = board.rows.find((each) => each.unit.code === TOWN)!
    expect(row.figures).toEqual(signed)
    expect(row.ledger).toEqual(signed)
    expect(await (await stage.report(TOWN, day)).figures()).toEqual(signed)
    expect(stage.rollup.node(TOWN)!.sum.paidSinceBaseline).toBe(signed.paid + 400_000n)
    const next = newDay()
    at(next, '09:00')
    const tomorrow = (await stage.board(COUNTY, next)).rows.find((each) => each.unit.code === TOWN)!
    expect(tomorrow).toMatchObject({ status: 'OPEN', figures: { paid: signed.paid + 400_000n, outstanding: signed.outstanding - 400_000n } })
    expect((await stage.board(COUNTY, day)).rows.find((each) => each.unit.code === TOWN)!.ledger).toEqual(signed)
  })

  test('what is recorded at 17:00:00.000 belongs to the next day, as lateness does; what came after a signature shows as deviation', async () => {
    const day = newDay()
    at(day, '16:00')
    await stage.signed(TOWN, day)
    at(day, '16:59:59.999')
    await stage.owe(TOWN, 300_000n)
    at(day, '17:00:00.000')
    await stage.owe(TOWN, 50_000n)
    at(day, '18:00')
    const row = (await stage.board(COUNTY, day)).rows.find((each) => each.unit.code === TOWN)!
    expect(row.ledger.outstanding - row.figures.outstanding).toBe(300_000n)
  })

  test('R4 a missing report is missing, not zero: the ledger\'s figures stand there, the total is unaffected', async () => {
    const day = newDay()
    at(day, '10:00')
    await stage.owe(OTHER_TOWN, 900_000n)
    at(day, '17:00')
    const board = await stage.board(COUNTY, day)
    const row = board.rows.find((each) => each.unit.code === OTHER_TOWN)!
    expect(row).toMatchObject({ status: 'MISSING', signedAt: null, version: null })
    expect(row.figures.outstanding).toBeGreaterThanOrEqual(900_000n)
    expect(board.reported).toBe(0)
    expect(board.total.outstanding).toBe(board.rows.reduce((sum, each) => sum + each.ledger.outstanding, 0n))
    expect(board.rows.every((each) => each.status === 'MISSING')).toBe(true)
  })

  test('a past day signed late says what it would have said in time; its correction takes in what is known now', async () => {
    const day = newDay()
    at(day, '10:00')
    const id = await stage.owe(TOWN, 800_000n)
    const due = stage.rollup.node(TOWN)!.sum.paidSinceBaseline
    const next = newDay()
    at(next, '09:00')
    await stage.pay(TOWN, id, 100_000n, day)
    await stage.pay(TOWN, id, 200_000n, next)
    const unsigned = await stage.report(TOWN, day)
    expect((await unsigned.figures()).paid).toBe(due)
    await stage.signed(TOWN, day)
    expect((await (await stage.report(TOWN, day)).figures()).paid).toBe(due)
    await stage.signed(TOWN, day, { correctionReason: '补登当日付款' })
    const corrected = await stage.report(TOWN, day)
    expect(corrected.status).toBe('LATE')
    expect((await corrected.figures()).paid).toBe(due + 100_000n)
  })
})

describe('versions', () => {
  test('R6 S7-7 after the deadline a correction says why and makes version 2; both are kept and the day\'s total stays', async () => {
    const day = newDay()
    at(day, '10:00')
    await stage.owe(TOWN)
    await stage.signed(TOWN, day)
    expect(await stage.sign(TOWN, day)).toMatchObject({ refusal: 'ALREADY_SIGNED' })
    await stage.owe(TOWN)
    expect(await stage.signed(TOWN, day)).toMatchObject({ version: 2 })
    at(day, '17:00')
    const total = (await stage.board(COUNTY, day)).total
    at(day, '17:40')
    await stage.owe(TOWN, 250_000n)
    expect(await stage.sign(TOWN, day)).toMatchObject({ refusal: 'REASON_REQUIRED', field: 'correctionReason' })
    expect(await stage.sign(TOWN, day, { correctionReason: '  ' })).toMatchObject({ refusal: 'REASON_REQUIRED' })
    expect(await stage.signed(TOWN, day, { correctionReason: '漏登一笔', note: '合同已找到' })).toMatchObject({ version: 3 })
    const report = await stage.report(TOWN, day)
    expect(report.status).toBe('REPORTED')
    expect(report.versions.map(({ version, correctionReason }) => [version, correctionReason])).toEqual([[1, null], [2, null], [3, '漏登一笔']])
    expect(report.versions[2]!.outstanding - report.versions[1]!.outstanding).toBe(250_000n)
    const board = await stage.board(COUNTY, day)
    expect(board.total).toEqual(total)
    expect(board.onTime).toBe(1)
    const row = board.rows.find((each) => each.unit.code === TOWN)!
    expect(row.figures.outstanding - row.ledger.outstanding).toBe(250_000n)
  })

  test('R14 two signers at once, a double submit, a retry: one version', async () => {
    const day = newDay()
    at(day, '10:00')
    await stage.owe(GROUP)
    const input = { requestId: randomUUID(), unit: GROUP, day }
    const twice = await Promise.all(Array.from({ length: 10 }, () => stage.signing.sign(stage.clerk(GROUP), input)))
    expect(twice).toEqual(Array.from({ length: 10 }, () => expect.objectContaining({ version: 1 })))
    const others = await Promise.all([stage.clerk(GROUP), stage.as('CLERK', GROUP, 'second.QHSY'), stage.as('OFFICE', COUNTY)].map((caller) => stage.sign(GROUP, day, {}, caller)))
    expect(others).toEqual(Array.from({ length: 3 }, () => expect.objectContaining({ refusal: 'ALREADY_SIGNED' })))
    expect((await stage.report(GROUP, day)).versions).toHaveLength(1)
    expect(await stage.signing.sign(stage.clerk(GROUP), { ...input, note: '别的' })).toMatchObject({ refusal: 'REQUEST_ID_REUSED' })
    expect(await stage.signing.sign(stage.clerk(GROUP), input)).toMatchObject({ version: 1 })
    const fresh = newDay()
    at(fresh, '10:00')
    const both = await Promise.all([stage.clerk(TOWN), stage.as('OFFICE', COUNTY)].map((caller) => stage.sign(TOWN, fresh, {}, caller)))
    expect(both.filter((outcome) => 'version' in outcome)).toHaveLength(1)
    expect((await stage.report(TOWN, fresh)).versions).toHaveLength(1)
  })

  test('T-TAM-3 each digest follows from the version and the digest before it; a stored version cannot be changed, and a change shows', async () => {
    const day = newDay()
    at(day, '10:00')
    await stage.owe(TOWN)
    await stage.signed(TOWN, day, { note: '无异常' })
    await stage.owe(TOWN)
    await stage.signed(TOWN, day)
    const faults = async (): Promise<number[]> => (await stage.report(TOWN, day)).versions.filter((version) => digestOf(version, version.previousDigest) !== version.digest).map((version) => version.version)
    expect(await faults()).toEqual([])
    const client = new pg.Client({ connectionString: stage.url('superuser') })
    await client.connect()
    const forge = `update daily_report_version set outstanding = outstanding - 1 where unit_id = '${TOWN}' and day = '${day}' and version = 1`
    await expect(client.query(forge)).rejects.toThrow('append-only')
    await client.query('alter table daily_report_version disable trigger append_only')
    await client.query(forge)
    await client.query('alter table daily_report_version enable trigger append_only')
    await client.end()
    expect(await faults()).toEqual([1])
  })
})

describe('groups', () => {
  test('S7-6 R13 a group signs for its subsidiaries with those missing listed; county and city see it', async () => {
    const day = newDay()
    at(day, '10:00')
    for (const unit of ['140521-QHSY-JC', '140521-QHSY-JC-SH', GROUP]) await stage.owe(unit, 1_000_000n, '同一家企业')
    const own = await stage.board(GROUP, day)
    expect(own.rows.map((row) => row.unit.code)).toEqual(['140521-QHSY-SN', '140521-QHSY-JC', '140521-QHSY-WY'])
    for (const unit of ['140521-QHSY-SN', '140521-QHSY-JC', '140521-QHSY-JC-SH', '140521-QHSY-JC-YS']) await stage.signed(unit, day)
    await stage.signed(GROUP, day)
    const report = await stage.report(GROUP, day)
    expect(report.versions[0]!.missingUnits).toEqual(['140521-QHSY-WY'])
    const total = stage.rollup.node(GROUP)!.sum
    expect(await report.figures()).toMatchObject({ creditors: total.creditorCount })
    const row = (await stage.board(COUNTY, day)).rows.find((each) => each.unit.code === GROUP)!
    expect(row).toMatchObject({ status: 'REPORTED', missingUnits: [{ code: '140521-QHSY-WY' }] })
    await stage.signed('140521-QHSY-WY', day)
    expect((await stage.board(COUNTY, day)).rows.find((each) => each.unit.code === GROUP)!.missingUnits).toEqual([])
    expect((await stage.board('140521-QHSY-JC', day)).rows.map((each) => each.status)).toEqual(['REPORTED', 'REPORTED'])
    const city = await stage.board(CITY, day)
    expect(city.rows.map((each) => each.unit.code)).toEqual(['140502', '140521', '140522', '140524', '140525', '140581', '140500-JTJ', '140500-GJT'])
    const county = city.rows.find((each) => each.unit.code === COUNTY)!
    expect(county).toMatchObject({ status: 'OPEN', version: null, figures: (await stage.board(COUNTY, day)).total })
    expect(county.missingUnits).toHaveLength(29)
  })

  test('a county is reported when all its reporters are, late when one was', async () => {
    const day = newDay()
    at(day, '10:00')
    const reporters = stage.units.get('140502')!.children
    for (const unit of reporters.slice(1)) await stage.signed(unit.code, day)
    const county = async () => (await stage.board(CITY, day)).rows.find((row) => row.unit.code === '140502')!
    expect(await county()).toMatchObject({ status: 'OPEN', missingUnits: [{ code: reporters[0]!.code }] })
    at(day, '17:00')
    expect(await county()).toMatchObject({ status: 'MISSING', signedAt: null })
    await stage.signed(reporters[0]!.code, day)
    expect(await county()).toMatchObject({ status: 'LATE', missingUnits: [], signedAt: momentOf(day, '17:00') })
  })

  test('R16 leaves change in mid-sign: every signature states its position, and its figures are those of exactly that position', async () => {
    const day = newDay()
    stage.clock.stoppedAt = momentOf(day, '10:00')
    const leaves = ['140521-QHSY-SN', '140521-QHSY-JC', '140521-QHSY-JC-SH', '140521-QHSY-WY']
    const writers = leaves.map(async (unit) => {
      for (let k = 0; k < 15; k++) {
        const id = await stage.owe(unit, BigInt(1000 + k), `企业${k % 4}`)
        await stage.pay(unit, id, BigInt(300 + k), day)
      }
    })
    const signer = (async () => {
      for (let k = 0; k < 12; k++) await stage.sign(GROUP, day)
    })()
    await Promise.all([...writers, signer])
    await stage.sign(GROUP, day)
    const { versions } = await stage.report(GROUP, day)
    expect(versions.length).toBeGreaterThan(3)
    const extent = extentOf(stage.units, dayTree(stage.units, day, null, stage.clock.now()).get(GROUP)!)
    for (const version of versions) {
      const [rows] = await stage.database.overlook(figuresAt(extent, version.position, day, '2022-06-16'))
      expect(rows![0], `version ${version.version}`).toEqual({ count: version.count, creditors: version.creditors, outstanding: version.outstanding, paid: version.paid })
    }
    expect(versions.at(-1)!.journalPosition).toBe(positionText(stage.rollup.node(GROUP)!.sum))
  })
})
