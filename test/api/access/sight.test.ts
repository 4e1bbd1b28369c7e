import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshStage, openFreshStage } from './stage.ts'

let stage: FreshStage
const tokens: Record<string, string> = {}
beforeAll(async () => {
  stage = await openFreshStage()
  for (const account of ['office.140500', 'office.140521', 'clerk.140521100', 'clerk.140521-QHSY', 'finance.140521-CZJ', 'audit.140521-SJJ', 'system.140521', 'auditor.140500']) tokens[account] = await stage.signIn(account)
})
afterAll(() => stage.drop())

const seen = async (account: string, code: string): Promise<boolean> => (await stage.ask('query ($code: String!) { unit(code: $code) { code } }', { code }, { token: tokens[account]! })).data.unit !== null

test.each([
  ['office.140500', ['140500', '140521', '140521100', '140521-QHSY-JC', '140502'], []],
  ['office.140521', ['140521', '140521100', '140521-QHSY-JC'], ['140500', '140502', 'nothing']],
  ['clerk.140521100', ['140521100'], ['140521', '140521-QHSY', '140521-CZJ']],
  ['clerk.140521-QHSY', ['140521-QHSY', '140521-QHSY-JC'], ['140521', '140521100']],
  ['finance.140521-CZJ', ['140521-CZJ', '140521100', '140521-SJJ'], ['140521', '140521-QHSY', '140502']],
  ['audit.140521-SJJ', ['140521', '140521100', '140521-QHSY-JC'], ['140500', '140502']],
  ['system.140521', ['140521', '140521100', '140521-QHSY-JC'], ['140500', '140502']],
])('what %s may not see does not exist', async (account, there, absent) => {
  for (const code of there) expect([code, await seen(account, code)]).toEqual([code, true])
  for (const code of absent) expect([code, await seen(account, code)]).toEqual([code, false])
})

test('parents and places are hidden like the units themselves; children stand in official order', async () => {
  const query = 'query ($code: String!) { unit(code: $code) { id code name kind reportingLine status parent { code } locatedIn { code } children { code } } }'
  const county = (await stage.ask(query, { code: '140521' }, { token: tokens['office.140521']! })).data.unit
  expect(county).toMatchObject({ id: 'U.140521.140521', kind: 'COUNTY', reportingLine: null, status: 'OPERATING', parent: null })
  const official = [...stage.units.tree.subtree(stage.units.get('140521')!)].filter((unit) => unit.parent?.code === '140521').toSorted((a, b) => a.position - b.position).map(({ code }) => code)
  expect(county.children.map(({ code }: { code: string }) => code)).toEqual(official)
  const group = (await stage.ask(query, { code: '140521-QHSY-JC' }, { token: tokens['clerk.140521-QHSY']! })).data.unit
  expect(group).toMatchObject({ reportingLine: 'SOE', parent: { code: '140521-QHSY' }, children: [{ code: '140521-QHSY-JC-SH' }, { code: '140521-QHSY-JC-YS' }] })
  const located = [...stage.units.tree.all()].find((unit) => unit.locatedIn && unit.path.startsWith('/140500/140521/'))!
  expect((await stage.ask(query, { code: located.code }, { token: tokens['office.140521']! })).data.unit.locatedIn).toEqual({ code: located.locatedIn })
})

test('node(id) finds what unit(code) finds, with its type, and nothing else', async () => {
  const node = async (account: string, id: string) => (await stage.ask('query ($id: ID!) { node(id: $id) { __typename id ... on Unit { code } } }', { id }, { token: tokens[account]! })).data.node
  expect(await node('office.140521', 'U.140521.140521100')).toEqual({ __typename: 'Unit', id: 'U.140521.140521100', code: '140521100' })
  for (const id of ['U.140500.140521100', 'U.140502.140502', 'U.140521', 'P.140521.00000000-0000-0000-0000-000000000000', '', 'Z.1.2', 'U.140521.nothing', "U.x'.1"]) expect(await node('office.140521', id)).toBeNull()
  expect(await node('clerk.140521100', 'U.140521.140521')).toBeNull()
})

test('T5, sight: a moved unit\'s callers see by its new place with their next request', async () => {
  const system = await stage.signIn('system.140500')
  const token = tokens['office.140521']!
  expect(await seen('office.140521', '140521-QHSY')).toBe(true)
  const moved = await stage.act(system, 'moveUnit', { unit: '140521-QHSY', newParent: '140500', effectiveOn: stage.clock.today(), reason: '划转市属' }, '... on Unit { code parent { code } reportingLine }')
  expect(moved).toMatchObject({ code: '140521-QHSY', parent: { code: '140500' }, reportingLine: 'SOE' })
  expect(await seen('office.140521', '140521-QHSY')).toBe(false)
  expect(await seen('clerk.140521-QHSY', '140521-QHSY-JC')).toBe(true)
  expect((await stage.ask('{ unit(code: "140521") { children { code } } }', {}, { token })).data.unit.children).not.toContainEqual({ code: '140521-QHSY' })
})
