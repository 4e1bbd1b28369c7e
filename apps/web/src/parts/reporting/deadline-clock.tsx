import { useTranslation } from 'react-i18next'
import { momentOf } from '@qingqian/rules/day'
import { useServerNow } from '../../graphql/now.ts'
import { Sheet } from '../../ui/sheet.tsx'
import styles from './deadline-clock.module.css'

const HOUR = 3_600_000
const two = (value: number) => String(value).padStart(2, '0')

/** How long until the deadline by the server's clock; the bar runs from 08:00. */
export function DeadlineClock({ day, deadline }: { day: string; deadline: string }) {
  const { t } = useTranslation('reporting')
  const now = useServerNow()
  const end = Date.parse(deadline)
  const left = end - now
  if (left <= 0) {
    return (
      <Sheet className={styles.box!}>
        <div className={styles.late}>{t('clock.passed')}</div>
        <div className="s mu">{t('clock.lateNote')}</div>
      </Sheet>
    )
  }
  const seconds = Math.ceil(left / 1000)
  const start = momentOf(day, '08:00')
  const part = Math.max(0, Math.min(100, ((now - start) / (end - start)) * 100))
  const soon = left < HOUR
  return (
    <Sheet className={styles.box!}>
      <div className="mu">{t('clock.left')}</div>
      <div className={`${styles.time} ${soon ? styles.soon : ''}`} role="timer">
        {left >= HOUR && `${Math.floor(seconds / 3600)}:`}
        {two(Math.floor(seconds / 60) % 60)}:{two(seconds % 60)}
      </div>
      <div className={styles.track}>
        <i className={soon ? styles.amber : ''} style={{ width: `${part}%` }} />
      </div>
      <div className="s mu">{t('clock.note')}</div>
    </Sheet>
  )
}
