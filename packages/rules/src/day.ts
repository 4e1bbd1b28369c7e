/**
 * A day is the text "2022-06-16", always in Asia/Shanghai (UTC+8, no daylight saving since 1991). A moment is milliseconds
 * since the epoch, by the server's clock.
 */

/** "2022-06-16" */
export type Day = string
/** Milliseconds since 1970-01-01T00:00Z. */
export type Moment = number

const SHANGHAI = 8 * 3_600_000
const DAY = 86_400_000

/** The day that it is in Asia/Shanghai at a moment. */
export function dayAt(moment: Moment): Day {
  return new Date(moment + SHANGHAI).toISOString().slice(0, 10)
}

/** The moment at which a day begins in Asia/Shanghai, plus a time of that day ("17:00", "17:00:00.000"). */
export function momentOf(day: Day, time = '00:00'): Moment {
  const [hours = '0', minutes = '0', seconds = '0'] = time.split(':')
  return Date.parse(`${day}T00:00:00.000Z`) - SHANGHAI + Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Math.round(Number(seconds) * 1000)
}

/** Is it a day of the calendar, in that very form? "2022-02-30" is not. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00.000Z`)
  return Number.isFinite(time) && new Date(time).toISOString().slice(0, 10) === text
}

/** The day so many days later (or earlier, below zero). */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY).toISOString().slice(0, 10)
}

/** Whole days from one day to another: 0 on the same day, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / DAY)
}

/** The day so many months later; the 31st becomes the last day of a shorter month. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, last))
  return first.toISOString().slice(0, 10)
}

/** The wire's DateTime: ISO 8601 with the offset of Asia/Shanghai. */
export function momentText(moment: Moment): string {
  return new Date(moment + SHANGHAI).toISOString().replace('Z', '+08:00')
}

/** Reads an ISO 8601 moment that carries an offset; null for anything else. */
export function parseMoment(text: string): Moment | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/i.test(text) || !isDay(text.slice(0, 10))) return null
  const moment = Date.parse(text)
  return Number.isFinite(moment) ? moment : null
}
