/** Requests that no honest client sends, generated: mutants of real documents, wild variables, bodies that are hardly bodies. */
import fc from 'fast-check'
import { OPERATIONS } from '../../harness/city.ts'
import { graphql } from '../server/packages.ts'

export interface Malformed {
  readonly body: string | Uint8Array
  readonly headers: Record<string, string>
  readonly method: string
}

const JSON_TYPE = { 'content-type': 'application/json' }

/** Signing in is left to guessing.test: every wrong guess is answered slowly on purpose. */
const NAMES = graphql.parse(OPERATIONS).definitions.flatMap((each) => (each.kind === graphql.Kind.OPERATION_DEFINITION && each.operation !== graphql.OperationTypeNode.SUBSCRIPTION && !['SignIn', 'SignOut'].includes(each.name!.value) ? [each.name!.value] : []))

/** One operation with the fragments it needs, as tokens. */
const TOKENS: readonly string[][] = NAMES.map((name) => {
  const parts = graphql.separateOperations(graphql.parse(OPERATIONS))
  const lexer = new graphql.Lexer(new graphql.Source(graphql.print(parts[name]!)))
  const tokens: string[] = []
  for (let token = lexer.advance(); token.kind !== graphql.TokenKind.EOF; token = lexer.advance()) tokens.push(token.kind === graphql.TokenKind.NAME || token.kind === graphql.TokenKind.INT ? token.value : token.kind === graphql.TokenKind.STRING ? JSON.stringify(token.value) : token.kind)
  return tokens
})

const WORDS = [
  '{', '}', '(', ')', '[', ']', ':', '!', '$', '@', '...', '|', '=', '&', '#', '"', '"""', ',', '\u0000', '\ufeff', '\u202e', '\ud800', '\n', 'on', 'fragment', 'query', 'mutation', 'subscription', 'true', 'null', 'schema', 'type', 'extend',
  '__proto__', 'constructor', '__typename', '__schema', '__type', '@skip(if: true)', '@include(if: false)', '@defer', '@stream(initialCount: 0)', '@deprecated', '@oneOf', '99999999999999999999999999', '-0', '1e999', '.5', '0x1', '"\\u0000"', '"\\uD800"', '"\\u{110000}"', '""""""',
  'unit(code: 5)', 'unit(code: {a: [1]})', 'node(id: "P.140521.00000000-0000-0000-0000-000000000000") { id }', 'payables(first: 2147483648) { totalCount }', 'payables(first: -1) { totalCount }', 'totals(asOf: "9999-12-31T00:00:00Z") { amount }',
]

export const wild: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null, true, false, '', ' ', '\u0000', 'a\u0000b', '\ud800', '\udc00\ud800', '\ufeff', '\u202eabc', '%s%n', "' or 1=1 --", '${7*7}', '{{7*7}}', '../../../etc/passwd', '<script>', '=1+1', '__proto__', 'constructor', 'toString',
    0, -0, -1, 1e6, 1e21, 1e308, 2 ** 31, 2 ** 53, -(2 ** 63), 0.1, '1e6', '0000-00-00', '0000-01-01', '9999-12-31', '2022-02-30', '275760-09-13', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59', '99999999999999999999.99', '-0.00', '0.001', 'NaN', 'Infinity',
    '140521100', 'U.140521.140521100', 'P.140521.00000000-0000-0000-0000-000000000000', 'E.140521.ffffffff-ffff-ffff-ffff-ffffffffffff', 'R.140521.140521100.0000-01-01', 'C.140521.x', '00000000-0000-0000-0000-000000000000', [], {}, [[]], [null],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }), fc.integer(), fc.double(), fc.bigInt().map(String), fc.string({ maxLength: 5 }).map((text) => text.repeat(1_000)),
  fc.jsonValue({ maxDepth: 3 }), fc.nat(60).map((depth) => JSON.parse(`${'[['.repeat(depth)}1${']]'.repeat(depth)}`) as unknown), fc.nat(60).map((depth) => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`) as unknown),
)

/** What the contract's documents call their variables, so that most values reach something. */
const GOOD: Record<string, unknown> = {
  unit: '140521100', id: 'P.140521.00000000-0000-0000-0000-000000000000', day: '2026-11-01', first: 5, code: '140521100', everywhere: false,
  filter: { unit: '140521100', search: 'x', statuses: ['OPEN'], overdueFrom: '2020-01-01' }, orderBy: { field: 'AMOUNT', direction: 'ASC' },
  input: {
    requestId: '0a3a7a33-7f3b-4b9f-9d53-111111111111', unit: '140521100', creditor: { name: '某厂', uscc: null }, category: 'GOODS', overdueSince: '2021-01-01', amount: '-1.00', payableId: 'P.140521.00000000-0000-0000-0000-000000000000',
    entryId: 'E.140521.00000000-0000-0000-0000-000000000000', reason: 'x', paidOn: '2022-01-01', method: 'CASH', ground: 'x', channel: 'OTHER', acceptedAmount: '1.00', extinguishedAmount: '1.00', day: '2026-11-01',
    parent: '140521', code: 'x', name: 'x', kind: 'DEPARTMENT', newParent: '140521', effectiveOn: '2026-01-01', account: 'nobody.140521', role: 'CLERK', scopes: ['TOTALS_READ'], expiresOn: '2026-12-31', id: 'K.140521.x', importId: 'x',
  },
}
/** The input's fields of each operation: what its type has not would be refused before anything is tried. */
const SCHEMA_FIELDS = new Map<string, readonly string[]>()
export const learnInputs = (schema: graphql.GraphQLSchema): void => {
  for (const type of Object.values(schema.getTypeMap())) if (graphql.isInputObjectType(type)) SCHEMA_FIELDS.set(type.name, Object.keys(type.getFields()))
}

function goodFor(name: string): Record<string, unknown> {
  const members = SCHEMA_FIELDS.get(`${name}Input`)
  const input = members ? Object.fromEntries(Object.entries(GOOD.input as object).filter(([key]) => members.includes(key))) : GOOD.input
  return { ...GOOD, input }
}

const json = (value: unknown): string => JSON.stringify(value) ?? 'null'

/** A value somewhere in good variables is replaced by a wild one. */
const wildVariables: fc.Arbitrary<Malformed> = fc.record({ name: fc.constantFrom(...NAMES), value: wild, at: fc.nat(1_000), deep: fc.boolean() }).map(({ name, value, at, deep }) => {
  const variables = structuredClone(goodFor(name))
  const target = deep && typeof variables.input === 'object' ? (at % 2 === 0 ? variables.input : variables.filter) as Record<string, unknown> : variables
  const keys = Object.keys(target)
  target[keys[at % keys.length]!] = value
  return { body: json({ query: OPERATIONS, operationName: name, variables }), headers: JSON_TYPE, method: 'POST' }
})

const grammarMutant: fc.Arbitrary<Malformed> = fc.record({
  tokens: fc.constantFrom(...TOKENS), changes: fc.array(fc.record({ at: fc.nat(2_000), how: fc.constantFrom('drop', 'twice', 'swap', 'put', 'cut'), word: fc.constantFrom(...WORDS) }), { minLength: 1, maxLength: 4 }), name: fc.constantFrom<unknown>(undefined, null, '', 'Totals', '__proto__', 5),
}).map(({ tokens, changes, name }) => {
  const text = [...tokens]
  for (const { at, how, word } of changes) {
    const index = text.length === 0 ? 0 : at % text.length
    if (how === 'drop') text.splice(index, 1)
    else if (how === 'twice') text.splice(index, 0, ...text.slice(index, index + 8))
    else if (how === 'swap') [text[index], text[0]] = [text[0] ?? '', text[index] ?? '']
    else if (how === 'cut') text.splice(index)
    else text.splice(index, 0, word)
  }
  return { body: json({ query: text.join(' '), operationName: name, variables: GOOD }), headers: JSON_TYPE, method: 'POST' }
})

const strangeBody: fc.Arbitrary<Malformed> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }), fc.json().map((text) => text.slice(0, -1)), fc.json(),
  fc.constantFrom<string | Uint8Array>(
    '', ' ', 'null', '5', '"x"', '[]', '[[]]', '{}', '{"query":', '{"query":null}', '{"query":5}', '{"query":{}}', '{"query":["{ viewer { name } }"]}', '\ufeff{"query":"{ viewer { name } }"}', '{"query":"{ viewer { name } }","query":"{"}', `{"query":"{ viewer { name } }"}garbage`,
    '{"__proto__":{"query":"x"}}', '{"query":"{ viewer { name } }","variables":{"__proto__":{"a":1}}}', '{"constructor":{"prototype":{"a":1}}}', '{"query":"{ viewer { name } }","variables":[]}', '{"query":"{ viewer { name } }","variables":"x"}', '{"query":"{ viewer { name } }","extensions":5}',
    '{"query":"{ viewer { name } }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}', '{"query":"","extensions":{"persistedQuery":{"version":9}}}', '{"query":"{ viewer { name } }","operationName":{}}', '{"query":"\\u0000"}', '{"query":"\\ud800"}', '{"query":"{ viewer { name } }","variables":{"a":1e999}}',
    Buffer.from([0x7b, 0x22, 0x71, 0xff, 0xfe, 0x22, 0x7d]), Buffer.from('{"query":"{ viewer { name } }"}', 'utf16le'), '['.repeat(50_000), `${'{"a":'.repeat(15_000)}1${'}'.repeat(15_000)}`, `{"query":"${'{a'.repeat(3_900)}\\u0007"}`, `{"query":"{a(b:${'['.repeat(7_000)}\\u0007"}`, '[{"query":"{ viewer { name } }"},{"query":"{ viewer { name } }"}]',
  ),
).map((body) => ({ body, headers: JSON_TYPE, method: 'POST' }))

const HEADERS: Record<string, string>[] = [
  { 'content-type': 'text/plain' }, { 'content-type': 'application/x-www-form-urlencoded' }, { 'content-type': 'multipart/form-data; boundary=x' }, { 'content-type': 'application/json;charset=utf-16' }, { 'content-type': 'application/graphql' }, { 'content-type': 'application/json, text/plain' },
  { 'content-type': 'text/plain; application/json' }, { 'content-type': 'application/jsonx' }, { 'content-type': 'application/json\t' }, { 'content-type': 'a/b/c' }, { 'content-type': ';' }, { ...JSON_TYPE, accept: 'text/html' }, { ...JSON_TYPE, accept: 'image/png;q=2' }, { ...JSON_TYPE, accept: 'multipart/mixed; deferSpec=20220824' },
  { ...JSON_TYPE, 'content-encoding': 'gzip' }, { ...JSON_TYPE, 'accept-language': 'x'.repeat(5_000) }, { ...JSON_TYPE, authorization: `Bearer ${'A'.repeat(7_000)}` }, { ...JSON_TYPE, authorization: 'Basic Og==' }, { ...JSON_TYPE, cookie: 'qq=; qq; ;;=; __Host-qq=%00' }, { ...JSON_TYPE, 'x-request-id': '"}{' },
  { ...JSON_TYPE, origin: 'null' }, { ...JSON_TYPE, origin: '://' }, { ...JSON_TYPE, 'x-forwarded-for': '1.2.3.4, \'' }, { ...JSON_TYPE, 'apollo-require-preflight': '1', 'content-type': 'text/plain' },
]
const strangeHeaders: fc.Arbitrary<Malformed> = fc.record({ headers: fc.constantFrom(...HEADERS), method: fc.constantFrom('POST', 'POST', 'GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'), body: fc.constantFrom('{"query":"{ viewer { name } }"}', 'query={viewer{name}}', '') })

export const malformed: fc.Arbitrary<Malformed> = fc.oneof({ weight: 5, arbitrary: grammarMutant }, { weight: 5, arbitrary: wildVariables }, { weight: 2, arbitrary: strangeBody }, { weight: 1, arbitrary: strangeHeaders })
