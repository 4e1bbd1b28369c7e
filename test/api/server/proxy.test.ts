/** Behind a proxy that ends TLS: cookies are Secure and __Host-, sockets know them, and only our proxies are believed. */
import { parseIpRange } from '@qingqian/rules/ip-range'
import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type City, OPERATIONS, PASSWORD, openCity } from '../../harness/city.ts'

let behind: City
beforeAll(async () => { behind = await openCity({ proxies: [parseIpRange('127.0.0.0/8')!] }) })
afterAll(() => behind.close())

const HEADERS = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '6.6.6.6, 203.0.113.9' }

const signIn = (headers: Record<string, string>) => fetch(`${behind.url}/graphql`, {
  method: 'POST', headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ query: 'mutation ($a: String!, $p: String!) { signIn(account: $a, password: $p, cookie: true) { __typename } }', variables: { a: 'office.140521', p: PASSWORD } }),
})

test('a sign-in over TLS sets a __Host- cookie that opens a live socket of our own page, and no other\'s', async () => {
  const cookie = (await signIn(HEADERS)).headers.get('set-cookie')!
  expect(cookie).toMatch(/^__Host-qq=/)
  expect(cookie).toMatch(/; ?Secure/i)
  const watch = (origin: string) => new Promise<string>((resolve) => {
    const client = createClient({
      url: `${behind.url.replace('http', 'ws')}/graphql`, retryAttempts: 0,
      webSocketImpl: class extends WebSocket { constructor(url: string, protocols: string[]) { super(url, protocols, { headers: { ...HEADERS, cookie: cookie.split(';')[0]!, origin } }) } },
    })
    const end = (what: string): void => { resolve(what); void client.dispose() }
    client.subscribe({ query: OPERATIONS, operationName: 'TotalsChanged', variables: { unit: '140521' } }, { next: ({ data, errors }) => end(errors ? 'refused' : String((data as { totals: { unit: { code: string } } }).totals.unit.code)), error: () => end('refused'), complete: () => undefined })
  })
  expect(await watch(behind.url)).toBe('140521')
  expect(await watch('https://evil.example')).toBe('refused')
})

test('without the proxy\'s word the cookie is the plain one', async () => {
  expect((await signIn({})).headers.get('set-cookie')).toMatch(/^qq=/)
})
