/** T-ISO-4, T-ISO-6: no field that takes an id or a code gives anything foreign, nor tells whether it exists. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphql } from '../server/packages.ts'
import { Talk } from '../server/talk.ts'
import { CURSORS, LOOKUPS, type Lookup, NO_LOOKUPS, randomOf, strangeValues } from './lookups.ts'
import { pathTests } from './paths.ts'
import { type Attacker, RUNS, type Reply, type Stage, ask, bearer, expectDecent, foreignCanaries, inTurns, openStage, send } from './stage.ts'

let stage: Stage
const talks = new Map<string, Promise<Talk>>()
beforeAll(async () => { stage = await openStage() }, 180_000)
afterAll(async () => {
  for (const talk of talks.values()) (await talk).socket.terminate()
  await stage.close()
})

/** Everything in the printed schema that takes text or an id. */
function stringly(): string[] {
  const schema = graphql.buildSchema(readFileSync(join(import.meta.dirname, '../../../packages/schema/schema.graphql'), 'utf8'))
  const isText = (type: graphql.GraphQLType): boolean => ['ID', 'String'].includes(graphql.getNamedType(type).name)
  return Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__')).flatMap((type) => {
    if (graphql.isInputObjectType(type)) return Object.values(type.getFields()).filter((field) => isText(field.type)).map((field) => `${type.name}.${field.name}`)
    if (!graphql.isObjectType(type)) return []
    return Object.values(type.getFields()).flatMap((field) => field.args.filter((arg) => isText(arg.type)).map((arg) => `${type.name}.${field.name}(${arg.name})`))
  })
}

let socketIds = 0

/** The answer, however it comes: of a subscription the first message. */
async function answerTo(lookup: Lookup, attacker: [string, Attacker], value: string): Promise<Pick<Reply, 'status' | 'text'>> {
  const [name, { token, at }] = attacker
  const own = { unit: at.own!, things: stage.things[at.own!]!, day: stage.city.clock.today() }
  const { query, variables } = lookup.ask(value, own)
  if (!lookup.live) return ask(stage.city, query, variables, token)
  if (token === null) return { status: 401, text: 'nobody has a socket' }
  if (!talks.has(name)) talks.set(name, Talk.open(stage.city.url, { authorization: `Bearer ${token}` }))
  const talk = await talks.get(name)!
  const id = `${++socketIds}`
  talk.subscribe(id, query, variables)
  const { type, payload } = await Promise.race([talk.next((message) => message.id === id), talk.closed.then((code) => ({ type: `closed ${code}`, payload: {} }))])
  if (type === 'next') talk.say({ type: 'complete', id })
  return { status: 200, text: JSON.stringify({ type, payload }) }
}

/** What two answers must share: all but the value itself (both ways of writing it), and what is left of the rate. */
function bare({ status, text }: Pick<Reply, 'status' | 'text'>, value: string): string {
  const written = JSON.stringify(value).slice(1, -1)
  const body = written === '' ? text : text.replaceAll(written, '<value>')
  return `${status} ${body.replace(/"remaining":\d+/, '"remaining":0').replaceAll(/"(asOf|at)":"[^"]*"/g, '"$1":"now"')}`
}

function expectNothingForeign(reply: Pick<Reply, 'text'>, attacker: Attacker, value: string, about: string): void {
  const rest = value === '' ? reply.text : reply.text.replaceAll(value, '')
  const found = foreignCanaries(stage, attacker).find((canary) => rest.includes(canary))
  if (found) expect.fail(`${about}: shows ${found} in ${reply.text.slice(0, 300)}`)
}

/** Strange values go round: in the short run each attacker sends a fifth of them, over sockets (100 messages a minute) a part always. */
function spare(lookup: Lookup, attacker: string, values: readonly string[]): readonly string[] {
  const parts = lookup.live ? 4 : RUNS >= 20_000 ? 1 : 5
  return values.filter((_, index) => (index + attacker.length) % parts === 0)
}

test('the list is the schema: every argument and input field that takes an id or text is classed', () => {
  const classed = new Set([...Object.keys(LOOKUPS).map((key) => key.split(' ')[0]!), ...CURSORS, ...NO_LOOKUPS])
  const found = stringly()
  expect(found.filter((key) => !classed.has(key) && !key.endsWith('.requestId'))).toEqual([])
  expect([...classed].filter((key) => !found.includes(key))).toEqual([])
})

let cells = 0

describe('a foreign one is a random one, byte for byte', () => {
  test.each(Object.entries(LOOKUPS))('%s', async (key, lookup) => {
    const told = new Set<string>()
    let differs = 0
    await inTurns(Object.entries(stage.attackers), 3, async ([name, attacker]) => {
      for (const kind of lookup.kinds) {
        const random = randomOf(kind)
        const nothing = bare(await answerTo(lookup, [name, attacker], random), random)
        const probe = async (relation: string, value: string): Promise<string> => {
          cells++
          const about = `${key} by ${name}, ${relation} ${kind} ${value.slice(0, 60)}`
          const reply = await answerTo(lookup, [name, attacker], value)
          expectDecent(reply, about)
          expect(reply.text, about).not.toContain('GRAPHQL_VALIDATION_FAILED') // a document that is at fault attacks nothing
          expectNothingForeign(reply, attacker, value, about)
          return bare(reply, value)
        }
        for (const relation of ['sibling', 'above', 'elsewhere'] as const) {
          const value = stage.things[attacker.at[relation]!]![kind]
          expect(await probe(relation, value), `${key} by ${name}: ${relation} ${kind} ${value}`).toBe(nothing)
        }
        for (const value of spare(lookup, name, strangeValues(stage.things[attacker.at.elsewhere!]!))) await probe('strange', value)
        for (const relation of ['own', 'below'] as const) {
          const unit = attacker.at[relation]
          if (unit && (await probe(relation, stage.things[unit]![kind])) !== nothing) differs++
        }
        told.add(`${name} ${kind}`)
      }
    })
    expect(told.size).toBe(Object.keys(stage.attackers).length * lookup.kinds.length)
    // K is no node: only then may nobody's own differ
    expect(differs, 'positive controls').toBeGreaterThan(0)
  })
})

test('REST: imports, exports and activation sheets know no foreign id, unit or account either', async () => {
  const paths = (value: string): [string, string][] => [
    ['GET', `/api/imports/${value}`], ['GET', `/api/imports/${value}/file`], ['DELETE', `/api/imports/${value}`], ['GET', `/api/activation-sheets/${value}`], ['GET', `/api/exports/payables?unit=${value}`],
    ['GET', `/api/exports/payables?filter=%7B%22unit%22%3A%22${value}%22%7D&unit=${value}`],
  ]
  let positive = 0
  for (const [name, { token, at }] of Object.entries(stage.attackers)) {
    const get = async (method: string, path: string, value: string): Promise<string> => {
      cells++
      const reply = await send(`${stage.city.url}${path}`, undefined, bearer(token), method)
      expectDecent(reply, `${method} ${path.slice(0, 80)} by ${name}`)
      return reply.headers.get('content-type')!.includes('json') || reply.status !== 200 ? bare(reply, value) : `a file ${reply.status}`
    }
    for (const kind of ['import', 'unit'] as const) {
      const random = randomOf(kind)
      for (const [index, [method, path]] of paths(random).entries()) {
        const nothing = await get(method, path, random)
        for (const relation of ['sibling', 'above', 'elsewhere'] as const) {
          const value = stage.things[at[relation]!]![kind]
          expect(await get(...paths(value)[index]!, value), `${method} ${path} by ${name}: ${relation}`).toBe(nothing)
        }
        if ((await get(...paths(stage.things[at.own!]![kind])[index]!, stage.things[at.own!]![kind])) !== nothing) positive++
        for (const value of ['%00', '..%2f..%2fetc', '__proto__', '%ff', 'A'.repeat(300), "'--"]) await get(...paths(value)[index]!, value)
      }
    }
  }
  expect(positive).toBeGreaterThan(5)
  // a route that is added is attacked here, too
  const routes = stage.city.app.server.fastify.printRoutes({ commonPrefix: false }).split('\n').map((line) => line.replace(/^[^/*]*/, '').trim()).filter((line) => line !== '')
  expect(routes.filter((route) => !/^\/(graphql|healthz|metrics)\b/.test(route))).toEqual([
    '/api/activation-sheets/:id (GET, HEAD)', '/api/imports/payables (POST)', '/api/imports/:id (GET, HEAD, DELETE)', '/file (GET, HEAD)', '/api/exports/payables (GET, HEAD)',
  ])
})

pathTests(() => stage)

test('as many cells as it says', () => expect(cells).toBeGreaterThan(2_000))
