import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshStage, PASSWORD, SIGN_IN, openFreshStage } from './stage.ts'

let stage: FreshStage
let security: string
let auditor: string
beforeAll(async () => {
  stage = await openFreshStage()
  security = await stage.signIn('security.140500')
  auditor = await stage.signIn('auditor.140500')
})
afterAll(() => stage.drop())

const ACCOUNT = '... on Account { account role closedAt lockedUntil activated unit { code } }'
const assign = (account: string, role: string, token = security) => stage.act(token, 'assignRole', { account, role }, ACCOUNT)
const trail = async (variables: object, token = auditor) => stage.ask('query ($first: Int, $after: String, $last: Int, $before: String, $account: String, $action: AuditAction) { auditTrail(first: $first, after: $after, last: $last, before: $before, account: $account, action: $action) { nodes { id at account action subject detail { name value } } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor startCursor } } }', variables, { token })

test('SECURITY assigns roles that fit; nobody holds two administrator roles, not even one after the other', async () => {
  expect(await assign('clerk.140521100', 'OBSERVER')).toMatchObject({ __typename: 'Account', role: 'OBSERVER' })
  expect(await assign('clerk.140521100', 'OFFICE')).toMatchObject({ code: 'ROLE_DOES_NOT_FIT', field: 'role' })
  expect(await assign('system.140521', 'AUDITOR')).toMatchObject({ code: 'ROLE_EXCLUSIVE' })
  expect(await assign('auditor.140521', 'OFFICE')).toMatchObject({ code: 'ROLE_EXCLUSIVE' })
  expect(await assign('security.140500', 'SYSTEM')).toMatchObject({ code: 'FORBIDDEN' })
  expect(await assign('nobody.140521', 'CLERK')).toMatchObject({ code: 'NOT_FOUND' })
})

test('only SECURITY, and only below its own unit', async () => {
  const ofCounty = await stage.signIn('security.140521')
  expect(await assign('office.140500', 'CLERK', ofCounty)).toMatchObject({ code: 'NOT_FOUND' })
  for (const account of ['system.140500', 'auditor.140500', 'office.140500']) expect(await assign('office.140521', 'CLERK', await stage.signIn(account))).toMatchObject({ code: 'FORBIDDEN' })
})

test('the same request has one effect and is authorised anew; with other input it is refused', async () => {
  const requestId = randomUUID()
  const ask = (role: string) => stage.act(security, 'assignRole', { requestId, account: 'finance.140521-CZJ', role }, ACCOUNT)
  expect(await ask('CLERK')).toMatchObject({ role: 'CLERK' })
  expect(await ask('CLERK')).toMatchObject({ role: 'CLERK' })
  expect(await ask('OBSERVER')).toMatchObject({ code: 'REQUEST_ID_REUSED' })
  expect(await stage.act(security, 'assignRole', { requestId: 'not-a-uuid', account: 'x', role: 'CLERK' }, ACCOUNT)).toMatchObject({ code: 'BAD_REQUEST_ID' })
  const { data } = await trail({ first: 10, action: 'ROLE_ASSIGNED', account: 'security.140500' })
  expect(data.auditTrail.nodes.filter(({ subject }: { subject: string }) => subject === 'finance.140521-CZJ')).toHaveLength(1)
})

test('T-AUTH-1: a locked account is let in again by SECURITY', async () => {
  const guess = (password: string) => stage.ask(SIGN_IN, { account: 'office.140521', password }, { ip: '10.9.0.1' })
  for (let n = 0; n < 5; n++) await guess('Wrong-2022')
  expect((await guess(PASSWORD)).data.signIn.code).toBe('LOCKED_OUT')
  const { data } = await stage.ask('{ accounts(unit: "140521") { account lockedUntil } }', {}, { token: security })
  expect(data.accounts.find(({ account }: { account: string }) => account === 'office.140521').lockedUntil).not.toBeNull()
  expect(await stage.act(security, 'unlockAccount', { account: 'office.140521' }, ACCOUNT)).toMatchObject({ lockedUntil: null })
  expect((await guess(PASSWORD)).data.signIn.__typename).toBe('Session')
})

test('the trail holds every deed, newest first, in pages, for auditors of that part alone', async () => {
  const first = (await trail({ first: 4 })).data.auditTrail
  expect(first.nodes).toHaveLength(4)
  expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false })
  const ids: string[] = []
  let after: string | null = null
  do {
    const page: any = (await trail({ first: 5, after })).data.auditTrail
    ids.push(...page.nodes.map(({ id }: { id: string }) => id))
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  } while (after)
  expect(new Set(ids).size).toBe(ids.length)
  const oldest = (await trail({ last: 3 })).data.auditTrail
  expect(oldest.nodes.map(({ id }: { id: string }) => id)).toEqual(ids.slice(-3))
  const actions = new Set((await trail({ first: 100 })).data.auditTrail.nodes.map(({ action }: { action: string }) => action))
  for (const action of ['SIGNED_IN', 'SIGN_IN_FAILED', 'LOCKED_OUT', 'ACCOUNT_UNLOCKED', 'ROLE_ASSIGNED']) expect(actions).toContain(action)
  const ofCounty = (await trail({ first: 100 }, await stage.signIn('auditor.140521'))).data.auditTrail
  const units = new Set(ofCounty.nodes.map(({ detail }: { detail: { name: string; value: string }[] }) => detail.find(({ name }) => name === 'unit')!.value))
  expect([...units].every((unit) => (unit as string).startsWith('140521'))).toBe(true)
})

test('nobody else reads the trail, and nobody changes it', async () => {
  for (const account of ['system.140500', 'security.140500', 'office.140500']) expect((await trail({ first: 1 }, await stage.signIn(account))).codes).toEqual(['FORBIDDEN'])
  expect((await trail({})).codes).toEqual(['BAD_USER_INPUT'])
  expect((await trail({ first: 101 })).codes).toEqual(['BAD_USER_INPUT'])
  const em = stage.orm.em.fork()
  await expect(em.execute("update audit_event set action = 'X'")).rejects.toThrow(/permission denied/)
  await expect(em.execute('delete from audit_event')).rejects.toThrow(/permission denied/)
})

test('administrators read no business data: nothing of a ledger is in their reach', async () => {
  for (const account of ['system.140500', 'security.140500', 'auditor.140500']) {
    const caller = (await stage.sessions.callerOfToken(await stage.signIn(account)))!
    expect(caller.scope).toEqual({ read: [], write: null })
    const [rows] = await stage.database.read(caller.scopeText, { sql: 'select count(*)::int as n from unit_head' })
    expect(rows![0]!.n).toBe(0)
  }
})
