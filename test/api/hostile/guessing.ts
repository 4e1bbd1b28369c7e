/** T-AUTH-1 on the real server: the lock holds however guesses are sent, answers tell nothing, and the real user gets in again. */
import { request } from 'node:http'
import { expect, test } from 'vitest'
import { Talk } from '../server/talk.ts'
import { type Stage, expectDecent } from './stage.ts'

interface At { readonly stage: Stage; readonly token: string }
interface Said { readonly code: string; readonly text: string; readonly took: number }

const SIGN_IN = 'mutation ($a: String!, $p: String!) { signIn(account: $a, password: $p) { __typename ... on Refusal { code message field } } }'
const WRONG = 'Wrong-guess-2026'

export function guessingTests(at: () => At): void {
  /** From an address of its own: all of 127/8 is this machine. */
  const post = (body: object, from: string, headers: Record<string, string> = {}): Promise<{ text: string; took: number }> => new Promise((resolve, reject) => {
    const begun = performance.now()
    const sent = request(`${at().stage.city.url}/graphql`, { method: 'POST', localAddress: from, headers: { 'content-type': 'application/json', ...headers } }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece)).on('end', () => resolve({ text, took: performance.now() - begun }))
    })
    sent.on('error', reject).end(JSON.stringify(body))
  })
  const guess = async (a: string, p: string, from: string, headers: Record<string, string> = {}): Promise<Said> => {
    const { text, took } = await post({ query: SIGN_IN, variables: { a, p } }, from, headers)
    expectDecent({ status: 200, text }, `signing in as ${a.slice(0, 30)}`)
    return { code: /"code":"(\w+)"/.exec(text)?.[1] ?? 'in', text: text.replace(/"remaining":\d+/, ''), took }
  }
  const count = (codes: readonly string[], code: string): number => codes.filter((each) => each === code).length
  const right = (): string => at().stage.password
  const later = async (minutes: number, act: () => Promise<void>): Promise<void> => {
    const { clock } = at().stage.city
    const before = clock.stoppedAt
    clock.stoppedAt = Date.now() + minutes * 60_000
    try {
      await act()
    } finally {
      clock.stoppedAt = before
    }
  }

  test('one account, one after another: five tries, then the right password neither from there nor from elsewhere; after the time it opens', async () => {
    const wrong = async (): Promise<void> => expect((await Promise.all(Array.from({ length: 5 }, () => guess('clerk.140522100', WRONG, '127.0.1.1')))).map(({ code }) => code)).toEqual(Array(5).fill('SIGN_IN_FAILED'))
    await wrong()
    for (const from of ['127.0.1.1', '127.0.1.2']) expect((await guess('clerk.140522100', right(), from)).code).toBe('LOCKED_OUT')
    await later(14, async () => expect((await guess('clerk.140522100', right(), '127.0.1.2')).code).toBe('LOCKED_OUT'))
    await later(16, async () => {
      expect((await guess('clerk.140522100', right(), '127.0.1.2')).code).toBe('in')
      // and who guessed may not go on from the old count
      await wrong()
      expect((await guess('clerk.140522100', right(), '127.0.1.2')).code).toBe('LOCKED_OUT')
    })
  }, 60_000)

  test('forty documents at once from ten addresses: five are tried, the right one among them or not', async () => {
    const codes = (await Promise.all(Array.from({ length: 40 }, (_, n) => guess('clerk.140522101', `${WRONG}${n}`, `127.0.2.${n % 10}`)))).map(({ code }) => code)
    expect([count(codes, 'SIGN_IN_FAILED'), count(codes, 'LOCKED_OUT')]).toEqual([5, 35])
    expect((await guess('clerk.140522101', right(), '127.0.2.99')).code).toBe('LOCKED_OUT')
  }, 60_000)

  test('aliases of one document: ten at most, five of them tried, and a right one behind them does not open', async () => {
    const fields = (passwords: readonly string[]): string => `mutation { ${passwords.map((password, n) => `g${n}: signIn(account: "clerk.140522102", password: ${JSON.stringify(password)}) { __typename ... on Refusal { code } ... on Session { token } }`).join(' ')} }`
    expect((await post({ query: fields(Array.from({ length: 11 }, () => WRONG)) }, '127.0.3.1')).text).toContain('ROOT_FIELD_LIMIT')
    const { text } = await post({ query: fields([...Array.from({ length: 6 }, (_, n) => `${WRONG}${n}`), right()]) }, '127.0.3.1')
    expect(text.match(/"(SIGN_IN_FAILED|LOCKED_OUT)"/g)).toEqual([...Array<string>(5).fill('"SIGN_IN_FAILED"'), '"LOCKED_OUT"', '"LOCKED_OUT"'])
    expect(text).not.toContain('token')
    // a fragment, an array, an operation chosen among several
    expect((await post([{ query: SIGN_IN, variables: { a: 'clerk.140522102', p: right() } }], '127.0.3.1')).text).toContain('BAD_REQUEST')
  }, 60_000)

  test('over a socket that is signed in as somebody else', async () => {
    const talk = await Talk.open(at().stage.city.url, { authorization: `Bearer ${at().token}` })
    for (let n = 0; n < 8; n++) talk.subscribe(`${n}`, SIGN_IN, { a: 'clerk.140522103', p: n === 7 ? right() : WRONG })
    const codes = (await Promise.all(Array.from({ length: 8 }, (_, n) => talk.next((message) => message.id === `${n}` && message.type !== 'complete')))).map((message) => JSON.stringify(message))
    expect(codes.filter((text) => text.includes('SIGN_IN_FAILED')).length).toBeGreaterThanOrEqual(4)
    expect(codes.filter((text) => text.includes('SIGN_IN_FAILED')).length).toBeLessThanOrEqual(5)
    const inside = codes.some((text) => text.includes('"Session"'))
    // all at once: the right one may be among the five that are tried, never a sixth
    if (!inside) expect((await guess('clerk.140522103', right(), '127.0.4.1')).code).toBe('LOCKED_OUT')
    talk.socket.terminate()
  }, 60_000)

  test('no oracle: known and unknown accounts answer alike in text, code and time', async () => {
    const known = ['clerk.140522104', 'clerk.140522105', 'finance.140521-CZJ']
    const unknown = ['clerk.140522904', 'clerk.140522905', 'finance.140521-CZK']
    const told: Record<string, Said[]> = { known: [], unknown: [] }
    for (let round = 0; round < 6; round++) {
      // all six at once, so that what slows one slows the others; now the known begin, now the unknown
      const names = round % 2 === 0 ? { known, unknown } : { unknown, known }
      const said = await Promise.all(Object.entries(names).map(async ([kind, all]) => [kind, await Promise.all(all.map((name) => guess(name, WRONG, `127.0.5.${round}`)))] as const))
      for (const [kind, all] of said) told[kind]!.push(...all)
    }
    expect(told.unknown!.map(({ text }) => text)).toEqual(told.known!.map(({ text }) => text))
    expect(new Set(told.known!.map(({ code }) => code))).toEqual(new Set(['SIGN_IN_FAILED', 'LOCKED_OUT']))
    const median = (said: readonly Said[]): number => said.map(({ took }) => took).toSorted((a, b) => a - b)[Math.floor(said.length / 2)]!
    const [a, b] = ['known', 'unknown'].map((kind) => told[kind]!.filter(({ code }) => code === 'SIGN_IN_FAILED')) as [Said[], Said[]]
    // on a busy machine single times mean little: then neither kind may be the slower one in most pairs (chance alone: one in a thousand)
    const slower = a.flatMap((one) => b.map((other): number => (one.took > other.took ? 1 : 0)))
    const share = slower.reduce((sum, each) => sum + each, 0) / slower.length
    if (Math.abs(median(a) / median(b) - 1) >= 0.05) expect(Math.abs(share - 0.5), `medians ${median(a)} and ${median(b)} ms`).toBeLessThan(0.35)
    const odd = ['', ' ', '\u0000', '\ud800', '__proto__', 'CLERK.140522104', 'clerk.140522104\u200b', "x' or '1'='1", 'x'.repeat(50_000), '％', '🙂'].map((name) => [name, WRONG] as const)
    const passwords = ['', '\u0000', '\ud800', 'x'.repeat(50_000), `${right()}\u0000`, ` ${right()}`].map((password) => ['office.140524', password] as const)
    for (const { code } of await Promise.all([...odd, ...passwords].map(([name, password]) => guess(name, password, '127.0.5.99')))) expect(code).toMatch(/SIGN_IN_FAILED|LOCKED_OUT/)
  }, 90_000)

  test('one address: fifty tries in a quarter of an hour whatever it claims to be, others are not held up, one that waits gets in', async () => {
    const codes = (await Promise.all(Array.from({ length: 60 }, (_, n) => guess(`nobody${n}.140521`, WRONG, '127.0.6.1', { 'x-forwarded-for': `10.1.1.${n}`, 'x-real-ip': `10.1.1.${n}`, forwarded: `for=10.1.1.${n}` })))).map(({ code }) => code)
    expect([count(codes, 'SIGN_IN_FAILED'), count(codes, 'LOCKED_OUT')]).toEqual([50, 10])
    expect((await guess('office.140522', right(), '127.0.6.1')).code).toBe('LOCKED_OUT')
    expect((await guess('office.140522', right(), '127.0.6.2')).code).toBe('in')
    await later(16, async () => expect((await guess('office.140522', right(), '127.0.6.1')).code).toBe('in'))
  }, 60_000)

  test('activation codes and old passwords are guesses like others', async () => {
    const activate = 'mutation ($a: String!, $c: String!) { activateAccount(account: $a, activationCode: $c, password: "Sehr-gut-2026") { __typename ... on Refusal { code } } }'
    const code = async (n: number, account: string): Promise<string> => /"code":"(\w+)"/.exec((await post({ query: activate, variables: { a: account, c: `AAAA-BBBB-CCCC-${n}` } }, '127.0.7.1')).text)?.[1] ?? 'in'
    for (const account of ['clerk.140522106', 'clerk.140522999']) {
      const codes = await Promise.all(Array.from({ length: 8 }, (_, n) => code(n, account)))
      expect([count(codes, 'ACTIVATION_FAILED'), count(codes, 'LOCKED_OUT')]).toEqual([5, 3])
    }
    const { token } = await at().stage.city.signIn('clerk.140522107')
    const change = async (n: number): Promise<string> => /"code":"(\w+)"/.exec((await post({ query: 'mutation ($c: String!) { changePassword(currentPassword: $c, newPassword: "Sehr-gut-2026") { __typename ... on Refusal { code } } }', variables: { c: `${WRONG}${n}` } }, '127.0.7.2', { authorization: `Bearer ${token}` })).text)?.[1] ?? 'in'
    const codes = await Promise.all(Array.from({ length: 8 }, (_, n) => change(n)))
    expect([count(codes, 'SIGN_IN_FAILED'), count(codes, 'LOCKED_OUT')]).toEqual([5, 3])
  }, 60_000)
}
