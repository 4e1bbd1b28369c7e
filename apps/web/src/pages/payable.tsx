import { useEffect, useState } from 'react'
import { useQuery } from '@apollo/client/react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { momentText } from '@qingqian/rules/day'
import { fenOf } from '@qingqian/rules/money'
import { serverNow } from '../graphql/clock.ts'
import { PayableDocument, type PayableJournalFragment } from '../graphql/generated/graphql.ts'
import { DisputeForm, ReverseForm, SettleForm } from '../parts/ledger/acts.tsx'
import { InlinePayment } from '../parts/ledger/inline-payment.tsx'
import type { Entry } from '../parts/ledger/journal.ts'
import { useMoved } from '../parts/ledger/ledger-data.ts'
import { JournalTimeline } from '../parts/ledger/journal-timeline.tsx'
import { Parties } from '../parts/ledger/parties.tsx'
import { PayableHead } from '../parts/ledger/payable-head.tsx'
import { useAddress, usePageLink } from '../parts/units/address.ts'
import { Crumbs } from '../parts/units/crumbs.tsx'
import { LoadFailed, Missing } from '../ui/failed.tsx'
import styles from './payable.module.css'

type Open = 'pay' | 'dispute' | 'settle' | { reverse: string } | null

/** One payable: what is owed, how it came to that, and what may be done about it. */
export default function PayablePage() {
  const { id = '' } = useParams()
  const { data, loading, error, refetch } = useQuery(PayableDocument, { variables: { id }, fetchPolicy: 'cache-and-network' })
  if (data?.payable) return <Shown key={id} payable={data.payable} again={() => void refetch()} />
  if (error) return <LoadFailed retry={() => void refetch()} />
  return loading ? null : <Missing />
}

function Shown({ payable, again }: { payable: PayableJournalFragment; again: () => void }) {
  const { t } = useTranslation('ledger')
  const { asOf } = useAddress()
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const { moved, seen, mine } = useMoved(payable.unit.code)
  useEffect(() => {
    if (!moved) return
    seen()
    again()
  }, [moved, seen, again])
  const done = () => {
    mine()
    close()
  }
  const canPay = asOf === null && fenOf(payable.outstanding) > 0n
  useKeyP(() => canPay && setOpen('pay'))
  const entries = payable.journal.nodes
  const reversed = new Set(entries.flatMap((entry) => (entry.reverses ? [entry.reverses.id] : [])))
  const reversible = (entry: Entry) => asOf === null && entry.kind === 'PAYMENT' && !reversed.has(entry.id)
  return (
    <>
      <Title payable={payable} canPay={canPay} onOpen={setOpen} />
      <div className={styles.columns}>
        <div className={styles.main}>
          {open === 'pay' && <InlinePayment payable={payable} onDone={done} onCancel={close} />}
          {open === 'dispute' && <DisputeForm payable={payable} onDone={done} onCancel={close} />}
          {open === 'settle' && <SettleForm payable={payable} onDone={done} onCancel={close} />}
          <PayableHead payable={payable} />
          <JournalTimeline
            payable={payable}
            entries={entries}
            now={momentText(serverNow())}
            actions={(entry) =>
              reversible(entry) && (
                <button type="button" className={styles.act} onClick={() => setOpen({ reverse: entry.id })}>
                  {t('payable.reverse')}
                </button>
              )
            }
            below={(entry) => typeof open === 'object' && open?.reverse === entry.id && <ReverseForm entry={entry} onDone={done} onCancel={close} />}
          />
        </div>
        <div className={styles.main}>
          <Parties payable={payable} />
        </div>
      </div>
    </>
  )
}

function Title({ payable, canPay, onOpen }: { payable: PayableJournalFragment; canPay: boolean; onOpen: (open: Open) => void }) {
  const { t } = useTranslation('ledger')
  const link = usePageLink()
  const { asOf } = useAddress()
  const disputed = fenOf(payable.disputedAmount) > 0n
  return (
    <>
      <Crumbs
        steps={[
          { name: payable.unit.name, to: link('board', payable.unit.code) },
          { name: t('title', { unit: '' }), to: link('ledger', payable.unit.code) },
          { name: payable.contractNo ?? t('payable.title') },
        ]}
      />
      <div className="title">
        <h1>
          {payable.unit.name}
          <i className={styles.owes}>{t('payable.owes')}</i>
          {payable.creditor.name}
        </h1>
        <span className="sp" />
        {disputed ? (
          <Button disabled={asOf !== null} onClick={() => onOpen('settle')}>
            {t('payable.settle')}
          </Button>
        ) : (
          <Button disabled={!canPay} onClick={() => onOpen('dispute')}>
            {t('payable.dispute')}
          </Button>
        )}
        <Button onClick={() => print()}>{t('payable.print')}</Button>
        <Button type="primary" disabled={!canPay} title={asOf !== null ? t('pay.readOnly') : ''} onClick={() => onOpen('pay')}>
          {t('pay.title')} <span className="kbd">P</span>
        </Button>
      </div>
    </>
  )
}

/** P, outside of fields. */
function useKeyP(act: () => void) {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== 'p' || event.ctrlKey || event.metaKey || event.altKey) return
      if (/^(INPUT|TEXTAREA|SELECT)$/.test((event.target as HTMLElement).tagName)) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })
}
