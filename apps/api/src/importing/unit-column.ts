/** Which unit each row is of: its own cell, the one above where the sheet is laid out so, a section line, or the default. */
import { cellText, type Cell } from './cells.ts'
import type { SheetNotes } from './sheet-notes.ts'
import type { UnitFinder } from './unit-names.ts'

export interface UnitOfRow {
  /** Null when the row names a unit that the caller may not write for, or should name one and does not. */
  readonly code: string | null
  readonly text: string
}

export interface UnitColumn {
  /** The name in a line between the rows (一、龙港镇): the rows after it are of that unit, if it is one. */
  section(text: string): void
  /** The unit of the payable at that position. */
  next(index: number): UnitOfRow
}

interface Context {
  readonly notes: SheetNotes
  readonly findUnit: UnitFinder
  readonly defaultUnit: string
}

/**
 * @param cells the unit cells of the sheet's payables in order (merged cells already spread)
 * @param exists has the sheet a unit column at all? Without one, or when it is wholly blank, the unit is the section's,
 *   the sheet's, else the default.
 */
export function unitColumn(cells: readonly Cell[], exists: boolean, { notes, findUnit, defaultUnit }: Context): UnitColumn {
  const texts = cells.map((cell) => cellText(cell).trim())
  const named = texts.filter((text) => text !== '')
  const layout = inherits(texts)
  const after = nextNamed(texts)
  let above = ''
  let section: string | null = null
  const known = new Map<string, string | null>()
  const find = (text: string): string | null => {
    if (!known.has(text)) known.set(text, findUnit(text))
    return known.get(text)!
  }
  return {
    section(text) {
      section = find(text) ?? section
    },
    next(index) {
      const text = texts[index] ?? ''
      if (!exists || named.length === 0) return { code: section ?? notes.unit ?? defaultUnit, text: '' }
      if (text !== '') {
        above = text
        return { code: find(text), text }
      }
      if (section !== null) return { code: section, text }
      const taken = above !== '' && (layout || after[index] === above || new Set(named).size === 1) ? above : ''
      return taken === '' ? { code: null, text } : { code: find(taken), text: taken }
    },
  }
}

/** In a sheet that names a unit once, over its rows, no two filled cells in a row are the same. */
function inherits(texts: readonly string[]): boolean {
  if (!texts.includes('')) return false
  return texts.every((text, index) => index === 0 || text === '' || text !== texts[index - 1])
}

function nextNamed(texts: readonly string[]): string[] {
  const after: string[] = Array.from({ length: texts.length }, () => '')
  let next = ''
  for (let index = texts.length - 1; index >= 0; index--) {
    after[index] = next
    if (texts[index] !== '') next = texts[index]!
  }
  return after
}
