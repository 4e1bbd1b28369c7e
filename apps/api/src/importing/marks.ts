/** What is to be marked in the caller's workbook. */

/** The heading of the last column of an annotated workbook. */
export const REASON = '错误原因'

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
  /** Where 错误原因 goes, from 0: the column of an earlier 错误原因, else the first one to the right of everything. */
  readonly reasonColumn: number
  readonly marks: readonly Mark[]
}
