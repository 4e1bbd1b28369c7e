import { useTranslation } from 'react-i18next'
import { dayAt, momentOf } from '@qingqian/rules/day'
import { useLive } from '../../graphql/live.ts'
import { useServerNow } from '../../graphql/now.ts'
import { clockOf, useDates } from '../../ui/dates.ts'
import styles from './screen-head.module.css'

const two = (value: number) => String(value).padStart(2, '0')

function leftText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  const hours = Math.floor(seconds / 3600)
  return `${hours > 0 ? `${hours}:` : ''}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** Name, whether the wall is live, the server's clock, and how long until 17:00. */
export function ScreenHead({ unit }: { unit: string }) {
  const { t } = useTranslation('screen')
  const { t: word } = useTranslation('ui')
  return (
    <header className={styles.head}>
      <span className={styles.mark} aria-hidden="true">
        {word('mark')}
      </span>
      <h1>{t('title', { unit })}</h1>
      <div className={styles.right}>
        <Connection />
        <Clock />
      </div>
    </header>
  )
}

function Connection() {
  const { t } = useTranslation('screen')
  const { state, lastUpdate } = useLive()
  const last = lastUpdate === null ? '' : ` · ${t('last', { time: clockOf(lastUpdate) })}`
  return (
    <span className={`${styles.live} ${state === 'live' ? '' : styles.off}`} role="status">
      {state === 'live' ? t('live') : state === 'connecting' ? t('connecting') : `${t('offline')}${last}`}
    </span>
  )
}

function Clock() {
  const { t } = useTranslation('screen')
  const { long, weekday } = useDates()
  const now = useServerNow()
  const day = dayAt(now)
  const left = momentOf(day, '17:00') - now
  return (
    <>
      <span className={styles.day}>{`${long(day)} ${weekday(day)}`}</span>
      <b className={styles.clock}>{clockOf(now)}</b>
      {left > 0 ? (
        <span className={left < 3_600_000 ? styles.soon : styles.left} role="timer">
          {t('left')} <b>{leftText(left)}</b>
        </span>
      ) : (
        <span className={styles.left}>{t('passed')}</span>
      )}
    </>
  )
}
