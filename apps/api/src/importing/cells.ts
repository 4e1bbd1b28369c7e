/** Sheets as the importer sees them, whatever file they came from. Plain data: it crosses from the reading thread. */
import type { Day } from '@qingqian/rules/day'

/** A date cell arrives as its day; an error value (#REF!) as its text; a formula as its stored result. */
export type Cell = string | number | boolean | { readonly day: Day } | null

/** One row with something in it. */
export interface SheetRow {
  /** As the file numbers it, from 1. */
  readonly row: number
  /** By column from 0; may end before the sheet's last column. */
  readonly cells: readonly Cell[]
}

/** A merged area, rows as in the file from 1, columns from 0, both ends included. */
export interface Merge {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export interface Sheet {
  readonly name: string
  /** Rows with something in them, in the order of the file. */
  readonly rows: readonly SheetRow[]
  readonly merges: readonly Merge[]
}

export type FileKind = 'xlsx' | 'xls' | 'text'

/** What reading gives: the visible sheets, and what kind of file it was by its content. */
export interface ReadFile {
  readonly kind: FileKind
  readonly sheets: readonly Sheet[]
}

/** 0 → "A", 26 → "AA". */
export function columnLetter(column: number): string {
  let letters = ''
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) letters = String.fromCharCode(65 + (rest % 26)) + letters
  return letters
}

/** The cell as text, for labels, names and messages. A number is written without exponent. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return cell
  if (typeof cell === 'number') return numberText(cell)
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  return cell.day
}

/**
 * The decimal text of a cell's number at the 15 significant digits that a spreadsheet keeps: 0.1 + 0.2 is "0.3", as the
 * screen showed it. No exponent up to 1e21.
 */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const rounded = Number(value.toPrecision(15))
  const text = String(rounded)
  if (!text.includes('e')) return text
  return Math.abs(rounded) < 1 ? rounded.toFixed(20).replace(/0+$/, '').replace(/\.$/, '') : Math.abs(rounded) < 1e40 ? BigInt(rounded).toString() : text
}

export function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && /^[\s\u3000\u200B\uFEFF]*$/.test(cell))
}
