/** T-FUZ-2: graphql-cop's fourteen checks, the six weak defaults of reliability.md 1.6, and the known ways round armour: each refused, and cheaply. */
import { expect, test } from 'vitest'
import { graphql } from '../server/packages.ts'
import { type Reply, type Stage, ask, bearer, expectDecent, send } from './stage.ts'

interface At { readonly stage: Stage; readonly token: string }

const times = (count: number, text: (index: number) => string): string => Array.from({ length: count }, (_, index) => text(index)).join(' ')

/** CPU of the whole process, test included, in milliseconds: the least of a few tries, since others share the machine. */
async function cpu(act: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < 3; round++) {
    const before = process.cpuUsage()
    await act()
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

const MOST_CPU = 50

export function copTests(at: () => At): void {
  const cheap = async (reply: () => Promise<Reply>): Promise<Reply> => {
    let last!: Reply
    expect(await cpu(async () => (last = await reply()))).toBeLessThan(MOST_CPU)
    expectDecent(last, 'costly')
    return last
  }
  const code = async (query: string, variables: object = {}, token: string | null = at().token): Promise<string> => {
    const reply = await cheap(() => ask(at().stage.city, query, variables, token))
    return /"code":"(\w+)"/.exec(reply.text)?.[1] ?? `${reply.status}`
  }
  const unit = (inner: string): string => `{ unit(code: "140521100") { ${inner} } }`
  const post = (body: string, headers: Record<string, string>): Promise<Reply> => cheap(() => send(`${at().stage.city.url}/graphql`, body, headers))

  test('cop 1, alias overload: 101 aliases of a real field', async () => expect(await code(unit(times(101, (n) => `a${n}: name`)))).toBe('ALIAS_LIMIT'))
  test('cop 2, array-based batching of 10', async () => expect((await post(JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{ viewer { name } }' }))), { 'content-type': 'application/json', ...bearer(at().token) })).status).toBe(400))
  test('cop 3, queries over GET', async () => {
    const reply = await send(`${at().stage.city.url}/graphql?query=${encodeURIComponent('{ viewer { name } }')}`, undefined, bearer(at().token), 'GET')
    expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'POST'])
  })
  test('cop 4, urlencoded POST', async () => expect((await post('query=%7Bviewer%7Bname%7D%7D', { 'content-type': 'application/x-www-form-urlencoded', ...bearer(at().token) })).status).toBe(415))
  test('cop 5, tracing: no answer tells timings', async () => expect((await cheap(() => ask(at().stage.city, '{ viewer { name } }', {}, at().token))).text).not.toMatch(/tracing|startTime|duration/))
  test('cop 6, field duplication: 501 of one', async () => expect(await code(unit('name '.repeat(501)))).toBe('DUPLICATE_LIMIT'))
  test('cop 7, field suggestions', async () => {
    for (const query of [unit('nam'), unit('payablez(first: 1) { totalCount }'), '{ unitt { name } }', 'query ($f: PayableFiltr) { viewer { name } }', '{ viewer { name } } fragment a on Uni { name }', unit('payables(first: 1, filtr: {}) { totalCount }'), unit('payables(first: 1, filter: { serch: "x" }) { totalCount }'), unit('payables(first: 1, filter: { statuses: [OPN] }) { totalCount }'), '{ viewer @skp(if: true) { name } }']) {
      expect((await ask(at().stage.city, query, {}, at().token)).text, query).not.toMatch(/did you mean/i)
    }
    const inVariables = await ask(at().stage.city, 'query ($f: PayableFilter) { unit(code: "140521100") { payables(first: 1, filter: $f) { totalCount } } }', { f: { serch: 'x', statuses: ['OPN'] } }, at().token)
    expect(inVariables.text).not.toMatch(/did you mean/i)
  })
  test('cop 8, GraphiQL and landing pages', async () => {
    for (const path of ['/graphql', '/graphiql', '/playground', '/altair', '/voyager', '/console']) {
      const reply = await send(`${at().stage.city.url}${path}`, undefined, { accept: 'text/html' }, 'GET')
      expect(reply.text, path).not.toMatch(/graphiql|playground|apollo|sandbox/i)
    }
  })
  test('cop 9, introspection by nobody, by any name', async () => {
    for (const query of [graphql.getIntrospectionQuery(), '{ __schema { queryType { name } } }', '{ a: __type(name: "Unit") { name } }', '{ ... on Query { ...f } } fragment f on Query { x: __schema { types { name } } }', 'query __schema { ...__schema } fragment __schema on Query { __schema { types { name } } }']) {
      expect((await ask(at().stage.city, query)).text, query.slice(0, 60)).toContain('UNAUTHENTICATED')
    }
    expect((await ask(at().stage.city, graphql.getIntrospectionQuery(), {}, at().token)).status).toBe(200)
  })
  test('cop 10, directive overload: 50 unknown, 50 of one, one twice', async () => {
    expect(await code(`{ viewer { name ${times(50, (n) => `@d${n}`)} } }`)).toBe('GRAPHQL_VALIDATION_FAILED')
    expect(await code(`{ viewer { name ${'@include(if: true) '.repeat(50)} } }`)).toBe('GRAPHQL_VALIDATION_FAILED')
    expect((await ask(at().stage.city, `{ viewer { name ${times(50, (n) => `@d${n}`)} } }`, {}, at().token)).text.length).toBeLessThan(3_000)
  })
  test('cop 11, circular introspection', async () => expect(await code(`{ __schema { types { ${'fields { type { '.repeat(8)} name ${'} } '.repeat(8)} } } }`)).toBe('GRAPHQL_VALIDATION_FAILED'))
  test('cop 12, mutations over GET', async () => expect((await send(`${at().stage.city.url}/graphql?query=${encodeURIComponent('mutation { signOut { at } }')}`, undefined, bearer(at().token), 'GET')).status).toBe(405))
  test('cop 13, circular fragments', async () => {
    expect(await code('{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }')).toBe('GRAPHQL_VALIDATION_FAILED')
    expect(await code(`{ ...f0 } ${times(100, (n) => `fragment f${n} on Query { ...f${(n + 1) % 100} }`)}`)).toBe('GRAPHQL_VALIDATION_FAILED')
  })
  test('cop 14, unhandled errors: none shows an exception', async () => {
    for (const query of ['', '{', 'query', '{ viewer }', '{ unit { name } }', 'query ($a: Nothing) { viewer { name } }', '{ viewer { name { x } } }', 'subscription { totals(unit: "1") { amount } }', 'type A { b: C }']) expectDecent(await ask(at().stage.city, query, {}, at().token), query)
  })

  test('default 1: 101 aliases through fragments', async () => expect(await code(`{ unit(code: "140521100") { ${times(8, (n) => `...f${n}`)} } } ${times(8, (f) => `fragment f${f} on Unit { ${times(13, (n) => `a${f}_${n}: name`)} }`)}`)).toBe('ALIAS_LIMIT'))
  test('default 2: 501 duplicates through fragments', async () => expect(await code(`{ unit(code: "140521100") { ${times(51, () => '...f')} } } fragment f on Unit { ${'name '.repeat(10)} }`)).toMatch(/DUPLICATE_LIMIT|^200$/))
  test('default 3: a misspelt field tells no other', async () => expect((await ask(at().stage.city, '{ viewr { name } }', {}, at().token)).text).toContain('Cannot query field \\"viewr\\" on type \\"Query\\"."'))
  test('default 4: 30 deep', async () => expect(await code(unit(`${'parent { '.repeat(29)} name ${'} '.repeat(29)}`))).toBe('DEPTH_LIMIT'))
  test('default 5: children × 9', async () => expect(await code(unit(`${'children { '.repeat(9)} name ${'} '.repeat(9)}`))).toMatch(/COST_LIMIT|DEPTH_LIMIT/))
  test('default 6: 20,000 tokens, and 1,500 overlapping nested fields', async () => {
    expect(await code(unit('name '.repeat(20_000)))).toMatch(/TOKEN_LIMIT|BODY_TOO_LARGE/)
    expect(await code(unit(times(1_500, (n) => `parent { a${n % 7}: name }`)))).toBe('TOKEN_LIMIT')
    expect(await code(unit(times(155, () => 'parent { parent { name } }')))).toMatch(/LIMIT|VALIDATION/)
  })

  test('1.1 MB of blanks', async () => expect(await code(`{ viewer { name } }${' '.repeat(1_100_000)}`)).toBe('BODY_TOO_LARGE'))
  test('fragments that unfold by powers, spread twice, or overlap each other', async () => {
    const powers = times(30, (n) => `fragment f${n} on Unit { a${n}: parent { ...f${n + 1} } b${n}: parent { ...f${n + 1} } }`)
    expect(await code(`{ unit(code: "1") { ...f0 } } ${powers} fragment f30 on Unit { name }`)).toMatch(/LIMIT/)
    const rings = times(40, (n) => `fragment g${n} on Unit { ${times(8, (m) => `...g${n + 1 + (m % (40 - n))}`)} }`)
    expect(await code(`{ unit(code: "140521100") { ...g0 } } ${rings} fragment g40 on Unit { name }`)).toMatch(/LIMIT|^200$/)
    expect(await code(unit(times(90, (n) => `... on Unit { parent { ... on Unit { name: ${n % 2 ? 'code' : 'name'} } } }`)))).toMatch(/LIMIT|VALIDATION/)
  })
  test('__schema, __type and __typename as names of operations and fragments buy nothing', async () => {
    for (const name of ['__schema', '__type', '__typename', 'IntrospectionQuery']) expect(await code(`query ${name} { unit(code: "140521100") { ...${name} } } fragment ${name} on Unit { ${'children { '.repeat(8)} name ${'} '.repeat(8)} }`)).toMatch(/COST_LIMIT|DEPTH_LIMIT/)
  })
  test('@defer and @stream do not exist', async () => {
    expect(await code('{ viewer { ... @defer { name } } }')).toBe('GRAPHQL_VALIDATION_FAILED')
    expect(await code(unit('children @stream(initialCount: 0) { name }'))).toBe('GRAPHQL_VALIDATION_FAILED')
  })
  test('the worst that passes compiles and runs cheaply', async () => {
    const body = times(8, (n) => `fragment f${n} on Unit { code name kind status parent { ...f${n + 1} } locatedIn { ...f${n + 1} } }`)
    const query = `query ($c: String!) { unit(code: $c) { ...f0 } } ${body} fragment f8 on Unit { code }`
    for (let round = 0; round < 4; round++) expectDecent(await ask(at().stage.city, query, { c: '140521100' }, at().token), 'worst')
    expect((await cheap(() => ask(at().stage.city, query, { c: '140521100' }, at().token))).text).toContain('"data":{"unit":{"code":"140521100"')
  })
}
