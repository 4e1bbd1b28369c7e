import { useQuery, useSubscription } from '@apollo/client/react'
import type { Day } from '@qingqian/rules/day'
import { fenOf, type Fen } from '@qingqian/rules/money'
import { DailyBoardDocument, DailyBoardLiveDocument, type DailyBoardFieldsFragment } from '../../graphql/generated/graphql.ts'

export type DailyBoard = DailyBoardFieldsFragment
export type DailyRow = DailyBoard['rows'][number]

/** Who reported on a day: asked once, then live. Null where the unit has no board of reports. */
export function useDailyBoard(unit: string, day: Day, live: boolean, asked = true): DailyBoard | null {
  const { data: first } = useQuery(DailyBoardDocument, { variables: { unit, day }, skip: !asked })
  const { data: later } = useSubscription(DailyBoardLiveDocument, { variables: { unit, day }, skip: !live || !asked })
  return (live ? later?.dailyBoard : undefined) ?? first?.unit?.dailyBoard ?? null
}

/** Who is expected to report and has not. */
export function unreported(board: DailyBoard): DailyRow[] {
  return board.rows.filter((row) => row.status === 'OPEN' || row.status === 'MISSING' || row.status === 'RETURNED')
}

/** By how much the ledger differs from what was signed; null where nothing was signed or all is the same. */
export function deviationOf(row: Pick<DailyRow, 'signedAt' | 'figures' | 'ledger' | 'version'>): { outstanding: Fen; paid: Fen; count: number } | null {
  if (!row.signedAt || !row.figures || row.version === null) return null
  const { figures, ledger } = row
  const deviation = { outstanding: fenOf(ledger.outstanding) - fenOf(figures.outstanding), paid: fenOf(ledger.paid) - fenOf(figures.paid), count: ledger.count - figures.count }
  return deviation.outstanding === 0n && deviation.paid === 0n && deviation.count === 0 ? null : deviation
}
