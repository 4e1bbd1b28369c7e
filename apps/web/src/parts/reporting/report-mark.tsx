import { useTranslation } from 'react-i18next'
import type { ReportStatus } from '../../graphql/generated/graphql.ts'
import { clockOf } from '../../ui/dates.ts'
import { StateWord, type State } from '../../ui/state-word.tsx'
import type { DailyRow } from './daily-board.ts'

export const STATE_OF: Record<ReportStatus, State> = {
  NOT_DUE: 'none', OPEN: 'none', REPORTED: 'settled', LATE: 'late', MISSING: 'overdue', RETURNED: 'late', EXEMPT: 'noplan',
}

/** A unit's report today in one cell: ✓ 16:24, ○ 未报, 迟报 17:06. */
export function ReportMark({ row }: { row: DailyRow }) {
  const { t } = useTranslation('reporting')
  const time = row.signedAt === null || row.signedAt === undefined ? '' : clockOf(Date.parse(row.signedAt), false)
  if (row.status === 'NOT_DUE') return <span className="mu" title={t('status.NOT_DUE')}>—</span>
  return <StateWord state={STATE_OF[row.status]}>{row.status === 'REPORTED' ? time : `${t(`status.${row.status}`)} ${time}`.trim()}</StateWord>
}
