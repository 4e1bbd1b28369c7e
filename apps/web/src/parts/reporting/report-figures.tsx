import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fenOf, showMoney } from '@qingqian/rules/money'
import { CountDelta, Delta } from '../../ui/delta.tsx'
import { Count, Figure } from '../../ui/figure.tsx'
import { useShow } from '../../ui/money.tsx'
import { StateWord } from '../../ui/state-word.tsx'
import { useDates } from '../../ui/dates.ts'
import { useCampaign } from '../rollup/campaign.ts'
import { netOf, type Figures, type Report } from './daily-report.ts'
import { dayBefore } from './day.ts'
import styles from './report-figures.module.css'

/** The three official figures with yesterday's beside them, and what moved in between. */
export function ReportFigures({ report }: { report: Report }) {
  const campaign = useCampaign()
  const { short } = useDates()
  const { t } = useTranslation('reporting')
  const { t: word } = useTranslation('ui')
  const show = useShow()
  const { figures, previous } = report
  const change = (of: (figures: Figures) => string) => (previous ? fenOf(of(figures)) - fenOf(of(previous)) : null)
  const owed = change((each) => each.outstanding)
  const paid = change((each) => each.paid)
  return (
    <>
      <div className={styles.head}>
        <span>{t('day.item')}</span>
        <span>{report.previousDay && report.previousDay !== dayBefore(report.day) ? t('day.previousOf', { day: short(report.previousDay) }) : t('day.previous')}</span>
        <span>{t('day.change')}</span>
        <span className={styles.lastHead}>{t('day.now')}</span>
      </div>
      <Row
        label={t('day.count')}
        note={t('day.countNote')}
        before={previous?.count.toLocaleString('en-US')}
        change={previous && <CountDelta value={figures.count - previous.count} />}
        now={<Count size="report" value={figures.count} unit={word('count.payables')} />}
        below={t('day.creditors', { count: figures.creditors })}
      />
      <Row
        label={t('day.outstanding')}
        note={t('day.outstandingNote')}
        before={previous && show(previous.outstanding)}
        change={owed !== null && <Delta amount={owed} />}
        now={<Figure size="report" amount={figures.outstanding} />}
        below={t('day.exact', { amount: showMoney(fenOf(figures.outstanding)) })}
      />
      <Row
        label={t('day.paid')}
        note={campaign ? t('day.paidNote', { day: short(campaign.baseline) }) : ''}
        before={previous && show(previous.paid)}
        change={paid !== null && <Delta amount={paid} sense="paid" />}
        now={<Figure size="report" amount={figures.paid} />}
        below={t('day.exact', { amount: showMoney(fenOf(figures.paid)) })}
      />
      <Movements report={report} net={owed} />
    </>
  )
}

function Row({ label, note, before, change, now, below }: { label: string; note: string; before: ReactNode; change: ReactNode; now: ReactNode; below: string }) {
  const { t } = useTranslation('reporting')
  return (
    <div className={styles.row}>
      <div className={styles.label}>
        {label}
        <span className="mu s">{note}</span>
      </div>
      <div className={styles.before}>
        {before && <span className={styles.phone}>{t('day.previous')}</span>}
        {before}
      </div>
      <div className={styles.change}>
        {change && <span className={styles.phone}>{t('day.change')}</span>}
        {change}
      </div>
      <div className={styles.now}>
        {now}
        <div className="mu s">{below}</div>
      </div>
    </div>
  )
}

function Movements({ report, net }: { report: Report; net: bigint | null }) {
  const { t } = useTranslation('reporting')
  const { t: kind } = useTranslation('ledger')
  const { t: word } = useTranslation('ui')
  const { movements } = report
  const adds = netOf(movements)
  const closed = net !== null && adds === net
  if (report.previous === null || report.previous === undefined) return <p className={`mu ${styles.why}`}>{t('day.noPrevious')}</p>
  if (movements.length === 0) return <p className={`mu ${styles.why}`}>{t('day.none')}</p>
  return (
    <div className={styles.why}>
      <h2>
        {t('day.why')}
        <span className="mu s">{word('money.header', { unit: word('money.yuan') })}</span>
      </h2>
      <table className="tb">
        <tbody>
          {movements.map((movement) => (
            <tr key={movement.kind}>
              <td>{kind(`kind.${movement.kind}`)}</td>
              <td className="mu s">{t('day.times', { count: movement.count })}</td>
              <td />
              <td className="num">{showMoney(fenOf(movement.amount))}</td>
            </tr>
          ))}
          <tr className={`sum ${closed ? '' : 'open'}`}>
            <td colSpan={2}>
              {t('day.outstanding')} {t('day.change')}
            </td>
            <td>{closed && <StateWord state="settled">{t('day.adds')}</StateWord>}</td>
            <td className="num">{net !== null && showMoney(net)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}
