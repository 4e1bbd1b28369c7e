import { randomUUID } from 'node:crypto'
import { addDays } from '@qingqian/rules/day'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Ledger } from '../../../apps/api/src/ledger/append.ts'
import { registerPayable } from '../../../apps/api/src/ledger/register-payable.ts'
import { openUnitRows } from '../../../apps/api/src/onboarding/unit-rows.ts'
import { type FreshStage, type Stage, openFreshStage, openStage } from '../access/stage.ts'

let stage: FreshStage
let system: string
let superuser: pg.Client
beforeAll(async () => {
  stage = await openFreshStage()
  system = await stage.signIn('system.140521')
  superuser = new pg.Client({ connectionString: stage.url('superuser') })
  await superuser.connect()
})
afterAll(async () => {
  await superuser.end()
  await stage.drop()
})

const UNIT = '... on Unit { id code name kind reportingLine status parent { code } children { code } }'
const open = (input: object, token = system) => stage.act(token, 'openUnit', { parent: '140521', code: '140521-NEW', name: '新单位', kind: 'DEPARTMENT', ...input }, UNIT)
const move = (unit: string, newParent: string, input: object = {}, token = system) => stage.act(token, 'moveUnit', { unit, newParent, effectiveOn: stage.clock.today(), reason: '机构改革', ...input }, UNIT)
const pathsOf = async (from: string): Promise<Record<string, string[]>> => {
  const tables = ['unit', 'unit_head', 'payable', 'journal_entry', 'totals_day']
  const { rows } = await superuser.query<{ tab: string; path: string }>(tables.map((tab) => `select distinct '${tab}' as tab, path from ${tab} where path like '%${from}%'`).join(' union all '))
  return Object.fromEntries(tables.map((tab) => [tab, rows.filter((row) => row.tab === tab).map(({ path }) => path).toSorted()]))
}

test('SYSTEM opens a unit: there at once, with its line, its journal\'s head and its audit event', async () => {
  expect(await open({ code: '140521-XJ', name: ' 县 新局 ' })).toEqual({ __typename: 'Unit', id: 'U.140521.140521-XJ', code: '140521-XJ', name: '县 新局', kind: 'DEPARTMENT', reportingLine: 'DEPARTMENT', status: 'OPERATING', parent: { code: '140521' }, children: [] })
  expect(await open({ code: '140521-XJ-YY', kind: 'INSTITUTION', parent: '140521-XJ' })).toMatchObject({ reportingLine: 'DEPARTMENT', parent: { code: '140521-XJ' } })
  expect((await pathsOf('140521-XJ')).unit_head).toEqual(['/140500/140521/D/140521-XJ/', '/140500/140521/D/140521-XJ/140521-XJ-YY/'])
  expect(stage.announced).toContain('units')
  const city = await stage.signIn('system.140500')
  expect(await open({ parent: '140500', code: '140599', name: '新县', kind: 'COUNTY' }, city)).toMatchObject({ id: 'U.140599.140599', reportingLine: null })
  expect(await open({ parent: '140500', code: '140500-SZ', name: '市属企业', kind: 'SOE' }, city)).toMatchObject({ id: 'U.140500.140500-SZ', reportingLine: 'SOE' })
})

test.each([
  [{ code: '140521100' }, 'UNIT_EXISTS', 'code'],
  [{ code: '140502' }, 'UNIT_EXISTS', 'code'],
  [{ code: '140521/x' }, 'UNIT_CODE_UNREADABLE', 'code'],
  [{ kind: 'SUBSIDIARY' }, 'KIND_DOES_NOT_FIT', 'kind'],
  [{ kind: 'CITY' }, 'KIND_DOES_NOT_FIT', 'kind'],
  [{ parent: '140521-QHSY', kind: 'SUBSIDIARY', reportingLine: 'ZONE' }, 'LINE_DOES_NOT_FIT', 'reportingLine'],
  [{ name: ' ' }, 'NAME_REQUIRED', 'name'],
  [{ openedOn: '2099-01-01' }, 'DATE_IN_FUTURE', 'openedOn'],
  [{ locatedIn: '140521-CZJ' }, 'PLACE_DOES_NOT_FIT', 'locatedIn'],
  [{ locatedIn: '999999' }, 'NOT_FOUND', 'locatedIn'],
  [{ parent: '140502' }, 'NOT_FOUND', 'parent'],
])('a unit that cannot be: %j', async (input, code, field) => {
  expect(await open(input)).toMatchObject({ __typename: 'Refusal', code, field })
  expect(stage.units.get('140521-NEW')).toBeUndefined()
})

test('only SYSTEM opens and moves', async () => {
  for (const account of ['office.140521', 'security.140521', 'auditor.140521']) {
    const token = await stage.signIn(account)
    expect(await open({}, token)).toMatchObject({ code: 'FORBIDDEN' })
    expect(await move('140521-QHSY-JC', '140521-QHSY', {}, token)).toMatchObject({ code: 'FORBIDDEN' })
  }
  expect(await open({}, await stage.signIn('clerk.140521100'))).toMatchObject({ code: 'NOT_FOUND' })
})

test('ten at once with one request id open one unit; another input with it is refused', async () => {
  const requestId = randomUUID()
  const input = { requestId, code: '140521-ONCE', name: '只此一家' }
  const answers = await Promise.all(Array.from({ length: 10 }, () => open(input)))
  for (const answer of answers) expect(answer).toMatchObject({ __typename: 'Unit', code: '140521-ONCE' })
  const { rows } = await superuser.query("select (select count(*)::int from unit where id = '140521-ONCE') as units, (select count(*)::int from audit_event where subject = '140521-ONCE') as events")
  expect(rows[0]).toEqual({ units: 1, events: 1 })
  expect(await open({ ...input, name: '另一家' })).toMatchObject({ code: 'REQUEST_ID_REUSED', field: 'requestId' })
  expect(await open({ ...input, requestId: requestId.toUpperCase() })).toMatchObject({ code: '140521-ONCE' })
})

test('ten at once with ids of their own open one unit, and nine are told', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => open({ code: '140521-RACE' })))
  expect(answers.filter(({ __typename }) => __typename === 'Unit')).toHaveLength(1)
  expect(answers.filter(({ code }) => code === 'UNIT_EXISTS')).toHaveLength(9)
})

test('refusals are not stored: the same request succeeds once nothing stands against it', async () => {
  const requestId = randomUUID()
  const input = { requestId, parent: '140521-SOON', code: '140521-SOON-ZGS', kind: 'SUBSIDIARY' }
  expect(await open(input)).toMatchObject({ code: 'NOT_FOUND' })
  await open({ code: '140521-SOON', kind: 'SOE' })
  expect(await open(input)).toMatchObject({ code: '140521-SOON-ZGS' })
})

test('T5: a subsidiary moves with all below it, in one moment, rows and labels included', async () => {
  const ledger = new Ledger(stage.database, stage.units, stage.clock)
  const clerk = (await stage.sessions.callerOfToken(await stage.signIn('clerk.140521-QHSY')))!
  for (const unit of ['140521-QHSY-JC', '140521-QHSY-JC-SH']) {
    await registerPayable(ledger, stage.units, clerk, { requestId: randomUUID(), unit, creditor: { name: '晋城某建筑公司' }, category: 'WORKS', overdueSince: '2021-05-01', amount: 100_00n })
  }
  await open({ code: '140521-B', name: '乙集团', kind: 'SOE' })
  const before = await pathsOf('140521-QHSY-JC')
  expect(before.payable).toEqual(['/140500/140521/S/140521-QHSY/140521-QHSY-JC/', '/140500/140521/S/140521-QHSY/140521-QHSY-JC/140521-QHSY-JC-SH/'])
  const seen = new Set<string>()
  const moved = { done: false }
  const reader = (async () => {
    const client = new pg.Client({ connectionString: stage.url('superuser') })
    await client.connect()
    while (!moved.done) {
      const { rows } = await client.query<{ under: string }>("select distinct split_part(path, '/', 5) as under from (select path from unit union all select path from unit_head union all select path from payable union all select path from journal_entry) all_rows where path like '%140521-QHSY-JC%'")
      seen.add(rows.map(({ under }) => under).toSorted().join())
    }
    await client.end()
  })()
  expect(await move('140521-QHSY-JC', '140521-B')).toMatchObject({ code: '140521-QHSY-JC', parent: { code: '140521-B' } })
  moved.done = true
  await reader
  expect([...seen].every((under) => under === '140521-QHSY' || under === '140521-B')).toBe(true)
  const after = await pathsOf('140521-QHSY-JC')
  expect(after).toEqual(JSON.parse(JSON.stringify(before).replaceAll('/140521-QHSY/', '/140521-B/')))
  const { rows } = await superuser.query("select number, parent_id, effective_on::text, recorded_by, reason from unit_placement where unit_id = '140521-QHSY-JC' order by number")
  expect(rows[1]).toEqual({ number: 2, parent_id: '140521-B', effective_on: stage.clock.today(), recorded_by: 'system.140521', reason: '机构改革' })
  // The old group's clerk no longer reaches it; yesterday's tree still has it there.
  expect(stage.units.tree.at(addDays(stage.clock.today(), -1), Date.now()).childrenOf('140521-QHSY')).toContain('140521-QHSY-JC')
  expect(stage.units.tree.at(stage.clock.today(), Date.now()).childrenOf('140521-QHSY')).not.toContain('140521-QHSY-JC')
  const [rowsNow] = await stage.database.read((await stage.sessions.callerOfToken(await stage.signIn('clerk.140521-QHSY')))!.scopeText, { sql: 'select count(*)::int as n from payable' })
  expect(rowsNow![0]!.n).toBe(0)
})

test('T5: under a department a group reports along the department\'s line, with all its subsidiaries', async () => {
  await open({ code: '140521-C', name: '丙集团', kind: 'SOE' })
  await open({ code: '140521-C-1', name: '丙一', kind: 'SUBSIDIARY', parent: '140521-C' })
  expect(await move('140521-C', '140521-CZJ')).toMatchObject({ reportingLine: 'DEPARTMENT' })
  expect(stage.units.get('140521-C-1')).toMatchObject({ line: 'DEPARTMENT', path: '/140500/140521/D/140521-CZJ/140521-C/140521-C-1/' })
})

test('T6: no circle, not now and not in between', async () => {
  for (const code of ['A', 'A-1', 'A-2']) await open({ code: `140521-${code}`, kind: code === 'A' ? 'SOE' : 'SUBSIDIARY', parent: code === 'A' ? '140521' : '140521-A', openedOn: '2026-01-01' })
  await open({ code: '140521-D', kind: 'SOE', openedOn: '2026-01-01' })
  expect(await move('140521-A-1', '140521-A-1')).toMatchObject({ code: 'WOULD_MAKE_CIRCLE', field: 'newParent' })
  expect(await move('140521-A-1', '140521-A-2', { effectiveOn: '2026-02-01' })).toMatchObject({ parent: { code: '140521-A-2' } })
  expect(await move('140521-A-2', '140521-A-1')).toMatchObject({ code: 'WOULD_MAKE_CIRCLE' })
  // A-1 leaves A-2 in April; A-2 under A-1 from March would have been a circle in March.
  expect(await move('140521-A-1', '140521-D', { effectiveOn: '2026-04-01' })).toMatchObject({ parent: { code: '140521-D' } })
  expect(await move('140521-A-2', '140521-A-1', { effectiveOn: '2026-03-01' })).toMatchObject({ code: 'WOULD_MAKE_CIRCLE' })
  expect(await move('140521-A-2', '140521-A-1', { effectiveOn: '2026-04-01' })).toMatchObject({ parent: { code: '140521-A-1' } })
})

test('T6: two moves together make no circle', async () => {
  for (const code of ['E', 'E-1', 'E-2']) await open({ code: `140521-${code}`, kind: code === 'E' ? 'SOE' : 'SUBSIDIARY', parent: code === 'E' ? '140521' : '140521-E' })
  const answers = await Promise.all([move('140521-E-1', '140521-E-2'), move('140521-E-2', '140521-E-1')])
  expect(new Set(answers.map(({ __typename }) => __typename))).toEqual(new Set(['Refusal', 'Unit']))
  expect(answers.find(({ __typename }) => __typename === 'Refusal').code).toBe('WOULD_MAKE_CIRCLE')
})

test.each([
  ['140521-QHSY-NY', '140521100', {}, 'KIND_DOES_NOT_FIT'],
  ['140521-QHSY', '140502', {}, 'NOT_FOUND'],
  ['140502', '140521', {}, 'NOT_FOUND'],
  ['140521', '140521-QHSY', {}, 'FORBIDDEN'],
  ['140521-QHSY', '140521-CZJ', { reason: ' ' }, 'REASON_REQUIRED'],
  ['140521-QHSY', '140521-CZJ', { effectiveOn: '2099-01-01' }, 'DATE_IN_FUTURE'],
  ['140521-QHSY', '140521-CZJ', { effectiveOn: '2019-12-31' }, 'MOVED_SINCE'],
  ['140521-QHSY', '140521-YOUNG', { effectiveOn: '2021-01-01' }, 'NOT_YET_OPEN'],
])('a move that cannot be: %s under %s %j', async (unit, newParent, input, code) => {
  if (!stage.units.get('140521-YOUNG')) await open({ code: '140521-YOUNG' })
  const known = stage.units.get(unit) ? unit : [...stage.units.tree.all()].find(({ kind, path }) => kind === 'SUBSIDIARY' && path.includes('140521'))!.code
  expect(await move(known, newParent, input)).toMatchObject({ __typename: 'Refusal', code })
})

test('another process sees what was opened once it is told', async () => {
  const other: Stage = await openStage(stage.urls)
  await open({ code: '140521-LATE' })
  expect(other.units.get('140521-LATE')).toBeUndefined()
  await other.units.reload()
  expect(other.units.get('140521-LATE')).toBeDefined()
  await other.close()
})

test('T10: a county of 350 units comes aboard at once, or not at all', async () => {
  const units = Array.from({ length: 350 }, (_, n) => ({ code: `140598${String(n).padStart(3, '0')}`, name: `第${n}镇`, kind: 'TOWNSHIP' as const, parent: '140598', openedOn: '2026-01-01' }))
  const county = { code: '140598', name: '某县', kind: 'COUNTY' as const, parent: '140500', openedOn: '2026-01-01' }
  await expect(openUnitRows(stage.orm, [county, ...units, units[0]!], 'test', Date.now())).rejects.toThrow('UNIT_EXISTS')
  const begun = Date.now()
  await openUnitRows(stage.orm, [county, ...units], 'test', Date.now())
  expect(Date.now() - begun).toBeLessThan(5000)
  await stage.units.reload()
  expect(stage.units.get('140598')!.children).toHaveLength(350)
})
