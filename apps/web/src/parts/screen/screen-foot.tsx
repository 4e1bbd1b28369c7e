import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { stampOf } from '../../ui/dates.ts'
import { useMoneyUnit } from '../../ui/money.tsx'
import type { ScreenUnit } from './screen-data.ts'
import styles from './screen-foot.module.css'

/** Of what moment and in what unit the figures are, what they mean, and the way out. */
export function ScreenFoot({ unit }: { unit: ScreenUnit }) {
  const { t } = useTranslation('screen')
  const { t: word } = useTranslation('ui')
  return (
    <footer className={styles.foot}>
      <span>{t('foot.asOf', { moment: stampOf(unit.totals.asOf) })}</span>
      <span>{t('foot.unit', { unit: word(`money.${useMoneyUnit()}`) })}</span>
      <span>{t('foot.meaning')}</span>
      <span className={styles.position} title={unit.totals.journalPosition}>
        {t('foot.position', { position: unit.totals.journalPosition })}
      </span>
      <FullScreen />
      <Link to={`/u/${encodeURIComponent(unit.code)}/board`}>{t('foot.back')}</Link>
    </footer>
  )
}

function FullScreen() {
  const { t } = useTranslation('screen')
  const full = useSyncExternalStore(
    (listener) => {
      document.addEventListener('fullscreenchange', listener)
      return () => document.removeEventListener('fullscreenchange', listener)
    },
    () => document.fullscreenElement !== null,
  )
  if (!document.fullscreenEnabled) return null
  return (
    <button type="button" onClick={() => void (full ? document.exitFullscreen() : document.documentElement.requestFullscreen())}>
      {t(full ? 'foot.leave' : 'foot.full')}
    </button>
  )
}
