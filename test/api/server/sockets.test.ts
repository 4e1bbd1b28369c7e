import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTiny, type Tiny } from './tiny.ts'
import { Talk } from './talk.ts'

const WATCH = 'subscription { value { value executions } }'
let tiny: Tiny
beforeEach(async () => { tiny = await startTiny({ sockets: { initWaitMs: 100 } }) })
afterEach(() => tiny.drain())

test('the present state at once, then every change; complete ends it', async () => {
  const talk = await Talk.open(tiny.url)
  talk.subscribe('1', WATCH)
  await talk.value('1', 1)
  tiny.world.set(2)
  await talk.value('1', 2)
  talk.say({ type: 'complete', id: '1' })
  await expect.poll(() => tiny.world.changes.topics).toBe(0)
  tiny.world.set(3)
  await sleep(30)
  expect(talk.of('1').map((message) => message.type)).toEqual(['next', 'next'])
  talk.subscribe('1', WATCH) // the id is free again
  await talk.value('1', 3)
})

test('queries and mutations go over sockets, too, under the same limits', async () => {
  const talk = await Talk.open(tiny.url)
  talk.subscribe('q', '{ me broken }')
  const answer = await talk.next((message) => message.id === 'q')
  expect(answer.payload).toMatchObject({ data: { me: 'clerk', broken: null }, errors: [{ extensions: { code: 'INTERNAL' } }] })
  expect(JSON.stringify(answer)).not.toContain('secret_table')
  await talk.next((message) => message.id === 'q' && message.type === 'complete')
  const refused: [string, string][] = [
    ['{ hell }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ hello', 'GRAPHQL_PARSE_FAILED'],
    [`{ ${'hello '.repeat(1200)} }`, 'TOKEN_LIMIT'],
    [`{ unit { ${'parent { '.repeat(10)} name ${'}'.repeat(10)} } }`, 'DEPTH_LIMIT'],
    ['{ unit { items { totalCount } } }', 'BAD_USER_INPUT'],
  ]
  for (const [query, code] of refused) {
    talk.subscribe(code, query)
    const { payload, type } = await talk.next((message) => message.id === code)
    expect([type, (payload as unknown as { extensions: { code: string } }[])[0]!.extensions.code]).toEqual(['error', code])
  }
  talk.subscribe('none', 'subscription { value(of: "nobody") { value } }')
  expect((await talk.next((message) => message.id === 'none')).payload!.errors![0]!.extensions.code).toBe('NOT_FOUND')
  talk.subscribe('bug', 'subscription { never { value } }')
  const bug = await talk.next((message) => message.id === 'bug')
  expect([bug.payload!.errors![0]!.extensions.code, JSON.stringify(bug).includes('secret')]).toEqual(['INTERNAL', false])
})

test('who may open: a token, or a cookie from our own page; nobody else', async () => {
  const opens = async (init: object | null, headers?: Record<string, string>) => {
    const talk = await Talk.open(tiny.url, init, headers)
    const ok = talk.messages.some((message) => message.type === 'connection_ack')
    if (ok) talk.socket.close()
    return ok ? 'open' : await talk.closed
  }
  const own = { origin: tiny.url, cookie: 'session=office' }
  expect(await opens({ authorization: 'Bearer clerk' })).toBe('open')
  expect(await opens({ authorization: 'Bearer clerk' }, { origin: 'https://third.example' })).toBe('open')
  expect(await opens({}, own)).toBe('open')
  expect(await opens({}, { ...own, origin: 'https://evil.example' })).toBe(4403)
  expect(await opens({}, { cookie: own.cookie })).toBe(4403)
  expect(await opens({ authorization: 'nonsense!' })).toBe(4403)
  expect(await opens({})).toBe(4403)
})

test('a configured origin may use its cookie', async () => {
  const other = await startTiny({ origins: ['https://qq.example'] })
  const talk = await Talk.open(other.url, {}, { origin: 'https://qq.example', cookie: 'session=office' })
  expect(talk.messages[0]!.type).toBe('connection_ack')
  await other.drain()
  expect(await talk.closed).toBe(1001)
})

test('close codes of the protocol', async () => {
  const silent = await Talk.open(tiny.url, null)
  expect(await silent.closed).toBe(4408)
  const eager = await Talk.open(tiny.url, null)
  eager.subscribe('1', WATCH)
  expect(await eager.closed).toBe(4401)
  const twice = await Talk.open(tiny.url)
  twice.say({ type: 'connection_init' })
  expect(await twice.closed).toBe(4429)
  const same = await Talk.open(tiny.url)
  same.subscribe('1', WATCH)
  same.subscribe('1', WATCH)
  expect(await same.closed).toBe(4409)
  const wrong = await Talk.open(tiny.url)
  wrong.socket.send('{"type":"what"}')
  expect(await wrong.closed).toBe(4400)
  const large = await Talk.open(tiny.url)
  large.subscribe('1', `# ${'x'.repeat(70_000)}`)
  expect(await large.closed).toBe(1009)
  const noisy = await Talk.open(tiny.url)
  for (let i = 0; i < 110; i++) noisy.say({ type: 'ping' })
  expect(await noisy.closed).toBe(1008)
  await expect.poll(() => tiny.world.changes.topics).toBe(0)
})

test('a session that ends takes its sockets with it, and no others', async () => {
  const [mine, other] = await Promise.all([Talk.open(tiny.url), Talk.open(tiny.url, { authorization: 'Bearer office' })])
  mine.subscribe('1', WATCH)
  other.subscribe('1', WATCH)
  await Promise.all([mine.value('1', 1), other.value('1', 1)])
  tiny.world.revoke('clerk')
  expect(await mine.closed).toBe(4403)
  tiny.world.set(5)
  await other.value('1', 5)
  expect(tiny.world.watchers.get('clerk')!.size).toBe(0)
})

test('many sockets on the same share one execution; another sight has its own', async () => {
  const talks = await Promise.all(Array.from({ length: 40 }, (_, i) => Talk.open(tiny.url, { authorization: `Bearer ${i < 30 ? 'clerk' : 'office'}${i}` })))
  talks.forEach((talk, i) => talk.subscribe(`s${i}`, WATCH))
  await Promise.all(talks.map((talk, i) => talk.value(`s${i}`, 1)))
  const before = tiny.world.executions
  tiny.world.set(2)
  await Promise.all(talks.map((talk, i) => talk.value(`s${i}`, 2)))
  expect(tiny.world.executions - before).toBe(2)
  const texts = new Set(talks.slice(0, 30).map((talk, i) => JSON.stringify(talk.of(`s${i}`).at(-1)!.payload)))
  expect(texts.size).toBe(1)
})

test('changes that come together are one; the last wins', async () => {
  const talk = await Talk.open(tiny.url)
  talk.subscribe('1', WATCH)
  await talk.value('1', 1)
  for (let value = 2; value <= 500; value++) tiny.world.set(value)
  await talk.value('1', 500)
  expect(talk.of('1').length).toBeLessThan(5)
})

test('who comes later gets the present state, not an old one', async () => {
  const first = await Talk.open(tiny.url)
  first.subscribe('1', WATCH)
  await first.value('1', 1)
  await sleep(250)
  const second = await Talk.open(tiny.url)
  second.subscribe('1', WATCH)
  const got = await second.value('1', 1)
  expect(got.payload!.data!.value!.executions).toBe(2) // looked at anew
  expect(first.of('1').length).toBe(1) // and only the newcomer was told
  tiny.world.set(2)
  await Promise.all([first.value('1', 2), second.value('1', 2)])
})

test('a slow reader skips what was overtaken, holds nobody up, and ends with the latest', async () => {
  const big = 'subscription { value { value padding } }'
  const fast = await Talk.open(tiny.url)
  const slow = await Talk.open(tiny.url)
  tiny.world.padding = 'x'.repeat(400_000)
  fast.subscribe('1', big)
  slow.subscribe('1', big)
  await Promise.all([fast.value('1', 1), slow.value('1', 1)])
  ;(slow.socket as unknown as { _socket: { pause(): void; resume(): void } })._socket.pause()
  for (let value = 2; value <= 60; value++) {
    tiny.world.set(value)
    await fast.value('1', value)
  }
  ;(slow.socket as unknown as { _socket: { pause(): void; resume(): void } })._socket.resume()
  await slow.value('1', 60)
  expect(slow.of('1').length).toBeLessThan(40)
  expect(fast.of('1').length).toBe(60)
})

test('draining: health says no, what is under way is finished, sockets are sent away, nothing new comes in', async () => {
  const own = await startTiny()
  const talk = await Talk.open(own.url)
  talk.subscribe('1', WATCH)
  await talk.value('1', 1)
  const slow = own.ask({ query: '{ slow }' })
  await sleep(50)
  const drained = own.drain(2_000)
  expect(await talk.closed).toBe(1001)
  await expect(fetch(`${own.url}/healthz`).then((response) => response.status).catch(() => 'refused')).resolves.not.toBe(200)
  own.world.release()
  expect((await slow).json.data).toEqual({ slow: 'done' })
  await drained
  await expect(new Promise((resolve, reject) => connect(own.port, '127.0.0.1').once('connect', resolve).once('error', reject))).rejects.toThrow('ECONNREFUSED')
})

test('draining does not wait for ever', async () => {
  const own = await startTiny()
  const slow = own.ask({ query: '{ slow }' }).catch(() => 'cut off')
  await sleep(50)
  const begun = performance.now()
  await own.drain(200)
  expect(performance.now() - begun).toBeLessThan(2_000)
  expect(await slow).toBe('cut off')
})
