import { useQuery } from '@apollo/client/react'
import { momentOf, momentText, type Day } from '@qingqian/rules/day'
import { fenOf, showMoney, type Fen } from '@qingqian/rules/money'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../../graphql/clock.ts'
import { BoardBeforeDocument, BriefMovementsDocument } from '../../graphql/generated/graphql.ts'
import { clockOf, useDates } from '../../ui/dates.ts'
import { useMoneyUnit } from '../../ui/money.tsx'
import type { Campaign } from '../rollup/campaign.ts'
import { deviationOf, unreported, type DailyBoard } from './daily-board.ts'
import { dayBefore } from './day.ts'

/** 日调度简报: one page. Screen, print, picture and copied text are all made of this. */
export type Brief = { title: string; under: string; sections: { heading: string; lines: string[]; table?: [string, string, string][] }[]; foot: string; file: string }

const MOVERS = 6

/** Null until its figures have come. */
export function useBrief(board: DailyBoard, unit: { code: string; name: string }, campaign: Campaign): Brief | null {
  const { t } = useTranslation('reporting')
  const { t: kind } = useTranslation('ledger')
  const { t: word } = useTranslation('ui')
  const { short, long } = useDates()
  const money = useMoneyUnit()
  const deadline = Date.parse(board.deadline)
  const before = momentText(momentOf(dayBefore(board.day as Day), campaign.dailyDue) - 1)
  const { data: earlier } = useQuery(BoardBeforeDocument, { variables: { unit: unit.code, before, known: before } })
  // Not kept: it would stand where the board's own rows stand in the cache.
  const { data: moved } = useQuery(BriefMovementsDocument, { variables: { unit: unit.code, day: board.day }, fetchPolicy: 'no-cache' })
  const movements = moved?.unit?.dailyBoard?.movements
  if (!earlier?.unit || !movements) return null
  const closed = serverNow() >= deadline
  const show = (fen: Fen) => showMoney(fen, money)
  const sum = (fen: Fen) => `${show(fen)} ${word(`money.${money}`)}`
  const change = (fen: Fen) => (fen === 0n ? word('delta.level') : `${fen > 0n ? '+' : '−'}${sum(fen > 0n ? fen : -fen)}`)
  const then = earlier.unit.totals
  const names = (rows: { unit: { name: string } }[]) => rows.map((row) => row.unit.name).join(t('attention.and'))
  const thenOf = new Map(earlier.unit.children.map((child) => [child.id, child.totals]))
  const isNew = then.payableCount === 0
  const movers = board.rows
    .flatMap((row) => {
      const was = thenOf.get(row.unit.id)
      const by = was && was.payableCount > 0 ? fenOf(row.ledger.outstanding) - fenOf(was.outstanding) : 0n
      return by === 0n ? [] : [{ name: row.unit.name, by }]
    })
    .sort((a, b) => (absolute(a.by) < absolute(b.by) ? 1 : -1))
  const open = unreported(board)
  const late = board.rows.filter((row) => row.status === 'LATE')
  const reversal = movements.find((movement) => movement.kind === 'REVERSAL')
  const odd = [
    ...(reversal ? [t('brief.reversed', { count: reversal.count, amount: sum(fenOf(reversal.amount)) })] : []),
    ...movers.filter(({ by }) => by > 0n).map(({ name, by }) => t('brief.risen', { unit: name, amount: sum(by) })),
    ...board.rows.flatMap((row) => {
      const deviation = deviationOf(row)
      return deviation ? [t('brief.deviates', { unit: row.unit.name, amount: change(deviation.outstanding), paid: change(deviation.paid) })] : []
    }),
  ]
  return {
    title: t('brief.title', { unit: unit.name }),
    under: `${long(board.day)}　${closed ? t('brief.closed', { time: clockOf(deadline) }) : t('brief.open', { time: clockOf(serverNow(), false) })}`,
    file: `${board.day.replaceAll('-', '')}-${unit.code}.png`,
    sections: [
      {
        heading: t('brief.whole'),
        lines: [
          t('brief.owed', { amount: sum(fenOf(board.total.outstanding)), count: board.total.count, creditors: board.total.creditors }) + (isNew ? t('brief.stop') : t('brief.than', { amount: change(fenOf(board.total.outstanding) - fenOf(then.outstanding)) })),
          t('brief.paid', { day: short(campaign.baseline), amount: sum(fenOf(board.total.paid)) }) + (isNew ? t('brief.stop') : t('brief.than', { amount: change(fenOf(board.total.paid) - fenOf(then.paidSinceBaseline)) })),
        ],
      },
      {
        heading: t('brief.moved', { unit: word(`money.${money}`) }),
        lines: [...(movements.length === 0 ? [t('brief.still')] : []), ...(movers.length > 0 ? [t('brief.movers', { names: movers.slice(0, MOVERS).map(({ name, by }) => `${name} ${change(by)}`).join(t('brief.semicolon')) })] : [])],
        table: movements.map((movement) => [kind(`kind.${movement.kind}`), t('day.times', { count: movement.count }), show(fenOf(movement.amount))]),
      },
      {
        heading: t('brief.reports'),
        lines: [
          t('brief.counts', { expected: board.expected, reported: board.reported, onTime: board.onTime, late: board.reported - board.onTime, open: open.length }),
          ...(late.length > 0 ? [t('brief.late', { names: names(late) })] : []),
          ...(open.length > 0 ? [t(closed ? 'brief.missing' : 'brief.notYet', { names: names(open) })] : []),
        ],
      },
      { heading: t('brief.odd'), lines: odd.length > 0 ? odd : [t('brief.nothing')] },
    ],
    foot: t('brief.foot', { unit: unit.name, title: campaign.title }),
  }
}

const absolute = (fen: Fen): Fen => (fen < 0n ? -fen : fen)

export function textOf(brief: Brief): string {
  return [brief.title, brief.under, ...brief.sections.flatMap(({ heading, lines, table }) => [heading, ...(table ?? []).map((row) => row.join('　')), ...lines]), brief.foot].join('\n')
}
