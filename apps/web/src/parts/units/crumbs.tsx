import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import styles from './crumbs.module.css'

/** Where this stands: links from the top down, the last without one. */
export function Crumbs({ steps }: { steps: { name: string; to?: string }[] }) {
  const { t } = useTranslation('frame')
  return (
    <nav aria-label={t('where')} className={styles.crumbs}>
      <ol>
        {steps.map((step) => (
          <li key={step.name}>{step.to === undefined ? step.name : <Link to={step.to}>{step.name}</Link>}</li>
        ))}
      </ol>
    </nav>
  )
}
