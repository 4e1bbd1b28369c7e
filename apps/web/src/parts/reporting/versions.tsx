import { useTranslation } from 'react-i18next'
import { stampOf } from '../../ui/dates.ts'
import { Money } from '../../ui/money.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import type { Report } from './daily-report.ts'
import styles from './versions.module.css'

/** 历次签报: shown once there is more than one. A press shows that version's receipt. */
export function Versions({ report, shown, show }: { report: Report; shown: number; show: (version: number) => void }) {
  const { t } = useTranslation('reporting')
  if (report.versions.length < 2) return null
  return (
    <Sheet title={t('versions.title')}>
      <ol className={styles.versions} reversed>
        {[...report.versions].reverse().map((version) => (
          <li key={version.version}>
            <button type="button" className={version.version === shown ? styles.here : ''} aria-pressed={version.version === shown} onClick={() => show(version.version)}>
              <span>
                <b>{t('versions.version', { version: version.version })}</b> <span className="mu s">{stampOf(version.signedAt)}</span>
              </span>
              <span className="b">
                <Money of={version.figures.outstanding} />
              </span>
            </button>
            {(version.correctionReason || version.note) && <p className="mu s">{version.correctionReason ?? version.note}</p>}
          </li>
        ))}
      </ol>
      <p className={`mu s ${styles.note}`}>{t('versions.note')}</p>
    </Sheet>
  )
}
