/** The exported workbook through the public route: scope, content, form, and what a hostile name does not do. */
import { randomUUID } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { NOTICE_2022 } from '@qingqian/rules/policy'
import { readXlsx } from '../../../apps/api/node_modules/hucre/dist/xlsx.mjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeLedgerWorkbook } from '../../../apps/api/src/exporting/ledger-workbook.ts'
import type { PayableRow } from '../../../apps/api/src/ledger/rows.ts'
import { type City, openCity } from '../../harness/city.ts'

let city: City
beforeAll(async () => { city = await openCity() })
afterAll(() => city.close())

const get = async (account: string | null, query: Record<string, string>) =>
  fetch(`${city.url}/api/exports/payables?${new URLSearchParams(query).toString()}`, { headers: account ? { authorization: `Bearer ${(await city.signIn(account)).token}` } : {} })
const sheetOf = async (response: Response) => {
  expect(response.status).toBe(200)
  return (await readXlsx(new Uint8Array(await response.arrayBuffer()), { readStyles: true })).sheets[0]!
}

describe('export of a ledger', () => {
  test('a township: title, unit of money, two frozen rows of headings, every row, and sums that are formulas', async () => {
    const clerk = await city.signIn('clerk.140521100')
    const { data } = await clerk.ask('{ unit(code: "140521100") { name payables(first: 100) { totalCount sums { amount paid outstanding disputedOutstanding } nodes { creditor { name } amount } } } }')
    const { totalCount, sums, nodes } = data!.unit.payables
    const response = await get('clerk.140521100', { unit: '140521100' })
    expect(decodeURIComponent(response.headers.get('content-disposition')!)).toMatch(/龙港镇.*清欠台账_\d{8}\.xlsx/)
    const sheet = await sheetOf(response)
    expect(sheet.rows[0]![0]).toBe(`${data!.unit.name}清理拖欠中小企业账款台账`)
    expect(sheet.rows[1]!.filter(Boolean)).toEqual([expect.stringMatching(/^填报单位/), expect.stringMatching(/^截至:\d{4}年/), '金额单位:元'])
    expect(sheet.rows.length).toBeGreaterThanOrEqual(4 + totalCount + 1)
    expect(sheet.rows.slice(4, 4 + nodes.length).map((row) => row[2])).toEqual(nodes.map((node: { creditor: { name: string } }) => node.creditor.name))
    const foot = 4 + totalCount
    expect(sheet.rows[foot]![0]).toBe('合计')
    for (const [column, sum] of [[8, sums.amount], [9, sums.paid], [11, sums.outstanding], [12, sums.disputedOutstanding]] as const) {
      const cell = sheet.cells!.get(`${foot},${column}`)!
      expect(cell.formula).toMatch(/^SUM\([A-Z]+5:[A-Z]+\d+\)$/)
      expect(Number(cell.formulaResult ?? sheet.rows[foot]![column]).toFixed(2)).toBe(sum)
      expect(sheet.cells!.get(`4,${column}`)!.style?.numFmt).toBe('#,##0.00')
    }
    expect(sheet.merges).toEqual(expect.arrayContaining([expect.objectContaining({ startRow: 0, startCol: 0 })]))
  })

  test('the filter of the list is the filter of the file; amounts in 万元 stay exact to the fen', async () => {
    const office = await city.signIn('office.140521')
    const filter = { vintages: ['BEFORE_CUTOFF'], statuses: ['PARTLY_PAID'] }
    const { data } = await office.ask('query ($filter: PayableFilter) { unit(code: "140521") { payables(first: 1, filter: $filter) { totalCount sums { outstanding } } } }', { filter })
    const sheet = await sheetOf(await get('office.140521', { unit: '140521', filter: JSON.stringify(filter), money: 'wan' }))
    const rows = sheet.rows.slice(4, 4 + data!.unit.payables.totalCount)
    expect(rows.every((row) => row[13] === '2020年以前')).toBe(true)
    expect(rows.reduce((sum, row) => sum + Math.round((row[11] as number) * 1_000_000), 0)).toBe(Math.round(Number(data!.unit.payables.sums.outstanding) * 100))
  })

  test('outside the caller\'s scope there is nothing; without a session, with a strange filter: refused', async () => {
    expect((await get('clerk.140521100', { unit: '140521' })).status).toBe(404)
    expect((await get(null, { unit: '140521' })).status).toBe(401)
    expect((await get('clerk.140521100', { filter: '{"statuses":["x"]}' })).status).toBe(400)
    expect((await get('clerk.140521100', { filter: '{"constructor":1}' })).status).toBe(400)
    expect((await get('clerk.140521100', { orderBy: '{"field":"toString","direction":"ASC"}' })).status).toBe(400)
  })

  test('what begins with = + - @ stays text, also out of the ledger', async () => {
    const clerk = await city.signIn('clerk.140521100')
    const names = ['=HYPERLINK("http://evil","x")', '+cmd|x', '-2+3', '@SUM(A1)', '<b>&"\u0007']
    for (const name of names) {
      const { data } = await clerk.ask('mutation ($input: RegisterPayableInput!) { registerPayable(input: $input) { __typename ... on Refusal { code } } }', {
        input: { requestId: randomUUID(), unit: '140521100', creditor: { name }, category: 'GOODS', overdueSince: '2021-03-01', amount: '12.34', contractNo: 'INJECT' },
      })
      expect(data!.registerPayable.__typename).toBe('Payable')
    }
    const sheet = await sheetOf(await get('clerk.140521100', { filter: JSON.stringify({ search: 'INJECT' }) }))
    const shown = sheet.rows.slice(4, 4 + names.length).map((row) => row[2])
    expect(new Set(shown)).toEqual(new Set(names.map((name) => name.replace('\u0007', ''))))
    const formulas = [...sheet.cells!.entries()].filter(([, cell]) => cell.formula)
    expect(formulas.every(([at]) => at.startsWith(`${4 + names.length},`))).toBe(true)
  })

  test('20,000 rows are written in seconds, and a receiver that goes away ends the writing', async () => {
    const row = { countyId: '140521', unitId: 'u', creditorName: '沁水县第一建材有限公司', creditorUscc: null, contractNo: null, category: 'GOODS', vintage: 'SINCE_CUTOFF', overdueSince: '2021-03-01', amount: 100n, paid: 0n, openingPaid: 0n, extinguished: 0n, disputed: 0n, outstanding: 100n, note: null } as unknown as PayableRow
    let asked = 0
    async function* pages(most: number) {
      for (let page = 0; page < most; page++) {
        asked++
        yield Array.from({ length: 500 }, () => row)
      }
    }
    const sheet = { unitName: '沁水县', at: Date.now(), money: 'yuan', policy: NOTICE_2022, nameOf: () => '龙港镇' } as const
    const begun = Date.now()
    expect(await writeLedgerWorkbook(new PassThrough().resume() as PassThrough, { ...sheet, pages: pages(40) })).toBe(20_000)
    expect(Date.now() - begun).toBeLessThan(20_000)
    asked = 0
    const gone = new PassThrough({ highWaterMark: 16_384 }) // nobody reads
    setTimeout(() => gone.destroy(), 300)
    await expect(writeLedgerWorkbook(gone, { ...sheet, pages: pages(1000) })).rejects.toThrow('the receiver went away')
    expect(asked).toBeLessThan(1000)
  })
})
