/** The board of a day as it moves: signatures here and elsewhere, payments, the deadline; and as third parties ask for it. */
import './stage.ts'
import { randomUUID } from 'node:crypto'
import { momentOf } from '@qingqian/rules/day'
import type { Role } from '@qingqian/rules/permission'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { UnitResolver } from '../../../apps/api/src/access/unit.resolver.ts'
import { RefusalResolver } from '../../../apps/api/src/platform/refusal.type.ts'
import type { Board } from '../../../apps/api/src/reporting/daily-board.ts'
import { DailyBoardChangedResolver, UnitDailyBoardResolver, boardThenChanges } from '../../../apps/api/src/reporting/daily-board.resolver.ts'
import { findDailyReport } from '../../../apps/api/src/reporting/daily-report.ts'
import { DailyReportResolver, DailyReportVersionResolver } from '../../../apps/api/src/reporting/daily-report.resolver.ts'
import { DayTurns } from '../../../apps/api/src/reporting/report-signals.ts'
import { graphql } from '../server/packages.ts'
import { COUNTY, OTHER_TOWN, TOWN, openReporting, openReportingOn } from './stage.ts'

const { buildSchemaSync } = (await import('../../../apps/api/node_modules/type-graphql/build/esm/index.js' as string)) as typeof import('../../../apps/api/node_modules/type-graphql/build/typings/index.js')

let stage: Awaited<ReturnType<typeof openReporting>>
beforeAll(async () => { stage = await openReporting() })
afterAll(() => stage.drop())

let serial = 0
let day = ''
beforeEach(() => {
  day = `2022-10-${String(++serial).padStart(2, '0')}`
  stage.clock.stoppedAt = momentOf(day, '10:00')
})
const rowOf = (board: Board, unit: string) => board.rows.find((row) => row.unit.code === unit)!

/** The next board that satisfies; fails after five seconds. */
async function until(stream: AsyncGenerator<Board, void, void>, holds: (board: Board) => boolean): Promise<Board> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('no such board came')), 5000).unref())
  for (;;) {
    const next = await Promise.race([stream.next(), late])
    if (next.done) throw new Error('the stream ended')
    if (holds(next.value)) return next.value
  }
}

describe('live', () => {
  test('S7-3 the present board at once, then every signature and every payment; payments ask for signatures once a second at most', async () => {
    const stream = boardThenChanges(stage.changes, stage.boards, stage.units.get(COUNTY)!, day)
    const first = await until(stream, () => true)
    expect(first).toMatchObject({ reported: 0, expected: 30 })
    const started = performance.now()
    await stage.signed(TOWN, day)
    expect(rowOf(await until(stream, (board) => board.reported === 1), TOWN)).toMatchObject({ status: 'REPORTED' })
    const overlook = vi.spyOn(stage.database, 'overlook')
    const id = await stage.owe(OTHER_TOWN, 400_000n)
    await until(stream, (board) => board.total.outstanding === first.total.outstanding + 400_000n)
    await stage.pay(OTHER_TOWN, id, 100_000n, day)
    expect(rowOf(await until(stream, (board) => board.total.paid === first.total.paid + 100_000n), OTHER_TOWN)).toMatchObject({ status: 'OPEN' })
    expect(overlook.mock.calls.flat().filter((statement) => statement.sql.includes('daily_report_version')).length).toBeLessThanOrEqual(Math.floor((performance.now() - started) / 1000))
    overlook.mockRestore()
    await stream.return()
    expect(stage.changes.topics).toBe(0)
  })

  test('a signature in another process arrives', async () => {
    const other = await openReportingOn(stage.urls)
    try {
      other.clock.stoppedAt = stage.clock.stoppedAt
      const stream = boardThenChanges(stage.changes, stage.boards, stage.units.get(COUNTY)!, day)
      await until(stream, (board) => board.reported === 0)
      await other.signed(TOWN, day)
      await until(stream, (board) => board.reported === 1)
      await stream.return()
    } finally {
      await other.close()
    }
  })

  test('the deadline itself turns open into missing, and midnight brings the next day, without anybody\'s doing', async () => {
    stage.clock.stoppedAt = momentOf(day, '16:59:59.999')
    const turns = new DayTurns(stage.units, stage.clock, stage.signals)
    const stream = boardThenChanges(stage.changes, stage.boards, stage.units.get(COUNTY)!, day)
    expect(rowOf(await until(stream, () => true), TOWN).status).toBe('OPEN')
    stage.clock.stoppedAt = momentOf(day, '17:00:00.000')
    turns.look()
    expect(await until(stream, (board) => board.missing > 0)).toMatchObject({ missing: 30, reported: 0 })
    await stream.return()
    const tomorrow = boardThenChanges(stage.changes, stage.boards, stage.units.get(COUNTY)!, `2022-10-${String(serial + 1).padStart(2, '0')}`)
    expect(rowOf(await until(tomorrow, () => true), TOWN).status).toBe('NOT_DUE')
    stage.clock.stoppedAt = momentOf(day, '24:00')
    turns.look()
    expect(rowOf(await until(tomorrow, (board) => rowOf(board, TOWN).status === 'OPEN'), TOWN).status).toBe('OPEN')
    await tomorrow.return()
    turns.close()
  })

  test('a timer of its own says so: 50 ms before a deadline it fires just after it', async () => {
    const now = stage.clock.now.bind(stage.clock)
    const shift = momentOf(day, '17:00') - 50 - Date.now()
    stage.clock.stoppedAt = null
    stage.clock.now = () => Date.now() + shift
    const turns = new DayTurns(stage.units, stage.clock, stage.signals)
    try {
      const stream = boardThenChanges(stage.changes, stage.boards, stage.units.get(TOWN)!, day)
      expect(rowOf(await until(stream, () => true), TOWN).status).toBe('OPEN')
      expect(rowOf(await until(stream, (board) => board.missing === 1), TOWN).status).toBe('MISSING')
      await stream.return()
    } finally {
      turns.close()
      stage.clock.now = now
    }
  })

  test('G12 a suspended unit is excused from its day on, and not before', async () => {
    const client = new pg.Client({ connectionString: stage.urls.access })
    await client.connect()
    await client.query("insert into unit_status values ($1, 1, 'SUSPENDED', $2, $3, 'test', '停产证明')", ['140521-NYFZ', day, new Date(stage.clock.now())])
    await client.end()
    await stage.units.reload()
    stage.clock.stoppedAt = momentOf(day, '18:00')
    const board = await stage.board(COUNTY, day)
    expect(rowOf(board, '140521-NYFZ').status).toBe('EXEMPT')
    expect(board).toMatchObject({ expected: 29, missing: 29 })
    expect(rowOf(await stage.board(COUNTY, '2022-09-30'), '140521-NYFZ').status).toBe('MISSING')
  })
})

test('a board costs one look at the signatures and, of a closed day, one at the ledger: none a row', async () => {
  stage.clock.stoppedAt = momentOf(day, '18:00')
  const overlook = vi.spyOn(stage.database, 'overlook')
  await stage.board('140500', day)
  const trips = overlook.mock.calls.filter((statements) => !statements[0]!.sql.includes('pg_current_snapshot'))
  overlook.mockRestore()
  expect(trips.map((statements) => statements.length)).toEqual([1, 3])
})

describe('the contract\'s documents', () => {
  const FRAGMENTS = `fragment FiguresFields on Figures { count creditors outstanding paid }
    fragment RefusalFields on Refusal { code message field }
    fragment BoardFields on DailyBoard { day deadline expected reported onTime missing
      rows { unit { code name reportingLine } status figures { ...FiguresFields } signedAt version missingUnits { code } } total { ...FiguresFields } }`
  const ask = async (role: Role, unit: string, source: string, variableValues: object) => {
    const resolvers: object[] = [
      new RefusalResolver(), new UnitResolver(stage.units), new UnitDailyBoardResolver(stage.boards), new DailyBoardChangedResolver(), new DailyReportResolver(stage.reports, stage.signing), new DailyReportVersionResolver(stage.units),
    ]
    const instances = new Map(resolvers.map((resolver) => [resolver.constructor, resolver]))
    const schema = buildSchemaSync({
      resolvers: resolvers.map((resolver) => resolver.constructor) as unknown as [Function], container: { get: (kind) => instances.get(kind) }, validate: false,
      pubSub: { publish: () => undefined, subscribe: () => { throw new Error('not used') } },
    })
    const contextValue = { caller: stage.as(role, unit), language: 'zh', requestId: 'r', ip: '::1', kept: new Map() }
    const { data, errors } = await graphql.graphql({ schema: schema as never, source, variableValues: variableValues as Record<string, unknown>, contextValue })
    // A test knows what it asked for.
    return { data: data as any, codes: (errors ?? []).map((error) => String(error.extensions.code ?? error.message)) }
  }
  const SIGN = `mutation SignDailyReport($input: SignDailyReportInput!) { signDailyReport(input: $input) { __typename ... on DailyReport { id status versions { version signedAt digest } } ...RefusalFields } } fragment RefusalFields on Refusal { code message field }`
  const REPORT = `query ($unit: String!, $day: Date!) { dailyReport(unit: $unit, day: $day) { id unit { code } day status deadline figures { ...FiguresFields } previous { ...FiguresFields } movements { kind count amount }
    versions { version signedAt signedBy onBehalf figures { ...FiguresFields } journalPosition digest canonical missingUnits { code } correctionReason note } } } fragment FiguresFields on Figures { count creditors outstanding paid }`

  test('S7-4 signing, the report and the board over GraphQL', async () => {
    await stage.owe(TOWN, 12_345n)
    const input = { requestId: randomUUID(), unit: TOWN, day }
    const signed = await ask('CLERK', TOWN, SIGN, { input })
    expect(signed.codes).toEqual([])
    expect(signed.data.signDailyReport).toMatchObject({ __typename: 'DailyReport', id: `R.140521.${TOWN}.${day}`, status: 'REPORTED', versions: [{ version: 1, signedAt: `${day}T10:00:00.000+08:00` }] })
    expect((await ask('CLERK', TOWN, SIGN, { input })).data).toEqual(signed.data)
    expect((await ask('CLERK', TOWN, SIGN, { input: { ...input, requestId: randomUUID() } })).data.signDailyReport).toMatchObject({ __typename: 'Refusal', code: 'ALREADY_SIGNED', message: '该日日报已经报送,账目没有变化。' })
    const { data, codes } = await ask('OFFICE', COUNTY, REPORT, { unit: TOWN, day })
    expect(codes).toEqual([])
    expect(data.dailyReport).toMatchObject({ unit: { code: TOWN }, day, deadline: `${day}T17:00:00.000+08:00`, movements: [{ kind: 'REGISTER', amount: '123.45', count: 1 }], versions: [{ onBehalf: false, missingUnits: [] }] })
    expect(data.dailyReport.versions[0].figures).toEqual(data.dailyReport.figures)
    const board = await ask('OFFICE', COUNTY, `query DailyBoard($unit: String!, $day: Date!) { unit(code: $unit) { dailyBoard(day: $day) { ...BoardFields } } } ${FRAGMENTS}`.replace(/fragment RefusalFields[^}]*}/, ''), { unit: COUNTY, day })
    expect(board.codes).toEqual([])
    expect(board.data.unit.dailyBoard).toMatchObject({ reported: 1, onTime: 1, missing: 0, deadline: `${day}T17:00:00.000+08:00` })
  })

  test('who reads no reports gets FORBIDDEN, who does not see the unit nothing', async () => {
    const board = 'query ($unit: String!, $day: Date!) { unit(code: $unit) { dailyBoard(day: $day) { missing } } }'
    expect((await ask('SYSTEM', '140500', board, { unit: COUNTY, day })).codes).toEqual(['FORBIDDEN'])
    expect((await ask('OBSERVER', COUNTY, board, { unit: COUNTY, day })).codes).toEqual(['FORBIDDEN'])
    expect((await ask('CLERK', TOWN, board, { unit: COUNTY, day })).data.unit).toBeNull()
    expect((await ask('CLERK', TOWN, board, { unit: TOWN, day })).data.unit.dailyBoard).toEqual({ missing: 0 })
    expect((await ask('SYSTEM', '140500', REPORT, { unit: TOWN, day })).data.dailyReport).toBeNull()
  })

  test('a report is found by its id, and by no other', async () => {
    const context = (role: Role, unit: string) => ({ caller: stage.as(role, unit), language: 'zh' as const, requestId: 'r', ip: '::1', kept: new Map() })
    const find = (local: string, county = COUNTY, who = context('CLERK', TOWN)) => findDailyReport(stage.reports, stage.units, { county, local }, who)
    expect(await find(`${TOWN}.${day}`)).toMatchObject({ day })
    expect(await find(`${TOWN}.${day}`, '140522')).toBeNull()
    expect(await find(`${TOWN}.2022-02-30`)).toBeNull()
    expect(await find(TOWN)).toBeNull()
    expect(await find(`${TOWN}.${day}`, COUNTY, context('CLERK', OTHER_TOWN))).toBeNull()
  })
})
