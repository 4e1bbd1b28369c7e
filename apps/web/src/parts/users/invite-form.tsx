import { Button, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { accountFault } from '@qingqian/rules/password'
import { invitationFault, ROLES, type Role } from '@qingqian/rules/permission'
import { useAct } from '../../graphql/act.ts'
import { InviteUserDocument, type AccountFieldsFragment, type InviteUserMutation, type UnitNameFragment } from '../../graphql/generated/graphql.ts'
import { ActFailed } from '../../ui/failed.tsx'
import styles from '../keys/panel.module.css'

export type Invitation = Extract<InviteUserMutation['inviteUser'], { __typename: 'Invitation' }>
type Fields = { account: string; name: string; role: Role }

/** 邀请: an account for somebody of this unit, and the sheet that brings the first sign-in. */
export function InviteForm({ unit, onDone, onCancel }: { unit: UnitNameFragment; onDone: (invitation: Invitation, made: AccountFieldsFragment) => void; onCancel: () => void }) {
  const { t } = useTranslation('administration')
  const { t: word } = useTranslation('ui')
  const { act, loading, failure } = useAct(InviteUserDocument)
  const [form] = Form.useForm<Fields>()
  const roles = ROLES.filter((role) => invitationFault(role, unit.kind) === null)
  const role = (Form.useWatch('role', form) as Role | undefined) ?? roles[0]
  const example = `${(role ?? 'clerk').toLowerCase()}.${unit.code}`

  async function save(fields: Fields) {
    const [account, name] = [fields.account.trim(), fields.name.trim()]
    const data = await act({ unit: unit.code, account, name, role: fields.role })
    if (data?.inviteUser.__typename !== 'Invitation') return
    onDone(data.inviteUser, { __typename: 'Account', account, name, role: fields.role, activated: false, lockedUntil: null, closedAt: null } as AccountFieldsFragment)
  }
  const needed = { required: true, whitespace: true, message: t('fault.required') }
  return (
    <Form<Fields> form={form} layout="vertical" requiredMark={false} className={styles.panel!} initialValues={{ role: roles[0] }} onFinish={(fields) => void save(fields)} onKeyDown={(event) => event.key === 'Escape' && onCancel()}>
      <b>{t('users.form.title', { unit: unit.name })}</b>
      <Form.Item name="name" label={t('users.form.name')} rules={[needed]}>
        <Input autoFocus maxLength={60} className={styles.wide!} autoComplete="off" />
      </Form.Item>
      <Form.Item name="role" label={t('users.form.role')}>
        <Select className={styles.short!} options={roles.map((value) => ({ value, label: word(`role.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="account"
        label={t('users.form.account')}
        extra={`${t('users.form.accountHint')} · ${t('users.form.suggest', { account: example })}`}
        rules={[needed, { validator: (_, text: string | undefined) => (!text?.trim() || accountFault(text.trim()) === null ? Promise.resolve() : Promise.reject(new Error(t('fault.account')))) }]}
        validateTrigger="onBlur"
      >
        <Input maxLength={60} className={styles.wide!} autoComplete="off" />
      </Form.Item>
      <ActFailed failure={failure} />
      <div className={styles.buttons}>
        <Button type="primary" htmlType="submit" loading={loading}>
          {t('users.form.save')}
        </Button>
        <Button onClick={onCancel}>{word('list.cancel')}</Button>
      </div>
    </Form>
  )
}
