import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fenOf, type Fen } from '@qingqian/rules/money'
import { useShow } from '../../ui/money.tsx'
import { StateWord } from '../../ui/state-word.tsx'
import { COLUMNS } from './columns.tsx'
import type { Payable, Sums } from './ledger-data.ts'
import styles from './grid.module.css'

/** Do the sums close: amount = paid + written off + outstanding, and, where every row is here, do the rows add up to them? */
export function closes(sums: Sums, all: readonly Payable[] | null): boolean {
  if (fenOf(sums.amount) !== fenOf(sums.paid) + fenOf(sums.extinguished) + fenOf(sums.outstanding)) return false
  if (all === null || all.length !== sums.count) return true
  const add = (of: (row: Payable) => string) => all.reduce<Fen>((sum, row) => sum + fenOf(of(row)), 0n)
  return add((row) => row.amount) === fenOf(sums.amount) && add((row) => row.paid) === fenOf(sums.paid) && add((row) => row.outstanding) === fenOf(sums.outstanding)
}

/** Sums over everything the filter matches, also of rows that nobody has scrolled to. */
export function GridFoot({ sums, all }: { sums: Sums; all: readonly Payable[] | null }) {
  const { t } = useTranslation('ledger')
  const show = useShow()
  const closed = closes(sums, all)
  const cells: Partial<Record<(typeof COLUMNS)[number]['name'], ReactNode>> = {
    unit: t('sum.total'),
    creditor: t('sum.count', { count: sums.count }),
    uscc: <span className={styles.plain}>{t('sum.open', { count: sums.outstandingCount, creditors: sums.creditorCount })}</span>,
    amount: show(sums.amount),
    paid: show(sums.paid),
    outstanding: show(sums.outstanding),
    disputed: fenOf(sums.disputedOutstanding) > 0n ? show(sums.disputedOutstanding) : '',
    state: closed && <StateWord state="settled">{t('sum.closed')}</StateWord>,
  }
  return (
    <tfoot>
      <tr className={closed ? styles.closed : styles.sum}>
        <td className={styles.mark} />
        {COLUMNS.filter(({ name }) => name !== 'contract' && name !== 'category').map((column) => (
          <td key={column.name} className={column.num ? 'num' : ''} {...(column.name === 'uscc' ? { colSpan: 3 } : {})}>
            {cells[column.name]}
          </td>
        ))}
      </tr>
      {fenOf(sums.extinguished) > 0n && (
        <tr className={styles.note}>
          <td colSpan={COLUMNS.length + 1}>{t('sum.extinguished', { amount: show(sums.extinguished) })}</td>
        </tr>
      )}
    </tfoot>
  )
}
