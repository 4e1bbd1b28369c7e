/** Sessions: fixed, reused, stolen across pages. (With TLS: test/api/server/proxy.test.ts and test/api/access/sign-in.test.ts.) */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { utf8 } from '../importing/files.ts'
import { Talk } from '../server/talk.ts'
import { type Reply, type Stage, ask, bearer, send } from './stage.ts'

interface At { readonly stage: Stage; readonly token: string }

const VIEWER = '{"query":"{ viewer { account } }"}'
const JSON_TYPE = { 'content-type': 'application/json' }

export function sessionTests(at: () => At): void {
  const graphql = (body: string, headers: Record<string, string>): Promise<Reply> => send(`${at().stage.city.url}/graphql`, body, headers)
  const signIn = (account: string, headers: Record<string, string> = {}, password = at().stage.password): Promise<Reply> =>
    graphql(JSON.stringify({ query: 'mutation ($a: String!, $p: String!) { signIn(account: $a, password: $p, cookie: true) { __typename ... on Session { token } } }', variables: { a: account, p: password } }), { ...JSON_TYPE, ...headers })
  const cookieOf = (reply: Reply): string => reply.headers.getSetCookie()[0]!.split(';')[0]!
  const whoIs = async (headers: Record<string, string>): Promise<string> => JSON.parse((await graphql(VIEWER, { ...JSON_TYPE, ...headers })).text).data?.viewer?.account ?? 'nobody'

  test('fixation: a session that was there before signing in is never the one after', async () => {
    const planted = `qq=qs_${'A'.repeat(43)}`
    const reply = await signIn('clerk.140524100', { cookie: planted })
    expect(cookieOf(reply)).not.toBe(planted)
    expect([await whoIs({ cookie: planted }), await whoIs({ cookie: cookieOf(reply) })]).toEqual(['nobody', 'clerk.140524100'])
    const second = await signIn('clerk.140524101', { cookie: cookieOf(reply) })
    expect(cookieOf(second)).not.toBe(cookieOf(reply))
    expect(await whoIs({ cookie: `${planted}; ${cookieOf(second)}` })).toBe('clerk.140524101')
  })

  test('cookie flags: HttpOnly, SameSite, one host, no Domain, and no token for script', async () => {
    const reply = await signIn('clerk.140524100')
    const [cookie] = reply.headers.getSetCookie()
    expect(cookie).toMatch(/^qq=qs_[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Expires=/)
    expect(cookie).not.toMatch(/domain/i)
    expect(reply.text).not.toContain('qs_')
    expect(reply.headers.get('access-control-allow-origin')).toBe(null)
  })

  test('nobody\'s word on address or TLS counts but that of a configured proxy, of which there is none', async () => {
    const forged = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '10.9.9.9', 'x-forwarded-host': 'evil.example', forwarded: 'for=10.9.9.9;proto=https' }
    expect(cookieOf(await signIn('clerk.140524100', forged))).toMatch(/^qq=/)
    const security = await at().stage.city.signIn('security.140500')
    const expiresOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
    const key = (await security.ask('IssueApiKey', { input: { requestId: randomUUID(), unit: '140524', name: '有地址限制', scopes: ['TOTALS_READ'], expiresOn, allowedIps: ['10.9.9.9'] } })).data!.issueApiKey as { secret: string }
    for (const headers of [{}, forged]) expect(await whoIs({ ...bearer(key.secret), ...headers })).toBe('nobody')
    const talk = new Talk(at().stage.city.url, forged)
    talk.socket.once('open', () => talk.say({ type: 'connection_init', payload: { authorization: `Bearer ${key.secret}` } }))
    expect(await talk.closed).toBe(4403)
  })

  test('nothing that looks like a token is one', async () => {
    const { token } = await at().stage.city.signIn('clerk.140524100')
    expect(await whoIs(bearer(token))).toBe('clerk.140524100')
    const turned = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A')
    for (const odd of [token.slice(0, -1), `${token}A`, turned, token.toUpperCase(), token.replace('qs_', 'qq_'), token.slice(3), `${token} ${token}`, '', '../', '*', 'null', 'undefined', '[object Object]']) expect([odd.slice(0, 8), await whoIs({ authorization: `Bearer ${odd}` })]).toEqual([odd.slice(0, 8), 'nobody'])
    for (const headers of [{ authorization: `Basic ${token}` }, { authorization: token }, { 'x-authorization': `Bearer ${token}` }, { cookie: `session=${token}` }, { cookie: `qq="${token}"` }] as Record<string, string>[]) expect(await whoIs(headers)).toBe('nobody')
    expect((await send(`${at().stage.city.url}/graphql?token=${token}&access_token=${token}`, VIEWER, JSON_TYPE)).text).toContain('UNAUTHENTICATED')
  })

  test('signed out, password changed, closed, another role: the old session opens nothing within five seconds', async () => {
    const gone = async (token: string): Promise<boolean> => {
      for (const end = Date.now() + 5_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) if ((await whoIs(bearer(token))) === 'nobody') return true
      return false
    }
    const { city } = at().stage
    const [out, other] = [await city.signIn('clerk.140524102'), await city.signIn('clerk.140524102')]
    await ask(city, 'mutation { signOut { at } }', {}, out.token)
    expect([await whoIs(bearer(out.token)), await whoIs(bearer(other.token))]).toEqual(['nobody', 'clerk.140524102'])
    const changed = await ask(city, 'mutation ($p: String!) { changePassword(currentPassword: $p, newPassword: "Ganz-neu-2026") { __typename ... on Session { token } } }', { p: at().stage.password }, other.token)
    expect(changed.text).toContain('"Session"')
    expect(await gone(other.token)).toBe(true)
    const security = await city.signIn('security.140500')
    const about = async (mutation: string, more: object): Promise<string> => {
      const { token } = await city.signIn('clerk.140524103')
      const type = mutation === 'assignRole' ? 'AssignRoleInput' : 'AccountInput'
      const reply = await ask(city, `mutation ($i: ${type}!) { ${mutation}(input: $i) { __typename ... on Refusal { code } } }`, { i: { requestId: randomUUID(), account: 'clerk.140524103', ...more } }, security.token)
      expect(reply.text).toContain('"Account"')
      expect(await gone(token), mutation).toBe(true)
      return token
    }
    await about('assignRole', { role: 'OBSERVER' })
    await about('closeAccount', {})
    expect((await signIn('clerk.140524103')).text).toContain('Refusal')
  }, 60_000)

  test('CSRF: from a foreign page the cookie is nobody\'s, whatever the request looks like', async () => {
    const cookie = cookieOf(await signIn('office.140522'))
    const { url } = at().stage.city
    const own = new URL(url).origin
    expect([await whoIs({ cookie }), await whoIs({ cookie, origin: own })]).toEqual(['office.140522', 'office.140522'])
    const form = (): FormData => {
      const data = new FormData()
      for (const [name, value] of Object.entries({ mode: 'acceptedOnly', requestId: randomUUID(), unit: '140522' })) data.append(name, value)
      data.append('file', new Blob([utf8('债权企业,到期日,欠款金额\n甲,2021-3-5,1\n') as Uint8Array<ArrayBuffer>]), 'a.csv')
      return data
    }
    for (const origin of ['https://evil.example', 'null', `${own}.evil.example`, own.replace('127.0.0.1', 'localhost'), 'http://127.0.0.1', 'file://']) {
      expect([origin, await whoIs({ cookie, origin })]).toEqual([origin, 'nobody'])
      expect([origin, (await send(`${url}/api/imports/payables`, form(), { cookie, origin })).status]).toEqual([origin, 401])
      expect([origin, (await send(`${url}/api/imports/${randomUUID()}`, undefined, { cookie, origin }, 'DELETE')).status]).toEqual([origin, 401])
      const preflight = await send(`${url}/graphql`, undefined, { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' }, 'OPTIONS')
      expect([preflight.status >= 400, preflight.headers.get('access-control-allow-origin')]).toEqual([true, null])
    }
    const act = JSON.stringify({ query: 'mutation { signOut(everywhere: true) { at } }' })
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain; application/json', 'application/jsonx', 'text/json', 'a/b']) {
      expect([type, (await graphql(act, { cookie, 'content-type': type })).status]).toEqual([type, 415])
      expect((await graphql(act.replace('signOut(everywhere: true) { at }', `signIn(account: \\"clerk.140524100\\", password: \\"${at().stage.password}\\", cookie: true) { __typename }`), { 'content-type': type })).headers.getSetCookie()).toEqual([])
    }
    expect(await whoIs({ cookie })).toBe('office.140522')
  })
}
