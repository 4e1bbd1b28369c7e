import { useTranslation } from 'react-i18next'
import { dayAt } from '@qingqian/rules/day'
import { serverNow } from '../graphql/clock.ts'
import { useDailyBoard } from '../parts/reporting/daily-board.ts'
import { ReportMark } from '../parts/reporting/report-mark.tsx'
import { TodayPanel } from '../parts/reporting/today-panel.tsx'
import { useBoard, type BoardUnit, type Before } from '../parts/rollup/board-data.ts'
import { BoardHead } from '../parts/rollup/board-head.tsx'
import { Cells } from '../parts/rollup/cells.tsx'
import { Children } from '../parts/rollup/children.tsx'
import { Headline } from '../parts/rollup/headline.tsx'
import { TerritorySwitch, useTerritory } from '../parts/rollup/territory.tsx'
import { useAddress, type Address } from '../parts/units/address.ts'
import { stampOf } from '../ui/dates.ts'
import { LoadFailed, Missing } from '../ui/failed.tsx'
import styles from './board.module.css'

/** The board of a unit: what it owes, what moved, who below it owes how much, who reported today. */
export default function BoardPage() {
  const address = useAddress()
  const { board, before, loading, error, retry } = useBoard(address)
  if (board) return <Shown board={board} before={before} address={address} />
  if (board === null) return <Missing />
  return loading || !error ? <Headline board={null} before={null} /> : <LoadFailed retry={retry} />
}

function Shown({ board, before, address }: { board: BoardUnit; before: Before | null; address: Address }) {
  const { t } = useTranslation('rollup')
  const { t: word } = useTranslation('ui')
  const day = dayAt(address.asOf === null ? serverNow() : Date.parse(address.asOf))
  const daily = useDailyBoard(address.unit, day, address.asOf === null)
  const territory = useTerritory(board.code, (board.kind === 'TOWNSHIP' || board.kind === 'DEV_ZONE') && address.asOf === null)
  const reports = new Map(daily?.rows.map((row) => [row.unit.code, row]))
  return (
    <>
      <BoardHead board={board} aside={territory.totals && <TerritorySwitch on={territory.on} turn={territory.turn} />} />
      {territory.on && territory.totals ? <Headline board={{ totals: territory.totals }} before={null} note={t('view.note')} /> : <Headline board={board} before={before} />}
      <div className={daily ? styles.columns : styles.single}>
        {board.children.length > 0 && (
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
        )}
        {daily && (
          <div className={styles.side}>
            <TodayPanel board={daily} parent={board.name} city={board.kind === 'CITY'} />
          </div>
        )}
      </div>
      <Cells board={board} />
      <div className="notes">
        <span>{t('asOfNote', { moment: stampOf(board.totals.asOf) })}</span>
        <span className={styles.position}>{`${t('position')} ${board.totals.journalPosition}`}</span>
        <span>{word('rounding')}</span>
      </div>
    </>
  )
}
