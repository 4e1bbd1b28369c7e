/** Bytes of a stranger's file → sheets of cells. Goes by content; the file's name is only a name. Runs in a worker thread. */
import type { ReadFile } from './cells.ts'
import { LIMITS } from './limits.ts'
import { looksCompound, readXls } from './read-xls.ts'
import { readText } from './read-text.ts'
import { readXlsx } from './read-xlsx.ts'
import type { RowsRead } from './sheet-builder.ts'
import { Unreadable } from './unreadable.ts'
import { looksZipped } from './zip.ts'

/**
 * @param told hears every thousand rows how many have been read
 * @throws Unreadable for every file that is not a readable table; the libraries' own errors count as FILE_DAMAGED
 */
export async function readFile(bytes: Uint8Array, fileName: string, told: RowsRead): Promise<ReadFile> {
  if (bytes.length === 0) throw new Unreadable('FILE_EMPTY')
  if (bytes.length > LIMITS.fileBytes) throw new Unreadable('FILE_TOO_LARGE')
  try {
    if (looksZipped(bytes)) return { kind: 'xlsx', sheets: await readXlsx(bytes, told) }
    if (looksCompound(bytes)) return { kind: 'xls', sheets: await readXls(bytes, told) }
    return { kind: 'text', sheets: [readText(bytes, sheetName(fileName), told)] }
  } catch (fault) {
    if (fault instanceof Unreadable) throw fault
    if (fault instanceof Error && /column .* outside|beyond the supported|out of bounds/i.test(fault.message)) throw new Unreadable('TOO_MANY_COLUMNS')
    throw new Unreadable('FILE_DAMAGED')
  }
}

function sheetName(fileName: string): string {
  return fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '') || '台账'
}
