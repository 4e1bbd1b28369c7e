import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { textFor } from '../../../apps/api/src/platform/graphql-document.ts'
import { demandOf } from '../../../apps/api/src/platform/graphql-limits.ts'
import { RateLimiter } from '../../../apps/api/src/platform/graphql-rate.ts'
import { graphql } from './packages.ts'
import { startTiny, type Tiny } from './tiny.ts'

const CONTRACT = join(import.meta.dirname, '../../contract')
const FILE = readFileSync(join(CONTRACT, 'operations.graphql'), 'utf8')
const schema = graphql.buildSchema(readFileSync(join(CONTRACT, 'schema.graphql'), 'utf8'))

let tiny: Tiny
beforeAll(async () => { tiny = await startTiny() })
afterAll(() => tiny.drain())

const codeOf = async (query: string, variables?: object, headers?: Record<string, string>) => (await tiny.ask({ query, variables }, headers)).json.errors?.[0]?.extensions.code
const nested = (depth: number): string => `{ unit ${'{ parent '.repeat(depth - 2)}{ name }${' }'.repeat(depth - 2)} }`

test('depth: 10 fields deep, fragments included', async () => {
  expect(await codeOf(nested(10))).toBe(undefined)
  expect(await codeOf(nested(11))).toBe('DEPTH_LIMIT')
  const fragments = Array.from({ length: 12 }, (_, i) => `fragment f${i} on Unit { parent { ...f${i + 1} } }`).join(' ')
  expect(await codeOf(`{ unit { ...f0 } } ${fragments} fragment f12 on Unit { name }`)).toBe('DEPTH_LIMIT')
})

test('aliases: 15; root fields: 10; duplicates: 50', async () => {
  const aliases = (n: number): string => `{ unit { ${Array.from({ length: n }, (_, i) => `a${i}: name`).join(' ')} } }`
  expect(await codeOf(aliases(15))).toBe(undefined)
  expect(await codeOf(aliases(16))).toBe('ALIAS_LIMIT')
  expect(await codeOf(`{ unit { ${'name '.repeat(51)} } }`)).toBe(undefined)
  expect(await codeOf(`{ unit { ${'name '.repeat(52)} } }`)).toBe('DUPLICATE_LIMIT')
  expect(await codeOf(`{ ${'me hello '.repeat(5)} }`)).toBe(undefined)
  expect(await codeOf(`{ ${'me hello '.repeat(5)} me }`)).toBe('ROOT_FIELD_LIMIT')
  // a fragment spread in many places counts in each
  expect(await codeOf('{ unit { ...a parent { ...a parent { ...a parent { ...a } } } } } fragment a on Unit { a: name b: name c: name d: name }')).toBe('ALIAS_LIMIT')
  expect(await codeOf(`{ __schema { types { ${Array.from({ length: 16 }, (_, i) => `a${i}: name`).join(' ')} } } }`)).toBe('ALIAS_LIMIT')
})

test('tokens: 1,000 for the operation that is meant and its fragments', async () => {
  const words = (n: number): string => 'hello '.repeat(n)
  expect(await codeOf(`{ ${words(1100)} }`)).toBe('TOKEN_LIMIT')
  expect(await codeOf(`{ ${words(998)} }`)).toBe('GRAPHQL_VALIDATION_FAILED') // 1,000 tokens: graphql-js gives up on comparing so many
  expect((await tiny.ask({ query: `query A { hello } query B { ${words(998)} }`, operationName: 'A' })).json.data).toEqual({ hello: 'hello you' })
  expect((await tiny.ask({ query: `query A { hello } query B { ${words(1998)} }`, operationName: 'B' })).json.errors![0]!.extensions.code).toBe('TOKEN_LIMIT')
  expect((await tiny.ask({ query: `query A { hello } query B { ${words(1998)} }` })).json.errors![0]!.extensions.code).toBe('TOKEN_LIMIT')
  expect(await codeOf(`query A { hello } query B { ${words(9000)} }`)).toBe('TOKEN_LIMIT')
})

test('every operation of the contract is within the limits, sent alone or in the whole file', () => {
  const whole = graphql.parse(FILE)
  const operations = whole.definitions.filter((each) => each.kind === graphql.Kind.OPERATION_DEFINITION)
  expect(operations.length).toBeGreaterThan(20)
  for (const { name } of operations) {
    const text = textFor(FILE, name!.value)
    const document = graphql.parse(text)
    expect(graphql.validate(schema, document)).toEqual([])
    const operation = graphql.getOperationAST(document, name!.value)!
    expect(operation.name!.value).toBe(name!.value)
    expect(demandOf(schema, document, operation, { first: 100 }).nodes).toBeLessThan(1_000)
  }
})

test('cutting understands defaults with braces, strings with braces, comments, and leaves the rest alone', () => {
  const padding = `query Z { ${'hello '.repeat(1001)} }`
  const a = 'query A($o: In = {a: {b: "}"}}) @x(y: {z: 1}) { hello(name: "} ...c {") ...f }'
  const f = 'fragment f on Query { me ... on Query { ...g } }'
  expect(textFor(`${padding} # query A { x }\n${a} ${f} fragment g on Query { hello } fragment h on Query { me }`, 'A')).toBe(`${a}\n${f}\nfragment g on Query { hello }`)
  expect(textFor('query A { hello } query B { me }', 'A')).toBe('query A { hello } query B { me }')
  expect(() => textFor(`${padding} type A { x: Int }`, 'Z')).toThrow('at most 1000')
  expect(() => textFor('{ '.repeat(1200), undefined)).toThrow('at most 1000')
  expect(textFor(`"${'x'.repeat(2000)}`, undefined)).toMatch(/^"x/) // no token at all: the parser says what is wrong
})

test('cost: pages multiply, lists are taken to hold 20, whatever variables say', async () => {
  const inner = (first: string): string => `query($n: Int${first === '$m' ? ', $m: Int = 100' : ''}) { unit { items(first: ${first}) { nodes { items(last: $n) { nodes { id } } } } } }`
  expect(await codeOf(inner('100'), { n: 90 })).toBe(undefined)
  expect(await codeOf(inner('100'), { n: 100 })).toBe('COST_LIMIT')
  expect(await codeOf(inner('$m'), { n: 100 })).toBe('COST_LIMIT')
  expect(await codeOf('{ unit { children { children { children { name } } } } }')).toBe(undefined)
  expect(await codeOf('{ unit { children { children { children { children { name } } } } } }')).toBe('COST_LIMIT')
  expect(await codeOf('{ unit { items(first: 100) { edges { node { items(first: 100) { edges { node { id } } } } } } } }')).toBe('COST_LIMIT')
})

test('connections need first or last, 1 to 100', async () => {
  const page = async (args: string, variables?: object) => {
    const { status, json } = await tiny.ask({ query: `query($n: Int) { unit { items${args} { totalCount } } }`.replace('($n: Int) ', args.includes('$n') ? '($n: Int) ' : ''), variables })
    return json.errors ? [status, json.errors[0]!.extensions.code, json.errors[0]!.extensions.reason] : json.data!.unit
  }
  const refused = [400, 'BAD_USER_INPUT', 'FIRST_OR_LAST_REQUIRED']
  expect(await page('(first: 100)')).toEqual({ items: { totalCount: 100 } })
  expect(await page('(last: 1)')).toEqual({ items: { totalCount: 1 } })
  for (const args of ['', '(first: 0)', '(first: 101)', '(last: -1)', '(first: 1, last: 1)', '(first: null)', '(after: "x")']) expect(await page(args)).toEqual(refused)
  expect(await page('(first: $n)', { n: 101 })).toEqual(refused)
  expect(await page('(first: $n)')).toEqual(refused)
})

test('names are no way around: __schema as a fragment or operation, cycles, exploding fragments', async () => {
  expect(await codeOf(`query __schema { ...__schema } fragment __schema on Query ${nested(11)}`)).toBe('DEPTH_LIMIT')
  expect(await codeOf('{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }')).toBe('GRAPHQL_VALIDATION_FAILED')
  const bombs = Array.from({ length: 8 }, (_, i) => `fragment f${i} on Unit { a: parent { ...f${i + 1} } b: parent { ...f${i + 1} } }`).join(' ')
  expect(await codeOf(`{ unit { ...f0 } } ${bombs} fragment f8 on Unit { name }`)).toBe('ALIAS_LIMIT')
  const wide = Array.from({ length: 60 }, (_, i) => `fragment g${i} on Unit { ...g${i + 1} ...g${i + 1} }`).join(' ')
  expect(await codeOf(`{ unit { ...g0 } } ${wide} fragment g60 on Unit { name }`)).toBe(undefined) // each once a selection
})

test('introspection is exempt from depth, and the usual documents pass', async () => {
  expect(await codeOf(graphql.getIntrospectionQuery())).toBe(undefined)
  const round = '{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }'
  expect(await codeOf(round)).toBe('GRAPHQL_VALIDATION_FAILED') // graphql-js bounds the lists in it
})

test('the worst document within the limits costs little', async () => {
  const hard = `{ unit { ${Array.from({ length: 140 }, () => 'parent { name id }').join(' ')} } }`
  const begun = performance.now()
  expect(await codeOf(hard)).toBe('DUPLICATE_LIMIT')
  expect(performance.now() - begun).toBeLessThan(400)
})

test('buckets fill up again and are bounded', () => {
  let now = 0
  const limiter = new RateLimiter(() => now)
  const rate = { points: 10, perSecond: 1 }
  expect(limiter.take('a', 10, rate)).toBe(0)
  expect(() => limiter.take('a', 1, rate)).toThrow('1 s')
  now = 5_000
  expect(limiter.take('a', 5, rate)).toBe(0)
  for (let i = 0; i < 60_000; i++) limiter.take(`ip ${i}`, 1, rate)
  expect((limiter as unknown as { buckets: Map<string, unknown> }).buckets.size).toBeLessThanOrEqual(50_000)
})
