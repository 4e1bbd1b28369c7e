import type { ReactNode } from 'react'
import { useQuery } from '@apollo/client/react'
import { useTranslation } from 'react-i18next'
import { dayAt } from '@qingqian/rules/day'
import { UnitHeadDocument } from '../../graphql/generated/graphql.ts'
import { useDates } from '../../ui/dates.ts'
import { usePageLink } from '../units/address.ts'
import { Crumbs } from '../units/crumbs.tsx'
import type { BoardUnit } from './board-data.ts'

type Above = { code: string; name: string; parent?: Above | null }

/** The units above, from the top down; what one may not read is not there. */
function above(unit: Above | null | undefined): Above[] {
  return unit ? [...above(unit.parent), unit] : []
}

export function BoardHead({ board, aside }: { board: BoardUnit; aside: ReactNode }) {
  const { t } = useTranslation('rollup')
  const link = usePageLink()
  const { long, weekday } = useDates()
  const { data } = useQuery(UnitHeadDocument, { variables: { unit: board.code } })
  const day = dayAt(Date.parse(board.totals.asOf))
  return (
    <div className="title">
      <h1>{t('title', { unit: board.name })}</h1>
      <Crumbs steps={[...above(data?.unit?.parent as Above | null).map((unit) => ({ name: unit.name, to: link('board', unit.code) })), { name: board.name }]} />
      <span className="mu s">{`${long(day)} ${weekday(day)}`}</span>
      <span className="sp" />
      {aside}
    </div>
  )
}
