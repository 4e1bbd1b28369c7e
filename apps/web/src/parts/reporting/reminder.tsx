import { useState } from 'react'
import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../../graphql/clock.ts'
import { clockOf, useDates } from '../../ui/dates.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { StateWord } from '../../ui/state-word.tsx'
import { unreported, type DailyBoard } from './daily-board.ts'
import styles from './dispatch.module.css'

/** Copies where the browser lets us; over plain http only the old way is there. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const field = document.createElement('textarea')
    field.value = text
    field.style.position = 'fixed'
    field.style.opacity = '0'
    document.body.append(field)
    field.select()
    const done = document.execCommand('copy')
    field.remove()
    return done
  }
}

/** Who is asked, by when, and how: as offices paste it into their group. */
export function useReminder(board: DailyBoard, unit: string): string {
  const { t } = useTranslation('reporting')
  const { short } = useDates()
  const open = unreported(board)
  const names = open
    .map((row) => (row.unit.kind === 'COUNTY' && row.missingUnits.length > 0 ? t('remind.county', { unit: row.unit.name, names: row.missingUnits.map((each) => each.name).join(t('attention.and')) }) : row.unit.name))
    .join(t('attention.and'))
  const deadline = Date.parse(board.deadline)
  const closed = serverNow() >= deadline
  return t(closed ? 'remind.after' : 'remind.before', { day: short(board.day), time: clockOf(deadline, false), count: open.length, names, expected: board.expected, reported: board.reported, unit })
}

/** 催报文案: copied with one button; stands there to be changed before it is pasted. */
export function Reminder({ board, unit, copied, onClose }: { board: DailyBoard; unit: string; copied: boolean; onClose: () => void }) {
  const { t } = useTranslation('reporting')
  const made = useReminder(board, unit)
  const [text, setText] = useState<string | null>(null)
  const [again, setAgain] = useState(copied)
  return (
    <Sheet className={`${styles.remind} noprint`}>
      <div className={styles.remindHead}>
        <b>{t('remind.title')}</b>
        <span role="status">{again && text === null && <StateWord state="settled">{t('remind.copied')}</StateWord>}</span>
        <span className="sp" />
        <Button size="small" onClick={() => void copyText(text ?? made).then(setAgain)}>
          {t('remind.copy')}
        </Button>
        <Button size="small" type="text" onClick={onClose}>
          {t('remind.close')}
        </Button>
      </div>
      <Input.TextArea aria-label={t('remind.title')} value={text ?? made} autoSize={{ minRows: 2, maxRows: 8 }} onChange={(event) => setText(event.target.value)} />
    </Sheet>
  )
}
