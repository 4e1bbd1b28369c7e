import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { fenOf, showMoney } from '@qingqian/rules/money'
import { serverNow } from '../../graphql/clock.ts'
import { clockOf, useDates } from '../../ui/dates.ts'
import { Delta } from '../../ui/delta.tsx'
import { StateShape, StateWord } from '../../ui/state-word.tsx'
import { useCampaign } from '../rollup/campaign.ts'
import { receiptNumber, type Figures, type Report, type Version } from './daily-report.ts'
import styles from './receipt.module.css'

const QrCode = lazy(() => import('../../ui/qr-code.tsx'))

/** What the QR code says: which report, and its digest to compare with. */
export function qrText(report: Report, version: Version): string {
  return `${receiptNumber(report, version)} ${version.digest}`
}

type Props = {
  report: Report
  version: Version
  onAgain: (() => void) | null
  /** What the ledger says now where it differs from what was signed. */
  moved: Figures | null
  /** It was signed here a moment ago: the receipt takes the focus. */
  fresh: boolean
}

/** 回执: what was signed, when, by whom, at which position of the journal. */
export function Receipt({ report, version, onAgain, moved, fresh }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (fresh) heading.current?.focus()
  }, [fresh, version.version])
  const { t } = useTranslation('reporting')
  const { t: word } = useTranslation('ui')
  const { long, short } = useDates()
  const campaign = useCampaign()
  const late = version.signedAt >= report.deadline && Date.parse(version.signedAt) >= Date.parse(report.deadline)
  const closed = serverNow() >= Date.parse(report.deadline)
  const [saving, setSaving] = useState(false)
  const { figures } = version
  const lines: [string, string][] = [
    [t('receipt.count'), `${figures.count} ${word('count.payables')}`],
    [t('receipt.creditors'), `${figures.creditors} ${word('count.creditors')}`],
    [t('receipt.outstanding'), `${showMoney(fenOf(figures.outstanding))} ${word('money.yuan')}`],
    [t('receipt.paid', { day: campaign ? short(campaign.baseline) : '' }), `${showMoney(fenOf(figures.paid))} ${word('money.yuan')}`],
  ]
  const head = { title: t('receipt.title'), under: `${report.unit.name}　${long(report.day)}`, number: t('receipt.number', { number: receiptNumber(report, version) }) }
  const small = [`${t('receipt.signedBy', { name: version.signedBy })}　${clockOf(Date.parse(version.signedAt))}　${t('receipt.version', { version: version.version })}`, t('receipt.digest', { digest: version.digest })]

  async function savePicture() {
    setSaving(true)
    const { savePicture: save } = await import('./receipt-picture.ts')
    await save({ ...head, state: t(late ? 'receipt.late' : 'receipt.done'), lines, small, qr: qrText(report, version), file: `${receiptNumber(report, version)}.png` })
    setSaving(false)
  }

  return (
    <>
      <article className={styles.receipt}>
        <div className={`${styles.seal} ${late ? styles.lateSeal : ''}`}>
          <StateShape state={late ? 'late' : 'settled'} />
          {t(late ? 'receipt.late' : 'receipt.done')}
          <span>{clockOf(Date.parse(version.signedAt))}</span>
        </div>
        <h2 ref={heading} tabIndex={-1}>
          {head.title}
        </h2>
        <div className={styles.under}>
          <span>{head.under}</span>
          <span>{head.number}</span>
        </div>
        <dl className={styles.lines}>
          {lines.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <div className={styles.proof}>
          <Suspense fallback={<span />}>
            <QrCode text={qrText(report, version)} label={head.number} />
          </Suspense>
          <div className="mu s">
            <div>{small[0]}</div>
            {version.onBehalf && <div>{t('history.onBehalf')}</div>}
            {version.note && <div>{t('receipt.note', { note: version.note })}</div>}
            {late && <div>{t('late.filed', { minutes: Math.max(1, Math.ceil((Date.parse(version.signedAt) - Date.parse(report.deadline)) / 60_000)) })}</div>}
            {version.correctionReason && <div>{t('receipt.correction', { reason: version.correctionReason })}</div>}
            <div className={styles.position}>{t('receipt.position', { position: version.journalPosition })}</div>
            <div className={styles.position}>{small[1]}</div>
          </div>
        </div>
      </article>
      <div className={styles.acts}>
        <Button type="primary" size="large" className={styles.main!} loading={saving} onClick={() => void savePicture()}>
          {t('receipt.image')}
        </Button>
        <Button size="large" onClick={() => print()}>
          {t('receipt.print')}
        </Button>
        {onAgain && (
          <Button size="large" onClick={onAgain}>
            {t('receipt.show')}
          </Button>
        )}
      </div>
      {!late && (
        <div className={styles.after}>
          {moved ? (
            <>
              <StateWord state="late">{t('receipt.afterTitle')}</StateWord>
              <span>
                {t('day.outstanding')} <Delta amount={fenOf(moved.outstanding) - fenOf(figures.outstanding)} />
              </span>
              <span>
                {t('day.paid')} <Delta amount={fenOf(moved.paid) - fenOf(figures.paid)} sense="paid" />
              </span>
              <span className="mu s">{t(closed ? 'receipt.closed' : 'receipt.after')}</span>
            </>
          ) : (
            !closed && <span className="mu s">{t('receipt.unchanged')}</span>
          )}
        </div>
      )}
    </>
  )
}
