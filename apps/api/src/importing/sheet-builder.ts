/** Collects rows under the limits while a file is read. */
import { isBlank, type Cell, type Merge, type Sheet, type SheetRow } from './cells.ts'
import { LIMITS } from './limits.ts'
import { Unreadable } from './unreadable.ts'

/** What all sheets of a file have used of the limits so far. */
export interface Budget {
  rows: number
  text: number
}

/** Told now and then how many rows have been read. */
export type RowsRead = (rows: number) => void

/** One sheet in the making. */
export class SheetBuilder {
  readonly rows: SheetRow[] = []
  merges: Merge[] = []
  readonly #name: string
  readonly #budget: Budget
  readonly #told: RowsRead

  constructor(name: string, budget: Budget, told: RowsRead) {
    this.#name = keepable(name)
    this.#budget = budget
    this.#told = told
  }

  /** Takes a row as the file numbers it, from 1; a row with nothing in it is passed over. Throws Unreadable beyond a limit. */
  add(row: number, values: readonly unknown[]): void {
    let last = values.length - 1
    while (last >= 0 && isBlank(cellOf(values[last]))) last--
    if (last < 0) return
    if (last >= LIMITS.columns) throw new Unreadable('TOO_MANY_COLUMNS')
    if (++this.#budget.rows > LIMITS.rows) throw new Unreadable('TOO_MANY_ROWS')
    const cells: Cell[] = []
    for (let column = 0; column <= last; column++) {
      const cell = cellOf(values[column])
      if (typeof cell === 'string') this.#budget.text += cell.length
      cells.push(cell)
    }
    if (this.#budget.text > LIMITS.allText) throw new Unreadable('TOO_MANY_ROWS')
    this.rows.push({ row, cells })
    if (this.#budget.rows % 1_000 === 0) this.#told(this.#budget.rows)
  }

  sheet(): Sheet {
    return { name: this.#name, rows: this.rows, merges: this.merges }
  }
}

/** Spreadsheets can spell NUL and half characters (_x0000_, &#0;); the database can keep neither. */
const keepable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '')

/** A library's value as ours. Dates arrive as midnight UTC of the day the cell shows. */
function cellOf(value: unknown): Cell {
  // The apostrophe that keeps text from being a formula (our own workbooks have it too) is no part of the text.
  if (typeof value === 'string') return keepable(value.slice(0, LIMITS.cellText)).replace(/^'(?=[=+\-@\t\r])/, '')
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'boolean') return value
  if (value instanceof Date) return Number.isFinite(value.getTime()) ? { day: value.toISOString().slice(0, 10) } : null
  return null
}
