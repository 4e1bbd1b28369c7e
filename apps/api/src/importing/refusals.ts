/** Why a row is refused or doubted, in the words a clerk reads. */

export type RowFault =
  | 'UNIT_UNKNOWN'
  | 'CREDITOR_MISSING'
  | 'AMOUNT_UNREADABLE'
  | 'AMOUNT_NOT_POSITIVE'
  | 'PAID_EXCEEDS_AMOUNT'
  | 'DATE_UNREADABLE'
  | 'DATE_IN_FUTURE'
  | 'DUPLICATE'
export type RowDoubt = 'USCC_CHECK_DIGIT' | 'UNIT_SLIP_SUSPECTED' | 'OUTSTANDING_DIFFERS'

/** Where something is wrong. */
export interface Place {
  readonly sheet: string
  /** As the file numbers it, from 1. */
  readonly row: number
  /** From 0; null when the sheet has no such column. */
  readonly columnIndex: number | null
  /** For people: "欠款金额(元)(H 列)", or "第 8 行" when there is no column. */
  readonly column: string
}

export interface Finding<Code extends RowFault | RowDoubt = RowFault | RowDoubt> extends Place {
  readonly code: Code
  readonly zh: string
  readonly en: string
}

/** A row that is refused: its first fault, and what else is wrong with it. */
export interface Rejection extends Finding<RowFault> {
  readonly others: readonly Finding<RowFault>[]
}
export type Warning = Finding<RowDoubt>

/** The caller's text as it may stand in our sentences: one line, short, in 「」 so that it never begins a cell. */
export function quoted(text: string): string {
  const line = text.replaceAll(/[\s\p{C}]+/gu, ' ').trim()
  return `「${line.length > 40 ? `${line.slice(0, 40)}…` : line}」`
}
