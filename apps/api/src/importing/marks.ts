/** What is to be marked in the caller's workbook. */

/** One faulty cell and what is wrong with it. */
export interface Mark {
  /** As in the file, from 1. */
  readonly row: number
  /** From 0; null when the fault is of the row as a whole. */
  readonly column: number | null
  readonly level: 'error' | 'warning'
  readonly text: string
}

export interface SheetMarks {
  readonly sheet: string
  /** The lowest row of the headings, where 错误原因 is written. */
  readonly headingRow: number
  readonly marks: readonly Mark[]
}
