/** 账龄: how long a sum has been overdue, in the bands of audits. */
import { type Day, addDays, addMonths } from './day.ts'

export const AGES = ['y1', 'y2', 'y3', 'more'] as const
/** 1 年以内, 1–2 年, 2–3 年, 3 年以上; notYet: its first day overdue lies ahead. */
export type Age = (typeof AGES)[number] | 'notYet'

const MONTHS = { y1: 12, y2: 24, y3: 36 } as const

/** The band of a first day overdue. */
export function ageOf(since: Day, today: Day): Age {
  if (since > today) return 'notYet'
  if (today < addMonths(since, MONTHS.y1)) return 'y1'
  if (today < addMonths(since, MONTHS.y2)) return 'y2'
  return today < addMonths(since, MONTHS.y3) ? 'y3' : 'more'
}

/** The first days overdue that are of this age today, both included; null: without end. */
export function daysOfAge(age: (typeof AGES)[number], today: Day): { from: Day | null; to: Day } {
  const to = age === 'y1' ? today : addDays(youngest(MONTHS[age === 'more' ? 'y3' : age === 'y3' ? 'y2' : 'y1'], today), -1)
  return { from: age === 'more' ? null : youngest(MONTHS[age], today), to }
}

/** The first day that is not yet so many months ago. */
function youngest(months: number, today: Day): Day {
  let day = addMonths(today, -months)
  while (today >= addMonths(day, months)) day = addDays(day, 1)
  return day
}
