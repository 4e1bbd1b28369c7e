/** .xls (Excel 97–2003, also WPS .et saved as such) → sheets. */
import { EncryptedFileError, readXls as parse } from 'hucre'
import type { Sheet } from './cells.ts'
import { LIMITS } from './limits.ts'
import { SheetBuilder, type Budget, type RowsRead } from './sheet-builder.ts'
import { Unreadable } from './unreadable.ts'

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

/** A compound file: .xls, but also an encrypted .xlsx, .doc and .msi. */
export function looksCompound(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte)
}

/** @throws Unreadable */
export async function readXls(bytes: Uint8Array, told: RowsRead): Promise<Sheet[]> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.includes(Buffer.from('EncryptedPackage', 'utf16le'))) throw new Unreadable('FILE_ENCRYPTED')
  const workbook = await parse(bytes).catch((fault: unknown) => {
    if (fault instanceof EncryptedFileError) throw new Unreadable('FILE_ENCRYPTED')
    throw new Unreadable(file.includes(Buffer.from('WordDocument', 'utf16le')) ? 'NOT_A_TABLE' : 'FILE_DAMAGED')
  })
  const budget: Budget = { rows: 0, text: 0 }
  if (workbook.sheets.length > LIMITS.sheets) throw new Unreadable('TOO_MANY_ROWS')
  return workbook.sheets.map((sheet) => {
    const builder = new SheetBuilder(sheet.name, budget, told)
    // Rows that the file leaves out are holes of the array.
    for (let index = 0; index < sheet.rows.length; index++) builder.add(index + 1, sheet.rows[index] ?? [])
    builder.merges = (sheet.merges ?? []).slice(0, 20_000).map((m) => ({ top: m.startRow + 1, left: m.startCol, bottom: m.endRow + 1, right: m.endCol }))
    return builder.sheet()
  })
}
