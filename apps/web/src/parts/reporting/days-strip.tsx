import { useQuery } from '@apollo/client/react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { addDays, type Day } from '@qingqian/rules/day'
import { ReportDaysDocument } from '../../graphql/generated/graphql.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { usePageLink } from '../units/address.ts'
import styles from './days-strip.module.css'

const DAYS = 14
const LOOK = { NOT_DUE: '', OPEN: 'open', REPORTED: 'ok', LATE: 'late', MISSING: 'missing', RETURNED: 'late', EXEMPT: '' } as const

/** 近 14 天: a tile a day, with its word; each opens that day's report. */
export function DaysStrip({ unit, day, today }: { unit: string; day: Day; today: Day }) {
  const { t } = useTranslation('reporting')
  const link = usePageLink()
  const { data } = useQuery(ReportDaysDocument, { variables: { unit, from: addDays(today, 1 - DAYS), to: today } })
  const days = data?.unit?.dailyReports ?? []
  if (days.length === 0) return null
  const count = (status: string) => days.filter((each) => each.status === status).length
  return (
    <Sheet
      title={t('strip.title')}
      aside={
        <span className="mu s">
          {[t('strip.onTime', { count: count('REPORTED') }), t('strip.late', { count: count('LATE') }), ...(count('MISSING') > 0 ? [t('strip.missing', { count: count('MISSING') })] : [])].join('　')}
        </span>
      }
    >
      <ol className={styles.days}>
        {days.map((each) => {
          const look = LOOK[each.status]
          const word = each.day === today && each.versions.length === 0 ? t('strip.today') : t(`strip.word.${each.status}`)
          return (
            <li key={each.day}>
              <Link
                to={link('report', unit, each.day === today ? {} : { day: each.day })}
                className={`${styles.day} ${look === '' ? '' : styles[look]} ${each.day === day ? styles.here : ''}`}
                aria-current={each.day === day ? 'date' : undefined}
                title={each.versions.at(-1)?.correctionReason ?? ''}
              >
                <span>{`${Number(each.day.slice(5, 7))}/${Number(each.day.slice(8))}`}</span>
                {word}
              </Link>
            </li>
          )
        })}
      </ol>
      <p className={styles.more}>
        <Link to={link('history', unit)}>{t('strip.all')}</Link>
      </p>
    </Sheet>
  )
}
