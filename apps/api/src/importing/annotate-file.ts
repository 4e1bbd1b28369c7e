/** The caller's workbook with the faulty cells filled and noted, and the reasons in a last column 错误原因. Runs in a worker thread. */
import type { SheetMarks } from './marks.ts'
import { addNotes } from './mark-notes.ts'
import { markSheet } from './mark-sheet.ts'
import { MarkStyles } from './mark-styles.ts'
import { plainWorkbook } from './plain-workbook.ts'
import { readFile } from './read.ts'
import { sheetEntries } from './read-xlsx.ts'
import { looksZipped, unzip, zip } from './zip.ts'

/**
 * @param rebuild make a plain workbook from the cells even of an .xlsx: the way out for workbooks written in an
 *   unusual manner, on which this function otherwise throws
 * @returns .xlsx bytes
 */
export async function annotateFile(task: { bytes: Uint8Array; fileName: string; marks: readonly SheetMarks[]; rebuild: boolean }): Promise<Uint8Array> {
  const keep = looksZipped(task.bytes) && !task.rebuild
  const { parts, paths } = keep ? original(task.bytes) : plainWorkbook(await readFile(task.bytes, task.fileName, () => undefined))
  const stylesPath = [...parts.keys()].find((path) => /(^|\/)styles\d*\.xml$/i.test(path))
  if (!stylesPath) throw new TypeError('no styles')
  const styles = new MarkStyles(textOf(parts, stylesPath))
  for (const marks of task.marks) {
    const path = paths.get(marks.sheet)
    if (path === undefined || !parts.has(path)) throw new TypeError('no such sheet')
    if (marks.marks.length === 0) continue
    parts.set(path, Buffer.from(markSheet(textOf(parts, path), marks, styles)))
    addNotes(parts, path, marks.marks)
  }
  parts.set(stylesPath, Buffer.from(styles.toString()))
  return zip(parts, true)
}

function textOf(parts: ReadonlyMap<string, Uint8Array>, path: string): string {
  return Buffer.from(parts.get(path)!).toString('utf8')
}

/** The workbook's own parts, without macros, and without the order of computing, which programs make anew. */
function original(bytes: Uint8Array): { parts: Map<string, Uint8Array>; paths: Map<string, string> } {
  const all = unzip(bytes)
  const paths = new Map(sheetEntries(all).flatMap((entry) => (entry.path === null ? [] : [[entry.name, entry.path] as const])))
  const dropped = /(vbaProject|vbaData|calcChain)[^/"]*$/i
  const parts = new Map<string, Uint8Array>()
  for (const [path, part] of all) {
    if (dropped.test(path.replace(/\.rels$/, ''))) continue
    if (path === '[Content_Types].xml') {
      const types = part.toString('utf8').replaceAll(/<Override\b[^>]*(?:vbaProject|vbaData|calcChain)[^>]*\/>/g, '')
      parts.set(path, Buffer.from(types.replaceAll('application/vnd.ms-excel.sheet.macroEnabled.main+xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml')))
    } else if (path.endsWith('.rels')) parts.set(path, Buffer.from(part.toString('utf8').replaceAll(/<Relationship\b[^>]*(?:vbaProject|calcChain)[^>]*\/>/g, '')))
    else parts.set(path, part)
  }
  return { parts, paths }
}
