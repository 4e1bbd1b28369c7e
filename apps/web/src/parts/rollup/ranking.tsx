import { useState } from 'react'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { fenOf } from '@qingqian/rules/money'
import { Money, MoneyUnitWord } from '../../ui/money.tsx'
import { PaidOwedBar } from '../../ui/paid-owed-bar.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { usePageLink } from '../units/address.ts'
import type { BoardUnit, Child } from './board-data.ts'
import { rates, sumOf } from './groups.ts'
import styles from './panels.module.css'

const BY = ['rate', 'owed', 'today'] as const
type By = (typeof BY)[number]

const HEAD = 5
const TAIL = 3

/** What a unit is ranked by: exact to the fen, never the rounded text. */
function valueOf({ totals }: Child, by: By): bigint {
  if (by === 'owed') return fenOf(totals.outstanding)
  if (by === 'today') return fenOf(totals.paidToday)
  const whole = fenOf(totals.paid) + fenOf(totals.outstanding)
  return whole === 0n ? 0n : (fenOf(totals.paid) * 1_000_000_000_000n) / whole
}

/** 清偿排名: the units below that have a ledger; the first five and the last three. Equal values keep the official order. */
export function Ranking({ board }: { board: BoardUnit }) {
  const { t } = useTranslation('rollup')
  const link = usePageLink()
  const [by, setBy] = useState<By>('rate')
  const ranked = board.children
    .filter((child) => child.totals.payableCount > 0)
    .map((child) => ({ child, value: valueOf(child, by) }))
    .sort((a, b) => (a.value === b.value ? 0 : a.value < b.value ? 1 : -1))
  if (ranked.length < 2) return null
  const folded = ranked.length > HEAD + TAIL + 1
  const shown = ranked.map((each, index) => ({ ...each, place: 1 + ranked.findIndex((other) => other.value === each.value), index })).filter(({ index }) => !folded || index < HEAD || index >= ranked.length - TAIL)
  return (
    <Sheet
      title={t('ranking.title')}
      note={by === 'rate' ? undefined : <MoneyUnitWord />}
      aside={<Segmented<By> size="small" className={styles.switch!} aria-label={t('ranking.by')} value={by} onChange={setBy} options={BY.map((value) => ({ value, label: t(`ranking.${value}`) }))} />}
    >
      <ol className={styles.rows}>
        {shown.map(({ child, place, index }) => [
          folded && index === ranked.length - TAIL && (
            <li key="gap" className={`${styles.gap} mu s`}>
              {t('ranking.between', { count: ranked.length - HEAD - TAIL })}
            </li>
          ),
          <li key={child.id} className={styles.rank}>
            <span className="mu">{place}</span>
            <Link to={link('board', child.code)}>{child.name}</Link>
            <PaidOwedBar parts={sumOf([child.totals])} height={8} minWidth={40} />
            <b>{by === 'rate' ? rates(sumOf([child.totals]), 1).all : <Money of={by === 'owed' ? child.totals.outstanding : child.totals.paidToday} />}</b>
          </li>,
        ])}
      </ol>
    </Sheet>
  )
}
