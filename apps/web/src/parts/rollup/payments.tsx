import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { dayAt } from '@qingqian/rules/day'
import { clockOf, useDates } from '../../ui/dates.ts'
import { Delta } from '../../ui/delta.tsx'
import { Money, MoneyUnitWord } from '../../ui/money.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { StateWord } from '../../ui/state-word.tsx'
import { usePageLink } from '../units/address.ts'
import type { BoardUnit, Payment } from './board-data.ts'
import styles from './panels.module.css'

const WASH = 1200

/** Which rows came in since the list was first there; each for as long as its wash lasts. */
function useArrived(payments: Payment[]): Set<string> {
  const known = useRef<Set<string> | null>(null)
  const [arrived, setArrived] = useState<Set<string>>(new Set())
  const ids = payments.map((payment) => payment.id).join()
  useEffect(() => {
    const here = ids.split(',')
    const before = known.current
    known.current = new Set([...(before ?? []), ...here])
    const fresh = before === null ? [] : here.filter((id) => !before.has(id))
    if (fresh.length === 0) return
    setArrived(new Set(fresh))
    const timer = setTimeout(() => setArrived(new Set()), WASH)
    return () => clearTimeout(timer)
  }, [ids])
  return arrived
}

/** 最近付款: newest first. A payment appears as it is recorded anywhere below. */
export function LastPayments({ board, payments }: { board: BoardUnit; payments: Payment[] }) {
  const { t } = useTranslation('rollup')
  const link = usePageLink()
  const { short } = useDates()
  const arrived = useArrived(payments)
  const today = dayAt(Date.parse(board.totals.asOf))
  const when = (moment: number) => (dayAt(moment) === today ? clockOf(moment, false) : short(dayAt(moment)))
  return (
    <Sheet title={t('payments.title')} note={<MoneyUnitWord />} aside={<span className="s mu">{t('today')} <Delta amount={board.totals.paidToday} sense="paid" /></span>}>
      {payments.length === 0 ? (
        <p className={`mu s ${styles.empty}`}>{t('payments.none')}</p>
      ) : (
        <ul className={styles.rows} aria-live="polite">
          {payments.map((payment) => (
            <li key={payment.id} className={`${styles.payment} ${arrived.has(payment.id) ? 'washed' : ''}`}>
              <span className="mu s">{when(Date.parse(payment.recordedAt))}</span>
              <span className={styles.who}>
                <Link to={link(`payable/${encodeURIComponent(payment.payable.id)}`, payment.payable.unit.code)}>{payment.payable.unit.name}</Link>
                {payment.payable.status === 'CLEARED' && <StateWord state="settled">{t('payments.cleared')}</StateWord>}
              </span>
              <b>
                <Money of={payment.amount} />
              </b>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  )
}
