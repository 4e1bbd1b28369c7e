import { createRequire } from 'node:module'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mountAccessRoutes } from '../../../apps/api/src/access/activation-sheet.ts'
import { openAccounts } from '../../../apps/api/src/onboarding/account-rows.ts'
import { type FreshStage, openFreshStage } from '../access/stage.ts'

type Fastify = typeof import('../../../apps/api/node_modules/fastify/fastify.js')
const fastify = createRequire(new URL('../../../apps/api/package.json', import.meta.url))('fastify') as Fastify

let stage: FreshStage
let system: string
const server = fastify.fastify()
beforeAll(async () => {
  stage = await openFreshStage()
  system = await stage.signIn('system.140521')
  mountAccessRoutes(server as never, stage)
})
afterAll(async () => {
  await server.close()
  await stage.drop()
})

const INVITATION = '... on Invitation { account activationCode expiresAt sheetUrl }'
const invite = (input: object = {}, token = system) => stage.act(token, 'inviteUser', { unit: '140521100', account: `wang.${randomUUID().slice(0, 8)}`, name: '王五', role: 'CLERK', ...input }, INVITATION)
const activate = async (account: string, activationCode: string, password = 'Longgang-2026', ip = '10.1.0.1') => (await stage.ask(
  'mutation ($account: String!, $code: String!, $password: String!) { activateAccount(account: $account, activationCode: $code, password: $password) { __typename ... on Session { token viewer { account role unit { code } } } ... on Refusal { code field } } }',
  { account, code: activationCode, password }, { ip })).data.activateAccount
const sheet = async (url: string, token?: string) => server.inject({ url, headers: token ? { authorization: `Bearer ${token}` } : {} })

test('an invited person activates with the code, typed as people type, and is signed in', async () => {
  const { account, activationCode, expiresAt, sheetUrl } = await invite()
  expect(activationCode).toMatch(/^([2-9A-HJKMNP-TV-Z]{4}-){3}[2-9A-HJKMNP-TV-Z]{4}$/)
  expect(Math.round((Date.parse(expiresAt) - Date.now()) / 86_400_000)).toBe(14)
  expect(sheetUrl).toMatch(/^\/api\/activation-sheets\/[0-9a-f-]{36}$/)
  await expect(stage.signIn(account, 'Longgang-2026', { ip: '10.1.0.2' })).rejects.toThrow('SIGN_IN_FAILED')
  expect(await activate(account, activationCode, 'short')).toMatchObject({ code: 'PASSWORD_TOO_WEAK', field: 'password' })
  expect(await activate(account, ` ${activationCode.toLowerCase().replaceAll('-', ' ')}`)).toMatchObject({ __typename: 'Session', viewer: { account, role: 'CLERK', unit: { code: '140521100' } } })
  await stage.signIn(account, 'Longgang-2026')
  expect(await activate(account, activationCode, 'Another-2026')).toMatchObject({ code: 'ACTIVATION_FAILED' })
})

test('wrong codes and unknown accounts fail alike; codes end after 14 days', async () => {
  const { account, activationCode } = await invite()
  expect(await activate(account, 'AAAA-AAAA-AAAA-AAAA', undefined, '10.1.0.3')).toEqual(await activate('nobody.140521', activationCode, undefined, '10.1.0.3'))
  stage.clock.stoppedAt = Date.now() + 14 * 86_400_000 + 1000
  expect(await activate(account, activationCode, undefined, '10.1.0.4')).toMatchObject({ code: 'ACTIVATION_FAILED' })
  stage.clock.stoppedAt = null
})

test.each([
  [{ role: 'OFFICE' }, 'ROLE_DOES_NOT_FIT', 'role'],
  [{ role: 'FINANCE' }, 'ROLE_DOES_NOT_FIT', 'role'],
  [{ role: 'SYSTEM', unit: '140521' }, 'ROLE_DOES_NOT_FIT', 'role'],
  [{ role: 'SECURITY', unit: '140521' }, 'ROLE_DOES_NOT_FIT', 'role'],
  [{ role: 'AUDITOR', unit: '140521' }, 'ROLE_DOES_NOT_FIT', 'role'],
  [{ account: 'clerk.140521100' }, 'ACCOUNT_EXISTS', 'account'],
  [{ account: 'Clerk.140521100' }, 'ACCOUNT_EXISTS', 'account'],
  [{ account: 'a|b' }, 'ACCOUNT_UNREADABLE', 'account'],
  [{ name: '' }, 'NAME_REQUIRED', 'name'],
  [{ unit: '140502' }, 'NOT_FOUND', 'unit'],
])('an invitation that cannot be: %j', async (input, code, field) => {
  expect(await invite(input)).toMatchObject({ code, field })
})

test('only SYSTEM invites; offices are invited at counties', async () => {
  for (const account of ['office.140521', 'security.140521', 'auditor.140521']) expect(await invite({}, await stage.signIn(account))).toMatchObject({ code: 'FORBIDDEN' })
  expect(await invite({ unit: '140521', role: 'OFFICE' })).toMatchObject({ __typename: 'Invitation' })
  expect(await invite({ unit: '140521-CZJ', role: 'FINANCE' })).toMatchObject({ __typename: 'Invitation' })
})

test('the same request gives the same invitation, code included; ten at once invite one', async () => {
  const input = { requestId: randomUUID(), account: 'li.si.140521100' }
  const answers = await Promise.all(Array.from({ length: 10 }, () => invite(input)))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]).toMatchObject({ __typename: 'Invitation', account: 'li.si.140521100' })
  const rows = await stage.orm.em.fork().execute<{ text: string }[]>('select account::text as text from account union all select request::text from request union all select audit_event::text from audit_event')
  expect(rows.map(({ text }) => text).join()).not.toContain(answers[0].activationCode)
})

test('the sheet prints for the inviter alone, and only while its code opens something', async () => {
  const { account, activationCode, sheetUrl } = await invite({ name: '<b>赵六</b>' })
  const page = await sheet(sheetUrl, system)
  expect(page.statusCode).toBe(200)
  expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
  for (const part of [account, activationCode, '&lt;b&gt;赵六', '<svg', '经办员']) expect(page.body).toContain(part)
  expect(page.body).not.toContain('<b>')
  expect((await sheet(sheetUrl)).statusCode).toBe(401)
  for (const token of [await stage.signIn('system.140500'), await stage.signIn('office.140521')]) expect((await sheet(sheetUrl, token)).statusCode).toBe(404)
  expect((await sheet('/api/activation-sheets/nonsense', system)).statusCode).toBe(404)
  await activate(account, activationCode)
  expect((await sheet(sheetUrl, system)).statusCode).toBe(404)
})

test('whoever lost the sheet or forgot the password gets a new code; the old password and sessions end', async () => {
  const { account, activationCode } = await invite()
  const { token } = await activate(account, activationCode)
  const renewed = await stage.act(system, 'renewInvitation', { account }, INVITATION)
  expect(renewed.activationCode).not.toBe(activationCode)
  expect((await stage.ask('{ viewer { account } }', {}, { token })).codes).toEqual(['UNAUTHENTICATED'])
  await expect(stage.signIn(account, 'Longgang-2026', { ip: '10.1.0.5' })).rejects.toThrow('SIGN_IN_FAILED')
  expect(await activate(account, renewed.activationCode, 'Neu-Longgang-2026')).toMatchObject({ __typename: 'Session' })
  expect(await stage.act(system, 'renewInvitation', { account: 'security.140521' }, INVITATION)).toMatchObject({ code: 'FORBIDDEN' })
  expect(await stage.act(system, 'renewInvitation', { account: 'office.140500' }, INVITATION)).toMatchObject({ code: 'NOT_FOUND' })
})

test('an administrator takes two people: SYSTEM invites, SECURITY assigns', async () => {
  const { account, activationCode } = await invite({ unit: '140521', role: 'OBSERVER' })
  const security = await stage.signIn('security.140521')
  await stage.act(security, 'assignRole', { account, role: 'AUDITOR' }, '... on Account { role }')
  expect(await activate(account, activationCode)).toMatchObject({ viewer: { role: 'AUDITOR' } })
})

test('the demo\'s accounts share one hash: 400 take no minutes', async () => {
  const begun = Date.now()
  await openAccounts(stage.orm, Array.from({ length: 400 }, (_, n) => ({ id: `clerk.many-${n}`, name: '演示', role: 'CLERK' as const, unit: '140521100', password: 'Qinshui-2022' })), 'demo', Date.now())
  expect(Date.now() - begun).toBeLessThan(3000)
  await stage.signIn('clerk.many-399')
})
