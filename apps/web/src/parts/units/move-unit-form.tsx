import { useApolloClient } from '@apollo/client/react'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { dayAt, isDay } from '@qingqian/rules/day'
import { mayStandUnder } from '@qingqian/rules/unit'
import { useAct } from '../../graphql/act.ts'
import { serverNow } from '../../graphql/clock.ts'
import { MoveUnitDocument, type UnitDetailFragment, type UnitNameFragment } from '../../graphql/generated/graphql.ts'
import { ActFailed } from '../../ui/failed.tsx'
import { MovePreview } from './move-preview.tsx'
import { UnitChooser } from './unit-chooser.tsx'
import type { Placed } from './unit-tree.ts'
import styles from './forms.module.css'

type Fields = { to?: string; effectiveOn: string; reason: string }

/** Why a unit cannot go there, as far as the tree tells; the server has the last word. */
function useFault(unit: UnitDetailFragment, rows: Placed[]) {
  const { t } = useTranslation('administration')
  const { t: word } = useTranslation('ui')
  return (code: string | undefined): string | null => {
    const to = rows.find((row) => row.unit.code === code)
    if (to === undefined) return t('fault.required')
    if (to.unit.code === unit.parent?.code) return t('units.moveForm.self')
    if (to.unit.code === unit.code || to.above.some((each) => each.code === unit.code)) return t('units.moveForm.circle')
    return mayStandUnder(unit.kind, to.unit.kind) ? null : t('units.moveForm.kind', { kind: word(`unitKind.${unit.kind}`), parent: word(`unitKind.${to.unit.kind}`) })
  }
}

export function MoveUnitForm({ unit, rows, onDone, onCancel }: { unit: UnitDetailFragment; rows: Placed[]; onDone: () => void; onCancel: () => void }) {
  const { t } = useTranslation('administration')
  const { t: word } = useTranslation('ui')
  const { cache } = useApolloClient()
  const { act, loading, failure } = useAct(MoveUnitDocument)
  const [form] = Form.useForm<Fields>()
  const to = Form.useWatch('to', form) as string | undefined
  const faultOf = useFault(unit, rows)
  const today = dayAt(serverNow())

  async function save(fields: Fields) {
    const before = unit.parent
    if (!(await act({ unit: unit.code, newParent: fields.to!, effectiveOn: fields.effectiveOn, reason: fields.reason.trim() }))) return
    if (before) {
      const id = cache.identify({ __typename: 'Unit', id: before.id })
      cache.modify<{ children: UnitNameFragment[] }>({ ...(id === undefined ? {} : { id }), fields: { children: (children, { readField }) => (children as readonly UnitNameFragment[]).filter((child) => readField('id', child) !== unit.id) } })
    }
    onDone()
  }
  const allowed = rows.filter((row) => faultOf(row.unit.code) === null)
  return (
    <Form<Fields> form={form} layout="vertical" requiredMark={false} className={styles.form!} initialValues={{ effectiveOn: today }} onFinish={(fields) => void save(fields)} onKeyDown={(event) => event.key === 'Escape' && onCancel()}>
      <b>{t('units.moveForm.title', { unit: unit.name })}</b>
      <Form.Item name="to" label={t('units.moveForm.to')} rules={[{ validator: (_, code: string | undefined) => (faultOf(code) === null ? Promise.resolve() : Promise.reject(new Error(faultOf(code)!))) }]}>
        <UnitChooser rows={allowed} label={t('units.moveForm.to')} />
      </Form.Item>
      {to !== undefined && faultOf(to) === null && <MovePreview unit={unit} to={to} rows={rows} />}
      <Form.Item name="effectiveOn" label={t('units.moveForm.effectiveOn')} extra={t('units.moveForm.effectiveHint')} rules={[{ validator: (_, day: string) => (isDay(day) ? (day <= today ? Promise.resolve() : Promise.reject(new Error(t('fault.future')))) : Promise.reject(new Error(t('fault.day')))) }]}>
        <Input type="date" max={today} className={styles.short!} />
      </Form.Item>
      <Form.Item name="reason" label={t('units.moveForm.reason')} rules={[{ required: true, whitespace: true, message: t('fault.required') }]}>
        <Input maxLength={500} />
      </Form.Item>
      <ActFailed failure={failure} />
      <div className={styles.buttons}>
        <Button type="primary" danger htmlType="submit" loading={loading}>
          {t('units.moveForm.save')}
        </Button>
        <Button onClick={onCancel}>{word('list.cancel')}</Button>
      </div>
    </Form>
  )
}
