import { useEffect, useRef } from 'react'
import { useFragment } from '@apollo/client/react'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { Link } from 'react-router'
import { PayableFieldsFragmentDoc } from '../../graphql/generated/graphql.ts'
import { Money } from '../../ui/money.tsx'
import { PaidOwedBar } from '../../ui/paid-owed-bar.tsx'
import { usePrefs } from '../../ui/prefs.ts'
import type { Payable, usePayables } from './ledger-data.ts'
import { PayableState } from './payable-state.tsx'
import { useShortName } from './short-name.ts'
import styles from './phone-list.module.css'

/** The ledger on a phone: who, how much, state, and the bar. */
export function PhoneList({ list, to }: { list: Pick<ReturnType<typeof usePayables>, 'total' | 'idAt' | 'need'>; to: (row: Payable) => string }) {
  const { large } = usePrefs()
  const place = useRef<HTMLOListElement>(null)
  const { total, idAt, need } = list
  const virtual = useWindowVirtualizer({ count: total, estimateSize: () => (large ? 98 : 80), overscan: 10, scrollMargin: place.current?.offsetTop ?? 0 })
  const items = virtual.getVirtualItems()
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  useEffect(() => {
    const timer = setTimeout(() => need(first, Math.min(total - 1, last + 40)), 60)
    return () => clearTimeout(timer)
  }, [first, last, total, need])
  return (
    <ol ref={place} className={styles.list} style={{ height: virtual.getTotalSize() }}>
      {items.map(({ index, start }) => {
        const id = idAt(index)
        return (
          <li key={id ?? index} className={styles.row} style={{ transform: `translateY(${start - virtual.options.scrollMargin}px)` }}>
            {id === null ? <a aria-busy="true" /> : <Item id={id} to={to} />}
          </li>
        )
      })}
    </ol>
  )
}

function Item({ id, to }: { id: string; to: (row: Payable) => string }) {
  const short = useShortName()
  const { data, complete } = useFragment({ fragment: PayableFieldsFragmentDoc, fragmentName: 'PayableFields', from: { __typename: 'Payable', id } })
  if (!complete) return null
  const row = data as Payable
  return (
    <Link to={to(row)}>
      <span className={styles.line}>
        <b>{row.creditor.name}</b>
        <span className={styles.amount}>
          <Money of={row.outstanding} />
        </span>
      </span>
      <span className={styles.line}>
        <span className="mu s">{`${short(row.unit.name)} · ${row.overdueSince}`}</span>
        <PayableState payable={row} />
      </span>
      <PaidOwedBar height={6} minWidth={60} parts={{ paid: row.paid, extinguished: row.extinguished, outstanding: row.outstanding, disputed: row.disputedAmount }} />
    </Link>
  )
}
