/** T-SUB-4 and what goes with it, on the real server: every odd way of opening or using a socket ends with the right code and no data. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { WebSocket } from '../server/packages.ts'
import { Talk } from '../server/talk.ts'
import { type Stage, ask } from './stage.ts'

interface At { readonly stage: Stage; readonly token: string }

const TOTALS = 'subscription ($u: String!) { totals(unit: $u) { amount unit { code } } }'

export function socketTests(at: () => At): void {
  const url = (): string => at().stage.city.url
  const init = (): object => ({ authorization: `Bearer ${at().token}` })
  const data = (talk: Talk): number => talk.messages.filter((message) => message.type === 'next' && message.payload?.data).length
  const cookie = async (): Promise<string> => {
    const response = await fetch(`${url()}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: 'mutation ($p: String!) { signIn(account: "office.140522", password: $p, cookie: true) { __typename } }', variables: { p: at().stage.password } }) })
    return response.headers.getSetCookie()[0]!.split(';')[0]!
  }

  test('T-SUB-4: a cookie counts from our own pages, from no other, from none', async () => {
    const own = new URL(url()).origin
    const header = await cookie()
    const codeFor = async (origin: string | null): Promise<number | 'in'> => {
      const talk = await Talk.open(url(), {}, { cookie: header, ...(origin === null ? {} : { origin }) })
      const isIn = await Promise.race([talk.closed, sleep(1_000).then(() => 'in' as const)])
      expect(data(talk)).toBe(0)
      talk.socket.terminate()
      return isIn
    }
    expect(await codeFor(own)).toBe('in')
    const { port } = new URL(own)
    for (const origin of ['https://evil.example', 'null', null, '', `https://127.0.0.1.evil.example:${port}`, `http://127.0.0.1:${Number(port) + 1}`, `http://localhost:${port}`, `http://127.0.0.1@evil.example`, `${own}.evil.example`, 'file://', `http://evil.example/?${own}`]) expect([origin, await codeFor(origin)]).toEqual([origin, 4403])
  })

  test('wrong protocols, no init, two inits, wrong credentials, orders before init', async () => {
    for (const protocol of ['graphql-ws', 'chat', undefined]) {
      const socket = protocol ? new WebSocket(`${url().replace('http', 'ws')}/graphql`, protocol) : new WebSocket(`${url().replace('http', 'ws')}/graphql`)
      const end = await new Promise((resolve) => socket.on('close', resolve).on('error', () => undefined))
      expect([protocol, [4406, 1006].includes(end as number)]).toEqual([protocol, true])
    }
    const silent = await Talk.open(url(), null)
    const eager = await Talk.open(url(), null)
    eager.subscribe('1', TOTALS, { u: '140521100' })
    expect(await eager.closed).toBe(4401)
    const twice = await Talk.open(url(), init())
    twice.say({ type: 'connection_init', payload: init() })
    expect(await twice.closed).toBe(4429)
    for (const authorization of ['', 'Bearer x', `Bearer qs_${'a'.repeat(43)}`, `Bearer qq_${'a'.repeat(43)}`, 7, null, { toString: 1 }, ['Bearer']]) {
      const wrong = await Talk.open(url(), { authorization })
      expect([authorization, await wrong.closed]).toEqual([authorization, 4403])
    }
    const sameId = await Talk.open(url(), init())
    for (let twiceOver = 0; twiceOver < 2; twiceOver++) sameId.subscribe('1', TOTALS, { u: '140521100' })
    expect(await sameId.closed).toBe(4409)
    expect(await silent.closed).toBe(4408)
    expect(data(silent) + data(eager)).toBe(0)
  })

  test('other addresses do not upgrade', async () => {
    for (const path of ['/', '/graphql/', '/api/imports/payables', '/graphql/../metrics', '/%']) {
      const socket = new WebSocket(`${url().replace('http', 'ws')}${path}`, 'graphql-transport-ws')
      expect([path, await new Promise((resolve) => socket.on('open', () => resolve('open')).on('error', () => resolve('refused')))]).toEqual([path, 'refused'])
    }
  })

  test('messages that are none: too large, not JSON, half characters, unknown types, strange ids, deep variables', async () => {
    const codeOf = async (message: string | Buffer): Promise<number> => {
      const talk = await Talk.open(url(), init())
      talk.socket.send(message)
      return talk.closed
    }
    expect(await codeOf('x'.repeat(2 ** 20))).toBe(1009)
    expect(await codeOf(Buffer.alloc(2 ** 20))).toBe(1009)
    for (const message of ['', 'x', '{', 'null', '5', '[]', '{}', '{"type":5}', '{"type":"nothing"}', '{"type":"subscribe"}', '{"type":"subscribe","id":5,"payload":{"query":"{ viewer { name } }"}}', '{"type":"subscribe","id":"1","payload":{"query":5}}', '{"type":"subscribe","id":"1"}', '{"type":"next","id":"1","payload":{}}', '{"type":"connection_ack"}', '{"type":"__proto__"}']) expect([message, await codeOf(message)]).toEqual([message, 4400])
    const talk = await Talk.open(url(), init())
    let id = 0
    const errorOf = async (query: string, variables: string): Promise<string> => {
      const own = `${++id}`
      talk.socket.send(`{"type":"subscribe","id":"${own}","payload":{"query":${JSON.stringify(query)},"variables":${variables}}}`)
      const { payload } = await Promise.race([talk.next((message) => message.id === own), talk.closed.then((code) => ({ payload: { closed: code } }))])
      return JSON.stringify(payload)
    }
    expect(await errorOf(TOTALS, `{"u":"140521100","x":${'['.repeat(25_000)}${']'.repeat(25_000)}}`)).toContain('BAD_USER_INPUT')
    expect(await errorOf(TOTALS, `{"u":${'{"a":'.repeat(8_000)}1${'}'.repeat(8_000)}}`)).toContain('BAD_USER_INPUT')
    expect(await errorOf('{a'.repeat(3_900), '{}')).toContain('TOKEN_LIMIT')
    expect(await errorOf(`${'{a'.repeat(3_900)}\u0007`, '{}')).toContain('TOKEN_LIMIT')
    expect(await errorOf('query { __schema { types { name } } }', '{"__proto__":{"u":1}}')).toContain('"__schema"')
    expect(await errorOf(TOTALS, '{"u":"140521101"}')).toBe(await errorOf(TOTALS, '{"u":"140599999"}'))
    for (const odd of ['__proto__', 'constructor', 'toString']) {
      const strange = await Talk.open(url(), init())
      strange.subscribe(odd, TOTALS, { u: '140521100' })
      await Promise.race([strange.closed, strange.next((message) => message.id === odd), sleep(500)])
      strange.socket.terminate()
    }
    talk.socket.terminate()
  })

  test('floods: messages are counted, operations of a socket are bounded, others are served', async () => {
    const talk = await Talk.open(url(), init())
    for (let n = 0; n < 300; n++) talk.say({ type: 'ping' })
    expect(await talk.closed).toBe(1008)
    const many = await Talk.open(url(), init())
    for (let n = 0; n < 60; n++) many.subscribe(`${n}`, TOTALS, { u: '140521100', [`x${n}`]: n })
    const { payload } = await many.next((message) => JSON.stringify(message).includes('SUBSCRIPTION_LIMIT'))
    expect(JSON.stringify(payload)).toContain('SUBSCRIPTION_LIMIT')
    expect((await ask(at().stage.city, '{ viewer { name } }', {}, at().token)).status).toBe(200)
    many.socket.terminate()
  })

  test('after signing out a socket gets nothing more, and is closed within five seconds', async () => {
    const { token } = await at().stage.city.signIn('clerk.140521100')
    const talk = await Talk.open(url(), { authorization: `Bearer ${token}` })
    talk.subscribe('1', TOTALS, { u: '140521100' })
    await talk.next((message) => message.id === '1')
    const begun = Date.now()
    await ask(at().stage.city, 'mutation { signOut { at } }', {}, token)
    expect(await talk.closed).toBe(4403)
    expect(Date.now() - begun).toBeLessThan(5_000)
    const again = await Talk.open(url(), { authorization: `Bearer ${token}` })
    expect(await again.closed).toBe(4403)
    expect(data(again)).toBe(0)
  })
}
