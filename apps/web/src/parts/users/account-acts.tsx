import { useState } from 'react'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { isAdministrator, roleFits, ROLES, type Role } from '@qingqian/rules/permission'
import { useAct } from '../../graphql/act.ts'
import { AssignRoleDocument, CloseAccountDocument, RenewInvitationDocument, UnlockAccountDocument, type AccountFieldsFragment, type UnitNameFragment } from '../../graphql/generated/graphql.ts'
import { ConfirmForm } from '../keys/confirm-form.tsx'
import styles from '../keys/panel.module.css'
import type { Invitation } from './invite-form.tsx'

export type AccountAct = 'renew' | 'assign' | 'close' | 'unlock'
type Props = { account: AccountFieldsFragment; onChanged: (account: AccountFieldsFragment) => void; onClose: () => void }

/** 重发激活单 (SYSTEM). */
export function RenewForm({ account, onRenewed, onClose }: Omit<Props, 'onChanged'> & { onRenewed: (invitation: Invitation) => void }) {
  const { t } = useTranslation('administration')
  const { act, loading, failure } = useAct(RenewInvitationDocument)
  async function save() {
    const data = await act({ account: account.account })
    if (data?.renewInvitation.__typename === 'Invitation') onRenewed(data.renewInvitation)
  }
  return <ConfirmForm title={t('users.renewTitle', { account: account.account })} note={t('users.renewNote')} save={t('users.renew')} loading={loading} failure={failure} onSave={() => void save()} onCancel={onClose} />
}

/** 注销 (SECURITY). */
export function CloseForm({ account, onChanged, onClose }: Props) {
  const { t } = useTranslation('administration')
  const { act, loading, failure } = useAct(CloseAccountDocument)
  async function save() {
    const data = await act({ account: account.account })
    if (data?.closeAccount.__typename === 'Account') onChanged(data.closeAccount)
  }
  return <ConfirmForm title={t('users.closeTitle', { account: account.account })} note={t('users.closeNote')} save={t('users.close')} loading={loading} failure={failure} onSave={() => void save()} onCancel={onClose} />
}

/** 解锁 (SECURITY). */
export function UnlockForm({ account, onChanged, onClose }: Props) {
  const { t } = useTranslation('administration')
  const { act, loading, failure } = useAct(UnlockAccountDocument)
  async function save() {
    const data = await act({ account: account.account })
    if (data?.unlockAccount.__typename === 'Account') onChanged(data.unlockAccount)
  }
  return <ConfirmForm title={account.account} note={account.name} save={t('users.unlock')} danger={false} loading={loading} failure={failure} onSave={() => void save()} onCancel={onClose} />
}

/** 改角色 (SECURITY): the roles that exist at this kind of unit. */
export function AssignForm({ account, unit, onChanged, onClose }: Props & { unit: UnitNameFragment }) {
  const { t } = useTranslation('administration')
  const { t: word } = useTranslation('ui')
  const { act, loading, failure } = useAct(AssignRoleDocument)
  const [role, setRole] = useState<Role>(account.role)
  const roles = ROLES.filter((each) => roleFits(each, unit.kind) && (!isAdministrator(account.role) || each === account.role))
  async function save() {
    const data = await act({ account: account.account, role })
    if (data?.assignRole.__typename === 'Account') onChanged(data.assignRole)
  }
  return (
    <ConfirmForm title={t('users.assignTitle', { account: account.account })} note={t('users.assignNote')} save={t('users.assignSave')} danger={false} loading={loading} failure={failure} onSave={() => void save()} onCancel={onClose}>
      <Select<Role> className={styles.short!} aria-label={t('users.role')} value={role} onChange={setRole} options={roles.map((value) => ({ value, label: word(`role.${value}`) }))} />
    </ConfirmForm>
  )
}
