import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ReportStatus } from '../../graphql/generated/graphql.ts'
import { serverNow } from '../../graphql/clock.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { StateShape } from '../../ui/state-word.tsx'
import { usePageLink } from '../units/address.ts'
import type { DailyBoard, DailyRow } from './daily-board.ts'
import { STATE_OF } from './report-mark.tsx'
import { useShortName } from './short-name.ts'
import styles from './today-panel.module.css'

export const LINES = ['COUNTY', 'TOWNSHIP', 'ZONE', 'DEPARTMENT', 'SOE', 'OTHER'] as const
const HOUR = 3_600_000

export function lineOf({ unit }: DailyRow): (typeof LINES)[number] {
  return unit.kind === 'COUNTY' ? 'COUNTY' : (unit.reportingLine ?? 'OTHER')
}

/** The look of a tile. In the last hour before the deadline what is still open turns amber. */
function tileOf(status: ReportStatus, deadline: string): string {
  if (status === 'REPORTED') return styles.ok!
  if (status === 'LATE' || status === 'RETURNED') return styles.late!
  if (status === 'MISSING') return styles.missing!
  if (status === 'EXEMPT') return styles.exempt!
  const left = Date.parse(deadline) - serverNow()
  return left > 0 && left < HOUR ? `${styles.open} ${styles.soon}` : styles.open!
}

/** 今日日报: expected, reported, missing, and a tile for each unit that turns green as reports come. */
export function TodayPanel({ board, parent, city }: { board: DailyBoard; parent: string; city: boolean }) {
  const { t } = useTranslation('reporting')
  const counts = (
    <span className={styles.counts} aria-live="polite">
      <span>
        {t('expected')} <b>{board.expected}</b>
      </span>
      <span>
        {t('reported')} <b className="dn">{board.reported}</b>
      </span>
      <span>
        {t('missing')} <b>{board.expected - board.reported}</b>
      </span>
    </span>
  )
  return (
    <Sheet title={t('today')} aside={counts}>
      <Wall board={board} parent={parent} city={city} />
    </Sheet>
  )
}

/** A tile for each unit, by reporting line. */
export function Wall({ board, parent, city }: { board: DailyBoard; parent: string; city: boolean }) {
  const { t } = useTranslation('reporting')
  const { t: word } = useTranslation('ui')
  return (
    <div className={styles.lines}>
      {LINES.map((line) => {
        const rows = board.rows.filter((row) => lineOf(row) === line)
        return (
          rows.length > 0 && (
            <div key={line} className={styles.line}>
              <span className="mu s">{word(city ? `cityLine.${line}` : `line.${line}`)}</span>
              <div className={styles.tiles}>
                {rows.map((row) => (
                  <Tile key={row.unit.id} row={row} deadline={board.deadline} parent={parent} />
                ))}
              </div>
            </div>
          )
        )
      })}
      {board.rows.length === 0 && <p className="mu s">{t('none')}</p>}
    </div>
  )
}

function Tile({ row, deadline, parent }: { row: DailyRow; deadline: string; parent: string }) {
  const { t } = useTranslation('reporting')
  const link = usePageLink()
  const name = useShortName()(row.unit.name, parent)
  const told = row.status === 'REPORTED'
  return (
    <Link
      className={`${styles.tile} ${tileOf(row.status, deadline)}`}
      to={link(row.unit.kind === 'COUNTY' ? 'dispatch' : 'report', row.unit.code)}
      title={`${row.unit.name} ${t(`status.${row.status}`)}`}
      aria-label={`${name} ${name === row.unit.name ? '' : row.unit.name} ${t(`status.${row.status}`)}`}
    >
      {!told && <StateShape state={STATE_OF[row.status]} />}
      <span>{name}</span>
    </Link>
  )
}
