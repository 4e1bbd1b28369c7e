/** What these attacks found once stays found: each of these was a fault of ours before it was mended. */
import { createHash, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { utf8 } from '../importing/files.ts'
import { type Stage, ask, bearer, expectDecent, upload } from './stage.ts'

interface At { readonly stage: Stage; readonly token: string }

const LIST = 'query ($f: PayableFilter) { unit(code: "140521100") { payables(first: 1, filter: $f) { totalCount } } }'
const TOTALS = 'query ($m: DateTime) { unit(code: "140521100") { totals(asOf: $m) { amount } ownTotals(knownAt: $m) { amount } } }'
const REGISTER = 'mutation ($i: RegisterPayableInput!) { registerPayable(input: $i) { ... on Refusal { code } ... on Payable { id } } }'

export function foundTests(at: () => At): void {
  const said = async (query: string, variables: object, account?: string): Promise<string> => {
    const reply = await ask(at().stage.city, query, variables, account ? (await at().stage.city.signIn(account)).token : at().token)
    expectDecent(reply, `${query} ${JSON.stringify(variables).slice(0, 200)}`)
    return reply.text
  }

  test('days and moments that the database has not', async () => {
    for (const day of ['0000-01-01', '0001-01-01', '1899-12-31', '3000-01-01', '9999-12-31']) expect(await said(LIST, { f: { overdueFrom: day } }), day).toContain('BAD_USER_INPUT')
    for (const moment of ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59-23:59', '3000-01-01T00:00:00+08:00']) expect(await said(TOTALS, { m: moment }), moment).toContain('BAD_USER_INPUT')
    for (const day of ['1900-01-01', '2999-12-31']) expect(await said(LIST, { f: { overdueFrom: day } }), day).toContain('totalCount')
    // exports read days by themselves; a broken one would end in the middle of the file
    const filter = encodeURIComponent('{"overdueFrom":"0000-01-01","overdueTo":"0000-01-02"}')
    const file = await fetch(`${at().stage.city.url}/api/exports/payables?filter=${filter}`, { headers: bearer(at().token) })
    expect([file.status, (await file.arrayBuffer()).byteLength > 1_000]).toEqual([200, true])
  })

  test('texts that the database cannot hold, where one searches', async () => {
    for (const text of ['a\u0000b', '\u0000', '\ud800', '%_\\']) {
      expect(await said(LIST, { f: { search: text, creditor: text } })).toContain('totalCount')
      expect(await said('query ($a: String) { auditTrail(first: 1, account: $a) { nodes { id } } }', { a: text }, 'auditor.140500')).toContain('nodes')
      expect(await said('mutation ($i: AccountInput!) { unlockAccount(input: $i) { ... on Refusal { code } } }', { i: { requestId: randomUUID(), account: text } }, 'security.140500')).toContain('NOT_FOUND')
    }
  })

  test('amounts beyond the database\'s numbers', async () => {
    const input = (amount: string): object => ({ i: { requestId: randomUUID(), unit: '140521100', creditor: { name: '某厂' }, category: 'GOODS', overdueSince: '2021-01-01', amount } })
    for (const amount of ['92233720368547758.08', '99999999999999999999999999', '10000000000000.00']) expect(await said(REGISTER, input(amount)), amount).toContain('AMOUNT_TOO_LARGE')
  })

  test('an empty code of a place', async () => {
    const i = { requestId: randomUUID(), parent: '140525', code: '140525-XIN', kind: 'DEPARTMENT', name: '新局', locatedIn: '' }
    expect(await said('mutation ($i: OpenUnitInput!) { openUnit(input: $i) { ... on Unit { code locatedIn { code } } ... on Refusal { code } } }', { i }, 'system.140500')).toContain('"locatedIn":null')
  })

  test('nesting that ends in a fault of spelling', async () => {
    for (const query of [`${'{a'.repeat(3_900)}\u0007`, `{a(b:${'['.repeat(7_000)}\u0007`]) expect(await said(query, {})).toContain('TOKEN_LIMIT')
    expect(await said('{ viewer { name } }', { x: JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) as unknown })).toContain('BAD_USER_INPUT')
  })

  test('a reason of half characters breaks no chain of hashes', async () => {
    const { city } = at().stage
    const { importId } = JSON.parse((await upload(city, at().token, utf8('债权企业,合同编号,到期日,欠款金额\n链条厂,LIAN-1,2021-3-5,7\n'), { mode: 'acceptedOnly' })).text) as { importId: string }
    expect(await said('mutation ($i: UndoImportInput!) { undoImport(input: $i) { ... on ImportUndone { payables } ... on Refusal { code } } }', { i: { requestId: randomUUID(), importId, reason: '误\ud800传\u0000了' } })).toContain('"payables":1')
    const [rows] = await city.app.database.overlook({ sql: "select county_id, payable_id from journal_entry where kind = 'REVERSAL' and detail ->> 'importId' = $1", values: [importId] })
    const text = await said('query ($id: ID!) { payable(id: $id) { journal(first: 10) { nodes { kind reason canonical previousHash hash } } } }', { id: `P.${String(rows![0]!.county_id)}.${String(rows![0]!.payable_id)}` })
    const entries = (JSON.parse(text) as { data: { payable: { journal: { nodes: { kind: string; reason: string; canonical: string; previousHash: string; hash: string }[] } } } }).data.payable.journal.nodes
    expect(entries.find(({ kind }) => kind === 'REVERSAL')!.reason).toBe('误\ufffd传了')
    for (const { canonical, previousHash, hash } of entries) expect(createHash('sha256').update(Buffer.from(previousHash, 'hex')).update(canonical, 'utf8').digest('hex')).toBe(hash)
  })
}
