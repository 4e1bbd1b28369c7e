import { useState } from 'react'
import { Button, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { dayAt } from '@qingqian/rules/day'
import { showMoney, yuan } from '@qingqian/rules/money'
import { useAct } from '../../graphql/act.ts'
import { serverNow } from '../../graphql/clock.ts'
import { RegisterPayableDocument, type Category, type RegisterPayableMutation } from '../../graphql/generated/graphql.ts'
import { StateWord } from '../../ui/state-word.tsx'
import { Refused, useAmountRule } from './acts.tsx'
import { AmountInput } from './amount-input.tsx'
import { useDayRule } from './day-rule.ts'
import { CATEGORIES } from './filters.ts'
import { useReaches } from './may-write.ts'
import { UnitSelect } from './unit-select.tsx'
import styles from './register-form.module.css'

type Fields = { unit: string; creditor: string; uscc?: string; contractNo?: string; category: Category; since: string; amount: string; disputed?: string; note?: string }
type Made = Extract<RegisterPayableMutation['registerPayable'], { __typename: 'Payable' }>

const text = (value: string | undefined) => value?.trim() || null

/** 登记一笔欠款. `own`: the unit that owes, where there is one to begin with; else one below `unit` is chosen. */
export function RegisterForm({ unit, own, onOpen }: { unit: string; own: string | null; onOpen: (id: string) => void }) {
  const { t } = useTranslation('ledger')
  const { act, loading, failure } = useAct(RegisterPayableDocument)
  const { read } = useAmountRule()
  const [form] = Form.useForm<Fields>()
  const [made, setMade] = useState<Made | null>(null)

  async function save(fields: Fields) {
    const amount = read(fields.amount)
    const disputed = read(fields.disputed ?? '')
    if (typeof amount !== 'bigint') return
    const data = await act({
      unit: fields.unit,
      creditor: { name: fields.creditor.trim(), uscc: text(fields.uscc) },
      contractNo: text(fields.contractNo),
      category: fields.category,
      overdueSince: fields.since,
      amount: yuan(amount),
      disputedAmount: typeof disputed === 'bigint' ? yuan(disputed) : null,
      note: text(fields.note),
    })
    if (data?.registerPayable.__typename === 'Payable') setMade(data.registerPayable)
  }

  if (made) {
    return (
      <div className={styles.done}>
        <StateWord state="settled">{t('form.done')}</StateWord>
        <b>{`${made.creditor.name} ${showMoney(read(made.amount) as bigint)}`}</b>
        <div className={styles.buttons}>
          <Button type="primary" onClick={() => onOpen(made.id)}>
            {t('form.open')}
          </Button>
          <Button
            onClick={() => {
              form.resetFields()
              setMade(null)
            }}
          >
            {t('form.next')}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <Form<Fields> form={form} layout="vertical" requiredMark={false} className={styles.form!} initialValues={own === null ? {} : { unit: own }} scrollToFirstError={{ focus: true }} onFinish={(fields) => void save(fields)}>
      <Rows below={unit} />
      <Refused failure={failure} />
      <div className={styles.buttons}>
        <Button type="primary" size="large" htmlType="submit" loading={loading}>
          {t('form.save')}
        </Button>
      </div>
    </Form>
  )
}

function Rows({ below }: { below: string }) {
  const reaches = useReaches()
  const { t } = useTranslation('ledger')
  const { t: word } = useTranslation('ui')
  const { rule } = useAmountRule()
  const optional = (label: string) => (
    <>
      {label} <span className={`mu s ${styles.optional}`}>{word('list.optional')}</span>
    </>
  )
  const today = dayAt(serverNow())
  const needed = { required: true, whitespace: true, message: t('fault.required') }
  const day = useDayRule()
  return (
    <>
      <Form.Item name="unit" label={t('form.unit')} rules={[needed]}>
        <Debtor below={below} only={(each) => reaches(each) && each.kind !== 'CITY' && each.kind !== 'COUNTY' && each.status !== 'DISSOLVED'} label={t('form.unit')} />
      </Form.Item>
      <Form.Item name="creditor" label={t('form.creditor')} rules={[needed]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="uscc" label={optional(t('form.uscc'))} extra={t('form.usccLength')}>
        <Input className={styles.code!} maxLength={30} />
      </Form.Item>
      <Form.Item name="contractNo" label={optional(t('form.contract'))}>
        <Input className={styles.code!} maxLength={100} />
      </Form.Item>
      <Form.Item name="category" label={t('form.category')} rules={[{ required: true, message: t('fault.required') }]}>
        <Select className={styles.short!} options={CATEGORIES.map((value) => ({ value, label: word(`category.${value}`) }))} />
      </Form.Item>
      <Form.Item name="since" label={t('form.since')} extra={t('form.sinceHint')} rules={[day]} validateTrigger="onSubmit">
        <Input type="date" max={today} className={styles.short!} />
      </Form.Item>
      <Form.Item name="amount" label={t('form.amount')} rules={[rule()]} validateTrigger="onSubmit">
        <AmountInput words />
      </Form.Item>
      <Form.Item name="disputed" label={optional(t('form.disputed'))} rules={[rule(true)]} validateTrigger="onSubmit">
        <AmountInput words />
      </Form.Item>
      <Form.Item name="note" label={optional(t('form.note'))}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </>
  )
}

type DebtorProps = { id?: string; value?: string; onChange?: (code: string | null) => void; below: string; label: string; only: NonNullable<Parameters<typeof UnitSelect>[0]['only']> }

/** A unit to choose, as a field of the form. */
function Debtor({ value, onChange, ...rest }: DebtorProps) {
  return <UnitSelect {...rest} value={value ?? null} onChange={(code) => onChange?.(code)} />
}
