import { lazy, Suspense, useMemo, useState } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { fenOf, type Fen } from '@qingqian/rules/money'
import { useViewer } from '../parts/access/viewer.tsx'
import { exportAddress } from '../parts/ledger/export-address.ts'
import { FilterBar, Tabs } from '../parts/ledger/filter-bar.tsx'
import { ORDERS, useWanted } from '../parts/ledger/filters.ts'
import { Grid } from '../parts/ledger/grid.tsx'
import { InlinePayment } from '../parts/ledger/inline-payment.tsx'
import { useLedgerLive, usePayables, type Payable } from '../parts/ledger/ledger-data.ts'
import { useCannot, useReaches } from '../parts/ledger/may-write.ts'
import { PhoneList } from '../parts/ledger/phone-list.tsx'
import { PrintedLedger, usePrintedLedger } from '../parts/ledger/printed-ledger.tsx'
import { useSelection } from '../parts/ledger/selection.ts'
import { ViewsMenu } from '../parts/ledger/views-menu.tsx'
import { useAddress, usePageLink } from '../parts/units/address.ts'
import { LoadFailed, Missing } from '../ui/failed.tsx'
import { Money, MoneyUnitWord, useMoneyUnit } from '../ui/money.tsx'
import { useNarrow } from '../ui/narrow.ts'
import { Sheet } from '../ui/sheet.tsx'
import styles from './ledger.module.css'

const LedgerPaste = lazy(() => import('./ledger-paste.tsx'))

/** A unit's ledger with everything below it. */
export default function LedgerPage() {
  const { t } = useTranslation('ledger')
  const { unit, asOf } = useAddress()
  const { wanted, want, filter, base, narrowed } = useWanted()
  const asked = useMemo(() => ({ unit, filter, base, orderBy: ORDERS[wanted.order] }), [unit, filter, base, wanted.order])
  const list = usePayables(asked)
  const live = useLedgerLive(asked, asOf !== null, list)
  const sums = live.sums ?? list.sums
  const narrow = useNarrow()
  const moneyUnit = useMoneyUnit()
  const navigate = useNavigate()
  const link = usePageLink()
  const selection = useSelection(list.idAt)
  const [pasting, setPasting] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const printed = usePrintedLedger(asked)
  const open = (row: Payable) => void navigate(link(`payable/${row.id}`))
  const again = () => {
    live.seen()
    list.refetch()
  }
  if (list.unit === null) return <Missing />
  if (list.error && !list.sums) return <LoadFailed retry={list.refetch} />
  return (
    <div className={`${styles.page} ${printed.rows ? styles.printing : ''}`}>
      <Title name={list.unit?.name ?? ''} place={list.unit ?? null} onPaste={() => setPasting(true)} onPrint={() => printed.print(list.total)} printing={printed.waiting} exported={exportAddress(asked, moneyUnit)}>
        {live.moved && <Button onClick={again}>{t('moved')}</Button>}
      </Title>
      {printed.tooMany && <p className={styles.past} role="status">{t('print.tooMany', { count: list.total })}</p>}
      {asOf !== null && <p className={styles.past}>{t('pastNote')}</p>}
      {pasting && (
        <Suspense fallback={null}>
          <LedgerPaste unit={unit} onPosted={again} onClose={() => setPasting(false)} />
        </Suspense>
      )}
      <Sheet className={styles.sheet!}>
        <Tabs wanted={wanted} want={want} sums={live.tabs ?? list.tabs}>
          <ViewsMenu />
        </Tabs>
        <FilterBar unit={unit} wanted={wanted} want={want} />
        {list.sums && list.total === 0 && <p className={styles.none}>{t(narrowed ? 'sum.none' : 'sum.empty')}</p>}
        {narrow ? <PhoneList list={list} to={(row) => link(`payable/${row.id}`)} /> : <LedgerGrid list={list} sums={sums} selection={selection} onOpen={open} onSaid={setSaid} />}
        <Status list={list} selection={selection} narrow={narrow} outstanding={sums?.outstanding ?? null} said={said} />
      </Sheet>
      <PrintedLedger rows={printed.rows} title={t('title', { unit: list.unit?.name ?? '' })} sums={sums} onReady={printed.ready} />
    </div>
  )
}

type GridProps = { list: ReturnType<typeof usePayables>; sums: Parameters<typeof Grid>[0]['sums']; selection: ReturnType<typeof useSelection>; onOpen: (row: Payable) => void; onSaid: (said: string | null) => void }

/** The grid with its payment editor: who may not pay is told why under the row. */
function LedgerGrid({ list, sums, selection, onOpen, onSaid }: GridProps) {
  const { t } = useTranslation('ledger')
  const [editing, setEditing] = useState<string | null>(null)
  const anyhow = useCannot(null)
  const reaches = useReaches()
  return (
    <Grid
      label={t('title', { unit: list.unit?.name ?? '' })}
      list={list}
      sums={sums}
      selection={selection}
      editing={editing}
      onEdit={(id) => {
        const row = id === null ? null : list.rowOf(id)
        const cannot = anyhow ?? (row && !reaches(row.unit) ? 'unit' : null)
        onSaid(cannot === null ? null : t(`cannot.${cannot}`))
        if (cannot === null) setEditing(id)
      }}
      onOpen={onOpen}
      onCopied={(count) => onSaid(t('copied', { count }))}
      editor={(row) => <InlinePayment payable={row} onCancel={() => setEditing(null)} onDone={() => setEditing(null)} />}
    />
  )
}

type TitleProps = { name: string; place: { code: string; reportingLine?: string | null } | null; exported: string; printing: boolean; onPaste: () => void; onPrint: () => void; children: React.ReactNode }

function Title({ name, place, exported, printing, onPaste, onPrint, children }: TitleProps) {
  const { t } = useTranslation('ledger')
  const viewer = useViewer()
  const navigate = useNavigate()
  const link = usePageLink()
  const anyhow = useCannot(null)
  const here = useCannot(place)
  // Registering asks for the unit where there is a choice; pasting goes to this unit or those named in the table.
  const register = viewer.role === 'FINANCE' ? anyhow : here
  return (
    <div className={`title ${styles.title}`}>
      <h1>{t('title', { unit: name })}</h1>
      <span className="mu s">{t('includesBelow')}</span>
      {register !== null && <span className="mu s">{t(`cannot.${register}`)}</span>}
      <span className="sp" />
      {children}
      <span className={styles.wideActs}>
        {anyhow !== 'role' && viewer.permissions.includes('IMPORT') && (
          <Button disabled={here !== null} onClick={onPaste}>
            {t('paste.open')}
          </Button>
        )}
        <Button href={exported} download>
          {t('export')}
        </Button>
        <Button loading={printing} onClick={onPrint}>
          {t('payable.print')}
        </Button>
      </span>
      {anyhow !== 'role' && (
        <Button type="primary" disabled={register !== null} onClick={() => void navigate(link('register'))}>
          {t('register')}
        </Button>
      )}
    </div>
  )
}

type StatusProps = { list: ReturnType<typeof usePayables>; selection: ReturnType<typeof useSelection>; narrow: boolean; outstanding: string | null; said: string | null }

function Status({ list, selection, narrow, outstanding, said }: StatusProps) {
  const { t } = useTranslation('ledger')
  const marked = [...selection.ids].flatMap((id) => list.rowOf(id) ?? [])
  const owed = marked.reduce<Fen>((sum, row) => sum + fenOf(row.outstanding), 0n)
  return (
    <div className={styles.status}>
      {marked.length > 0 ? (
        <span>
          {t('mark.count', { count: marked.length })} <b><Money of={owed} /></b> <MoneyUnitWord />
        </span>
      ) : (
        <span className={styles.wide}>{t('sum.scope')}</span>
      )}
      {narrow && outstanding !== null && (
        <b>
          {t('column.outstanding')} <Money of={outstanding} /> <MoneyUnitWord />
        </b>
      )}
      <span role="status" className={styles.said}>{said}</span>
      <span className="sp" />
      <span className={styles.wide}>{t('keys')}</span>
    </div>
  )
}
