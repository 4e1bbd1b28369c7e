import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { daysBetween } from '@qingqian/rules/day'
import { fenOf, type Fen } from '@qingqian/rules/money'
import { useServerNow } from '../../graphql/now.ts'
import { useDates } from '../../ui/dates.ts'
import { Money, MoneyUnitWord } from '../../ui/money.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { StateWord, type State } from '../../ui/state-word.tsx'
import { compared, type Before, type BoardUnit } from '../rollup/board-data.ts'
import type { Campaign } from '../rollup/campaign.ts'
import panels from '../rollup/panels.module.css'
import { usePageLink } from '../units/address.ts'
import { deviationOf, unreported, type DailyBoard } from './daily-board.ts'
import { useShortName } from './short-name.ts'

const HOUR = 3_600_000
const NEAR_DAYS = 30
const RISERS = 3

type Item = { key: string; state: State; word: string; what: ReactNode; amount?: Fen; to?: string }
type Seen = { board: BoardUnit; before: Before | null; daily: DailyBoard | null; campaign: Campaign | null }

/** 需要关注: only what the figures themselves say: late reports, rising arrears, deadlines, sums left out. */
export function Attention(seen: Seen) {
  const { t } = useTranslation('reporting')
  const items = [...useReports(seen.board, seen.daily), ...useArrears(seen)]
  return (
    <Sheet title={t('attention.title')} note={<MoneyUnitWord />}>
      {items.length === 0 ? (
        <p className={`mu s ${panels.empty}`}>{t('attention.none')}</p>
      ) : (
        <ul className={`${panels.rows} ${panels.items}`}>
          {items.map((item) => (
            <li key={item.key}>
              <StateWord state={item.state}>{item.word}</StateWord>
              <span>{item.to === undefined ? item.what : <Link to={item.to}>{item.what}</Link>}</span>
              <span className={panels.amount}>{item.amount !== undefined && <Money of={item.amount} />}</span>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  )
}

function useReports(board: BoardUnit, daily: DailyBoard | null): Item[] {
  const { t } = useTranslation('reporting')
  const link = usePageLink()
  const short = useShortName()
  const now = useServerNow()
  if (daily === null) return []
  const left = Date.parse(daily.deadline) - now
  const open = unreported(daily)
  const names = (rows: typeof open) => rows.slice(0, 3).map((row) => short(row.unit.name, board.name)).join(t('attention.and'))
  const items: Item[] = []
  const to = link('dispatch', board.code)
  if (open.length > 0 && left < HOUR) {
    const word = t(left <= 0 ? 'status.MISSING' : 'status.OPEN')
    items.push({ key: 'open', state: left <= 0 ? 'overdue' : 'late', word, what: t(open.length > 3 ? 'attention.units' : 'attention.few', { names: names(open), count: open.length }), to })
  }
  const late = daily.rows.filter((row) => row.status === 'LATE')
  if (late.length > 0) items.push({ key: 'late', state: 'late', word: t('status.LATE'), what: t(late.length > 3 ? 'attention.units' : 'attention.few', { names: names(late), count: late.length }), to })
  const moved = daily.rows.filter((row) => deviationOf(row) !== null)
  if (moved.length > 0) items.push({ key: 'moved', state: 'late', word: t('attention.moved'), what: t(moved.length > 3 ? 'attention.units' : 'attention.few', { names: names(moved), count: moved.length }), to })
  return items
}

function useArrears({ board, before, campaign }: Seen): Item[] {
  const { t } = useTranslation('reporting')
  const { t: word } = useTranslation('ui')
  const { short } = useDates()
  const now = useServerNow()
  const link = usePageLink()
  const items: Item[] = []
  const earlier = new Map(before?.children.map((child) => [child.id, compared(child.totals)]))
  const risers = board.children
    .flatMap((child) => {
      const then = earlier.get(child.id)
      const rise = then ? fenOf(child.totals.outstanding) - fenOf(then.outstanding) : 0n
      return rise > 0n ? [{ child, rise }] : []
    })
    .sort((a, b) => (a.rise < b.rise ? 1 : -1))
  for (const { child, rise } of risers.slice(0, RISERS)) {
    items.push({ key: child.id, state: 'overdue', word: t('attention.rising'), what: t('attention.since', { unit: child.name }), amount: rise, to: link('ledger', child.code, { order: 'recordedDesc' }) })
  }
  const today = new Date(now + 8 * HOUR).toISOString().slice(0, 10)
  for (const vintage of campaign ? (['SINCE_CUTOFF', 'BEFORE_CUTOFF'] as const) : []) {
    const deadline = vintage === 'SINCE_CUTOFF' ? campaign!.deadlineSince : campaign!.deadlineBefore
    const owed = board.totals.cells.reduce((sum, cell) => (cell.vintage === vintage && !cell.disputed ? sum + fenOf(cell.outstanding) : sum), 0n)
    const left = daysBetween(today, deadline)
    if (owed === 0n || left > NEAR_DAYS) continue
    items.push({
      key: vintage, state: left < 0 ? 'overdue' : 'late', word: t(left < 0 ? 'attention.over' : 'attention.near'), amount: owed,
      what: t(left < 0 ? 'attention.deadlineOver' : 'attention.deadline', { vintage: word(`vintage.${vintage}`), day: short(deadline), count: Math.abs(left) }),
      to: link('ledger', board.code, { tab: 'owed', vintage, disputed: 'false' }),
    })
  }
  const excluded = fenOf(board.totals.excludedOutstanding)
  if (excluded > 0n) items.push({ key: 'excluded', state: 'noplan', word: t('attention.excluded'), what: t('attention.suspended'), amount: excluded, to: link('ledger', board.code, { counted: 'false', tab: 'owed' }) })
  return items
}
