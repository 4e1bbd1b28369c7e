/** Tells payables from everything else that stands in a ledger's rows. */
import { halfWidth } from '@qingqian/rules/text'
import { cellText, isBlank, type SheetRow } from './cells.ts'
import { readMoney } from './cell-values.ts'
import type { Headings } from './headings.ts'
import type { Field } from './heading-words.ts'
import { labelKey } from './heading-words.ts'
import type { MergeIndex } from './merge-index.ts'

export type RowKind = 'payable' | 'total' | 'heading' | 'section' | 'passed'

const TOTAL = /^(.{0,16})?(合计|小计|总计|共计|累计|总和|汇总)(数|金额)?(\(.{0,12}\))?:?(\d*[户家笔个项]?)?$/
const WITHIN = /^(其中|其中:.*|其中.{0,10})$/
const REMARK = /^(注|备注|说明|填表说明|填表|制表|填报|上报|报送|审核|复核|审批|单位负责|负责人|分管|主要领导|经办|联系|电话|日期|盖章|公章|签字|签章|附|单位:|金额单位|截至|截止|统计|第.{1,4}页|共.{1,4}页|以下空白|以上)/
const MONEY: readonly Field[] = ['amount', 'paid', 'outstanding', 'disputedAmount', 'undisputedAmount']
/** A cell in any of these makes the row somebody's claim. */
const SUBSTANCE: readonly Field[] = ['uscc', 'contractNo', 'overdueSince', 'amount', 'paid', 'outstanding', 'disputedAmount', 'undisputedAmount']

/** Judges one row below the headings. `isUnit` tells whether a text names one of the caller's units. */
export function rowKind(row: SheetRow, merges: MergeIndex, headings: Headings, isUnit: (text: string) => boolean): RowKind {
  const filled = row.cells.flatMap((cell, column) => (isBlank(cell) ? [] : [{ column, text: halfWidth(cellText(cell).slice(0, 80)).replaceAll(/\s/g, '') }]))
  const fieldAt = new Map((Object.entries(headings.columns) as [Field, number][]).map(([field, column]) => [column, field]))
  for (const guess of headings.guesses) if (guess.field && !fieldAt.has(guess.column)) fieldAt.set(guess.column, guess.field)
  const has = (field: Field): boolean => headings.columns[field] !== undefined && !isBlank(row.cells[headings.columns[field]])

  if (repeatsHeadings(filled, headings)) return 'heading'
  if (filled.some(({ column, text }) => isTotalWord(text, fieldAt.get(column), has('creditor') && (has('uscc') || has('contractNo'))))) return 'total'
  if (numbersColumns(filled, row)) return 'heading'
  const substance = SUBSTANCE.some((field) => has(field) && !isNothing(field, row.cells[headings.columns[field]!]))
  if (substance) {
    const first = filled[0]?.text ?? ''
    // 制表人:… and 日期:… stand wherever there is room, also under a date or an amount.
    return REMARK.test(first) && filled.length <= 4 && !has('creditor') && !hasMoney(row, headings) ? 'passed' : 'payable'
  }
  if (!has('creditor')) return isSection(filled, row, merges) ? 'section' : 'passed'
  const creditor = cellText(row.cells[headings.columns.creditor!]).trim()
  if (filled.length === 1 && isUnit(sectionName(creditor))) return 'section'
  const area = merges.at(row.row, headings.columns.creditor!)
  const wide = area !== undefined && area.right - area.left >= 2
  return wide || REMARK.test(halfWidth(creditor)) || creditor.length > 60 ? 'passed' : 'payable'
}

/** Money columns only and no label at all: a sum that somebody forgot to name, if it is the sum. */
export function hasOnlyMoney(row: SheetRow, headings: Headings): boolean {
  const money = new Set(MONEY.map((field) => headings.columns[field]))
  return row.cells.every((cell, column) => isBlank(cell) || money.has(column))
}

function hasMoney(row: SheetRow, headings: Headings): boolean {
  return MONEY.some((field) => headings.columns[field] !== undefined && typeof readMoney(row.cells[headings.columns[field]], '元') === 'object')
}

/** A template's formulas leave noughts and dashes in rows that nobody has filled in. */
function isNothing(field: Field, cell: SheetRow['cells'][number] | undefined): boolean {
  if (!MONEY.includes(field)) return false
  const money = readMoney(cell, '元')
  return money === 'BLANK' || (typeof money === 'object' && money.fen === 0n)
}

function isTotalWord(text: string, field: Field | undefined, isClaim: boolean): boolean {
  if (field === 'note' || field === 'ignored' || text.length > 24) return false
  if (isClaim && field !== 'seq' && field !== 'unit') return false
  return TOTAL.test(text) || WITHIN.test(text)
}

/** Printed ledgers repeat their headings on every page. */
function repeatsHeadings(filled: readonly { column: number; text: string }[], headings: Headings): boolean {
  if (filled.length < 2) return false
  const same = filled.filter(({ column, text }) => labelKey(text) !== '' && (headings.guesses[column]?.heading ?? '').split(' ').some((label) => labelKey(label) === labelKey(text)))
  return same.length >= 2 && same.length * 10 >= filled.length * 7
}

/** 1 2 3 4 …, (1) (2) … or 甲 乙 丙 … under the headings. */
function numbersColumns(filled: readonly { column: number; text: string }[], row: SheetRow): boolean {
  if (filled.length < 4 || filled.length < row.cells.length / 2) return false
  return filled.every(({ text }) => /^[([]?(\d{1,2}|[甲乙丙丁戊己庚辛])[)\]]?(=.*)?$/.test(text)) && new Set(filled.map(({ text }) => text)).size === filled.length
}

/** 一、龙港镇: → 龙港镇 */
export function sectionName(text: string): string {
  return halfWidth(text).replace(/^[(]?[一二三四五六七八九十\d]+[)]?[、.\s]*/, '').replace(/:.*$/, '').trim()
}

/** A line with one text, the head of a part of the table: 一、龙港镇. */
function isSection(filled: readonly { column: number; text: string }[], row: SheetRow, merges: MergeIndex): boolean {
  if (filled.length !== 1 || REMARK.test(filled[0]!.text)) return false
  const area = merges.at(row.row, filled[0]!.column)
  return filled[0]!.text.length <= 40 && (filled[0]!.column === 0 || (area !== undefined && area.right > area.left))
}
