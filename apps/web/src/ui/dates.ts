import { useTranslation } from 'react-i18next'
import { dayAt, momentText, type Day, type Moment } from '@qingqian/rules/day'

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

/** 16:41:08 in Shanghai. */
export function clockOf(moment: Moment, seconds = true): string {
  return momentText(moment).slice(11, seconds ? 19 : 16)
}

/** 2022-09-14 16:41:08 in Shanghai: grids, notes. */
export function stampOf(wire: string): string {
  return `${dayAt(Date.parse(wire))} ${clockOf(Date.parse(wire))}`
}

/** Days in prose: 9月14日, 2022年9月14日, 星期三. */
export function useDates() {
  const { t } = useTranslation('ui')
  const parts = (day: Day) => {
    const [year, month, date] = day.split('-').map(Number)
    return { year: year!, month: month!, date: date! }
  }
  return {
    short: (day: Day) => t('date.short', parts(day)),
    long: (day: Day) => t('date.long', parts(day)),
    weekday: (day: Day) => t(`weekday.${WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]!}`),
  }
}
