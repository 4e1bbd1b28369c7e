import { Button, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { dayAt, isDay } from '@qingqian/rules/day'
import { answersForLines, codeFault, lineUnder, mayStandUnder, UNIT_KINDS } from '@qingqian/rules/unit'
import { useAct } from '../../graphql/act.ts'
import { serverNow } from '../../graphql/clock.ts'
import { OpenUnitDocument, type ReportingLine, type UnitDetailFragment, type UnitKind } from '../../graphql/generated/graphql.ts'
import { ActFailed } from '../../ui/failed.tsx'
import { UnitChooser } from './unit-chooser.tsx'
import type { Placed } from './unit-tree.ts'
import styles from './forms.module.css'

type Fields = { code: string; name: string; kind: UnitKind; reportingLine?: ReportingLine; locatedIn?: string; openedOn: string }
const LINES: ReportingLine[] = ['TOWNSHIP', 'ZONE', 'DEPARTMENT', 'SOE']

/** 开设单位 below another; the answer carries the parent's children, so the tree shows it at once. */
export function OpenUnitForm({ parent, rows, onDone, onCancel }: { parent: UnitDetailFragment; rows: Placed[]; onDone: (code: string) => void; onCancel: () => void }) {
  const { t } = useTranslation('administration')
  const { t: word } = useTranslation('ui')
  const { act, loading, failure } = useAct(OpenUnitDocument)
  const [form] = Form.useForm<Fields>()
  const kinds = UNIT_KINDS.filter((kind) => mayStandUnder(kind, parent.kind))
  const kind = Form.useWatch('kind', form) ?? kinds[0]
  const today = dayAt(serverNow())
  const chooses = answersForLines(parent.kind) && kind !== undefined && !answersForLines(kind)
  const county = parent.kind === 'COUNTY' ? parent : rows.find((row) => row.unit.code === parent.code)?.above.find((unit) => unit.kind === 'COUNTY') ?? null
  const places = rows.filter(({ unit, above }) => (unit.kind === 'TOWNSHIP' || unit.kind === 'DEV_ZONE') && (county === null || above.some((each) => each.code === county.code)))

  async function save(fields: Fields) {
    const data = await act({
      parent: parent.code, code: fields.code.trim(), name: fields.name.trim(), kind: fields.kind, reportingLine: chooses ? (fields.reportingLine ?? null) : null, locatedIn: fields.locatedIn ?? null, openedOn: fields.openedOn,
    })
    if (data) onDone(fields.code.trim())
  }
  const needed = { required: true, whitespace: true, message: t('fault.required') }
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      className={styles.form!}
      scrollToFirstError={{ focus: true }}
      initialValues={{ kind: kinds[0], openedOn: today, code: answersForLines(parent.kind) ? '' : `${parent.code}-`, reportingLine: kinds[0] && lineUnder({ kind: parent.kind, line: parent.reportingLine ?? null }, kinds[0], null) }}
      onValuesChange={(changed: Partial<Fields>) => changed.kind && form.setFieldValue('reportingLine', lineUnder({ kind: parent.kind, line: parent.reportingLine ?? null }, changed.kind, null))}
      onFinish={(fields) => void save(fields)}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <b>{t('units.form.title', { unit: parent.name })}</b>
      <Form.Item name="name" label={t('units.form.name')} rules={[needed]}>
        <Input autoFocus maxLength={100} className={styles.wide!} />
      </Form.Item>
      <Form.Item name="code" label={t('units.form.code')} extra={t('units.form.codeHint')} rules={[needed, { validator: (_, text: string) => (text.trim() === '' || codeFault(text.trim()) === null ? Promise.resolve() : Promise.reject(new Error(t('fault.code')))) }]} validateTrigger="onBlur">
        <Input maxLength={40} className={styles.wide!} />
      </Form.Item>
      <Form.Item name="kind" label={t('units.form.kind')}>
        <Select className={styles.short!} options={kinds.map((value) => ({ value, label: word(`unitKind.${value}`) }))} />
      </Form.Item>
      {chooses && (
        <Form.Item name="reportingLine" label={t('units.form.line')} extra={t('units.form.lineHint')}>
          <Select className={styles.short!} options={LINES.map((value) => ({ value, label: word(`line.${value}`) }))} />
        </Form.Item>
      )}
      {places.length > 0 && kind !== 'TOWNSHIP' && kind !== 'COUNTY' && (
        <Form.Item name="locatedIn" label={<>{t('units.form.located')} <span className="mu s">{word('list.optional')}</span></>}>
          <UnitChooser rows={places} label={t('units.form.located')} allowClear />
        </Form.Item>
      )}
      <Form.Item name="openedOn" label={t('units.form.openedOn')} extra={t('units.form.openedHint')} rules={[{ validator: (_, day: string) => (isDay(day) ? (day <= today ? Promise.resolve() : Promise.reject(new Error(t('fault.future')))) : Promise.reject(new Error(t('fault.day')))) }]}>
        <Input type="date" max={today} className={styles.short!} />
      </Form.Item>
      <ActFailed failure={failure} />
      <div className={styles.buttons}>
        <Button type="primary" htmlType="submit" loading={loading}>
          {t('units.form.save')}
        </Button>
        <Button onClick={onCancel}>{word('list.cancel')}</Button>
      </div>
    </Form>
  )
}
