import { useState, type ReactNode } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { dayAt } from '@qingqian/rules/day'
import { serverNow } from '../graphql/clock.ts'
import { useViewer } from '../parts/access/viewer.tsx'
import { Attention } from '../parts/reporting/attention.tsx'
import { useDailyBoard, type DailyBoard } from '../parts/reporting/daily-board.ts'
import { ReportMark } from '../parts/reporting/report-mark.tsx'
import { TodayPanel } from '../parts/reporting/today-panel.tsx'
import { useBoard, type BoardUnit, type Before } from '../parts/rollup/board-data.ts'
import { BoardHead } from '../parts/rollup/board-head.tsx'
import { useCampaign, type Campaign } from '../parts/rollup/campaign.ts'
import { Cells } from '../parts/rollup/cells.tsx'
import { Children } from '../parts/rollup/children.tsx'
import { Headline } from '../parts/rollup/headline.tsx'
import { LastPayments } from '../parts/rollup/payments.tsx'
import { Ranking } from '../parts/rollup/ranking.tsx'
import { Replay } from '../parts/rollup/replay.tsx'
import { Targets } from '../parts/rollup/targets.tsx'
import { TerritorySwitch, useTerritory } from '../parts/rollup/territory.tsx'
import { useAddress, type Address } from '../parts/units/address.ts'
import { stampOf, useDates } from '../ui/dates.ts'
import { LoadFailed, Missing } from '../ui/failed.tsx'
import styles from './board.module.css'

/** The board of a unit: what it owes, what moved, who below it owes how much, who reported today. */
export default function BoardPage() {
  const address = useAddress()
  const viewer = useViewer()
  const campaign = useCampaign()
  const { board, before, loading, error, retry } = useBoard(address, campaign?.dailyDue ?? null, viewer.permissions.includes('LEDGER'))
  if (board) return <Shown board={board} before={before} address={address} campaign={campaign} />
  if (board === null) return <Missing />
  return loading || !error ? <Headline board={null} before={null} /> : <LoadFailed retry={retry} />
}

/** Few units below leave room beside the panels. */
const FEW = 12

type Shown = { board: BoardUnit; before: Before | null; address: Address; campaign: Campaign | null }

function Shown({ board, before, address, campaign }: Shown) {
  const { t } = useTranslation('rollup')
  const { t: word } = useTranslation('ui')
  const { short } = useDates()
  const viewer = useViewer()
  const [replaying, setReplaying] = useState(address.asOf !== null)
  const day = dayAt(address.asOf === null ? serverNow() : Date.parse(address.asOf))
  const daily = useDailyBoard(address.unit, day, address.asOf === null, viewer.permissions.includes('REPORTS'))
  const territory = useTerritory(board.code, (board.kind === 'TOWNSHIP' || board.kind === 'DEV_ZONE') && address.asOf === null)
  const since = campaign ? t('sinceDay', { day: short(campaign.baseline) }) : ''
  const few = board.children.length > 0 && board.children.length <= FEW
  const parts = (
    <>
      {campaign && board.totals.payableCount > 0 && <Targets board={board} campaign={campaign} />}
      <Cells board={board} />
    </>
  )
  const aside = (
    <>
      {territory.totals && <TerritorySwitch on={territory.on} turn={territory.turn} />}
      {campaign && !replaying && <Button onClick={() => setReplaying(true)}>{t('replay.open')}</Button>}
    </>
  )
  return (
    <>
      <BoardHead board={board} aside={aside} />
      {campaign && replaying && <Replay from={campaign.baseline} onClose={() => setReplaying(false)} />}
      {territory.on && territory.totals ? <Headline board={{ totals: territory.totals }} before={null} since={since} note={t('view.note')} /> : <Headline board={board} before={before} since={since} />}
      <Below board={board} before={before} daily={daily} campaign={campaign} isPast={address.asOf !== null} under={few ? parts : null} />
      {!few && <div className={styles.main}>{parts}</div>}
      <div className="notes">
        <span>{t('asOfNote', { moment: stampOf(board.totals.asOf) })}</span>
        <span className={styles.position}>{`${t('position')} ${board.totals.journalPosition}`}</span>
        {campaign && <span>{campaign.title}</span>}
        <span>{word('rounding')}</span>
      </div>
    </>
  )
}

type Parts = { board: BoardUnit; before: Before | null; daily: DailyBoard | null; campaign: Campaign | null; isPast: boolean; under: ReactNode }

/** The units below, and beside them what is live: reports, what needs somebody, payments, the ranking. */
function Below({ board, before, daily, campaign, isPast, under }: Parts) {
  const reports = new Map(daily?.rows.map((row) => [row.unit.code, row]))
  const leaf = board.children.length === 0
  return (
    <div className={leaf ? styles.leaf : styles.columns}>
      {!leaf && (
        <div className={styles.main}>
          <Children
            board={board}
            before={before}
            mark={(code) => {
              const row = reports.get(code)
              return row ? <ReportMark row={row} /> : null
            }}
            done={(codes) => {
              const rows = codes.flatMap((code) => reports.get(code) ?? [])
              return rows.length === 0 ? null : { all: rows.length, done: rows.filter((row) => row.signedAt !== null).length }
            }}
          />
          {under}
        </div>
      )}
      <div className={leaf ? styles.leaf : styles.side}>
        {daily && !leaf && <TodayPanel board={daily} parent={board.name} city={board.kind === 'CITY'} />}
        {!isPast && <Attention board={board} before={before} daily={leaf ? null : daily} campaign={campaign} />}
        {!isPast && board.lastPayments && <LastPayments board={board} payments={board.lastPayments} />}
        {!leaf && <Ranking board={board} />}
      </div>
    </div>
  )
}
