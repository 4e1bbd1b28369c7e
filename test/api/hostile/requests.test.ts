/** Requests by their form: malformed ones (T-FUZ-1), costly ones (T-FUZ-2), and documents that would be code. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphql } from '../server/packages.ts'
import { copTests } from './cop.ts'
import { foundTests } from './found.ts'
import { markerTests } from './markers.ts'
import { learnInputs, malformed } from './mutants.ts'
import { RUNS, SEED, type Stage, Uncaught, ask, bearer, expectDecent, openStage, send } from './stage.ts'
import { twinTests } from './twins.ts'
import { printedSchema } from '../../../apps/api/src/schema.ts'

let stage: Stage
let tokens: (string | null)[]
const uncaught = new Uncaught()
beforeAll(async () => {
  stage = await openStage(false)
  learnInputs(graphql.buildSchema(printedSchema()))
  tokens = [...(await Promise.all(['clerk.140521100', 'office.140500', 'system.140500', 'security.140500', 'auditor.140500'].map(async (account) => (await stage.city.signIn(account)).token))), null]
}, 180_000)
afterAll(async () => {
  await stage.close()
  expect(uncaught.stop()).toEqual([])
})

describe('malformed requests', () => {
  test(`T-FUZ-1: ${RUNS} of them, and none is a fault of ours (seed ${SEED})`, { timeout: 900_000 }, async () => {
    const took: number[] = []
    const before = process.memoryUsage.rss()
    let sent = 0
    const codes = new Map<string, number>()
    await fc.assert(fc.asyncProperty(malformed, fc.nat(5), async ({ body, headers, method }, who) => {
      const hasBody = method !== 'GET'
      // fetch refuses to send some of the headers: those are no requests
      const reply = await send(`${stage.city.url}/graphql`, hasBody ? body : undefined, { ...bearer(tokens[who]!), ...headers }, method).catch((error: unknown) => {
        if (/header|Body/i.test(String((error as Error).cause ?? error))) return null
        throw error
      })
      if (!reply) return
      sent++
      took.push(reply.took)
      expectDecent(reply, `${method} ${String(body).slice(0, 300)}`)
      const code = /"code":"(\w+)"/.exec(reply.text)?.[1] ?? `${reply.status}`
      codes.set(code, (codes.get(code) ?? 0) + 1)
    }), { numRuns: RUNS, seed: SEED })
    expect(sent).toBeGreaterThan(RUNS * 0.95)
    expect(codes.size).toBeGreaterThan(8) // the attack reaches more than one line of defence
    expect(took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.99)]).toBeLessThan(RUNS > 5_000 ? 150 : 300)
    expect(process.memoryUsage.rss() - before).toBeLessThan(250 * 2 ** 20)
    const alive = await ask(stage.city, '{ unit(code: "140521100") { name } }', {}, tokens[0]!)
    expect(JSON.parse(alive.text).data).toEqual({ unit: { name: '龙港镇' } })
  })

  test('addresses and methods that are none', async () => {
    for (const path of ['/graphql/', '/graphql//', '/GraphQL', '/%', '/%00', '/%ff', '/..%2f..%2fetc/passwd', '/api', '/api/imports/', '/api/imports/%2e%2e/%2e%2e', '/api/imports/x/file/y', '/__proto__', '/metrics/..', `/${'a'.repeat(9_000)}`]) {
      for (const method of ['GET', 'POST', 'DELETE']) expectDecent(await send(`${stage.city.url}${path}`, undefined, bearer(tokens[0]!), method), `${method} ${path.slice(0, 40)}`)
    }
  })
})

describe('costly requests', () => copTests(() => ({ stage, token: tokens[0]! })))
describe('what was found', () => foundTests(() => ({ stage, token: tokens[0]! })))
describe('documents that would be code', () => {
  markerTests(() => ({ stage, token: tokens[0]! }))
  twinTests()
})
