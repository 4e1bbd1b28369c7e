import { useEffect, useRef } from 'react'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { Link } from 'react-router'
import { Money } from '../../ui/money.tsx'
import { PaidOwedBar } from '../../ui/paid-owed-bar.tsx'
import { usePrefs } from '../../ui/prefs.ts'
import type { Payable } from './ledger-data.ts'
import { PayableState } from './payable-state.tsx'
import styles from './phone-list.module.css'

/** The ledger on a phone: who, how much, state, and the bar. */
export function PhoneList({ rows, onEnd, to }: { rows: Payable[]; onEnd: () => void; to: (row: Payable) => string }) {
  const { large } = usePrefs()
  const place = useRef<HTMLOListElement>(null)
  const virtual = useWindowVirtualizer({ count: rows.length, estimateSize: () => (large ? 98 : 80), overscan: 10, scrollMargin: place.current?.offsetTop ?? 0 })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 20) onEnd()
  }, [last, rows.length, onEnd])
  return (
    <ol ref={place} className={styles.list} style={{ height: virtual.getTotalSize() }}>
      {items.map(({ index, start }) => {
        const row = rows[index]!
        return (
          <li key={row.id} className={styles.row} style={{ transform: `translateY(${start - virtual.options.scrollMargin}px)` }}>
            <Link to={to(row)}>
              <span className={styles.line}>
                <b>{row.creditor.name}</b>
                <span className={styles.amount}>
                  <Money of={row.outstanding} />
                </span>
              </span>
              <span className={styles.line}>
                <span className="mu s">{`${row.unit.name} · ${row.overdueSince}`}</span>
                <PayableState payable={row} />
              </span>
              <PaidOwedBar height={6} minWidth={60} parts={{ paid: row.paid, extinguished: row.extinguished, outstanding: row.outstanding, disputed: row.disputedAmount }} />
            </Link>
          </li>
        )
      })}
    </ol>
  )
}
