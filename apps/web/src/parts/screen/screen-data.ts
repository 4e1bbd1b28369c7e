import { useEffect, useState } from 'react'
import { useQuery, useSubscription } from '@apollo/client/react'
import { addDays, dayAt, momentOf, momentText, type Day } from '@qingqian/rules/day'
import { fenOf, type Fen } from '@qingqian/rules/money'
import { serverNow } from '../../graphql/clock.ts'
import { BoardBeforeDocument, BurnDownDocument, ScreenDocument, ScreenLiveDocument, type BurnPointFragment, type ScreenUnitFragment } from '../../graphql/generated/graphql.ts'
import { useLive } from '../../graphql/live.ts'

export type ScreenUnit = ScreenUnitFragment
export type Child = ScreenUnit['children'][number]

/** The day by the server's clock; a wall stays on over midnight. */
export function useToday(): Day {
  const [day, setDay] = useState(() => dayAt(serverNow()))
  useEffect(() => {
    const timer = setInterval(() => setDay(dayAt(serverNow())), 5000)
    return () => clearInterval(timer)
  }, [])
  return day
}

/** Asked once, then one subscription that writes where the query reads. What failed at first is asked again when the line is back. */
export function useScreen(unit: string, day: Day) {
  const now = useQuery(ScreenDocument, { variables: { unit }, fetchPolicy: 'cache-and-network', skip: unit === '' })
  useSubscription(ScreenLiveDocument, { variables: { unit }, skip: unit === '', ignoreResults: true })
  // As it was known then, like the board: what is entered late is no movement of today.
  const then = momentText(momentOf(addDays(day, -1), '17:00'))
  const before = useQuery(BoardBeforeDocument, { variables: { unit, before: then, known: then }, skip: unit === '' })
  const { state } = useLive()
  const { error, refetch } = now
  useEffect(() => {
    if (error && state === 'live') void refetch()
  }, [error, state, refetch])
  return { unit: now.data?.unit, before: before.data?.unit ?? null, failed: error !== undefined && now.data === undefined }
}

export type BurnDown = { points: { at: number; fen: Fen }[]; dueOn: Day | null }
const STEP_DAYS = 5
export const BURN_DAYS = 11 * STEP_DAYS

type Moments = Record<`t${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11}`, string>

/** Ends of every fifth day, and now. */
function momentsUpTo(day: Day, now: number): Moments {
  const entries = Array.from({ length: 12 }, (_, index) => [`t${index}`, momentText(index === 11 ? now : momentOf(addDays(day, (index - 11) * STEP_DAYS), '23:59'))])
  return Object.fromEntries(entries) as Moments
}

/** What the first deadline is about: arrears since the cut-off, undisputed. */
export function sinceUndisputed(totals: Pick<BurnPointFragment, 'cells'>): Fen {
  return totals.cells.filter((cell) => cell.vintage === 'SINCE_CUTOFF').reduce<Fen>((sum, cell) => sum + fenOf(cell.outstanding) - fenOf(cell.disputedOutstanding), 0n)
}

/** The curve: past moments asked once a day, its end live. */
export function useBurnDown(unit: ScreenUnit, day: Day): BurnDown | null {
  const [start] = useState(serverNow)
  const { data } = useQuery(BurnDownDocument, { variables: { unit: unit.code, ...momentsUpTo(day, start) } })
  const past = data?.unit
  if (!past) return null
  const points = [past.p0, past.p1, past.p2, past.p3, past.p4, past.p5, past.p6, past.p7, past.p8, past.p9, past.p10].map((point) => ({ at: Date.parse(point.asOf), fen: sinceUndisputed(point) }))
  return { points: [...points, { at: Date.parse(unit.totals.asOf), fen: sinceUndisputed(unit.totals) }], dueOn: past.payables.edges[0]?.node.dueOn ?? null }
}
