import { useCallback, useRef, useState } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { FilterBar, Tabs } from '../parts/ledger/filter-bar.tsx'
import { ORDERS, useWanted } from '../parts/ledger/filters.ts'
import { Grid } from '../parts/ledger/grid.tsx'
import { InlinePayment } from '../parts/ledger/inline-payment.tsx'
import { useMoved, usePayables, type Payable } from '../parts/ledger/ledger-data.ts'
import { PhoneList } from '../parts/ledger/phone-list.tsx'
import { useAddress, usePageLink } from '../parts/units/address.ts'
import { LoadFailed, Missing } from '../ui/failed.tsx'
import { Money, MoneyUnitWord } from '../ui/money.tsx'
import { useNarrow } from '../ui/narrow.ts'
import { Sheet } from '../ui/sheet.tsx'
import styles from './ledger.module.css'

/** A unit's ledger with everything below it. */
export default function LedgerPage() {
  const { t } = useTranslation('ledger')
  const { unit, asOf } = useAddress()
  const { wanted, want, filter } = useWanted()
  const list = usePayables(unit, filter, ORDERS[wanted.order])
  const { moved, seen, mine } = useMoved(unit)
  const narrow = useNarrow()
  const navigate = useNavigate()
  const link = usePageLink()
  const [editing, setEditing] = useState<string | null>(null)
  const more = useRef(list.more)
  more.current = list.more
  const onEnd = useCallback(() => void more.current(), [])
  const to = (row: Payable) => link(`payable/${row.id}`)
  if (list.unit === null) return <Missing />
  if (list.error && !list.sums) return <LoadFailed retry={list.refetch} />
  return (
    <div className={styles.page}>
      <div className={`title ${styles.title}`}>
        <h1>{t('title', { unit: list.unit?.name ?? '' })}</h1>
        <span className="mu s">{t('includesBelow')}</span>
        <span className="sp" />
        {moved && (
          <Button onClick={() => { seen(); list.refetch() }}>{t('moved')}</Button>
        )}
        <Button type="primary" disabled={asOf !== null} title={asOf !== null ? t('pay.readOnly') : ''} onClick={() => void navigate(link('register'))}>
          {t('register')}
        </Button>
      </div>
      {asOf !== null && <p className={styles.past}>{t('pastNote')}</p>}
      <Sheet className={styles.sheet!}>
        <Tabs wanted={wanted} want={want} count={list.sums ? list.total : null} />
        <FilterBar wanted={wanted} want={want} />
        {list.sums && list.rows.length === 0 && <p className={styles.none}>{t(Object.keys(filter).length === 0 ? 'sum.empty' : 'sum.none')}</p>}
        {narrow ? (
          <PhoneList rows={list.rows} onEnd={onEnd} to={to} />
        ) : (
          <Grid
            label={t('title', { unit: list.unit?.name ?? '' })}
            rows={list.rows}
            total={list.total}
            sums={list.sums}
            editing={editing}
            onEdit={(id) => asOf === null && setEditing(id)}
            onOpen={(row) => void navigate(to(row))}
            onEnd={onEnd}
            editor={(row) => (
              <InlinePayment
                payable={row}
                {...(list.unit ? { listUnitId: list.unit.id } : {})}
                onCancel={() => setEditing(null)}
                onDone={() => { mine(); setEditing(null) }}
              />
            )}
          />
        )}
        <Status shown={list.rows.length} total={list.total} narrow={narrow} outstanding={list.sums?.outstanding ?? null} />
      </Sheet>
    </div>
  )
}

function Status({ shown, total, narrow, outstanding }: { shown: number; total: number; narrow: boolean; outstanding: string | null }) {
  const { t } = useTranslation('ledger')
  return (
    <div className={styles.status}>
      <span>{t('loaded', { shown, all: total })}</span>
      {narrow && outstanding !== null && (
        <b>
          {t('column.outstanding')} <Money of={outstanding} /> <MoneyUnitWord />
        </b>
      )}
      <span className={styles.wide}>{t('sum.scope')}</span>
      <span className="sp" />
      <span className={styles.wide}>{t('keys')}</span>
    </div>
  )
}
