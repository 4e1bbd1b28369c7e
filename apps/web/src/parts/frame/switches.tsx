import { useTranslation } from 'react-i18next'
import { setPrefs, usePrefs } from '../../ui/prefs.ts'
import { speak } from '../../words/words.ts'
import styles from './switches.module.css'

/** The three small switches: large type, language, light and dark. */
export function LargeSwitch() {
  const { t } = useTranslation('frame')
  const { large } = usePrefs()
  return (
    <button type="button" className={`${styles.switch} ${large ? styles.on : ''}`} aria-pressed={large} onClick={() => setPrefs({ large: !large })}>
      {t('large')}
    </button>
  )
}

export function LanguageSwitch() {
  const { t } = useTranslation('frame')
  const { language } = usePrefs()
  const next = language === 'zh' ? 'en' : 'zh'
  return (
    <button
      type="button"
      className={styles.switch}
      onClick={() => {
        setPrefs({ language: next })
        void speak(next)
      }}
    >
      {t('language')}
    </button>
  )
}

export function DarkSwitch() {
  const { t } = useTranslation('frame')
  const { dark } = usePrefs()
  return (
    <button type="button" className={styles.switch} aria-pressed={dark} onClick={() => setPrefs({ dark: !dark })}>
      {t(dark ? 'toLight' : 'toDark')}
    </button>
  )
}
