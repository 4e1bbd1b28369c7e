import type { ReactNode } from 'react'
import { Button, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { fenOf, showMoney, yuan } from '@qingqian/rules/money'
import { useAct, type Failure } from '../../graphql/act.ts'
import { RaiseDisputeDocument, ReverseEntryDocument, SettleDisputeDocument, type DisputeChannel } from '../../graphql/generated/graphql.ts'
import { ActFailed } from '../../ui/failed.tsx'
import { AmountInput, useReadAmount } from './amount-input.tsx'
import { CURES } from './inline-payment.tsx'
import type { Entry } from './journal.ts'
import type { Payable } from './ledger-data.ts'
import styles from './acts.module.css'

const CHANNELS: DisputeChannel[] = ['NEGOTIATION', 'MEDIATION', 'ARBITRATION', 'LITIGATION', 'OTHER']

/** A refusal with the advice that belongs to it. */
export function Refused({ failure }: { failure: Failure | null }) {
  const { t } = useTranslation('ledger')
  const todo = failure && failure.code in CURES ? t(`todo.${failure.code as keyof typeof CURES}`) : undefined
  return <ActFailed failure={failure} {...(todo === undefined ? {} : { todo })} />
}

/** Checks of an amount field, with a cap where there is one. */
export function useAmountRule(most?: bigint) {
  const { t } = useTranslation('ledger')
  const read = useReadAmount()
  return {
    read,
    rule: (optional = false) => ({
      validator: (_: unknown, text: string | undefined) => {
        const fen = read(text ?? '')
        if (fen === null) return optional ? Promise.resolve() : Promise.reject(new Error(t('fault.required')))
        if (typeof fen === 'string') return Promise.reject(new Error(t(`fault.${fen}`)))
        if (most !== undefined && fen > most) return Promise.reject(new Error(t('fault.tooMuch', { amount: showMoney(most) })))
        return Promise.resolve()
      },
    }),
  }
}

type ActProps = { title: string; save: string; danger?: boolean; loading: boolean; failure: Failure | null; onSave: (fields: never) => void; onCancel: () => void; children: ReactNode }

/** The shape of every act on a payable: what it is, its fields, what was refused, one button that names it. */
function Act({ title, save, danger = false, loading, failure, onSave, onCancel, children }: ActProps) {
  const { t: word } = useTranslation('ui')
  return (
    <Form layout="vertical" requiredMark={false} className={styles.form!} scrollToFirstError={{ focus: true }} onFinish={(fields) => onSave(fields as never)} onKeyDown={(event) => event.key === 'Escape' && onCancel()}>
      <b>{title}</b>
      {children}
      <Refused failure={failure} />
      <div className={styles.buttons}>
        <Button type="primary" danger={danger} htmlType="submit" loading={loading}>
          {save}
        </Button>
        <Button onClick={onCancel}>{word('list.cancel')}</Button>
      </div>
    </Form>
  )
}

type Props = { payable: Payable; onDone: () => void; onCancel: () => void }

export function DisputeForm({ payable, onDone, onCancel }: Props) {
  const { t } = useTranslation('ledger')
  const { act, loading, failure } = useAct(RaiseDisputeDocument)
  const { read, rule } = useAmountRule(fenOf(payable.outstanding) - fenOf(payable.disputedAmount))
  async function save(fields: { amount: string; ground: string; channel: DisputeChannel }) {
    const fen = read(fields.amount)
    if (typeof fen === 'bigint' && (await act({ payableId: payable.id, amount: yuan(fen), ground: fields.ground.trim(), channel: fields.channel }))) onDone()
  }
  return (
    <Act title={t('dispute.title')} save={t('dispute.save')} loading={loading} failure={failure} onSave={(fields: { amount: string; ground: string; channel: DisputeChannel }) => void save(fields)} onCancel={onCancel}>
      <Form.Item name="amount" label={t('dispute.amount')} rules={[rule()]} validateTrigger="onSubmit">
        <AmountInput words autoFocus />
      </Form.Item>
      <Form.Item name="ground" label={t('dispute.ground')} rules={[{ required: true, whitespace: true, message: t('fault.required') }]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item name="channel" label={t('dispute.channel')} initialValue="MEDIATION">
        <Select options={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))} className={styles.short!} />
      </Form.Item>
    </Act>
  )
}

export function SettleForm({ payable, onDone, onCancel }: Props) {
  const { t } = useTranslation('ledger')
  const { act, loading, failure } = useAct(SettleDisputeDocument)
  const disputed = fenOf(payable.disputedAmount)
  const { read, rule } = useAmountRule(disputed)
  const [form] = Form.useForm<{ accepted: string; reason: string }>()
  const typed = Form.useWatch('accepted', form) as string | undefined
  const accepted = read(typed ?? '')
  const zero = (typed ?? '').trim() === '' || accepted === 'AMOUNT_NOT_POSITIVE'
  const taken = zero ? 0n : typeof accepted === 'bigint' ? accepted : null
  async function save(reason: string) {
    if (taken === null) return
    if (await act({ payableId: payable.id, acceptedAmount: yuan(taken), extinguishedAmount: yuan(disputed - taken), reason: reason.trim() })) onDone()
  }
  return (
    <Form form={form} layout="vertical" requiredMark={false} className={styles.form!} onFinish={({ reason }) => void save(reason)}>
      <b>{t('settle.title')}</b>
      <Form.Item name="accepted" label={t('settle.accepted')} rules={zero ? [] : [rule(true)]} validateTrigger="onSubmit">
        <AmountInput words autoFocus />
      </Form.Item>
      <div>
        {t('settle.extinguished')} <b>{taken !== null && taken <= disputed ? showMoney(disputed - taken) : '—'}</b>
      </div>
      <Form.Item name="reason" label={t('settle.reason')} rules={[{ required: true, whitespace: true, message: t('fault.required') }]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Refused failure={failure} />
      <Buttons save={t('settle.save')} loading={loading} onCancel={onCancel} />
    </Form>
  )
}

function Buttons({ save, loading, onCancel }: { save: string; loading: boolean; onCancel: () => void }) {
  const { t: word } = useTranslation('ui')
  return (
    <div className={styles.buttons}>
      <Button type="primary" htmlType="submit" loading={loading}>
        {save}
      </Button>
      <Button onClick={onCancel}>{word('list.cancel')}</Button>
    </div>
  )
}

export function ReverseForm({ entry, onDone, onCancel }: { entry: Entry; onDone: () => void; onCancel: () => void }) {
  const { t } = useTranslation('ledger')
  const { act, loading, failure } = useAct(ReverseEntryDocument)
  async function save({ reason }: { reason: string }) {
    if (await act({ entryId: entry.id, reason: reason.trim() })) onDone()
  }
  return (
    <Act title={t('reverse.title', { seq: entry.seq })} save={t('reverse.save')} danger loading={loading} failure={failure} onSave={(fields: { reason: string }) => void save(fields)} onCancel={onCancel}>
      <span className="mu s">{t('reverse.explain')}</span>
      <Form.Item name="reason" label={t('reverse.reason')} rules={[{ required: true, whitespace: true, message: t('fault.required') }]}>
        <Input autoFocus maxLength={500} />
      </Form.Item>
    </Act>
  )
}
