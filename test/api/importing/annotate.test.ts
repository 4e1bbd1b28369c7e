/** The workbook that goes back: faults marked, reasons in the last column, everything else as it was. */
import { readFileSync } from 'node:fs'
import { readXlsx } from '../../../apps/api/node_modules/hucre/dist/xlsx.mjs'
import { describe, expect, it } from 'vitest'
import { annotateInWorker } from '../../../apps/api/src/importing/reading.ts'
import { isUnreadable } from '../../../apps/api/src/importing/unreadable.ts'
import { archive, checked, faults, gbk, sheetXml, text, utf8, workbookParts } from './files.ts'

async function annotated(bytes: Uint8Array, fileName: string): Promise<{ bytes: Uint8Array; sheet: Awaited<ReturnType<typeof readXlsx>>['sheets'][number] }> {
  const ledger = await checked(bytes, fileName)
  const result = await annotateInWorker(bytes, fileName, ledger.marks)
  if (isUnreadable(result)) throw new Error(result.code)
  return { bytes: result, sheet: (await readXlsx(result, { readStyles: true })).sheets[0]! }
}

describe('the annotated workbook', () => {
  const original = readFileSync(new URL('../../ledgers/longgang-township.xlsx', import.meta.url))

  it('marks the faulty cells of an .xlsx and keeps the rest', async () => {
    const { sheet } = await annotated(original, 'a.xlsx')
    const before = (await readXlsx(original)).sheets[0]!
    const reasons = sheet.rows.map((row) => row[11] ?? null)
    expect(sheet.rows.map((row) => row.slice(0, 11))).toEqual(before.rows)
    expect(reasons[2]).toBe('错误原因')
    expect(reasons.flatMap((reason, index) => (index > 2 && reason ? [index + 1] : []))).toEqual([8, 13, 17, 22, 27, 32, 38])
    expect(reasons[12]).toContain('超过应付')
    expect(reasons[31]).toMatch(/^提醒:/)
    const cell = sheet.cells!.get('7,7')!
    expect(cell.comment?.text).toContain('必须大于零')
    expect(JSON.stringify(cell.style)).toContain('FFC7CE')
  })

  it('uploaded again, gives the same verdict and no second column of reasons', async () => {
    const once = await annotated(original, 'a.xlsx')
    const twice = await annotated(once.bytes, 'a.xlsx')
    expect(faults(await checked(once.bytes, 'a.xlsx'))).toEqual(faults(await checked(original, 'a.xlsx')))
    expect(twice.sheet.rows).toEqual(once.sheet.rows)
    expect([...twice.sheet.cells!.values()].filter((cell) => cell.comment)).toHaveLength(7)
  })

  it('keeps merges, formats and formulas of a two-level sheet', async () => {
    const bytes = readFileSync(new URL('../../ledgers/qinshui-departments.xlsx', import.meta.url))
    const { sheet } = await annotated(bytes, 'a.xlsx')
    const before = (await readXlsx(bytes, { readStyles: true })).sheets[0]!
    expect(sheet.merges).toEqual(before.merges)
    expect(sheet.rows.map((row) => row.slice(0, 13))).toEqual(before.rows)
    expect(sheet.cells!.get('5,9')!.formula).toBe('H6-I6')
    expect(sheet.cells!.get('5,6')!.style?.numFmt).toBe(before.cells!.get('5,6')!.style?.numFmt)
  })

  it('makes a workbook of a text file, and no text of the caller becomes a formula', async () => {
    const { sheet, bytes } = await annotated(gbk('债权企业,到期日,欠款金额\n=HYPERLINK(A1),昨天,-5\n+cmd|x,2021-1-1,1\n'), '台账.csv')
    expect(sheet.rows).toEqual([['债权企业', '到期日', '欠款金额', '错误原因'], ["'=HYPERLINK(A1)", '昨天', '-5', expect.stringMatching(/^错误:.*昨天.*大于零/s)], ["'+cmd|x", '2021-1-1', '1', null]])
    expect([...(sheet.cells?.values() ?? [])].some((cell) => cell.formula)).toBe(false)
    expect((await checked(bytes, 'a.xlsx')).rows.map((row) => row.creditor.name)).toEqual(['+cmd|x'])
  })

  it('makes one of an .xls, dates included', async () => {
    const { sheet } = await annotated(readFileSync(new URL('../../ledgers/qinshui-departments.xls', import.meta.url)), 'a.xls')
    expect(sheet.rows[4]![13]).toMatch(/^错误:/)
    expect(sheet.rows[4]![6]).toEqual(new Date('2019-12-05T00:00:00Z'))
    expect(sheet.merges!.length).toBeGreaterThan(5)
  })

  it('falls back to the cells when a workbook is written in an unusual manner; formulas that reach out are gone', async () => {
    const rows = `<row>${text('A1', '债权企业')}${text('B1', '到期日')}${text('C1', '金额')}</row><row>${text('A2', '甲')}${text('B2', '昨天')}<c r="C2"><f>cmd|'/c calc'!A0</f><v>5</v></c></row>`
    const { sheet } = await annotated(archive(workbookParts(sheetXml(rows))), 'a.xlsx')
    expect(sheet.rows[1]).toEqual(['甲', '昨天', 5, expect.stringMatching(/^错误:/)])
  })

  it('a workbook that cannot be read cannot be annotated', async () => {
    expect(await annotateInWorker(utf8('<html>'), 'a.xls', [])).toMatchObject({ code: 'WEB_PAGE' })
  })
})
