import { useTranslation } from 'react-i18next'
import { useServerNow } from '../../graphql/now.ts'
import { clockOf } from '../../ui/dates.ts'
import { rate } from '../../ui/share.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { StateWord } from '../../ui/state-word.tsx'
import { unreported, type DailyBoard } from './daily-board.ts'
import styles from './dispatch.module.css'

const HOUR = 3_600_000
const two = (value: number) => String(value).padStart(2, '0')

/** 应报, 已报, 按时, 迟报, 未报, the two rates, and how long there is left. */
export function DispatchHead({ board }: { board: DailyBoard }) {
  const { t } = useTranslation('reporting')
  const now = useServerNow()
  const left = Date.parse(board.deadline) - now
  const open = unreported(board).length
  const late = board.reported - board.onTime
  const share = (part: number) => rate(BigInt(part), BigInt(board.expected))
  const soon = left > 0 && left < HOUR
  const cells = [
    { word: t('expected'), value: board.expected },
    { word: t('reported'), value: board.reported, below: share(board.reported), look: 'dn' },
    { word: t('onTime'), value: board.onTime, below: share(board.onTime) },
    { word: t('lateCount'), value: late, look: late > 0 ? styles.soon : '' },
    { word: t(left > 0 ? 'missing' : 'status.MISSING'), value: open, look: open === 0 ? '' : left > 0 ? (soon ? styles.soon : '') : 'up' },
  ]
  return (
    <Sheet>
      <div className={styles.head} aria-live="polite">
        {cells.map((cell) => (
          <div key={cell.word}>
            <div className={styles.label}>{cell.word}</div>
            <b className={cell.look}>{cell.value}</b>
            <span className="mu s"> {cell.below}</span>
          </div>
        ))}
        <div>
          <div className={styles.label}>{t('deadlineAt', { time: clockOf(Date.parse(board.deadline), false) })}</div>
          {left > 0 ? (
            <b className={soon ? styles.soon : ''} role="timer">{`${Math.floor(left / HOUR)}:${two(Math.floor(left / 60_000) % 60)}:${two(Math.floor(left / 1000) % 60)}`}</b>
          ) : (
            <StateWord state={open > 0 ? 'overdue' : 'settled'}>{t(open > 0 ? 'closedOpen' : 'closedAll')}</StateWord>
          )}
        </div>
      </div>
    </Sheet>
  )
}
