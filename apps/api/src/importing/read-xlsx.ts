/** .xlsx → sheets. Nothing is executed, fetched or expanded: macros, links and entities are not looked at. */
import { streamXlsxRows } from 'hucre/xlsx'
import type { Merge, Sheet } from './cells.ts'
import { LIMITS } from './limits.ts'
import { SheetBuilder, type Budget, type RowsRead } from './sheet-builder.ts'
import { Unreadable } from './unreadable.ts'
import { unzip, zip } from './zip.ts'

/** The parts that carry cells; pictures, macros, links and drawings stay behind. */
const WANTED = /^(\[Content_Types\]\.xml|_rels\/\.rels|.*workbook.*\.xml(\.rels)?|.*sharedStrings.*\.xml|.*styles.*\.xml|.*worksheets\/[^/]+\.xml)$/i

/**
 * @returns the visible sheets; hidden ones (drop-down lists, templates' dictionaries) are left out
 * @throws Unreadable
 */
export async function readXlsx(bytes: Uint8Array, told: RowsRead): Promise<Sheet[]> {
  const parts = unzip(bytes)
  if (!parts.has('[Content_Types].xml')) throw new Unreadable('NOT_A_TABLE')
  const wanted = new Map([...parts].filter(([name]) => WANTED.test(name)))
  for (const part of wanted.values()) refuseDoctype(part)
  const clean = zip(wanted, false)
  const budget: Budget = { rows: 0, text: 0 }
  const sheets: Sheet[] = []
  for (const entry of sheetEntries(wanted)) {
    if (entry.hidden) continue
    if (sheets.length >= LIMITS.sheets) throw new Unreadable('TOO_MANY_ROWS')
    const builder = new SheetBuilder(entry.name, budget, told)
    for await (const { index, values } of streamXlsxRows(clean, { sheet: entry.index })) builder.add(index + 1, values)
    builder.merges = entry.path === null ? [] : mergesOf(wanted.get(entry.path))
    sheets.push(builder.sheet())
  }
  return sheets
}

/** OOXML never declares a document type; one that does wants entities expanded. */
function refuseDoctype(part: Buffer): void {
  if (part.includes('<!DOCTYPE') || part.includes('<!ENTITY')) throw new Unreadable('FILE_HOSTILE')
}

/** A sheet as the workbook lists it. */
export interface SheetEntry {
  name: string
  /** Position among all sheets, which is how the library is asked. */
  index: number
  hidden: boolean
  path: string | null
}

/** The sheets of an unpacked .xlsx, hidden ones too. */
export function sheetEntries(parts: ReadonlyMap<string, Buffer>): SheetEntry[] {
  const workbookPath = [...parts.keys()].find((name) => /(^|\/)workbook\d*\.xml$/i.test(name))
  if (!workbookPath) throw new Unreadable('NOT_A_TABLE')
  const folder = workbookPath.slice(0, workbookPath.lastIndexOf('/') + 1)
  const links = parts.get(`${folder}_rels/${workbookPath.slice(folder.length)}.rels`)?.toString('utf8') ?? ''
  const paths = new Map<string, string>()
  for (const [tag] of links.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)) {
    const target = attribute(tag, 'Target')
    paths.set(attribute(tag, 'Id'), target.startsWith('/') ? target.slice(1) : folder + target)
  }
  const entries: SheetEntry[] = []
  for (const [tag] of parts.get(workbookPath)!.toString('utf8').matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)) {
    const name = attribute(tag, 'name')
    const id = /\b\w+:id="([^"]*)"/.exec(tag)?.[1] ?? ''
    // The library passes over sheets without a name or a link; the positions must agree with its own.
    if (name === '' || id === '') continue
    entries.push({ name: plain(name), index: entries.length, hidden: /hidden/i.test(attribute(tag, 'state')), path: paths.get(id) ?? null })
  }
  return entries
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
}

function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&')
}

/** The merged areas, which stand near the end of a sheet's part. At most 20,000: more is not a ledger's layout. */
function mergesOf(part: Buffer | undefined): Merge[] {
  if (!part) return []
  const at = part.lastIndexOf('mergeCells>')
  const from = at < 1 ? -1 : part.lastIndexOf('mergeCells', at - 1)
  if (from < 0) return []
  const merges: Merge[] = []
  for (const match of part.toString('utf8', from, at).matchAll(/ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g)) {
    merges.push({ top: Number(match[2]), left: columnIndex(match[1]!), bottom: Number(match[4]), right: columnIndex(match[3]!) })
    if (merges.length >= 20_000) break
  }
  return merges
}

function columnIndex(letters: string): number {
  let index = 0
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64
  return index - 1
}
