import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTiny, type Tiny } from './tiny.ts'

let tiny: Tiny
beforeAll(async () => { tiny = await startTiny() })
afterAll(() => tiny.drain())

const codeOf = async (body: unknown, headers?: Record<string, string>): Promise<[number, string | undefined]> => {
  const { status, json } = await tiny.ask(body, headers)
  return [status, json.errors?.[0]?.extensions.code]
}

test('answers, with what it cost', async () => {
  const { status, json, headers } = await tiny.ask({ query: '{ hello me }' })
  expect([status, json.data]).toEqual([200, { hello: 'hello you', me: 'clerk' }])
  expect(json.extensions?.cost).toMatchObject({ nodes: 0, points: 1 })
  expect(headers.get('content-security-policy')).toContain("default-src 'self'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
})

test('bad input is the caller\'s fault: 4xx with a code, never 500', async () => {
  expect(await codeOf('{ not json')).toEqual([400, 'BAD_REQUEST'])
  expect(await codeOf({})).toEqual([400, 'BAD_REQUEST'])
  expect(await codeOf({ query: 7 })).toEqual([400, 'BAD_REQUEST'])
  expect(await codeOf([{ query: '{ hello }' }, { query: '{ hello }' }])).toEqual([400, 'BAD_REQUEST'])
  expect(await codeOf({ query: '{ hello' })).toEqual([400, 'GRAPHQL_PARSE_FAILED'])
  expect(await codeOf({ query: '{ helo }' })).toEqual([400, 'GRAPHQL_VALIDATION_FAILED'])
  expect(await codeOf({ query: 'query A { hello } query B { hello }' })).toEqual([400, 'OPERATION_RESOLUTION_FAILURE'])
  expect(await codeOf({ query: 'query A { hello }', operationName: 'C' })).toEqual([400, 'OPERATION_RESOLUTION_FAILURE'])
  expect(await codeOf({ query: 'query A($name: String) { hello(name: $name) }', variables: { name: 7 } })).toEqual([400, 'BAD_USER_INPUT'])
  expect(await codeOf({ query: 'subscription { value { value } }' })).toEqual([400, 'BAD_REQUEST'])
  expect(await codeOf({ query: '{ hello }', variables: 'x' })).toEqual([400, 'BAD_REQUEST'])
  expect(await codeOf({ query: `{ hello }${' '.repeat(110_000)}` })).toEqual([413, 'BODY_TOO_LARGE'])
})

test('forms, plain text and GET do not get in', async () => {
  for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
    const response = await fetch(`${tiny.url}/graphql`, { method: 'POST', headers: { 'content-type': type, cookie: 'session=clerk' }, body: '{"query":"{ me }"}' })
    expect(response.status).toBe(415)
  }
  const get = await fetch(`${tiny.url}/graphql?query={me}`, { headers: { accept: 'text/html' } })
  expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST'])
})

test('a cookie counts from our own pages and from programs, not from other pages', async () => {
  const me = async (headers: Record<string, string>) => (await tiny.ask({ query: '{ me }' }, { authorization: '', cookie: 'session=office', ...headers })).json.data?.me
  expect(await me({})).toBe('office')
  expect(await me({ origin: tiny.url })).toBe('office')
  expect(await me({ origin: 'https://evil.example' })).toBe(null)
})

test('bugs are told by id only; the log has the rest, without row contents', async () => {
  for (const field of ['broken', 'leaking']) {
    const { status, json } = await tiny.ask({ query: `{ ${field} hello }` })
    expect([status, json.data]).toEqual([200, { [field]: null, hello: 'hello you' }])
    const [error] = json.errors!
    expect(error!.extensions).toEqual({ code: 'INTERNAL', logId: expect.any(String) })
    expect(JSON.stringify(json)).not.toMatch(/secret_table|duplicate|Zhang|stack/)
    expect(error!.path).toEqual([field])
    const line = tiny.logged.find((each) => each.includes(error!.extensions.logId as string))!
    expect(line).toMatch(/secret_table|23505/)
    expect(line).not.toContain('Zhang')
  }
  expect(await codeOf({ query: '{ refused }' })).toEqual([200, 'UNAUTHENTICATED'])
})

test('field names are not suggested', async () => {
  const { json } = await tiny.ask({ query: '{ hell }' })
  expect(json.errors![0]!.message).toBe('Cannot query field "hell" on type "Query".')
})

test('introspection is for those who are signed in', async () => {
  expect(await codeOf({ query: '{ __schema { types { name } } }' })).toEqual([200, undefined])
  expect(await codeOf({ query: '{ __schema { types { name } } }' }, { authorization: '' })).toEqual([401, 'UNAUTHENTICATED'])
  expect(await codeOf({ query: 'query { ...a } fragment a on Query { t: __type(name: "Unit") { name } }' }, { authorization: '' })).toEqual([401, 'UNAUTHENTICATED'])
  expect(await codeOf({ query: '{ __typename }' }, { authorization: '' })).toEqual([200, undefined])
})

test('health and metrics', async () => {
  expect((await fetch(`${tiny.url}/healthz`)).status).toBe(200)
  const text = await (await fetch(`${tiny.url}/metrics`)).text()
  expect(text).toMatch(/http_request_duration_seconds_count\{route="\/graphql",status="200"\} \d/)
  expect(text).toMatch(/graphql_errors_total\{code="INTERNAL"\} \d/)
})

test('an answer that takes too long is TIMEOUT', async () => {
  const impatient = await startTiny({ gate: { timeoutMs: 30 } })
  const { status, json } = await impatient.ask({ query: '{ slow }' })
  expect([status, json.errors![0]!.extensions.code]).toEqual([503, 'TIMEOUT'])
  await impatient.drain()
})

test('the rate is by cost, and says when to come back', async () => {
  const strict = await startTiny({ gate: { signedIn: { points: 3, perSecond: 0.5 }, anonymous: { points: 1, perSecond: 1 } } })
  for (let i = 0; i < 3; i++) expect((await strict.ask({ query: '{ hello }' })).status).toBe(200)
  const late = await strict.ask({ query: '{ hello }' })
  expect([late.status, late.headers.get('retry-after'), late.json.errors![0]!.extensions.code]).toEqual([429, '2', 'RATE_LIMIT'])
  expect((await strict.ask({ query: '{ hello }' }, { authorization: 'Bearer other' })).status).toBe(200)
  expect((await strict.ask({ query: '{ hello }' }, { authorization: '' })).status).toBe(200)
  expect((await strict.ask({ query: '{ hello }' }, { authorization: '' })).status).toBe(429)
  await strict.drain()
})
