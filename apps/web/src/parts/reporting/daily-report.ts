import { useEffect, useRef } from 'react'
import { useQuery, useSubscription } from '@apollo/client/react'
import type { Day } from '@qingqian/rules/day'
import { fenOf, type Fen } from '@qingqian/rules/money'
import { DailyReportDocument, ReportMovedDocument, type DailyReportFieldsFragment } from '../../graphql/generated/graphql.ts'

export type Report = DailyReportFieldsFragment
export type Figures = Report['figures']
export type Version = Report['versions'][number]

/** A unit's report of a day. While the day runs its figures follow the ledger: the socket says when they moved. */
export function useDailyReport(unit: string, day: Day, live: boolean) {
  const { data, loading, error, refetch } = useQuery(DailyReportDocument, { variables: { unit, day }, fetchPolicy: 'cache-and-network' })
  const { data: moved } = useSubscription(ReportMovedDocument, { variables: { unit }, skip: !live })
  const position = moved?.totals.journalPosition
  const last = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (last.current !== undefined && position !== undefined && last.current !== position) void refetch()
    last.current = position
  }, [position, refetch])
  return { report: data?.dailyReport, ledger: moved?.totals ?? null, loading, error, retry: () => void refetch() }
}

/** What the movements add up to. Null where a kind's direction is not told by the list (a correction, a reversal). */
export function netOf(movements: Report['movements']): Fen | null {
  let net = 0n
  for (const { kind, amount } of movements) {
    if (kind === 'REGISTER' || kind === 'TRANSFER_IN') net += fenOf(amount)
    else if (kind === 'PAYMENT' || kind === 'OPENING_PAID' || kind === 'TRANSFER_OUT' || kind === 'SETTLEMENT') net -= fenOf(amount)
    else if (kind === 'CORRECTION' || kind === 'REVERSAL') return null
  }
  return net
}

export function sameFigures(a: Figures, b: Figures): boolean {
  return a.count === b.count && a.creditors === b.creditors && a.outstanding === b.outstanding && a.paid === b.paid
}

/** 20220914-140521104-1 */
export function receiptNumber(report: Report, version: Version): string {
  return `${report.day.replaceAll('-', '')}-${report.unit.code}-${version.version}`
}
