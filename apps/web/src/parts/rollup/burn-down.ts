import { addDays, daysBetween, type Day } from '@qingqian/rules/day'
import { fenOf, type Fen } from '@qingqian/rules/money'
import type { SeriesPoint } from './board-data.ts'

/** One target: what is to be cleared by a day, how it went, and what is still needed. */
export type BurnDown = {
  from: Day
  today: Day
  deadline: Day
  /** Outstanding at the end of each day from `from` to `today`; the last is of now. */
  points: { day: Day; left: Fen }[]
  left: Fen
  daysLeft: number
  /** What has to be paid a day from today on; null once the day has come. */
  needed: Fen | null
  /** What was paid a day over the last fortnight, of all arrears. */
  pace: Fen | null
}

const FORTNIGHT = 14

/** @param left of now (or of the moment shown): stands in for the last point, which may be older */
export function burnDownOf(series: SeriesPoint[], of: 'undisputedSince' | 'undisputedBefore', left: Fen, today: Day, deadline: Day): BurnDown | null {
  if (series.length < 2) return null
  const points = series.filter((point) => point.day < today).map((point) => ({ day: point.day, left: fenOf(point[of]) }))
  if (points.length === 0) return null
  points.push({ day: today, left })
  const daysLeft = daysBetween(today, deadline)
  const paidOn = (day: Day) => series.find((point) => point.day === day)?.paid
  const [paidThen, paidNow] = [paidOn(addDays(today, -FORTNIGHT)), paidOn(today)]
  return {
    from: points[0]!.day, today, deadline, points, left, daysLeft,
    needed: daysLeft > 0 && left > 0n ? (left + BigInt(daysLeft) - 1n) / BigInt(daysLeft) : null,
    pace: paidThen !== undefined && paidNow !== undefined ? (fenOf(paidNow) - fenOf(paidThen)) / BigInt(FORTNIGHT) : null,
  }
}

/** The even pace: from what was owed at the start to nothing on the deadline. */
export function evenPace({ points, from, deadline }: BurnDown, day: Day): Fen {
  const whole = daysBetween(from, deadline)
  const gone = daysBetween(from, day)
  return whole <= 0 || gone >= whole ? 0n : points[0]!.left - (points[0]!.left * BigInt(gone)) / BigInt(whole)
}
