/** Files that are no ledgers, or mean harm: each is refused with a plain sentence, in time, and nothing leaks. */
import { describe, expect, it } from 'vitest'
import { readInWorker } from '../../../apps/api/src/importing/reading.ts'
import { isUnreadable } from '../../../apps/api/src/importing/unreadable.ts'
import { archive, check, checked, sheetXml, text, told, utf8, workbookParts, xlsx } from './files.ts'

const heading = `<row r="1">${text('A1', '债权企业')}${text('B1', '到期日')}${text('C1', '欠款金额')}</row>`
const line = (row: number): string => `<row r="${row}">${text(`A${row}`, `企业${row}`)}${text(`B${row}`, '2021-3-5')}<c r="C${row}"><v>${row}</v></c></row>`
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const bomb = (declared?: number): Buffer => archive({ ...workbookParts(sheetXml(heading)), 'xl/media/a.bin': Buffer.alloc(190 * 1024 * 1024), 'xl/media/b.bin': Buffer.alloc(30 * 1024 * 1024) }, declared)

describe('files that are refused', () => {
  it.each<[string, string, number, () => Uint8Array | Promise<Uint8Array>]>([
    ['nothing', 'FILE_EMPTY', 422, () => new Uint8Array()],
    ['blank lines', 'FILE_EMPTY', 422, () => utf8('\n\n , ,\n')],
    ['over 20 MB', 'FILE_TOO_LARGE', 413, () => new Uint8Array(20 * 1024 * 1024 + 1)],
    ['a picture', 'NOT_A_TABLE', 415, () => png],
    ['noise', 'NOT_A_TABLE', 415, () => Buffer.from(Array.from({ length: 4_000 }, (_, i) => (i * i * 31 + (i >> 3) * 7) % 256))],
    ['a web page in the name of .xls', 'WEB_PAGE', 415, () => utf8('<html><head><script>alert(1)</script></head><table><tr><td>债权企业</td></tr></table></html>')],
    ['XML with entities', 'NOT_A_TABLE', 415, () => utf8('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')],
    ['prose', 'NO_HEADINGS', 422, () => utf8('尊敬的领导:\n现将有关情况报告如下,请审阅。\n一、基本情况,二、下一步打算\n')],
    ['another table', 'NO_HEADINGS', 422, () => utf8('姓名,电话,住址\n张三,123,沁水\n')],
    ['a zip bomb', 'FILE_HOSTILE', 422, () => bomb()],
    ['a zip bomb with forged sizes', 'FILE_HOSTILE', 422, () => bomb(10)],
    ['a truncated zip', 'FILE_DAMAGED', 422, async () => (await xlsx({ a: [['债权企业', '金额'], ['甲', 1]] })).subarray(0, 3_000)],
    ['a zip of something else', 'NOT_A_TABLE', 415, () => archive({ 'a.txt': 'hello' })],
    ['a word document', 'NOT_A_TABLE', 415, () => archive({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<a/>' })],
    ['a billion laughs', 'FILE_HOSTILE', 422, () => archive(workbookParts(`<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>${sheetXml(heading)}`))],
    ['a cell in column one million', 'TOO_MANY_COLUMNS', 422, () => archive(workbookParts(sheetXml(`${heading}<row r="2"><c r="BDWGN2"><v>1</v></c></row>`)))],
    ['300 columns', 'TOO_MANY_COLUMNS', 422, () => utf8(`${Array.from({ length: 300 }, (_, i) => `列${i}`).join(',')}\n`)],
    ['too many rows', 'TOO_MANY_ROWS', 413, () => utf8(`债权企业,金额\n${'甲,1\n'.repeat(100_001)}`)],
    ['a damaged .xls', 'FILE_DAMAGED', 422, () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4_096, 7)])],
    ['an encrypted workbook', 'FILE_ENCRYPTED', 422, () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1_024), Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(512)])],
    ['text of no encoding', 'TEXT_UNREADABLE', 422, () => Buffer.concat([utf8('债权企业,到期日,欠款金额,债权企业名称如此这般,说明情况原因备注\n'), Buffer.from([0xff, 0xff, 0x41])])],
  ])('%s: %s', async (_, code, status, make) => {
    const result = await check(await make(), 'ledger.xls')
    expect(isUnreadable(result) ? { code: result.code, status: result.status } : result).toEqual({ code, status })
    if (isUnreadable(result)) expect(result.zh + result.en).not.toMatch(/Error|node_modules|at .*\.ts|undefined/)
  })

  it('a file cut at any place, or with any byte turned, is read or refused, never thrown', async () => {
    const whole = await xlsx({ a: [['债权企业', '到期日', '金额'], ['甲', '2021-1-1', 1]] })
    for (let step = 1; step < 8; step++) {
      const turned = Uint8Array.from(whole)
      const at = Math.floor((whole.length * step) / 8)
      turned[at] = turned[at]! ^ 0xff
      for (const bytes of [whole.subarray(0, at), turned]) await expect(check(bytes, 'a.xlsx')).resolves.toBeTypeOf('object')
    }
  })
})

describe('files that look worse than they are', () => {
  it('formats down to the last row and column count for nothing', async () => {
    const ledger = await checked(archive(workbookParts(sheetXml(`${heading}${line(2)}<row r="3"><c r="XFD3" s="1"/></row><row r="1048576"><c r="A1048576" s="1"/></row>`))), 'a.xlsx')
    expect(told(ledger)).toEqual(['2 140521100 企业2 - OTHER 2021-03-05 200 0 no'])
  })

  it('links, commands and macros are not followed', async () => {
    const row = `<row r="2">${text('A2', '=cmd|calc!A1')}${text('B2', '2021-3-5')}<c r="C2"><f>[1]S!A1+WEBSERVICE("http://example.invalid/")</f><v>7</v></c></row>`
    const ledger = await checked(archive({ ...workbookParts(sheetXml(heading + row)), 'xl/vbaProject.bin': 'macro', 'xl/externalLinks/externalLink1.xml': '<externalLink/>' }), 'a.xlsm')
    expect(told(ledger)).toEqual(['2 140521100 =cmd|calc!A1 - OTHER 2021-03-05 700 0 no'])
  })

  it('100,000 rows are read in time, and reading tells how far it is', async () => {
    const stages: string[] = []
    const bytes = utf8(`债权企业,合同号,到期日,欠款金额,已还\n${Array.from({ length: 99_000 }, (_, i) => `企业${i % 500},HT-${i},2021-3-5,${i + 1}.55,0\n`).join('')}`)
    const ledger = await checked(bytes, 'a.csv', { onProgress: ({ stage, done }) => stages.push(`${stage} ${done}`) })
    expect(ledger.summary).toMatchObject({ accepted: 99_000, creditorCount: 500 })
    expect(stages).toEqual(expect.arrayContaining(['reading 99000', 'checking 99000']))
  })
})

describe('bounds', () => {
  it('a cancelled import stops', async () => {
    const bytes = utf8(`债权企业,金额\n${'甲,1\n'.repeat(90_000)}`)
    expect(await check(bytes, 'a.csv', { signal: AbortSignal.abort() })).toMatchObject({ code: 'CANCELLED', status: 409 })
    const abort = new AbortController()
    expect(await check(bytes, 'a.csv', { signal: abort.signal, onProgress: () => abort.abort() })).toMatchObject({ code: 'CANCELLED' })
  })

  it('reading ends when its time is up, and later files are read all the same', async () => {
    expect(await readInWorker(utf8('a,b'), 'a.csv', { milliseconds: 1 })).toMatchObject({ code: 'TOOK_TOO_LONG' })
    const many = await Promise.all(Array.from({ length: 5 }, () => readInWorker(utf8('a,b'), 'a.csv')))
    expect(many.every((file) => !isUnreadable(file))).toBe(true)
  })
})
