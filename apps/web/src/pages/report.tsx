import { useState } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useServerNow } from '../graphql/now.ts'
import { useViewer } from '../parts/access/viewer.tsx'
import { useCannot } from '../parts/ledger/may-write.ts'
import { sameFigures, useDailyReport, type Figures, type Report } from '../parts/reporting/daily-report.ts'
import { useDay } from '../parts/reporting/day.ts'
import { DaysStrip } from '../parts/reporting/days-strip.tsx'
import { DeadlineClock } from '../parts/reporting/deadline-clock.tsx'
import { Receipt } from '../parts/reporting/receipt.tsx'
import { ReportFigures } from '../parts/reporting/report-figures.tsx'
import { SignPanel } from '../parts/reporting/sign-panel.tsx'
import { Versions } from '../parts/reporting/versions.tsx'
import { useAddress } from '../parts/units/address.ts'
import { useDates } from '../ui/dates.ts'
import { LoadFailed, Missing } from '../ui/failed.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { StateWord } from '../ui/state-word.tsx'
import styles from './report.module.css'

/** 今日日报: the figures are there already; one button. */
export default function ReportPage() {
  const { t } = useTranslation('reporting')
  const { unit, asOf } = useAddress()
  const { short, long, weekday } = useDates()
  const { day, today } = useDay()
  const { report, ledger, loading, error, retry } = useDailyReport(unit, day, asOf === null && day === today)
  const ledgerNow: Figures | null = ledger && { count: ledger.outstandingCount, creditors: ledger.creditorCount, outstanding: ledger.outstanding, paid: ledger.paidSinceBaseline }
  return (
    <>
      <div className="title">
        <h1>{t('day.title', { day: short(day) })}</h1>
        <span className={`mu s ${styles.note}`}>{`${report ? `${report.unit.name}　·　` : ''}${long(day)} ${weekday(day)}　·　${t('day.note')}`}</span>
      </div>
      {report && <Shown key={`${unit}/${day}`} report={report} ledgerNow={ledgerNow} today={today} />}
      {report === null && <Missing />}
      {report === undefined && !loading && error && <LoadFailed retry={retry} />}
    </>
  )
}

function Shown({ report, ledgerNow, today }: { report: Report; ledgerNow: Figures | null; today: string }) {
  const { t } = useTranslation('reporting')
  const now = useServerNow()
  const late = now >= Date.parse(report.deadline)
  const signed = report.versions.at(-1)
  const [again, setAgain] = useState(false)
  const [fresh, setFresh] = useState(false)
  const [chosen, setChosen] = useState<number | null>(null)
  const version = report.versions.find((each) => each.version === chosen) ?? signed
  const viewer = useViewer()
  const maySign = useCannot(report.unit) === null && viewer.permissions.includes('SIGN')
  const moved = signed !== undefined && version === signed && ledgerNow !== null && !sameFigures(signed.figures, ledgerNow) ? ledgerNow : null
  const isToday = report.day === today
  const receipt = version !== undefined && !again
  return (
    <div className={styles.columns}>
      <Sheet>
        {receipt ? (
          <Receipt report={report} version={version} moved={moved} fresh={fresh} onAgain={maySign ? () => setAgain(true) : null} />
        ) : (
          <>
            {late && signed === undefined && (
              <p className={styles.missing}>
                <StateWord state="overdue">{t('status.MISSING')}</StateWord> {t(isToday ? 'late.missing' : 'late.past')}
              </p>
            )}
            <ReportFigures report={ledgerNow ? { ...report, figures: ledgerNow } : report} />
            {maySign ? (
              <SignPanel
                report={report}
                late={late}
                onSigned={() => {
                  setAgain(false)
                  setChosen(null)
                  setFresh(true)
                }}
              />
            ) : (
              <p className={`mu ${styles.reader}`}>{t('day.noAuthority')}</p>
            )}
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
        {isToday && !receipt && <DeadlineClock day={report.day} deadline={report.deadline} />}
        {version && <Versions report={report} shown={version.version} show={setChosen} />}
        <DaysStrip unit={report.unit.code} day={report.day} today={today} />
        <Sheet className={styles.moment!}>
          <b>{t('moment.title')}</b>
          <p className="s">{t('moment.text')}</p>
        </Sheet>
      </div>
    </div>
  )
}
