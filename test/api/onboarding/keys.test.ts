import { randomUUID } from 'node:crypto'
import { addDays } from '@qingqian/rules/day'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshStage, openFreshStage } from '../access/stage.ts'

let stage: FreshStage
let security: string
beforeAll(async () => {
  stage = await openFreshStage()
  security = await stage.signIn('security.140521')
})
afterAll(() => stage.drop())

const ISSUED = '... on ApiKeyIssued { id secret scopes expiresOn }'
const later = (): string => addDays(stage.clock.today(), 30)
const issue = (input: object = {}, token = security) => stage.act(token, 'issueApiKey', { unit: '140521', name: '统计局', scopes: ['TOTALS_READ'], expiresOn: later(), ...input }, ISSUED)
const viewer = (token: string, ip = '127.0.0.1') => stage.ask('{ viewer { account name role permissions unit { code } } }', {}, { token, ip })

test('T-AUTH-4: a key opens its unit\'s subtree within its scopes, and signs nothing in or out', async () => {
  const { secret, scopes } = await issue({ scopes: ['LEDGER_READ', 'LEDGER_READ', 'REPORTS_READ'] })
  expect(secret).toMatch(/^qq_[\w-]{43}$/)
  expect(scopes).toEqual(['LEDGER_READ', 'REPORTS_READ'])
  const { data } = await viewer(secret)
  expect(data.viewer).toMatchObject({ name: '统计局', role: 'OBSERVER', unit: { code: '140521' }, permissions: ['LEDGER', 'TOTALS', 'REPORTS'] })
  const unit = async (code: string) => (await stage.ask('query ($code: String!) { unit(code: $code) { code } }', { code }, { token: secret })).data.unit
  expect([await unit('140521100'), await unit('140500')]).toEqual([{ code: '140521100' }, null])
  expect((await stage.ask('mutation { signOut { at } }', {}, { token: secret })).codes).toEqual(['FORBIDDEN'])
  expect(await issue({}, secret)).toMatchObject({ code: 'FORBIDDEN' })
  const open = await issue({ scopes: ['PUBLIC_READ'] })
  expect((await stage.ask('{ unit(code: "140521") { code } }', {}, { token: open.secret })).data.unit).toBeNull()
})

test('T-AUTH-4: only from the allowed addresses', async () => {
  const { secret } = await issue({ allowedIps: ['10.1.0.0/16', ' 2001:db8::/32'] })
  for (const [ip, codes] of [['10.1.2.3', []], ['::ffff:10.1.2.3', []], ['2001:db8::7', []], ['10.2.0.1', ['UNAUTHENTICATED']], ['127.0.0.1', ['UNAUTHENTICATED']]] as const) expect([ip, (await viewer(secret, ip)).codes]).toEqual([ip, codes])
})

test('T-AUTH-4: a key ends after its last day, in Shanghai', async () => {
  const { secret } = await issue({ expiresOn: later() })
  stage.clock.stoppedAt = Date.parse(`${later()}T23:59:59.999+08:00`)
  expect((await viewer(secret)).codes).toEqual([])
  stage.clock.stoppedAt += 1
  expect((await viewer(secret)).codes).toEqual(['UNAUTHENTICATED'])
  stage.clock.stoppedAt = null
})

test('T-AUTH-4: rotation overlaps: the new key opens before the old one is revoked', async () => {
  const [old, fresh] = [await issue(), await issue()]
  expect([(await viewer(old.secret)).codes, (await viewer(fresh.secret)).codes]).toEqual([[], []])
  const revoked = await stage.act(security, 'revokeApiKey', { id: old.id }, '... on ApiKey { id revokedAt }')
  expect(revoked).toMatchObject({ id: old.id, revokedAt: expect.any(String) })
  expect([(await viewer(old.secret)).codes, (await viewer(fresh.secret)).codes]).toEqual([['UNAUTHENTICATED'], []])
  // Once more, under another request: nothing changes.
  expect(await stage.act(security, 'revokeApiKey', { id: old.id }, '... on ApiKey { id revokedAt }')).toEqual(revoked)
})

test('T-AUTH-4: no secret stands in the database', async () => {
  const { secret } = await issue()
  const rows = await stage.orm.em.fork().execute<{ text: string }[]>('select api_key::text as text from api_key union all select request::text from request union all select audit_event::text from audit_event')
  expect(rows.map(({ text }) => text).join()).not.toContain(secret.slice(3))
})

test.each([
  [{ scopes: [] }, 'SCOPE_REQUIRED'],
  [{ expiresOn: '2020-01-01' }, 'EXPIRY_OUT_OF_RANGE'],
  [{ expiresOn: '2099-01-01' }, 'EXPIRY_OUT_OF_RANGE'],
  [{ allowedIps: ['10.0.0.0/33'] }, 'IP_UNREADABLE'],
  [{ name: ' ' }, 'NAME_REQUIRED'],
  [{ unit: '140502' }, 'NOT_FOUND'],
])('a key that cannot be: %j', async (input, code) => {
  expect(await issue(input)).toMatchObject({ code })
})

test('only SECURITY issues, lists and revokes, for units below', async () => {
  const { id } = await issue()
  const office = await stage.signIn('office.140521')
  expect(await issue({}, office)).toMatchObject({ code: 'FORBIDDEN' })
  expect(await stage.act(office, 'revokeApiKey', { id }, '... on ApiKey { id }')).toMatchObject({ code: 'FORBIDDEN' })
  expect((await stage.ask('{ apiKeys(unit: "140521") { id } }', {}, { token: office })).codes).toEqual(['FORBIDDEN'])
  const listed = await stage.ask('{ apiKeys(unit: "140521") { id name scopes expiresOn revokedAt } elsewhere: apiKeys(unit: "140502") { id } }', {}, { token: security })
  expect(listed.data.apiKeys[0]).toEqual({ id, name: '统计局', scopes: ['TOTALS_READ'], expiresOn: later(), revokedAt: null })
  expect(listed.data.elsewhere).toEqual([])
  for (const wrong of ['K.140521.00000000-0000-7000-8000-000000000000', 'nonsense', 'U.140521.140521']) expect(await stage.act(security, 'revokeApiKey', { id: wrong }, '... on ApiKey { id }')).toMatchObject({ code: 'NOT_FOUND' })
})

test('the same request gives the same key, its secret included; ten at once give one', async () => {
  const requestId = randomUUID()
  const answers = await Promise.all(Array.from({ length: 10 }, () => issue({ requestId, name: '同一个' })))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect((await viewer(answers[0].secret)).codes).toEqual([])
  const listed = await stage.ask('{ apiKeys(unit: "140521") { name } }', {}, { token: security })
  expect(listed.data.apiKeys.filter(({ name }: { name: string }) => name === '同一个')).toHaveLength(1)
  // Another administrator with the same id is another request.
  const city = await stage.signIn('security.140500')
  expect((await issue({ requestId, name: '同一个' }, city)).secret).not.toBe(answers[0].secret)
})
