import { useState } from 'react'
import { useApolloClient, useQuery } from '@apollo/client/react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { AccountsDocument, type AccountFieldsFragment } from '../graphql/generated/graphql.ts'
import { useViewer } from '../parts/access/viewer.tsx'
import styles from '../parts/keys/panel.module.css'
import { useAddress } from '../parts/units/address.ts'
import { PageUnitChooser, usePageUnit } from '../parts/units/page-unit.tsx'
import { AssignForm, CloseForm, RenewForm, UnlockForm, type AccountAct } from '../parts/users/account-acts.tsx'
import { AccountTable } from '../parts/users/account-table.tsx'
import { InviteForm, type Invitation } from '../parts/users/invite-form.tsx'
import { SheetShown } from '../parts/users/sheet-shown.tsx'
import { LoadFailed } from '../ui/failed.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Trouble } from '../ui/trouble.tsx'

/** The accounts of a unit: invited and renewed by SYSTEM; roles, closing and unlocking by SECURITY. */
export default function UsersPage() {
  const { t } = useTranslation('administration')
  const viewer = useViewer()
  const { unit } = useAddress()
  const allowed = viewer.permissions.includes('USERS') || viewer.permissions.includes('ROLES')
  if (!allowed) return <Trouble failed={t('forbidden.users')} safe={t('refusedSafe')} todo={t('forbidden.todo')} code="FORBIDDEN" />
  return (
    <>
      <div className="title">
        <h1>{t('users.title')}</h1>
      </div>
      <Users key={unit} unit={unit} />
    </>
  )
}

type Open = { act: AccountAct; account: AccountFieldsFragment } | 'invite' | null

function Users({ unit }: { unit: string }) {
  const { t } = useTranslation('administration')
  const viewer = useViewer()
  const { row } = usePageUnit()
  const { data, error, refetch } = useQuery(AccountsDocument, { variables: { unit } })
  const [open, setOpen] = useState<Open>(null)
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  const keep = useKeep(unit)
  const system = viewer.permissions.includes('USERS')
  const close = () => setOpen(null)
  function invited(made: Invitation, account: AccountFieldsFragment) {
    keep(account)
    setInvitation(made)
    close()
  }
  function changed(account: AccountFieldsFragment) {
    keep(account)
    close()
  }
  return (
    <>
      <div className={styles.top}>
        <PageUnitChooser page="users" />
        {system && row && (
          <Button type="primary" onClick={() => setOpen('invite')}>
            {t('users.invite')}
          </Button>
        )}
      </div>
      <div className={styles.page}>
        {invitation && <SheetShown invitation={invitation} onClose={() => setInvitation(null)} />}
        {open !== null && row && (
          <Sheet>
            {open === 'invite' && <InviteForm unit={row.unit} onDone={invited} onCancel={close} />}
            {open !== 'invite' && open.act === 'renew' && <RenewForm account={open.account} onRenewed={(made) => invited(made, { ...open.account, activated: false, lockedUntil: null })} onClose={close} />}
            {open !== 'invite' && open.act === 'assign' && <AssignForm account={open.account} unit={row.unit} onChanged={changed} onClose={close} />}
            {open !== 'invite' && open.act === 'close' && <CloseForm account={open.account} onChanged={changed} onClose={close} />}
            {open !== 'invite' && open.act === 'unlock' && <UnlockForm account={open.account} onChanged={changed} onClose={close} />}
          </Sheet>
        )}
        <Sheet title={row?.unit.name ?? unit} {...(data ? { note: t('users.count', { count: data.accounts.length }) } : {})}>
          {data ? <AccountTable accounts={data.accounts} me={viewer.account} system={system} security={viewer.permissions.includes('ROLES')} onAct={(act, account) => setOpen({ act, account })} /> : error && <LoadFailed retry={() => void refetch()} />}
        </Sheet>
      </div>
    </>
  )
}

/** Puts a new or changed account where the query reads it. */
function useKeep(unit: string) {
  const { cache } = useApolloClient()
  return (account: AccountFieldsFragment) =>
    cache.updateQuery({ query: AccountsDocument, variables: { unit } }, (before) => {
      if (!before) return before
      const others = before.accounts.filter((each) => each.account !== account.account)
      return { ...before, accounts: [...others, account].sort((a, b) => (a.account < b.account ? -1 : 1)) }
    })
}
