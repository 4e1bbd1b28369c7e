/** Makes ledger files as offices have them: encodings, workbooks, archives. */
import { createRequire } from 'node:module'
import { crc32, deflateRawSync } from 'node:zlib'
import { checkLedger, type CheckedLedger, type LedgerInput } from '../../../apps/api/src/importing/check.ts'
import { isUnreadable, type UnreadableFile } from '../../../apps/api/src/importing/unreadable.ts'

/** The API's own dependency; tests stand outside its folder. */
const ExcelJS: typeof import('../../../apps/api/node_modules/@protobi/exceljs') = createRequire(new URL('../../../apps/api/package.json', import.meta.url))('@protobi/exceljs')

/** What the offices of these tests may write for. */
export const UNITS = [
  { code: '140521100', name: '龙港镇' },
  { code: '140521-JYJ', name: '县教育局' },
  { code: '140521-WJJ', name: '县卫生健康局' },
  { code: '140521-WJJ-RMYY', name: '县人民医院(演示)' },
  { code: '140521-QHSY', name: '沁河实业集团有限公司(演示)' },
]

export async function check(bytes: Uint8Array, fileName: string, more: Partial<LedgerInput> = {}): Promise<CheckedLedger | UnreadableFile> {
  return checkLedger({ bytes, fileName, units: UNITS, defaultUnit: '140521100', today: '2022-06-23', cutoff: '2020-01-01', ...more })
}

/** For files that must be readable. */
export async function checked(bytes: Uint8Array, fileName: string, more: Partial<LedgerInput> = {}): Promise<CheckedLedger> {
  const result = await check(bytes, fileName, more)
  if (isUnreadable(result)) throw new Error(`${fileName}: ${result.code}`)
  return result
}

/** One line a row: unit creditor contract category day amount paid disputed. */
export function told(ledger: CheckedLedger): string[] {
  return ledger.rows.map((row) => `${row.row} ${row.unit} ${row.creditor.name} ${row.contractNo ?? '-'} ${row.category} ${row.overdueSince} ${row.amount} ${row.paid} ${row.disputed ? row.disputedAmount : 'no'}`)
}

export function faults(ledger: CheckedLedger): string[] {
  return ledger.rejected.map((one) => [`${one.row} ${one.code}`, ...one.others.map((other) => other.code)].join(' '))
}

export const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8')

export function utf16(text: string, { bigEndian = false, mark = true } = {}): Uint8Array {
  const bytes = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le')
  return bigEndian ? bytes.swap16() : bytes
}

let table: Map<string, Buffer> | null = null

/** GBK, by turning the decoder's table round. */
export function gbk(text: string): Uint8Array {
  if (!table) {
    table = new Map()
    const decoder = new TextDecoder('gbk')
    for (let high = 0x81; high <= 0xfe; high++) for (let low = 0x40; low <= 0xfe; low++) table.set(decoder.decode(Buffer.from([high, low])), Buffer.from([high, low]))
  }
  return Buffer.concat([...text].map((c) => (c.charCodeAt(0) < 128 ? Buffer.from(c) : (table!.get(c) ?? Buffer.from('?')))))
}

type Rows = readonly (readonly unknown[])[]

/** A workbook with one sheet a name; merges are A1 ranges of the first sheet. */
export async function xlsx(sheets: Record<string, Rows>, merges: readonly string[] = [], hidden: readonly string[] = []): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = workbook.addWorksheet(name, { state: hidden.includes(name) ? 'hidden' : 'visible' })
    for (const row of rows) sheet.addRow([...row])
  }
  for (const range of merges) workbook.worksheets[0]!.mergeCells(range)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** A zip of any parts; `declared` forges the sizes that it claims. */
export function archive(parts: Record<string, string | Uint8Array>, declared?: number): Buffer {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(parts)) {
    const part = Buffer.from(content)
    const data = deflateRawSync(part)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(crc32(part), 14)
    head.writeUInt32LE(data.length, 18)
    head.writeUInt32LE(declared ?? part.length, 22)
    head.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    head.copy(entry, 6, 4, 28)
    entry.writeUInt32LE(offset, 42)
    pieces.push(head, Buffer.from(name), data)
    directory.push(entry, Buffer.from(name))
    offset += 30 + name.length + data.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length / 2, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...pieces, central, end])
}

/** The parts of a workbook with one sheet whose XML is given. */
export function workbookParts(sheet: string | Uint8Array): Record<string, string | Uint8Array> {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const links = 'http://schemas.openxmlformats.org/package/2006/relationships'
  return {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    '_rels/.rels': `<Relationships xmlns="${links}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${links}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
  }
}

export const sheetXml = (rows: string): string => `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`
export const text = (at: string, value: string): string => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
