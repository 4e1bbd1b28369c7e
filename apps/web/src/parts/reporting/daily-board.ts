import { useQuery, useSubscription } from '@apollo/client/react'
import type { Day } from '@qingqian/rules/day'
import { DailyBoardDocument, DailyBoardLiveDocument, type DailyBoardFieldsFragment } from '../../graphql/generated/graphql.ts'

export type DailyBoard = DailyBoardFieldsFragment
export type DailyRow = DailyBoard['rows'][number]

/** Who reported on a day: asked once, then live. Null where the unit has no board of reports. */
export function useDailyBoard(unit: string, day: Day, live: boolean): DailyBoard | null {
  const { data: first } = useQuery(DailyBoardDocument, { variables: { unit, day } })
  const { data: later } = useSubscription(DailyBoardLiveDocument, { variables: { unit, day }, skip: !live })
  return (live ? later?.dailyBoard : undefined) ?? first?.unit?.dailyBoard ?? null
}
