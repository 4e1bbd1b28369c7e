import { useTranslation } from 'react-i18next'
import type { AuditTrailQuery } from '../../graphql/generated/graphql.ts'
import { stampOf } from '../../ui/dates.ts'
import type zh from '../../words/zh/administration.ts'
import styles from './trail.module.css'

type Event = AuditTrailQuery['auditTrail']['nodes'][number]
type Name = keyof (typeof zh)['trail']['name']

/** One page of the trail. */
export function TrailTable({ events, onAccount }: { events: Event[]; onAccount: (account: string) => void }) {
  const { t, i18n } = useTranslation('administration')
  const nameOf = (name: string) => (i18n.exists(`administration:trail.name.${name}`) ? t(`trail.name.${name as Name}`) : name)
  return (
    <div className={styles.scroll} role="region" aria-label={t('trail.title')} tabIndex={0}>
      <table className="tb">
        <thead>
          <tr>
            <th>{t('trail.at')}</th>
            <th>{t('trail.account')}</th>
            <th>{t('trail.action')}</th>
            <th>{t('trail.subject')}</th>
            <th>{t('trail.detail')}</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.id}>
              <td>{stampOf(event.at)}</td>
              <td>
                <button type="button" className={styles.link} onClick={() => onAccount(event.account)}>
                  {event.account}
                </button>
              </td>
              <td>{t(`action.${event.action}`)}</td>
              <td>{event.subject}</td>
              <td className={styles.detail}>
                {event.detail
                  .filter(({ name, value }) => !(name === 'unit' && value === event.subject))
                  .map(({ name, value }) => (
                    <span key={name}>
                      <span className="mu">{nameOf(name)}</span> {value}
                    </span>
                  ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {events.length === 0 && <p className={`mu ${styles.none}`}>{t('trail.empty')}</p>}
    </div>
  )
}
