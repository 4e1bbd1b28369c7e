/** The columns of an exported ledger, in the words and the order of the offices' own forms. */
import { type Age, ageOf } from '@qingqian/rules/age'
import type { Category } from '@qingqian/rules/cell'
import type { Day } from '@qingqian/rules/day'
import { type PayableStatus, isDisputed, statusOf } from '@qingqian/rules/payable'
import { type Policy, dueOn } from '@qingqian/rules/policy'
import { type PayableRow, stateOf } from '../ledger/rows.ts'

/** Text, a day, an amount in fen, a running number, or nothing. */
export type CellContent = { text: string } | { day: Day } | { fen: bigint } | { number: number } | null

/** What a cell may need besides its row. */
export interface Shown {
  readonly index: number
  readonly unitName: string
  readonly today: Day
  readonly policy: Policy
}

export interface LedgerColumn {
  /** The label over several columns; those next to each other with the same one share it. */
  readonly group?: string
  readonly label: string
  readonly width: number
  /** Adds up at the foot. */
  readonly sum?: boolean
  readonly of: (row: PayableRow, shown: Shown) => CellContent
}

const CATEGORY: Record<Category, string> = { GOODS: '货物', WORKS: '工程', SERVICES: '服务', DIVIDEND: '分红', DEPOSIT: '保证金', OTHER: '其他' }
const AGE: Record<Age, string> = { y1: '1年以内', y2: '1-2年', y3: '2-3年', more: '3年以上', notYet: '未逾期' }
const STATUS: Record<PayableStatus, string> = { OPEN: '未清偿', PARTLY_PAID: '已付部分', CLEARED: '已结清' }

const text = (value: string | null): CellContent => (value === null || value === '' ? null : { text: value })

export const LEDGER_COLUMNS: readonly LedgerColumn[] = [
  { label: '序号', width: 6, of: (_, { index }) => ({ number: index + 1 }) },
  { label: '债务单位', width: 22, of: (_, { unitName }) => text(unitName) },
  { group: '债权企业', label: '债权企业名称', width: 32, of: (row) => text(row.creditorName) },
  { group: '债权企业', label: '统一社会信用代码', width: 21, of: (row) => text(row.creditorUscc) },
  { label: '合同编号', width: 18, of: (row) => text(row.contractNo) },
  { label: '款项类别', width: 9, of: (row) => text(CATEGORY[row.category]) },
  { label: '逾期起始日', width: 12, of: (row) => ({ day: row.overdueSince }) },
  { label: '账龄', width: 9, of: (row, { today }) => text(AGE[ageOf(row.overdueSince, today)]) },
  { group: '拖欠账款', label: '应付总额', width: 17, sum: true, of: (row) => ({ fen: row.amount }) },
  { group: '拖欠账款', label: '已付金额', width: 17, sum: true, of: (row) => ({ fen: row.paid }) },
  { group: '拖欠账款', label: '核销金额', width: 15, sum: true, of: (row) => ({ fen: row.extinguished }) },
  { group: '拖欠账款', label: '未清偿金额', width: 17, sum: true, of: (row) => ({ fen: row.outstanding }) },
  { group: '拖欠账款', label: '其中有分歧金额', width: 17, sum: true, of: (row) => ({ fen: row.disputed }) },
  { label: '形成时段', width: 12, of: (row, { policy }) => text(`${policy.cutoff.slice(0, 4)}年${row.vintage === 'BEFORE_CUTOFF' ? '以前' : '以来'}`) },
  { label: '清偿时限', width: 12, of: (row, { policy }) => dueCell(row, policy) },
  { label: '状态', width: 10, of: (row) => text(isDisputed(stateOf(row)) ? '有分歧' : STATUS[statusOf(stateOf(row))]) },
  { label: '备注', width: 24, of: (row) => text(row.note) },
]

function dueCell(row: PayableRow, policy: Policy): CellContent {
  if (row.outstanding === 0n) return null
  const due = dueOn(row.vintage, isDisputed(stateOf(row)), policy)
  return due === null ? { text: '分歧了结后定' } : { day: due }
}
