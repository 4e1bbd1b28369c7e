import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshStage, PASSWORD, SIGN_IN, openFreshStage } from './stage.ts'

let stage: FreshStage
beforeAll(async () => { stage = await openFreshStage() })
afterAll(() => stage.drop())

const guess = async (account: string, password: string, ip: string): Promise<string> => (await stage.ask(SIGN_IN, { account, password }, { ip })).data.signIn.code ?? 'in'

test('signing in gives a session that answers who one is', async () => {
  const { data } = await stage.ask(SIGN_IN, { account: 'clerk.140521-QHSY', password: PASSWORD })
  expect(data.signIn).toMatchObject({ __typename: 'Session', viewer: { account: 'clerk.140521-QHSY', role: 'CLERK', unit: { code: '140521-QHSY', parent: null } } })
  const viewer = await stage.ask('{ viewer { account role permissions unit { code } } }', {}, { token: data.signIn.token })
  expect(viewer.data.viewer).toMatchObject({ account: 'clerk.140521-QHSY', permissions: expect.arrayContaining(['RECORD', 'SIGN']) })
})

test('without or with wrong credentials one is nobody: UNAUTHENTICATED', async () => {
  for (const asker of [{}, { token: 'nonsense' }, { token: `qs_${'a'.repeat(43)}` }, { token: `qq_${'a'.repeat(43)}` }, { cookie: 'qq=abc' }]) {
    expect((await stage.ask('{ viewer { account } }', {}, asker)).codes).toEqual(['UNAUTHENTICATED'])
    expect((await stage.ask('{ unit(code: "140521") { code } }', {}, asker)).codes).toEqual(['UNAUTHENTICATED'])
    expect((await stage.ask('mutation { signOut { at } }', {}, asker)).codes).toEqual(['UNAUTHENTICATED'])
  }
})

test('a browser gets a cookie and no token; with TLS it is bound to the host', async () => {
  const plain = await stage.ask(SIGN_IN, { account: 'office.140521', password: PASSWORD, cookie: true })
  expect(plain.data.signIn.token).toBeNull()
  expect(plain.cookies[0]).toMatch(/^qq=qs_[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Expires=/)
  const tls = await stage.ask(SIGN_IN, { account: 'office.140521', password: PASSWORD, cookie: true }, { secure: true })
  expect(tls.cookies[0]).toMatch(/^__Host-qq=.*; Secure$/)
  const pair = tls.cookies[0]!.split(';')[0]!
  expect((await stage.ask('{ viewer { account } }', {}, { cookie: `other=1; ${pair}`, secure: true })).data.viewer.account).toBe('office.140521')
  // Through TLS a cookie that another host of the domain could have set counts for nothing.
  expect((await stage.ask('{ viewer { account } }', {}, { cookie: pair.replace('__Host-', ''), secure: true })).codes).toEqual(['UNAUTHENTICATED'])
  // A wrong header is not replaced by the cookie.
  expect((await stage.ask('{ viewer { account } }', {}, { cookie: pair, token: 'nonsense' })).codes).toEqual(['UNAUTHENTICATED'])
})

test('T-AUTH-3: what was signed out opens nothing, one or all', async () => {
  const [one, two] = [await stage.signIn('clerk.140521100'), await stage.signIn('clerk.140521100')]
  const viewer = async (token: string) => (await stage.ask('{ viewer { account } }', {}, { token })).codes
  expect(await viewer(one)).toEqual([])
  expect((await stage.ask('mutation { signOut { at } }', {}, { token: one })).data.signOut.at).toMatch(/\+08:00$/)
  expect([await viewer(one), await viewer(two)]).toEqual([['UNAUTHENTICATED'], []])
  const three = await stage.signIn('clerk.140521100')
  await stage.ask('mutation { signOut(everywhere: true) { at } }', {}, { token: three })
  expect([await viewer(two), await viewer(three)]).toEqual([['UNAUTHENTICATED'], ['UNAUTHENTICATED']])
})

test('T-AUTH-1: an unknown account answers like a wrong password, in words and in time, and locks alike', async () => {
  const times: Record<string, number[]> = { 'finance.140521-CZJ': [], 'nobody.140521-CZJ': [] }
  const codes: Record<string, string[]> = { 'finance.140521-CZJ': [], 'nobody.140521-CZJ': [] }
  for (let round = 0; round < 7; round++) {
    for (const account of Object.keys(times)) {
      const begun = performance.now()
      codes[account]!.push(await guess(account, 'Wrong-2022', '10.0.0.1'))
      times[account]!.push(performance.now() - begun)
    }
  }
  expect(codes['nobody.140521-CZJ']).toEqual(codes['finance.140521-CZJ'])
  expect(codes['nobody.140521-CZJ']).toEqual([...Array<string>(5).fill('SIGN_IN_FAILED'), 'LOCKED_OUT', 'LOCKED_OUT'])
  const median = (account: string): number => times[account]!.slice(0, 5).toSorted((a, b) => a - b)[2]!
  expect(Math.abs(median('nobody.140521-CZJ') / median('finance.140521-CZJ') - 1)).toBeLessThan(0.05)
})

test('T-AUTH-1: five wrong guesses lock for 15 minutes, the right password included; then one gets in', async () => {
  const begun = Date.now()
  stage.clock.stoppedAt = begun
  for (let round = 0; round < 5; round++) expect(await guess('audit.140521-SJJ', 'Wrong-2022', '10.0.0.2')).toBe('SIGN_IN_FAILED')
  const locked = await stage.ask(SIGN_IN, { account: 'audit.140521-SJJ', password: PASSWORD }, { ip: '10.0.0.3' })
  expect(locked.data.signIn).toEqual({ __typename: 'Refusal', code: 'LOCKED_OUT', message: '连续多次输错,账号已暂时锁定,请在 15 分钟后再试。', field: null })
  const english = await stage.ask(SIGN_IN, { account: 'audit.140521-SJJ', password: PASSWORD }, { ip: '10.0.0.3', language: 'en-GB,en' })
  expect(english.data.signIn.message).toBe('Too many wrong attempts. Try again in 15 minutes.')
  stage.clock.stoppedAt = begun + 14 * 60_000
  expect(await guess('audit.140521-SJJ', PASSWORD, '10.0.0.2')).toBe('LOCKED_OUT')
  stage.clock.stoppedAt = begun + 15 * 60_000 + 1
  expect(await guess('audit.140521-SJJ', PASSWORD, '10.0.0.2')).toBe('in')
  stage.clock.stoppedAt = null
})

test('T-AUTH-1: guesses made at once, or under aliases of one document, count each', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => guess('clerk.140521-QHSY', 'Wrong-2022', '10.0.0.4')))
  expect(answers.filter((code) => code === 'SIGN_IN_FAILED')).toHaveLength(5)
  const aliases = Array.from({ length: 8 }, (_, n) => `g${n}: signIn(account: "office.140500", password: "Wrong-202${n}") { ... on Refusal { code } }`)
  const { data } = await stage.ask(`mutation { ${aliases.join(' ')} }`, {}, { ip: '10.0.0.4' })
  expect(Object.values(data as Record<string, { code: string }>).filter(({ code }) => code === 'SIGN_IN_FAILED')).toHaveLength(5)
})

test('T-AUTH-1: one address gets 50 guesses in 15 minutes, whatever the accounts; others are not held up', async () => {
  const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => guess(`person${n}.140521`, 'Wrong-2022', '10.0.0.5')))
  expect(answers.filter((code) => code === 'SIGN_IN_FAILED')).toHaveLength(50)
  expect(await guess('office.140521', PASSWORD, '10.0.0.5')).toBe('LOCKED_OUT')
  expect(await guess('office.140521', PASSWORD, '10.0.0.6')).toBe('in')
})

test('right guesses do not use up an address: a whole office signs in at half past eight', async () => {
  for (let n = 0; n < 55; n++) expect(await guess('office.140521', PASSWORD, '10.0.0.7')).toBe('in')
})

test('sessions end after half an hour without a request and after twelve hours, however busy', async () => {
  const begun = Date.now()
  const [idle, busy] = [await stage.signIn('office.140521'), await stage.signIn('office.140521')]
  const viewer = async (token: string) => (await stage.ask('{ viewer { account } }', {}, { token })).codes.length === 0
  const refresh = () => stage.sessions.forget()
  for (let minutes = 0; minutes < 12 * 60; minutes += 20) {
    stage.clock.stoppedAt = begun + minutes * 60_000
    refresh()
    expect(await viewer(busy)).toBe(true)
    if (minutes === 20) expect(await viewer(idle)).toBe(true)
    if (minutes === 60) expect(await viewer(idle)).toBe(false)
  }
  stage.clock.stoppedAt = begun + 12 * 3_600_000 + 5000
  expect(await viewer(busy)).toBe(false)
  stage.clock.stoppedAt = null
})

test('nothing at rest opens a session: token hashes only, passwords as argon2id', async () => {
  const token = await stage.signIn('office.140521')
  const rows = await stage.orm.em.fork().execute<{ text: string }[]>('select session::text as text from session union all select account::text from account union all select audit_event::text from audit_event')
  const dump = rows.map(({ text }) => text).join('\n')
  expect(dump).not.toContain(token)
  expect(dump).not.toContain(PASSWORD)
  expect(dump).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
})

test('a new password ends the other sessions', async () => {
  const other = await stage.signIn('system.140521')
  const token = await stage.signIn('system.140521')
  const change = (current: string, password: string) => stage.ask('mutation ($a: String!, $b: String!) { changePassword(currentPassword: $a, newPassword: $b) { ... on Session { token } ... on Refusal { code } } }', { a: current, b: password }, { token, ip: '10.0.0.9' })
  expect((await change('Wrong-2022', 'Another-2026')).data.changePassword).toEqual({ code: 'SIGN_IN_FAILED' })
  expect((await change(PASSWORD, 'weak')).data.changePassword).toEqual({ code: 'PASSWORD_TOO_WEAK' })
  const fresh = (await change(PASSWORD, 'Another-2026')).data.changePassword.token
  for (const [held, codes] of [[other, ['UNAUTHENTICATED']], [token, ['UNAUTHENTICATED']], [fresh, []]] as const) expect((await stage.ask('{ viewer { account } }', {}, { token: held })).codes).toEqual(codes)
  await stage.signIn('system.140521', 'Another-2026')
})
