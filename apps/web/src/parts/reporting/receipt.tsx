import { lazy, Suspense, useState } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { fenOf, showMoney } from '@qingqian/rules/money'
import { clockOf, useDates } from '../../ui/dates.ts'
import { StateShape } from '../../ui/state-word.tsx'
import { receiptNumber, type Report, type Version } from './daily-report.ts'
import styles from './receipt.module.css'

const QrCode = lazy(() => import('../../ui/qr-code.tsx'))

/** What the QR code says: which report, and its digest to compare with. */
export function qrText(report: Report, version: Version): string {
  return `${receiptNumber(report, version)} ${version.digest}`
}

/** 回执: what was signed, when, by whom, at which position of the journal. */
export function Receipt({ report, version, onAgain, moved }: { report: Report; version: Version; onAgain: (() => void) | null; moved: boolean }) {
  const { t } = useTranslation('reporting')
  const { t: word } = useTranslation('ui')
  const { long } = useDates()
  const late = version.signedAt >= report.deadline && Date.parse(version.signedAt) >= Date.parse(report.deadline)
  const [saving, setSaving] = useState(false)
  const { figures } = version
  const lines: [string, string][] = [
    [t('receipt.count'), `${figures.count} ${word('count.payables')}`],
    [t('receipt.creditors'), `${figures.creditors} ${word('count.creditors')}`],
    [t('receipt.outstanding'), `${showMoney(fenOf(figures.outstanding))} ${word('money.yuan')}`],
    [t('receipt.paid'), `${showMoney(fenOf(figures.paid))} ${word('money.yuan')}`],
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
        <h2>{head.title}</h2>
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
        <span className={moved ? 's up' : 'mu s'}>{t(moved ? 'receipt.after' : 'receipt.unchanged')}</span>
      </div>
    </>
  )
}
