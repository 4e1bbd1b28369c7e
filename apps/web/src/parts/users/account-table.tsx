import { useTranslation } from 'react-i18next'
import { isAdministrator } from '@qingqian/rules/permission'
import { serverNow } from '../../graphql/clock.ts'
import type { AccountFieldsFragment } from '../../graphql/generated/graphql.ts'
import { stampOf } from '../../ui/dates.ts'
import { StateWord } from '../../ui/state-word.tsx'
import styles from '../keys/panel.module.css'
import type { AccountAct } from './account-acts.tsx'

type Props = { accounts: AccountFieldsFragment[]; me: string; system: boolean; security: boolean; onAct: (act: AccountAct, account: AccountFieldsFragment) => void }

/** Who may sign in for a unit, and what the administrator may do about it. */
export function AccountTable({ accounts, me, system, security, onAct }: Props) {
  const { t } = useTranslation('administration')
  const { t: word } = useTranslation('ui')
  if (accounts.length === 0) return <p className={`mu ${styles.none}`}>{t('users.empty')}</p>
  const actsOf = (account: AccountFieldsFragment): AccountAct[] => {
    if (account.closedAt || account.account === me) return []
    const locked = account.lockedUntil && Date.parse(account.lockedUntil) > serverNow()
    return [...(system && !isAdministrator(account.role) ? (['renew'] as const) : []), ...(security ? ([...(locked ? (['unlock'] as const) : []), 'assign', 'close'] as const) : [])]
  }
  return (
    <div className={styles.scroll} role="region" aria-label={t('users.title')} tabIndex={0}>
      <table className="tb">
        <thead>
          <tr>
            <th>{t('users.account')}</th>
            <th>{t('users.name')}</th>
            <th>{t('users.role')}</th>
            <th>{t('users.state')}</th>
            <th>
              <span className="hidden">{t('users.acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <tr key={account.account} className={account.closedAt ? styles.gone : ''}>
              <td>{account.account}</td>
              <td>{account.name}</td>
              <td>{word(`role.${account.role}`)}</td>
              <td>
                <AccountState account={account} />
              </td>
              <td>
                <span className={styles.acts}>
                  {actsOf(account).map((act) => (
                    <button key={act} type="button" className={`${styles.link} ${act === 'close' ? styles.danger : ''}`} onClick={() => onAct(act, account)}>
                      {t(`users.${act}`)}
                    </button>
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function AccountState({ account }: { account: AccountFieldsFragment }) {
  const { t } = useTranslation('administration')
  if (account.closedAt) return <StateWord state="none">{t('users.closed', { moment: stampOf(account.closedAt).slice(0, 16) })}</StateWord>
  if (account.lockedUntil && Date.parse(account.lockedUntil) > serverNow()) return <StateWord state="overdue">{t('users.locked', { moment: stampOf(account.lockedUntil).slice(11, 16) })}</StateWord>
  return account.activated ? <StateWord state="settled">{t('users.active')}</StateWord> : <StateWord state="late">{t('users.waiting')}</StateWord>
}
