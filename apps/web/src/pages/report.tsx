import { useState } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { dayAt, isDay, type Day } from '@qingqian/rules/day'
import { serverNow } from '../graphql/clock.ts'
import { useServerNow } from '../graphql/now.ts'
import { useViewer } from '../parts/access/viewer.tsx'
import { sameFigures, useDailyReport, type Figures, type Report } from '../parts/reporting/daily-report.ts'
import { DeadlineClock } from '../parts/reporting/deadline-clock.tsx'
import { Receipt } from '../parts/reporting/receipt.tsx'
import { ReportFigures } from '../parts/reporting/report-figures.tsx'
import { SignPanel } from '../parts/reporting/sign-panel.tsx'
import { useAddress } from '../parts/units/address.ts'
import { useDates } from '../ui/dates.ts'
import { LoadFailed, Missing } from '../ui/failed.tsx'
import { Sheet } from '../ui/sheet.tsx'
import styles from './report.module.css'

/** Which day: of the address, else of the moment shown, else today. */
function useDay(): Day {
  const [search] = useSearchParams()
  const { asOf } = useAddress()
  const asked = search.get('day')
  if (asked !== null && isDay(asked)) return asked
  return dayAt(asOf === null ? serverNow() : Date.parse(asOf))
}

/** 今日日报: the figures are there already; one button. */
export default function ReportPage() {
  const { t } = useTranslation('reporting')
  const { unit, asOf } = useAddress()
  const { short, long, weekday } = useDates()
  const day = useDay()
  const today = day === dayAt(serverNow())
  const { report, ledger, loading, error, retry } = useDailyReport(unit, day, asOf === null && today)
  const ledgerNow: Figures | null = ledger && { count: ledger.outstandingCount, creditors: ledger.creditorCount, outstanding: ledger.outstanding, paid: ledger.paidSinceBaseline }
  return (
    <>
      <div className="title">
        <h1>{t('day.title', { day: short(day) })}</h1>
        <span className={`mu s ${styles.note}`}>{`${report ? `${report.unit.name}　·　` : ''}${long(day)} ${weekday(day)}　·　${t('day.note')}`}</span>
      </div>
      {report && <Shown key={`${unit}/${day}`} report={report} ledgerNow={ledgerNow} readOnly={asOf !== null} today={today} />}
      {report === null && <Missing />}
      {report === undefined && !loading && error && <LoadFailed retry={retry} />}
    </>
  )
}

function Shown({ report, ledgerNow, readOnly, today }: { report: Report; ledgerNow: Figures | null; readOnly: boolean; today: boolean }) {
  const { t } = useTranslation('reporting')
  const viewer = useViewer()
  const now = useServerNow()
  const late = now >= Date.parse(report.deadline)
  const signed = report.versions.at(-1)
  const [again, setAgain] = useState(false)
  const maySign = !readOnly && (viewer.role === 'CLERK' || viewer.role === 'OFFICE')
  const moved = signed !== undefined && ledgerNow !== null && !sameFigures(signed.figures, ledgerNow)
  const receipt = signed !== undefined && !again
  return (
    <div className={styles.columns}>
      <Sheet>
        {receipt ? (
          <Receipt report={report} version={signed} moved={moved} onAgain={maySign ? () => setAgain(true) : null} />
        ) : (
          <>
            <ReportFigures report={ledgerNow && signed === undefined ? { ...report, figures: ledgerNow } : report} />
            {maySign ? <SignPanel report={report} late={late} onSigned={() => setAgain(false)} /> : <p className={`mu ${styles.reader}`}>{t('day.noAuthority')}</p>}
            {signed && (
              <p className={styles.reader}>
                <Button type="link" onClick={() => setAgain(false)}>
                  {t('receipt.back')}
                </Button>
              </p>
            )}
          </>
        )}
      </Sheet>
      <div className={styles.side}>
        {today && !receipt && <DeadlineClock day={report.day} deadline={report.deadline} />}
        <Sheet className={styles.moment!}>
          <b>{t('moment.title')}</b>
          <p className="s">{t('moment.text')}</p>
        </Sheet>
      </div>
    </div>
  )
}
