import { Button, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { dayAt } from '@qingqian/rules/day'
import { fenOf, showMoney, yuan } from '@qingqian/rules/money'
import { useAct } from '../../graphql/act.ts'
import { serverNow } from '../../graphql/clock.ts'
import { CorrectPayableDocument, type Category, type CorrectPayableInput } from '../../graphql/generated/graphql.ts'
import { Refused, useAmountRule } from './acts.tsx'
import { AmountInput } from './amount-input.tsx'
import { CATEGORIES } from './filters.ts'
import type { Payable } from './ledger-data.ts'
import { useDayRule } from './day-rule.ts'
import styles from './acts.module.css'

type Fields = { creditor: string; uscc?: string; contractNo?: string; category: Category; since: string; amount: string; reason: string }
type Change = Omit<CorrectPayableInput, 'requestId' | 'payableId' | 'reason'>

/** Only what differs is sent: what is left out stays. */
function changeOf(payable: Payable, fields: Fields, amount: bigint): Change {
  const change: Change = {}
  const [name, uscc, contractNo] = [fields.creditor.trim(), fields.uscc?.trim() ?? '', fields.contractNo?.trim() ?? '']
  if (name !== payable.creditor.name || uscc !== (payable.creditor.uscc ?? '')) change.creditor = { name, uscc: uscc || null }
  if (contractNo !== (payable.contractNo ?? '')) change.contractNo = contractNo
  if (fields.category !== payable.category) change.category = fields.category
  if (fields.since !== payable.overdueSince) change.overdueSince = fields.since
  if (amount !== fenOf(payable.amount)) change.amount = yuan(amount)
  return change
}

/** 更正: what was entered wrong. The old values stay in the journal, with the reason. */
export function CorrectForm({ payable, onDone, onCancel }: { payable: Payable; onDone: () => void; onCancel: () => void }) {
  const { t } = useTranslation('ledger')
  const { t: word } = useTranslation('ui')
  const { act, loading, failure } = useAct(CorrectPayableDocument)
  const { read, rule } = useAmountRule()
  const day = useDayRule()
  const [form] = Form.useForm<Fields>()
  const needed = { required: true, whitespace: true, message: t('fault.required') }

  async function save(fields: Fields) {
    const amount = read(fields.amount)
    if (typeof amount !== 'bigint') return
    const change = changeOf(payable, fields, amount)
    if (Object.keys(change).length === 0) return form.setFields([{ name: 'reason', errors: [t('correct.nothing')] }])
    if (await act({ payableId: payable.id, reason: fields.reason.trim(), ...change })) onDone()
  }
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      className={styles.form!}
      scrollToFirstError={{ focus: true }}
      initialValues={{ creditor: payable.creditor.name, uscc: payable.creditor.uscc ?? '', contractNo: payable.contractNo ?? '', category: payable.category, since: payable.overdueSince, amount: showMoney(fenOf(payable.amount)) }}
      onFinish={(fields) => void save(fields)}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <b>{t('correct.title')}</b>
      <span className="mu s">{t('correct.explain')}</span>
      <Form.Item name="creditor" label={t('form.creditor')} rules={[needed]}>
        <Input autoFocus maxLength={100} />
      </Form.Item>
      <Form.Item name="uscc" label={t('form.uscc')}>
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="contractNo" label={t('form.contract')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="category" label={t('form.category')}>
        <Select className={styles.short!} options={CATEGORIES.map((value) => ({ value, label: word(`category.${value}`) }))} />
      </Form.Item>
      <Form.Item name="since" label={t('form.since')} extra={t('correct.sinceNote')} rules={[day]} validateTrigger="onSubmit">
        <Input type="date" max={dayAt(serverNow())} className={styles.date!} />
      </Form.Item>
      <Form.Item name="amount" label={t('correct.amount')} rules={[rule()]} validateTrigger="onSubmit">
        <AmountInput words />
      </Form.Item>
      <Form.Item name="reason" label={t('correct.reason')} rules={[needed]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Refused failure={failure} />
      <div className={styles.buttons}>
        <Button type="primary" htmlType="submit" loading={loading}>
          {t('correct.save')}
        </Button>
        <Button onClick={onCancel}>{word('list.cancel')}</Button>
      </div>
    </Form>
  )
}
