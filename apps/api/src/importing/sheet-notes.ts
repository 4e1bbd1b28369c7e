/** What a sheet says about itself beside its table: 单位:万元, 截至2022年6月15日, 填报单位:龙港镇. */
import { readDay } from '@qingqian/rules/date-text'
import type { Day } from '@qingqian/rules/day'
import { halfWidth } from '@qingqian/rules/text'
import { cellText, type Cell, type Sheet } from './cells.ts'
import type { LedgerMoneyUnit } from './cell-values.ts'
import type { Headings } from './headings.ts'
import type { UnitFinder } from './unit-names.ts'

export interface SheetNotes {
  readonly moneyUnit: LedgerMoneyUnit | null
  /** The day the figures are of. */
  readonly asOf: Day | null
  /** The unit that the sheet is of, when a note or the sheet's own name says so. */
  readonly unit: string | null
}

const DAY_TEXT = /[\d〇零○一二三四五六七八九十]{2,4}\s*[年\-/.]\s*[\d一二三四五六七八九十]{1,3}\s*(?:[月\-/.]\s*(?:[\d一二三四五六七八九十]{1,3}\s*[日号]?|底|末)?)?|\d{8}/

/**
 * Looks above the table, at its headings, below its last row for 截至, and at the names of sheet and file.
 * @param today a 截至 day later than that is no fact yet and is passed over
 */
export function readNotes(sheet: Sheet, headings: Headings, fileName: string, findUnit: UnitFinder, today: Day): SheetNotes {
  const above = sheet.rows.filter((row) => row.row < headings.top).flatMap((row) => row.cells.map(noteText)).filter((text) => text.trim() !== '')
  const labels = headings.guesses.map((guess) => guess.heading)
  const below = sheet.rows.slice(-8).filter((row) => row.cells.filter((cell) => cellText(cell).trim() !== '').length <= 3).flatMap((row) => row.cells.map(noteText))
  return {
    moneyUnit: firstOf(above, moneyUnitNote) ?? firstOf(below, moneyUnitNote),
    asOf: firstOf([...above, ...labels, sheet.name, ...below, fileName], (text) => asOfNote(text, today)),
    unit: firstOf(above, (text) => unitNote(text, findUnit)) ?? findUnit(sheet.name) ?? firstOf(above, (text) => titleUnit(text, findUnit)),
  }
}

/** A note is short; what is longer is a stranger's attempt to keep the patterns below busy. */
function noteText(cell: Cell): string {
  return cellText(cell).slice(0, 200)
}

function firstOf<T>(texts: readonly string[], read: (text: string) => T | null): T | null {
  for (const text of texts) {
    const found = read(halfWidth(text))
    if (found !== null) return found
  }
  return null
}

function moneyUnitNote(text: string): LedgerMoneyUnit | null {
  const match = /单位\s*:?\s*\(?(?:人民币)?\s*(亿元|万元|千元|元)|\((?:金额)?(?:单位)?:?(?:人民币)?(亿元|万元|千元)\)/.exec(text)
  return (match?.[1] ?? match?.[2] ?? null) as LedgerMoneyUnit | null
}

function asOfNote(text: string, today: Day): Day | null {
  const match = new RegExp(`截[至止](?:到|于)?(?:日期|时间)?\\s*[::]?\\s*(${DAY_TEXT.source})`).exec(text)
  const day = match ? readDay(match[1]!) : null
  return day !== null && day <= today ? day : null
}

function unitNote(text: string, findUnit: UnitFinder): string | null {
  const match = /(?:填报|上报|报送|编制|欠款|债务|责任)?(?:单位|部门)(?:名称)?(?:\(盖章\)|\(公章\)|盖章)?\s*:\s*([^\s:;,]{2,40})/.exec(text)
  return match ? findUnit(match[1]!) : null
}

/** 龙港镇欠款明细表 is of 龙港镇. */
function titleUnit(text: string, findUnit: UnitFinder): string | null {
  const match = /^(.{2,30}?)(?:拖欠|欠款|欠付|账款|应付|清欠|逾期|无分歧)/.exec(text.replaceAll(/\s/g, ''))
  return match ? findUnit(match[1]!) : null
}
