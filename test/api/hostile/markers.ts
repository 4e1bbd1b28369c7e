/**
 * graphql-jit 0.8.9 writes JavaScript from documents, and a string literal that spells one of its markers becomes part of it.
 * From outside, everything of a document that a caller can choose spells them here, again and again, until it is compiled.
 */
import { expect, test } from 'vitest'
import { Talk } from '../server/talk.ts'
import { type Stage, ask, expectDecent } from './stage.ts'

interface At { readonly stage: Stage; readonly token: string }

const DATE = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d'
const MARKERS = [DATE, '__MAGIC_NAN__57f286b9_4c20_487f_b409_79804ddcb4f8', '__MAGIC_PLUS_INFINITY__bb201c39_3333_4695_b4ad_7f1722e7aa7a', '__MAGIC_MINUS_INFINITY__71d4310a_d4a3_4a05_b1fe_e60779d24998']
const CODE = 'globalThis.__broken=(globalThis.__broken||0)+1'
const PAYLOADS = [`${DATE}${CODE}`, `${DATE}0),${CODE},(0`, `\`;${CODE};\``, `\${${CODE}}`, `'+(${CODE})+'`, `"+(${CODE})+"`, `*/${CODE}/*`, `\\u0022;${CODE};//`, `\u2028${CODE}\u2028`, `</script>${CODE}`, ...MARKERS]

/** Names that mean something in the code that jit writes, in JavaScript, or to objects. */
export const NAMES = [
  ...MARKERS, `${DATE}foo`, `${DATE}process`, '__context', '__parent', '__jit', '__field', '__fieldcode', '__safetyCheck0', '__validArgs', '__arguments', 'GraphQLJITError', 'inspect', 'errors', 'data', 'input', 'coerced', 'idx0', 'hasValueinput', 'enumValue', 'parseResult', 'allowedFields',
  'class', 'default', 'function', 'await', 'yield', 'this', 'null', 'true', 'undefined', 'new', 'eval', 'arguments', 'let', 'static', 'async', 'get', 'set', 'then', 'catch', 'length', 'name', 'prototype', 'toJSON', 'nodeType',
  '__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', 'propertyIsEnumerable', 'toLocaleString', '__defineGetter__', '__defineSetter__', '__lookupGetter__', '__lookupSetter__',
]
const ROUNDS = 4
const broken = (): unknown => (globalThis as { __broken?: number }).__broken

export function markerTests(at: () => At): void {
  /** Sends it until it is compiled and has run compiled; every answer must be the first one. */
  const again = async (query: string, variables: object = {}): Promise<string> => {
    const answers = new Set<string>()
    for (let round = 0; round < ROUNDS; round++) {
      const reply = await ask(at().stage.city, query, variables, at().token)
      expectDecent(reply, query)
      answers.add(`${reply.status} ${reply.text.replace(/"remaining":\d+/, '')}`)
    }
    expect(broken(), query).toBe(undefined)
    expect([...answers], query).toHaveLength(1)
    return [...answers][0]!
  }

  test('control: what is compiled is compiled here', async () => {
    const { Executor } = await import('../../../apps/api/src/platform/graphql-execute.ts')
    const compile = (Executor.prototype as unknown as { compile: (...asked: unknown[]) => unknown }).compile
    let compiled = 0
    ;(Executor.prototype as unknown as { compile: unknown }).compile = function (this: unknown, ...asked: unknown[]): unknown {
      const made = compile.apply(this, asked)
      if (made !== null) compiled++
      return made
    }
    try {
      // Payables: totals and units are answered as finished text, without either.
      await again('query ($c: String!) { control: unit(code: $c) { payables(first: 1) { totalCount } } }', { c: '140521100' })
      expect(compiled).toBe(1)
      await again('{ control: unit(code: "140521100") { payables(first: 1) { totalCount } } }')
      await again('query ($constructor: String!) { unit(code: $constructor) { payables(first: 1) { totalCount } } }', { constructor: '140521100' })
      expect(compiled).toBe(1)
    } finally {
      (Executor.prototype as unknown as { compile: unknown }).compile = compile
    }
  })

  test('string literals, blocks, defaults of variables, nested input objects, enum values', async () => {
    for (const payload of PAYLOADS) {
      const text = JSON.stringify(payload)
      await again(`{ unit(code: ${text}) { code } }`)
      await again(`{ unit(code: """${payload.replaceAll('"""', '')}""") { code } }`)
      await again(`query ($c: String! = ${text}) { unit(code: $c) { code } }`)
      await again(`query ($f: PayableFilter = { search: ${text} }) { unit(code: "140521100") { payables(first: 1, filter: $f) { totalCount } } }`)
      await again(`query ($c: String! = "140521100") { unit(code: $c) { payables(first: 1, filter: { search: ${text}, unit: $c }) { totalCount } } }`)
      await again(`{ node(id: ${text}) { id } }`)
      await again(`{ unit(code: "140521100") { totals(asOf: ${text}) { amount } } }`)
      await again('query ($c: String!, $f: PayableFilter) { unit(code: $c) { payables(first: 1, filter: $f) { totalCount } } }', { c: '140521100', f: { search: payload, creditor: payload } })
      await again('query ($c: String!) { unit(code: $c) { code } node(id: $c) { id } }', { c: payload })
      await again('query ($t: DateTime, $c: String!) { unit(code: $c) { totals(asOf: $t) { amount } } }', { t: payload, c: '140521100' })
    }
    for (const marker of MARKERS) await again(`query ($c: String!) { unit(code: $c) { payables(first: 1, filter: { statuses: [${marker}] }) { totalCount } } }`, { c: '140521100' })
  })

  test('aliases, names of operations, fragments and variables', async () => {
    for (const name of NAMES) {
      const seen = await again(`query ${name} ($c: String!) { ${name}: unit(code: $c) { ${name}: code parent { ${name}: name } ...f } } fragment f on Unit { k: kind }`, { c: '140521100' })
      expect(seen, name).toContain('140521100')
      if (name !== 'on') await again(`query ($c: String!) { unit(code: $c) { ...${name} } } fragment ${name} on Unit { code }`, { c: '140521100' })
      for (const value of name in Object.prototype ? ['140521100', null, undefined] : [null]) {
        // JSON.stringify would leave __proto__ out of a literal
        const variables = Object.fromEntries(value === undefined ? [] : [[name, value]])
        const answer = await again(`query ($${name}: String!) { unit(code: $${name}) { code } }`, variables)
        if (value === null || value === undefined) expect(answer, `$${name} ${value}`).toMatch(name === '__proto__' ? /BAD_(USER_INPUT|REQUEST)/ : /BAD_USER_INPUT/)
        if (name in Object.prototype) await again(`query ($${name}: [PayableStatus!]) { unit(code: "140521100") { payables(first: 1, filter: { statuses: $${name} }) { totalCount } } }`, variables)
      }
    }
  }, 60_000)

  test('numbers, booleans and nulls where they may and may not stand', async () => {
    for (const literal of ['0', '-0', '5', '100', '2147483647', '99999999999999999999', '1e3', '1.5', 'true', 'null', 'OPEN', '[1]', '{a:1}', '[]', '{}']) {
      await again(`query ($c: String!) { unit(code: $c) { payables(first: ${literal}) { totalCount } } }`, { c: '140521100' })
      await again(`{ node(id: ${literal}) { id } payable(id: ${literal}) { id } }`)
      await again(`query ($c: String!, $n: Int = ${literal}) { unit(code: $c) { payables(first: $n) { totalCount } } }`, { c: '140521100' })
    }
  })

  test('over a socket', async () => {
    const talk = await Talk.open(at().stage.city.url, { authorization: `Bearer ${at().token}` })
    let id = 0
    for (const payload of PAYLOADS.slice(0, 4)) {
      for (let round = 0; round < ROUNDS; round++) {
        talk.subscribe(`${++id}`, `query ($c: String = ${JSON.stringify(payload)}) { unit(code: $c) { code } node(id: ${JSON.stringify(payload)}) { id } }`)
        await talk.next((message) => message.id === `${id}`)
      }
    }
    talk.subscribe('s', `subscription { totals(unit: ${JSON.stringify(PAYLOADS[0])}) { amount } }`)
    expect((await talk.next((message) => message.id === 's')).payload!.errors![0]!.extensions.code).toBe('NOT_FOUND')
    talk.socket.terminate()
    expect(broken()).toBe(undefined)
  })
}
