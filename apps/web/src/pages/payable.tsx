import { useEffect, useState } from 'react'
import { useQuery, useSubscription } from '@apollo/client/react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { momentText } from '@qingqian/rules/day'
import { fenOf } from '@qingqian/rules/money'
import { serverNow } from '../graphql/clock.ts'
import { PayableDocument, PayableLiveDocument, type PayableJournalFragment } from '../graphql/generated/graphql.ts'
import { DisputeForm, ReverseForm, SettleForm } from '../parts/ledger/acts.tsx'
import { CorrectForm } from '../parts/ledger/correct-form.tsx'
import { DueSteps } from '../parts/ledger/due-steps.tsx'
import { InlinePayment } from '../parts/ledger/inline-payment.tsx'
import type { Entry } from '../parts/ledger/journal.ts'
import { JournalTimeline } from '../parts/ledger/journal-timeline.tsx'
import { useCannot, type Cannot } from '../parts/ledger/may-write.ts'
import { Parties } from '../parts/ledger/parties.tsx'
import { PayableHead } from '../parts/ledger/payable-head.tsx'
import { useAddress, usePageLink } from '../parts/units/address.ts'
import { Crumbs } from '../parts/units/crumbs.tsx'
import { LoadFailed, Missing } from '../ui/failed.tsx'
import { Sheet } from '../ui/sheet.tsx'
import styles from './payable.module.css'

type Open = 'pay' | 'dispute' | 'settle' | 'correct' | { reverse: string } | null
type Props = { payable: PayableJournalFragment }

/** One payable: what is owed, how it came to that, and what may be done about it. */
export default function PayablePage() {
  const { id = '' } = useParams()
  const { asOf } = useAddress()
  const { data, loading, error, refetch } = useQuery(PayableDocument, { variables: { id }, fetchPolicy: 'cache-and-network' })
  // What others do lands in the cache, where the query above reads it.
  useSubscription(PayableLiveDocument, { variables: { id }, skip: asOf !== null || !data?.payable, ignoreResults: true })
  if (data?.payable) return <Shown key={id} payable={data.payable} />
  if (error) return <LoadFailed retry={() => void refetch()} />
  return loading ? null : <Missing />
}

/** An entry can be reversed while nothing has reversed it; its registration, while nothing was paid or written off of it. */
const REVERSIBLE: Entry['kind'][] = ['PAYMENT', 'OPENING_PAID', 'REGISTER']

function Shown({ payable }: Props) {
  const { t } = useTranslation('ledger')
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const cannot = useCannot(payable.unit)
  const canPay = cannot === null && !payable.withdrawn && fenOf(payable.outstanding) > 0n
  useKeyP(() => canPay && setOpen('pay'))
  const entries = payable.journal.nodes
  const reversed = new Set(entries.flatMap((entry) => (entry.reverses ? [entry.reverses.id] : [])))
  const untouched = fenOf(payable.paid) + fenOf(payable.extinguished) === 0n
  const reversible = (entry: Entry) => cannot === null && !payable.withdrawn && REVERSIBLE.includes(entry.kind) && !reversed.has(entry.id) && (entry.kind !== 'REGISTER' || untouched)
  return (
    <>
      <Title payable={payable} cannot={cannot} canPay={canPay} onOpen={setOpen} />
      <div className={styles.columns}>
        <div className={styles.main}>
          {open === 'pay' && <InlinePayment payable={payable} onDone={close} onCancel={close} />}
          {open === 'dispute' && <DisputeForm payable={payable} onDone={close} onCancel={close} />}
          {open === 'settle' && <SettleForm payable={payable} onDone={close} onCancel={close} />}
          {open === 'correct' && <CorrectForm payable={payable} onDone={close} onCancel={close} />}
          <PayableHead payable={payable} />
          <JournalTimeline
            payable={payable}
            entries={entries}
            now={momentText(serverNow())}
            actions={(entry) =>
              reversible(entry) && (
                <button type="button" className={`noprint ${styles.act}`} onClick={() => setOpen({ reverse: entry.id })}>
                  {t('payable.reverse')}
                </button>
              )
            }
            below={(entry) => typeof open === 'object' && open?.reverse === entry.id && <ReverseForm entry={entry} onDone={close} onCancel={close} />}
          />
        </div>
        <div className={styles.main}>
          {!payable.withdrawn && <DueSteps payable={payable} />}
          <Parties payable={payable} />
          {payable.note && (
            <Sheet title={t('form.note')}>
              <p className={styles.note}>{payable.note}</p>
            </Sheet>
          )}
        </div>
      </div>
    </>
  )
}

type TitleProps = Props & { cannot: Cannot | null; canPay: boolean; onOpen: (open: Open) => void }

function Title({ payable, cannot, canPay, onOpen }: TitleProps) {
  const { t } = useTranslation('ledger')
  const link = usePageLink()
  return (
    <>
      <Crumbs
        steps={[
          { name: payable.unit.name, to: link('board', payable.unit.code) },
          { name: t('crumb'), to: link('ledger', payable.unit.code) },
          { name: payable.contractNo || t('payable.title') },
        ]}
      />
      <div className="title">
        <h1>
          {payable.unit.name}
          <i className={styles.owes}>{t('payable.owes')}</i>
          {payable.creditor.name}
        </h1>
        {payable.withdrawn && <span className="up">{t('payable.withdrawn')}</span>}
        {cannot !== null && <span className="mu s noprint">{t(`cannot.${cannot}`)}</span>}
        <span className="sp" />
        <span className={`noprint ${styles.acts}`}>
          {cannot !== 'role' && <Acts payable={payable} cannot={cannot} canPay={canPay} onOpen={onOpen} />}
        </span>
      </div>
    </>
  )
}

/** What may be done here. Whoever never may does not see the buttons; whoever may not here sees them disabled, with the reason beside the title. */
function Acts({ payable, cannot, canPay, onOpen }: TitleProps) {
  const { t } = useTranslation('ledger')
  const disputed = fenOf(payable.disputedAmount) > 0n
  const undisputed = fenOf(payable.outstanding) > fenOf(payable.disputedAmount)
  return (
    <>
      <Button disabled={cannot !== null || payable.withdrawn} onClick={() => onOpen('correct')}>
        {t('correct.open')}
      </Button>
      {disputed && (
        <Button disabled={cannot !== null} onClick={() => onOpen('settle')}>
          {t('payable.settle')}
        </Button>
      )}
      {undisputed && (
        <Button disabled={!canPay} onClick={() => onOpen('dispute')}>
          {t('payable.dispute')}
        </Button>
      )}
      <Button onClick={() => print()}>{t('payable.print')}</Button>
      <Button type="primary" disabled={!canPay} onClick={() => onOpen('pay')}>
        {t('pay.title')} <span className="kbd">P</span>
      </Button>
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
