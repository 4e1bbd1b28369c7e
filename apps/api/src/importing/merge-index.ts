/** Merged areas by row, so that a sheet with thousands of them is still read in one pass. */
import type { Merge } from './cells.ts'

/** Rows covered by merges that are indexed; whole-column merges are nobody's ledger. */
const MOST = 500_000

export class MergeIndex {
  readonly #byRow = new Map<number, Merge[]>()
  readonly any: boolean

  constructor(merges: readonly Merge[]) {
    this.any = merges.length > 0
    let indexed = 0
    for (const merge of merges) {
      indexed += merge.bottom - merge.top + 1
      if (indexed > MOST) return
      for (let row = merge.top; row <= merge.bottom; row++) {
        const there = this.#byRow.get(row)
        if (there) there.push(merge)
        else this.#byRow.set(row, [merge])
      }
    }
  }

  /** The area that covers a cell (row from 1, column from 0). */
  at(row: number, column: number): Merge | undefined {
    return this.#byRow.get(row)?.find((merge) => merge.left <= column && column <= merge.right)
  }
}
