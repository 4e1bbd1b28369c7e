import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { dayAfter, dayBefore, useDay } from './day.ts'

/** The day before, the day after, and back to today. */
export function DaySwitch() {
  const { t } = useTranslation('reporting')
  const { day, today, to } = useDay()
  return (
    <>
      <Button onClick={() => to(dayBefore(day))}>{t('switch.before')}</Button>
      {day < today && <Button onClick={() => to(dayAfter(day))}>{t('switch.after')}</Button>}
      {day < today && <Button onClick={() => to(today)}>{t('switch.today')}</Button>}
    </>
  )
}
