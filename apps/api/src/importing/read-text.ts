/** .csv and .txt → one sheet: finds the encoding and the separator by looking. */
import { parse, type Options } from 'csv-parse/sync'
import type { Sheet } from './cells.ts'
import { SheetBuilder, type RowsRead } from './sheet-builder.ts'
import { Unreadable } from './unreadable.ts'

/**
 * The text of a file in UTF-8, UTF-16 or GB18030 (of which GBK and GB2312 are parts), with or without a mark.
 * @throws Unreadable NOT_A_TABLE for binary content, TEXT_UNREADABLE when no encoding fits
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decoded(bytes).replace(/^\uFEFF/, '')
  // Pictures and programs have control marks by the thousand; tables have none but tabs and line ends.
  const controls = text.slice(0, 65_536).match(/[\u0000-\u0008\u000E-\u001F]/g)?.length ?? 0
  if (controls > 2 && controls > Math.min(text.length, 65_536) / 1_000) throw new Unreadable('NOT_A_TABLE')
  return text
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const wide = wideEncoding(bytes)
  if (wide) return new TextDecoder(wide).decode(bytes)
  const utf8 = attempt('utf-8', bytes)
  if (utf8 !== null) return utf8
  if (!mostlyUtf8(bytes)) {
    const gb = attempt('gb18030', bytes)
    if (gb !== null) return gb
  }
  throw new Unreadable(bytes.subarray(0, 4_096).includes(0) ? 'NOT_A_TABLE' : 'TEXT_UNREADABLE')
}

function attempt(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** UTF-16 without its mark: commas, tabs, digits and line ends leave zeros on one side only. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 8_192)
  const zeros = [0, 0]
  for (let index = 0; index < sample.length; index++) if (sample[index] === 0) zeros[index % 2]!++
  const enough = sample.length / 20
  if (zeros[1]! > enough && zeros[0]! < zeros[1]! / 10) return 'utf-16le'
  return zeros[0]! > enough && zeros[1]! < zeros[0]! / 10 ? 'utf-16be' : null
}

/** UTF-8 with a few broken bytes must not be taken for GBK, which would read it as other, wrong characters. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, 262_144))
  const broken = text.match(/\uFFFD/g)?.length ?? 0
  const good = text.match(/[\u4E00-\u9FFF]/g)?.length ?? 0
  return good > 20 && broken < good / 20
}

const SEPARATORS = ['\t', ',', ';', '|', '\uFF0C'] as const

/**
 * Rows are numbered as a spreadsheet program would: one per record, blank lines included.
 * @throws Unreadable
 */
export function readText(bytes: Uint8Array, name: string, told: RowsRead): Sheet {
  const text = decodeText(bytes)
  const start = text.slice(0, 2_048).trimStart().toLowerCase()
  if (/^(<!doctype html|<html|<table|<head|<meta|<script|<div)/.test(start) || (start.startsWith('<') && start.includes('<html'))) throw new Unreadable('WEB_PAGE')
  if (/^(<\?xml|<!doctype|<svg|\{|%pdf|mime-version)/.test(start)) throw new Unreadable('NOT_A_TABLE')
  const hint = /^sep=(.)\r?\n/i.exec(text)
  const delimiter = hint?.[1] ?? separatorOf(text)
  const builder = new SheetBuilder(name, { rows: 0, text: 0 }, told)
  let row = 0
  const take = (record: string[]): null => {
    builder.add(++row, record.map(unwrapped))
    return null
  }
  const options: Options = { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, max_record_size: 1_048_576, on_record: take }
  try {
    parse(text, options)
  } catch (fault) {
    if (fault instanceof Unreadable) throw fault
    // A lone quotation mark at the head of a cell swallows the rest of the file: read again with marks as plain text.
    return readUnquoted(text, name, delimiter, told)
  }
  return builder.sheet()
}

function readUnquoted(text: string, name: string, delimiter: string, told: RowsRead): Sheet {
  const builder = new SheetBuilder(name, { rows: 0, text: 0 }, told)
  text.split(/\r\n|\n|\r/).forEach((line, index) => builder.add(index + 1, line.split(delimiter).map(unwrapped)))
  return builder.sheet()
}

/** ="00123" is how spreadsheets are told to keep a code as text. */
function unwrapped(cell: string): string {
  return /^="([^"]*)"$/.exec(cell)?.[1] ?? cell
}

/** The separator that gives the most lines the same, largest number of cells. */
function separatorOf(text: string): string {
  const lines = text.slice(0, 131_072).split(/\r\n|\n|\r/).filter((line) => line.trim() !== '').slice(0, 60)
  let best = ','
  let bestScore = 0
  for (const separator of SEPARATORS) {
    const counts = new Map<number, number>()
    for (const line of lines) {
      const cells = line.replaceAll(/"[^"]*"/g, '').split(separator).length
      if (cells > 1) counts.set(cells, (counts.get(cells) ?? 0) + 1)
    }
    const score = Math.max(0, ...[...counts].map(([cells, times]) => times * Math.min(cells, 12)))
    if (score > bestScore) [best, bestScore] = [separator, score]
  }
  return best
}
