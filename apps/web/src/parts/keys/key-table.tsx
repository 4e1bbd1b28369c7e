import { useTranslation } from 'react-i18next'
import { dayAt } from '@qingqian/rules/day'
import { serverNow } from '../../graphql/clock.ts'
import type { ApiKeyFieldsFragment } from '../../graphql/generated/graphql.ts'
import { stampOf } from '../../ui/dates.ts'
import { StateWord } from '../../ui/state-word.tsx'
import styles from './panel.module.css'

/** The keys of a unit, newest first. */
export function KeyTable({ keys, onRevoke }: { keys: ApiKeyFieldsFragment[]; onRevoke: (key: ApiKeyFieldsFragment) => void }) {
  const { t } = useTranslation('administration')
  if (keys.length === 0) return <p className={`mu ${styles.none}`}>{t('keys.empty')}</p>
  const today = dayAt(serverNow())
  return (
    <div className={styles.scroll} role="region" aria-label={t('keys.title')} tabIndex={0}>
      <table className="tb">
        <thead>
          <tr>
            <th>{t('keys.name')}</th>
            <th>{t('keys.scopes')}</th>
            <th className="num">{t('keys.expires')}</th>
            <th>{t('keys.state')}</th>
            <th>
              <span className="hidden">{t('keys.acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => {
            const state = key.revokedAt ? 'revoked' : key.expiresOn < today ? 'expired' : 'active'
            return (
              <tr key={key.id} className={state === 'active' ? '' : styles.gone}>
                <td>{key.name}</td>
                <td>{key.scopes.map((scope) => t(`keys.scope.${scope}`)).join(' · ')}</td>
                <td className="num">{key.expiresOn}</td>
                <td>
                  <StateWord state={state === 'active' ? 'settled' : 'none'}>{key.revokedAt ? t('keys.revoked', { moment: stampOf(key.revokedAt) }) : t(`keys.${state as 'active' | 'expired'}`)}</StateWord>
                </td>
                <td className="num">
                  {state === 'active' && (
                    <button type="button" className={`${styles.link} ${styles.danger}`} onClick={() => onRevoke(key)}>
                      {t('keys.revoke')}
                    </button>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
