import { useTranslation } from 'react-i18next'
import styles from './mark.module.css'

export function Mark() {
  const { t } = useTranslation('ui')
  return (
    <span className={styles.mark} aria-hidden="true">
      {t('mark')}
    </span>
  )
}
