/** The daily report (日报): what counts as on time, what a unit's day looks like, and when it may be signed (again). */
import { type Day, type Moment, dayAt } from './day.ts'
import type { Duty } from './duty.ts'
import type { Fen } from './money.ts'
import { type Refusal, refuse } from './refusal.ts'
import type { UnitStatus } from './unit.ts'

/** RETURNED (退回) is the office's act of sending a report back. */
export const REPORT_STATUSES = ['NOT_DUE', 'OPEN', 'REPORTED', 'LATE', 'MISSING', 'RETURNED', 'EXEMPT'] as const
export type ReportStatus = (typeof REPORT_STATUSES)[number]

/** The official figures: 拖欠数量 (笔), 户数, 拖欠金额, 已偿还金额 since the baseline (decision G9). Made by the ledger, never typed. */
export interface Figures {
  readonly count: number
  readonly creditors: number
  readonly outstanding: Fen
  readonly paid: Fen
}

/** A day as seen from a moment. */
export interface ReportDay {
  readonly day: Day
  /** From this moment on it is late: "17时前" (case R1). */
  readonly deadline: Moment
  /** First day of the duty. */
  readonly dailyFrom: Day
  readonly now: Moment
}

export const isClosed = (time: Pick<ReportDay, 'deadline' | 'now'>): boolean => time.now >= time.deadline

/**
 * How a unit's day stands. What counts for lateness is its first signature; a correction keeps the status.
 * @param firstSignedAt by the server's clock, never the client's (case R2)
 */
export function reportStatus(firstSignedAt: Moment | null, exempt: boolean, time: ReportDay): ReportStatus {
  if (firstSignedAt !== null) return firstSignedAt < time.deadline ? 'REPORTED' : 'LATE'
  if (time.day < time.dailyFrom || dayAt(time.now) < time.day) return 'NOT_DUE'
  if (exempt) return 'EXEMPT'
  return isClosed(time) ? 'MISSING' : 'OPEN'
}

/** How a county's day stands, which has no report of its own: by the reporters it expects. */
export function derivedStatus(expected: readonly ReportStatus[]): ReportStatus {
  if (expected.length === 0) return 'EXEMPT'
  if (expected.every((status) => status === 'REPORTED')) return 'REPORTED'
  if (expected.every((status) => status === 'REPORTED' || status === 'LATE')) return 'LATE'
  return (['MISSING', 'RETURNED', 'OPEN'] as const).find((status) => expected.includes(status)) ?? 'NOT_DUE'
}

export interface BoardCounts {
  readonly expected: number
  readonly reported: number
  readonly onTime: number
  readonly missing: number
}

/** What a board counts of its rows: a missing report is missing, not zero (case R4); before the duty began nothing is expected. */
export function countRows(statuses: readonly ReportStatus[], time: Pick<ReportDay, 'day' | 'dailyFrom'>): BoardCounts {
  const of = (...asked: ReportStatus[]): number => statuses.filter((status) => asked.includes(status)).length
  const expected = time.day < time.dailyFrom ? of('REPORTED', 'LATE') : statuses.length - of('EXEMPT')
  return { expected, reported: of('REPORTED', 'LATE'), onTime: of('REPORTED'), missing: of('MISSING') }
}

export interface SigningAsked {
  readonly duty: Duty
  readonly unitStatus: UnitStatus
  readonly day: Day
  readonly deadline: Moment
  readonly dailyFrom: Day
  /** By the database's clock, under the lock. */
  readonly signedAt: Moment
  /** The number of the last version; 0: never signed. */
  readonly lastVersion: number
  /** Is anything of the report different from the last version? */
  readonly changed: boolean
  readonly correctionReason: string | null
}

/** May there be a day's report of this unit at all, now? */
export function dutyFault({ duty, unitStatus, day, dailyFrom, signedAt }: SigningAsked): Refusal | null {
  if (duty === 'DERIVED') return refuse('NO_DUTY', 'unit')
  if (unitStatus === 'DISSOLVED') return refuse('UNIT_CLOSED', 'unit')
  if (dayAt(signedAt) < day) return refuse('NOT_DUE_YET', 'day', { day })
  return day < dailyFrom ? refuse('BEFORE_DUTY', 'day', { day }) : null
}

/**
 * Signing makes a version. Before the deadline signing again needs no reason but something new; after it a new version is a
 * correction and says why (S7-7). The first signature after the deadline is late and needs no reason.
 * @returns the version's number
 */
export function signingVersion(asked: SigningAsked): number | Refusal {
  const fault = dutyFault(asked)
  if (fault) return fault
  if (asked.lastVersion === 0) return 1
  if (asked.signedAt < asked.deadline) return asked.changed ? asked.lastVersion + 1 : refuse('ALREADY_SIGNED', 'day')
  return asked.correctionReason === null ? refuse('REASON_REQUIRED', 'correctionReason') : asked.lastVersion + 1
}

/**
 * Which ledger a signature speaks of. `NOW`: the position of the signature, for the day itself. `AT_DEADLINE`: a past day
 * signed for the first time says what it would have said in time. `AS_NOW_KNOWN`: the correction of a past day takes in
 * what has been recorded since with effect by that day.
 */
export type SignedLedger = 'NOW' | 'AT_DEADLINE' | 'AS_NOW_KNOWN'

export function signedLedger(day: Day, signedAt: Moment, lastVersion: number): SignedLedger {
  if (dayAt(signedAt) <= day) return 'NOW'
  return lastVersion === 0 ? 'AT_DEADLINE' : 'AS_NOW_KNOWN'
}
