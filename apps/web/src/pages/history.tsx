import { Button } from 'antd'
import { useQuery } from '@apollo/client/react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { addDays, addMonths, dayAt, isDay } from '@qingqian/rules/day'
import { serverNow } from '../graphql/clock.ts'
import { ReportHistoryDocument } from '../graphql/generated/graphql.ts'
import { HistoryTable } from '../parts/reporting/history-table.tsx'
import { useAddress, usePageLink } from '../parts/units/address.ts'
import { LoadFailed } from '../ui/failed.tsx'

/** 历史日报: a month of a unit's reports. The month stands in the address. */
export default function HistoryPage() {
  const { t } = useTranslation('reporting')
  const { unit } = useAddress()
  const link = usePageLink()
  const [search, setSearch] = useSearchParams()
  const today = dayAt(serverNow())
  const asked = `${search.get('month') ?? ''}-01`
  const first = isDay(asked) && asked <= today ? asked : `${today.slice(0, 8)}01`
  const end = addDays(addMonths(first, 1), -1)
  const { data, loading, error, refetch } = useQuery(ReportHistoryDocument, { variables: { unit, from: first, to: end < today ? end : today } })
  const all = data?.unit?.dailyReports
  // Days before the duty began say nothing.
  const days = all?.filter((day) => day.status !== 'NOT_DUE' || day.versions.length > 0)
  const go = (months: number) => setSearch({ month: addMonths(first, months).slice(0, 7) })
  return (
    <>
      <div className="title">
        <h1>{t('history.title')}</h1>
        <span className="mu">{t('history.month', { year: first.slice(0, 4), month: Number(first.slice(5, 7)) })}</span>
        <span className="sp" />
        <Button onClick={() => go(-1)}>{t('history.before')}</Button>
        {addMonths(first, 1) <= today && <Button onClick={() => go(1)}>{t('history.after')}</Button>}
      </div>
      {days && days.length > 0 && <HistoryTable days={days} unit={unit} />}
      {all && all.length > 0 && days?.length === 0 && <p className="mu">{t('history.none')}</p>}
      {all && all.length === 0 && (
        <p className="mu">
          {t('history.office')} <Link to={link('dispatch', unit)}>{t('history.toDispatch')}</Link>
        </p>
      )}
      {!days && !loading && error && <LoadFailed retry={() => void refetch()} />}
    </>
  )
}
