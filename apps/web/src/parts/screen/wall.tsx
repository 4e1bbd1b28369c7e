import { useTranslation } from 'react-i18next'
import type { ReportStatus } from '../../graphql/generated/graphql.ts'
import { StateShape } from '../../ui/state-word.tsx'
import { useServerNow } from '../../graphql/now.ts'
import type { DailyBoard, DailyRow } from '../reporting/daily-board.ts'
import { STATE_OF } from '../reporting/report-mark.tsx'
import { useShortName } from './names.ts'
import styles from './wall.module.css'

const LINES = ['COUNTY', 'TOWNSHIP', 'ZONE', 'DEPARTMENT', 'SOE', 'OTHER'] as const
const lineOf = ({ unit }: DailyRow) => (unit.kind === 'COUNTY' ? 'COUNTY' : (unit.reportingLine ?? 'OTHER'))

const LOOK: Record<ReportStatus, string> = {
  REPORTED: styles.ok!, LATE: styles.late!, RETURNED: styles.late!, MISSING: styles.missing!, OPEN: styles.open!, NOT_DUE: styles.open!, EXEMPT: styles.exempt!,
}

/** 今日报送墙: a tile for every unit that has to report; it turns green the moment its report comes. */
export function Wall({ board, unit, city }: { board: DailyBoard | null; unit: string; city: boolean }) {
  const { t } = useTranslation('screen')
  const { t: word } = useTranslation('ui')
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>
        {t('wall.title')}
        <span>{t('wall.note')}</span>
        {board && (
          <span className={styles.counts}>
            {t('wall.expected')} <b>{board.expected}</b>　{t('wall.reported')} <b className="dn">{board.reported}</b>　{t('wall.missing')} <b className={board.expected > board.reported ? styles.amber : ''}>{board.expected - board.reported}</b>
          </span>
        )}
      </h2>
      {board && board.rows.length === 0 && <p className="mu">{t('wall.none')}</p>}
      {board && LINES.map((line) => {
        const rows = board.rows.filter((row) => lineOf(row) === line)
        return rows.length > 0 && <Line key={line} name={word(city ? `cityLine.${line}` : `line.${line}`)} rows={rows} unit={unit} deadline={board.deadline} />
      })}
    </section>
  )
}

function Line({ name, rows, unit, deadline }: { name: string; rows: DailyRow[]; unit: string; deadline: string }) {
  const { t } = useTranslation('reporting')
  const short = useShortName(unit)
  const left = Date.parse(deadline) - useServerNow()
  const soon = left > 0 && left < 3_600_000
  return (
    <div className={styles.line}>
      <span>{name}</span>
      <ul>
        {rows.map((row) => {
          const open = row.status === 'OPEN' || row.status === 'NOT_DUE'
          return (
            <li key={row.unit.id} className={`${styles.tile} ${LOOK[row.status]} ${open && soon ? styles.soon : ''}`} title={`${row.unit.name} ${t(`status.${row.status}`)}`}>
              {row.status !== 'REPORTED' && <StateShape state={STATE_OF[row.status]} />}
              <span>{short(row.unit.name)}</span>
              <span className="hidden">{t(`status.${row.status}`)}</span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
