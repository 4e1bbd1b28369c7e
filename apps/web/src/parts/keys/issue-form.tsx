import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { addDays, dayAt, isDay } from '@qingqian/rules/day'
import { parseIpRange } from '@qingqian/rules/ip-range'
import { API_SCOPES, type ApiScope } from '@qingqian/rules/permission'
import { useAct } from '../../graphql/act.ts'
import { serverNow } from '../../graphql/clock.ts'
import { IssueApiKeyDocument, type ApiKeyFieldsFragment } from '../../graphql/generated/graphql.ts'
import { ActFailed } from '../../ui/failed.tsx'
import styles from './panel.module.css'

type Fields = { name: string; scopes: ApiScope[]; expiresOn: string; ips?: string }
export type Issued = { key: ApiKeyFieldsFragment; secret: string }

const lines = (text: string | undefined) => (text ?? '').split('\n').map((line) => line.trim())

/** 发密钥: what it may read, until when, from where. */
export function IssueForm({ unit, name, onDone, onCancel }: { unit: string; name: string; onDone: (issued: Issued) => void; onCancel: () => void }) {
  const { t } = useTranslation('administration')
  const { t: word } = useTranslation('ui')
  const { act, loading, failure } = useAct(IssueApiKeyDocument)
  const today = dayAt(serverNow())
  const latest = addDays(today, 365)

  async function save(fields: Fields) {
    const ips = lines(fields.ips).filter((line) => line !== '')
    const data = await act({ unit, name: fields.name.trim(), scopes: fields.scopes, expiresOn: fields.expiresOn, allowedIps: ips.length > 0 ? ips : null })
    if (data?.issueApiKey.__typename !== 'ApiKeyIssued') return
    const { id, secret, scopes, expiresOn } = data.issueApiKey
    onDone({ secret, key: { __typename: 'ApiKey', id, name: fields.name.trim(), scopes, expiresOn, revokedAt: null } as ApiKeyFieldsFragment })
  }
  const expiry = (day: string) => (!isDay(day) ? t('fault.day') : day <= today ? t('fault.past') : day > latest ? t('fault.late', { day: latest }) : null)
  const badLine = (text: string | undefined) => lines(text).findIndex((line) => line !== '' && parseIpRange(line) === null)
  const told = (fault: string | null) => (fault === null ? Promise.resolve() : Promise.reject(new Error(fault)))
  return (
    <Form<Fields> layout="vertical" requiredMark={false} className={styles.panel!} initialValues={{ scopes: ['TOTALS_READ'], expiresOn: latest }} onFinish={(fields) => void save(fields)} onKeyDown={(event) => event.key === 'Escape' && onCancel()}>
      <b>{t('keys.form.title', { unit: name })}</b>
      <Form.Item name="name" label={t('keys.form.name')} extra={t('keys.form.nameHint')} rules={[{ required: true, whitespace: true, message: t('fault.required') }]}>
        <Input autoFocus maxLength={60} className={styles.wide!} />
      </Form.Item>
      <Form.Item name="scopes" label={t('keys.scopes')} rules={[{ validator: (_, scopes: ApiScope[]) => told(scopes.length === 0 ? t('fault.scope') : null) }]}>
        <Scopes />
      </Form.Item>
      <Form.Item name="expiresOn" label={t('keys.form.expires')} extra={t('keys.form.expiresHint')} rules={[{ validator: (_, day: string) => told(expiry(day)) }]} validateTrigger="onSubmit">
        <Input type="date" min={addDays(today, 1)} max={latest} className={styles.short!} />
      </Form.Item>
      <Form.Item name="ips" label={<>{t('keys.form.ips')} <span className="mu s">{word('list.optional')}</span></>} extra={t('keys.form.ipsHint')} rules={[{ validator: (_, text: string | undefined) => told(badLine(text) < 0 ? null : t('fault.ip', { line: badLine(text) + 1 })) }]} validateTrigger="onBlur">
        <Input.TextArea rows={3} className={styles.wide!} />
      </Form.Item>
      <ActFailed failure={failure} />
      <div className={styles.buttons}>
        <Button type="primary" htmlType="submit" loading={loading}>
          {t('keys.form.save')}
        </Button>
        <Button onClick={onCancel}>{word('list.cancel')}</Button>
      </div>
    </Form>
  )
}

function Scopes({ value = [], onChange }: { value?: ApiScope[]; onChange?: (scopes: ApiScope[]) => void }) {
  const { t } = useTranslation('administration')
  return (
    <fieldset className={styles.scopes}>
      <legend className="hidden">{t('keys.scopes')}</legend>
      {API_SCOPES.map((scope) => (
        <label key={scope}>
          <input type="checkbox" checked={value.includes(scope)} onChange={(event) => onChange?.(API_SCOPES.filter((each) => (each === scope ? event.target.checked : value.includes(each))))} />
          <span>
            {t(`keys.scope.${scope}`)} <span className="mu s">{t(`keys.scopeNote.${scope}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
