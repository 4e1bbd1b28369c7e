import { useState } from 'react'
import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { dayAt } from '@qingqian/rules/day'
import { fenOf, showMoney, yuan } from '@qingqian/rules/money'
import { useAct } from '../../graphql/act.ts'
import { serverNow } from '../../graphql/clock.ts'
import { RecordPaymentDocument, type PaymentMethod } from '../../graphql/generated/graphql.ts'
import { ActFailed } from '../../ui/failed.tsx'
import { AmountInput, useReadAmount } from './amount-input.tsx'
import type { Payable } from './ledger-data.ts'
import styles from './inline-payment.module.css'

const METHODS: PaymentMethod[] = ['BANK_TRANSFER', 'CASH', 'BILL', 'OFFSET']

type Props = { payable: Pick<Payable, 'id' | 'outstanding'>; onDone: () => void; onCancel: () => void }

/** 登记付款, under its row: what is left afterwards stands beside it; Enter saves, Esc leaves. */
export function InlinePayment({ payable, onDone, onCancel }: Props) {
  const { t } = useTranslation('ledger')
  const { t: word } = useTranslation('ui')
  const { act, loading, failure } = useAct(RecordPaymentDocument)
  const read = useReadAmount()
  const [amount, setAmount] = useState('')
  const [paidOn, setPaidOn] = useState(() => dayAt(serverNow()))
  const [method, setMethod] = useState<PaymentMethod>('BANK_TRANSFER')
  const [voucherNo, setVoucherNo] = useState('')
  const [tried, setTried] = useState(false)
  const owed = fenOf(payable.outstanding)
  const fen = read(amount)
  const left = typeof fen === 'bigint' ? owed - fen : null
  const fault = typeof fen === 'string' ? t(`fault.${fen}`) : fen === null ? t('fault.required') : left! < 0n ? t('fault.tooMuch', { amount: showMoney(owed) }) : null

  async function save() {
    setTried(true)
    if (fault !== null || typeof fen !== 'bigint') return
    const done = await act({ payableId: payable.id, amount: yuan(fen), paidOn, method, voucherNo: voucherNo.trim() || null })
    if (done === null) return
    onDone()
  }

  const todo = failure && failure.code in CURES ? t(`todo.${failure.code as keyof typeof CURES}`) : undefined
  return (
    <form
      className={styles.box}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel()
        event.stopPropagation()
      }}
    >
      <div className={styles.line}>
        <b>{t('pay.title')}</b>
        <label className={styles.field}>
          {t('pay.amount')}
          <AmountInput value={amount} onChange={setAmount} autoFocus label={t('pay.amount')} invalid={tried && fault !== null} />
          {word('money.yuan')}
        </label>
        <Button size="small" type="link" onClick={() => setAmount(showMoney(owed))}>
          {t('pay.all')}
        </Button>
        <label className={styles.field}>
          {t('pay.on')}
          <Input type="date" className={styles.date!} value={paidOn} max={dayAt(serverNow())} onChange={(event) => setPaidOn(event.target.value)} />
        </label>
        <label className={styles.field}>
          {t('pay.method')}
          <Select<PaymentMethod> aria-label={t('pay.method')} value={method} onChange={setMethod} options={METHODS.map((value) => ({ value, label: t(`method.${value}`) }))} className={styles.method!} />
        </label>
        <label className={styles.field}>
          {t('pay.voucher')}
          <Input className={styles.voucher!} value={voucherNo} onChange={(event) => setVoucherNo(event.target.value)} />
        </label>
        <span className="nowrap">
          {t('pay.after')} <b>{left !== null && left >= 0n ? showMoney(left) : '—'}</b>
        </span>
        <span className="sp" />
        <Button type="primary" htmlType="submit" loading={loading}>
          {t('pay.save')} <span className="kbd">Enter</span>
        </Button>
        <Button onClick={onCancel}>
          {word('list.cancel')} <span className="kbd">Esc</span>
        </Button>
      </div>
      {tried && fault !== null && <div className="up s" role="alert">{fault}</div>}
      <ActFailed failure={failure} {...(todo === undefined ? {} : { todo })} />
    </form>
  )
}

/** Refusals that have advice of their own. */
export const CURES = { AMOUNT_BELOW_SETTLED: 1, HAS_LATER_ENTRIES: 1, DISPUTE_EXCEEDS_OUTSTANDING: 1, PAYS_MORE_THAN_OUTSTANDING: 1, DATE_IN_FUTURE: 1, DUPLICATE: 1, ALREADY_REVERSED: 1, FORBIDDEN: 1 }
