import { useTranslation } from 'react-i18next'
import { dayAt, momentOf } from '@qingqian/rules/day'
import { useLive } from '../../graphql/live.ts'
import { clockOf } from '../../ui/dates.ts'
import { StateShape } from '../../ui/state-word.tsx'
import { useServerNow } from '../../graphql/now.ts'
import { useCampaign } from '../rollup/campaign.ts'
import styles from './chips.module.css'

const HOUR = 3_600_000

/** 1:18:52 or 18:52; a narrow bar leaves out the seconds while hours are left. */
function Left({ milliseconds }: { milliseconds: number }) {
  const seconds = Math.ceil(milliseconds / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = two(Math.floor(seconds / 60) % 60)
  if (hours === 0) return <b>{`${minutes}:${two(seconds % 60)}`}</b>
  return (
    <b>
      {`${hours}:${minutes}`}
      <span className={styles.wide}>{`:${two(seconds % 60)}`}</span>
    </b>
  )
}

/** To the day's deadline by the server's clock; amber in the last hour. */
export function DeadlineChip() {
  const { t } = useTranslation('frame')
  const now = useServerNow()
  const time = useCampaign()?.dailyDue
  if (time === undefined) return null
  const left = momentOf(dayAt(now), time) - now
  if (left <= 0) return <span className={`${styles.chip} ${styles.wide}`}>{t('deadline.passed', { time })}</span>
  return (
    <span className={`${styles.chip} ${left < HOUR ? styles.late : ''}`}>
      <StateShape state="late" />
      <span className={styles.wide}>{t('deadline.left', { time })}</span>
      <span className={styles.narrow}>{t('deadline.leftShort', { time })}</span>
      <Left milliseconds={left} />
    </span>
  )
}

/** 实时, or since when not. */
export function LiveChip() {
  const { t } = useTranslation('frame')
  const { state, lastUpdate } = useLive()
  if (state === 'live') return <span className={`${styles.live} ${styles.wide}`}>{t('live.live')}</span>
  if (state === 'connecting') return <span className={`${styles.live} ${styles.off} ${styles.wide}`}>{t('live.connecting')}</span>
  return (
    <span className={`${styles.chip} ${styles.late}`} role="status">
      {t('live.offline')}
      {lastUpdate !== null && <> · {t('live.last', { time: clockOf(lastUpdate, false) })}</>}
    </span>
  )
}
