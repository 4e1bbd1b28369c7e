/** Ways round: through neighbours of what one may read, through other people's cursors, through searches. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type Attacker, type Stage, ask, bearer, expectDecent, foreignCanaries, send, upload } from './stage.ts'

const payable = 'id contractNo note creditor { id name } unit { code name }'

/** Nested as deep as the limits let it: up to the parent and down again, across places, through entries and reports. */
const NESTED = [
  `query ($u: String!) { unit(code: $u) { payables(first: 20) { nodes { ${payable} unit { parent { code children { payables(first: 5) { nodes { creditor { name } } } } } } } } } }`,
  'query ($u: String!) { unit(code: $u) { parent { children { code payables(first: 10) { nodes { contractNo } } lastPayments(first: 5) { canonical } } } } }',
  `query ($u: String!) { unit(code: $u) { locatedIn { payables(first: 20) { nodes { ${payable} } } territoryTotals { unit { parent { payables(first: 5) { nodes { note } } } } } } } }`,
  'query ($u: String!) { unit(code: $u) { totals { unit { parent { parent { children { children { code payables(first: 3) { nodes { contractNo } } } } } } } } } }',
  `query ($u: String!) { unit(code: $u) { lastPayments(first: 20) { canonical recordedName reverses { canonical } payable { ${payable} unit { parent { parent { code } } } journal(first: 5) { nodes { canonical } } } } } }`,
  'query ($u: String!, $d: Date!) { unit(code: $u) { dailyBoard(day: $d) { rows { unit { parent { code payables(first: 2) { nodes { note } } } } missingUnits { parent { code } payables(first: 2) { nodes { contractNo } } } } } } dailyReport(unit: $u, day: $d) { unit { parent { code } } versions { canonical missingUnits { code } } } }',
  'query ($u: String!) { unit(code: $u) { payables(first: 50, orderBy: { field: AMOUNT, direction: DESC }) { nodes { note journal(last: 3) { nodes { canonical payable { unit { parent { payables(first: 1) { nodes { note } } } } } } } } } } }',
]

interface Page { nodes: { unit: { code: string } }[]; pageInfo: { endCursor: string }; totalCount: number; sums: { amount: string } }
const PAGE = 'query ($u: String!, $a: String, $b: String, $f: PayableFilter, $o: PayableOrder) { unit(code: $u) { payables(first: 50, after: $a, before: $b, filter: $f, orderBy: $o) { totalCount sums { amount } pageInfo { endCursor } nodes { unit { code } creditor { name } } } } }'

export function pathTests(stage: () => Stage): void {
  const each = async (act: (name: string, attacker: Attacker) => Promise<void>): Promise<void> => {
    for (const [name, attacker] of Object.entries(stage().attackers)) await act(name, attacker)
  }
  const clean = (text: string, attacker: Attacker, about: string): void => {
    expectDecent({ status: 200, text }, about)
    expect(foreignCanaries(stage(), attacker).filter((canary) => text.includes(canary)), about).toEqual([])
  }

  describe('no way round', () => {
    test('nested paths lead nowhere foreign, whatever they begin with', async () => {
      let found = 0
      await each(async (name, attacker) => {
        for (const [index, query] of NESTED.entries()) {
          for (const unit of new Set(Object.values(attacker.at))) {
            const { text } = await ask(stage().city, query, { u: unit, ...(query.includes('$d') ? { d: stage().city.clock.today() } : {}) }, attacker.token)
            expect(text).not.toContain('GRAPHQL_VALIDATION_FAILED')
            clean(text, attacker, `nested ${index} by ${name} from ${unit}`)
            if (stage().things[attacker.at.own!]!.canaries.some((canary) => text.includes(canary))) found++
          }
        }
      })
      expect(found).toBeGreaterThan(4) // one's own canaries are found this way
    })

    test('fifteen aliases, and ids of four kinds at once', async () => {
      const ids = Object.values(stage().things).flatMap(({ P, C, E, R }) => [P, C, E, R])
      const query = (aliases: readonly string[]): string => `{ ${aliases.map((id, index) => `a${index}: node(id: ${JSON.stringify(id)}) { id ... on Payable { note } ... on Creditor { name } ... on JournalEntry { canonical } }`).join(' ')} }`
      await each(async (name, attacker) => {
        for (let from = 0; from < ids.length; from += 10) {
          const sent = ids.slice(from, from + 10)
          const { text } = await ask(stage().city, query(sent), {}, attacker.token)
          clean(sent.reduce((rest, id) => rest.replaceAll(id, ''), text), attacker, `aliases by ${name}`)
        }
        const { text } = await ask(stage().city, `{ ${Array.from({ length: 16 }, (_, n) => `a${n}: unit(code: "140500") { code }`).join(' ')} }`, {}, attacker.token)
        expect(text).toMatch(/ROOT_FIELD_LIMIT|ALIAS_LIMIT/)
      })
    })

    test('a cursor of another caller opens no more than one\'s own', async () => {
      const { city, attackers } = stage()
      for (const field of ['OVERDUE_SINCE', 'AMOUNT', 'OUTSTANDING', 'RECORDED_AT']) {
        const o = { field, direction: 'DESC' }
        const theirs = JSON.parse((await ask(city, PAGE, { u: '140522', o }, attackers['office.140522']!.token)).text).data.unit.payables as Page
        for (const way of ['a', 'b']) {
          const { text } = await ask(city, PAGE, { u: '140521100', o, [way]: theirs.pageInfo.endCursor }, attackers['clerk.140521100']!.token)
          clean(text, attackers['clerk.140521100']!, `cursor ${field} ${way}`)
          const page = JSON.parse(text).data.unit.payables as Page
          expect(page.nodes.every((node) => node.unit.code === '140521100')).toBe(true)
        }
      }
      const forged = (values: unknown): string => Buffer.from(JSON.stringify(values)).toString('base64url')
      for (const field of ['OVERDUE_SINCE', 'AMOUNT', 'OUTSTANDING', 'RECORDED_AT']) {
        for (const place of ['0000-01-01', '+275760-09-13T00:00:00.000Z', '2022-02-30', '9'.repeat(19), '-1', '1e5', "1'::text", 'infinity', 'now', '', '\u0000']) {
          for (const cursor of [forged([place, randomUUID()]), forged([place, 'x'])]) expectDecent(await ask(city, PAGE, { u: '140521100', a: cursor, o: { field, direction: 'ASC' } }, attackers['clerk.140521100']!.token), `${field} ${place}`)
        }
      }
      const journal = 'query ($id: ID!, $c: String) { payable(id: $id) { journal(first: 5, after: $c) { nodes { id } } } }'
      const trail = 'query ($c: String) { auditTrail(first: 5, after: $c) { nodes { id account } } }'
      for (const place of ['9'.repeat(15), '9'.repeat(19), '9'.repeat(40), '-1', '', 'x', '\u0000']) {
        expectDecent(await ask(city, journal, { id: stage().things['140521100']!.P, c: forged([place]) }, attackers['clerk.140521100']!.token), `journal ${place}`)
        expectDecent(await ask(city, trail, { c: forged([place, randomUUID()]) }, attackers['auditor.140521']!.token), `trail ${place}`)
      }
    })

    test('searches find nothing foreign, not even in a count or a sum', async () => {
      const { city, things } = stage()
      await each(async (name, attacker) => {
        const rank = name.startsWith('system') || name.startsWith('security') || name.startsWith('auditor') || name === 'nobody' || name === 'key for totals'
        for (const relation of ['sibling', 'above', 'elsewhere'] as const) {
          const foreign = things[attacker.at[relation]!]!
          for (const f of [{ search: foreign.canaries[0] }, { creditor: foreign.canaries[1] }, { search: foreign.canaries[1]!.toLowerCase(), unit: foreign.unit }]) {
            const { text } = await ask(city, PAGE, { u: attacker.at.own, f }, attacker.token)
            clean(text, attacker, `search by ${name}`)
            if (!rank) expect(JSON.parse(text).data.unit.payables, `${name} ${JSON.stringify(f)}`).toMatchObject({ totalCount: 0, sums: { amount: '0.00' }, nodes: [] })
          }
        }
        if (!rank) expect(JSON.parse((await ask(city, PAGE, { u: attacker.at.own, f: { search: things[attacker.at.own!]!.canaries[1] } }, attacker.token)).text).data.unit.payables.totalCount).toBe(1)
      })
    })

    test('an export holds no foreign row, a key for totals no single one, an import goes to no foreign unit', async () => {
      const { city, attackers } = stage()
      for (const [name, { token, at }] of Object.entries(attackers)) {
        const own = await send(`${city.url}/api/exports/payables`, undefined, bearer(token), 'GET')
        expect([name, own.status]).toEqual([name, token === null ? 401 : /^(clerk|office|key of)/.test(name) ? 200 : 403])
        if (at.own !== '140521100') continue
        const seen = (await send(`${city.url}/api/imports/${stage().things['140521100']!.import}`, undefined, bearer(token), 'GET')).status
        expect([name, seen]).toEqual([name, token === null ? 401 : name === 'key for totals' ? 404 : 200])
      }
      const asked = async (name: string, unit: string) => upload(city, attackers[name]!.token, Buffer.from('债权企业,到期日,欠款金额\n甲,2021-3-5,1\n'), { unit, requestId: '6d3f3a52-5a0e-4d3c-8c55-0d6a0f1f7b20', mode: 'acceptedOnly' })
      for (const unit of ['140521101', '140521', '140522100', '140599123', '\u0000', '140521100 ', 'x'.repeat(5_000)]) expect((await asked('clerk.140521100', unit)).text).toBe((await asked('clerk.140521100', '140599999')).text)
      for (const name of ['key of 140521100', 'system.140521', 'security.140521']) expect((await asked(name, '140521100')).status, name).toBeGreaterThanOrEqual(403)
      expect((await asked('nobody', '140521100')).status).toBe(401)
    })
  })
}
