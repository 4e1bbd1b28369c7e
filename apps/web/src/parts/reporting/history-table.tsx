import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ReportHistoryQuery } from '../../graphql/generated/graphql.ts'
import { clockOf, useDates } from '../../ui/dates.ts'
import { Delta } from '../../ui/delta.tsx'
import { Money, MoneyUnitWord } from '../../ui/money.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { StateWord } from '../../ui/state-word.tsx'
import { usePageLink } from '../units/address.ts'
import { deviationOf } from './daily-board.ts'
import { STATE_OF } from './report-mark.tsx'
import styles from './history-table.module.css'

export type PastDay = NonNullable<ReportHistoryQuery['unit']>['dailyReports'][number]

/** A row a day, newest first: what was signed, and by how much the ledger of that day differs from it. */
export function HistoryTable({ days, unit }: { days: PastDay[]; unit: string }) {
  const { t } = useTranslation('reporting')
  const { t: word } = useTranslation('ui')
  const count = (...statuses: string[]) => days.filter((day) => statuses.includes(day.status)).length
  return (
    <Sheet title={t('history.counts', { onTime: count('REPORTED'), late: count('LATE'), missing: count('MISSING') })} note={<>{word('money.header', { unit: '' })}<MoneyUnitWord /></>}>
      <div className={styles.scroll}>
        <table className="tb">
          <caption className="hidden">{t('history.title')}</caption>
          <thead>
            <tr>
              <th>{t('history.day')}</th>
              <th>{t('history.state')}</th>
              <th className="num">{t('history.time')}</th>
              <th className={styles.more}>{t('history.by')}</th>
              <th className={`num ${styles.more}`}>{t('day.count')}</th>
              <th className="num">{t('day.outstanding')}</th>
              <th className={`num ${styles.more}`}>{t('day.paid')}</th>
              <th className="num">{t('history.deviation')}</th>
              <th className={styles.more}>{t('history.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {[...days].reverse().map((day) => (
              <Row key={day.id} day={day} unit={unit} />
            ))}
          </tbody>
        </table>
      </div>
    </Sheet>
  )
}

function Row({ day, unit }: { day: PastDay; unit: string }) {
  const { t } = useTranslation('reporting')
  const { weekday } = useDates()
  const link = usePageLink()
  const last = day.versions.at(-1)
  const deviation = last && deviationOf({ signedAt: last.signedAt, version: last.version, figures: last.figures, ledger: day.ledger })
  return (
    <tr>
      <td>
        <Link to={link('report', unit, { day: day.day })}>{day.day}</Link> <span className="mu s">{weekday(day.day)}</span>
      </td>
      <td>
        <StateWord state={STATE_OF[day.status]}>{t(`status.${day.status}`)}</StateWord>
      </td>
      <td className="num">
        {last && clockOf(Date.parse(last.signedAt), false)}
        {last && last.version > 1 && <span className="mu s"> {t('versions.version', { version: last.version })}</span>}
      </td>
      <td className={styles.more}>
        {last?.signedBy}
        {last?.onBehalf && <span className="mu s"> {t('history.onBehalf')}</span>}
      </td>
      <td className={`num ${styles.more}`}>{last?.figures.count}</td>
      <td className="num b">{last && <Money of={last.figures.outstanding} />}</td>
      <td className={`num ${styles.more}`}>{last && <Money of={last.figures.paid} />}</td>
      <td className="num">{deviation ? <Delta amount={deviation.outstanding} /> : last && <span className="mu">{t('history.same')}</span>}</td>
      <td className={`${styles.reason} ${styles.more}`}>{last?.correctionReason ?? last?.note}</td>
    </tr>
  )
}
