/**
 * The policy in force: the numbers of a campaign's notice that the rules ask for. Data, dated, never constants in code.
 * 沁政办发〔2022〕22号: 三(三) the two deadlines and the cut-off, 四(二) the daily 17:00.
 */
import { type Day, type Moment, addDays, addMonths, momentOf } from './day.ts'

export type Vintage = 'BEFORE_CUTOFF' | 'SINCE_CUTOFF'

export interface Policy {
  readonly id: string
  /** In force from this day on, until a later one takes over. */
  readonly from: Day
  readonly title: string
  /** First day overdue on or after it = SINCE_CUTOFF (2020年以来形成). */
  readonly cutoff: Day
  /** Payments effective on or after it are 已偿还金额 of the official figures. */
  readonly baseline: Day
  /** Everything formed since the cut-off is to be cleared by this day. */
  readonly deadlineSince: Day
  /** What is undisputed of the older arrears is to be cleared by this day. */
  readonly deadlineBefore: Day
  /** A daily report arriving at this time or later is late: "17:00". */
  readonly dailyDue: string
  /** First day with a daily report. */
  readonly dailyFrom: Day
}

/** The vintage of a payable: formed = first day overdue (decision G3). */
export function vintageOf(overdueSince: Day, policy: Pick<Policy, 'cutoff'>): Vintage {
  return overdueSince < policy.cutoff ? 'BEFORE_CUTOFF' : 'SINCE_CUTOFF'
}

/**
 * The campaign's deadline for a payable; null where only settlement of the dispute sets one (三(三): 2020年以前 disputed).
 * Since the cut-off the date is also the target of the disputed part (decision G4).
 */
export function dueOn(vintage: Vintage, whollyDisputed: boolean, policy: Pick<Policy, 'deadlineSince' | 'deadlineBefore'>): Day | null {
  if (vintage === 'SINCE_CUTOFF') return policy.deadlineSince
  return whollyDisputed ? null : policy.deadlineBefore
}

/** The policy in force on a day; the earliest one for days before any. */
export function policyOn(policies: readonly Policy[], day: Day): Policy {
  const sorted = [...policies].sort((a, b) => (a.from < b.from ? -1 : 1))
  return sorted.findLast((policy) => policy.from <= day) ?? sorted[0]!
}

/** The moment from which a daily report is late. */
export function dailyDeadline(day: Day, policy: Pick<Policy, 'dailyDue'>): Moment {
  return momentOf(day, policy.dailyDue)
}

/** The notice of Qinshui itself, 2022-06-16. */
export const NOTICE_2022: Policy = {
  id: 'QINSHUI-2022-22',
  from: '2022-06-16',
  title: '沁政办发〔2022〕22号',
  cutoff: '2020-01-01',
  baseline: '2022-06-16',
  deadlineSince: '2022-11-30',
  deadlineBefore: '2022-12-31',
  dailyDue: '17:00',
  dailyFrom: '2022-06-16',
}

/**
 * The demo's policy: the notice with its deadlines on the next 30 November and the 31 December after it; its baseline is
 * the earlier of five months before the first deadline and 60 days before loading.
 */
export function demoPolicy(today: Day): Policy {
  const year = Number(today.slice(0, 4))
  const deadlineSince = today <= `${year}-11-30` ? `${year}-11-30` : `${year + 1}-11-30`
  const months = addMonths(deadlineSince, -5)
  const days = addDays(today, -60)
  const baseline = months < days ? months : days
  return {
    ...NOTICE_2022,
    id: `DEMO-${deadlineSince.slice(0, 4)}`,
    title: `沁政办发〔2022〕22号(演示:期限顺延至 ${deadlineSince.slice(0, 4)} 年)`,
    from: baseline,
    baseline,
    deadlineSince,
    deadlineBefore: `${deadlineSince.slice(0, 4)}-12-31`,
    dailyFrom: today,
  }
}
