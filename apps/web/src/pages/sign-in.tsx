import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { SignInForm } from '../parts/access/sign-in-form.tsx'
import { LanguageSwitch, LargeSwitch } from '../parts/frame/switches.tsx'
import { Mark } from '../ui/mark.tsx'
import { Sheet } from '../ui/sheet.tsx'
import styles from './sign-in.module.css'

/** Only ever back into our own pages. */
function safeNext(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : '/'
}

export default function SignInPage() {
  const { t } = useTranslation('access')
  const navigate = useNavigate()
  const [search] = useSearchParams()
  useEffect(() => {
    document.title = `${t('title')} · ${t('product')}`
  }, [t])
  return (
    <div className={styles.page}>
      <main className={styles.box}>
        <div className={styles.head}>
          <Mark />
          <div>
            <h1>{t('product')}</h1>
            <div className="mu">{t('subtitle')}</div>
          </div>
        </div>
        <Sheet className={styles.sheet!}>
          <SignInForm onDone={() => void navigate(safeNext(search.get('next')), { replace: true })} />
        </Sheet>
        <div className={styles.foot}>
          <LargeSwitch />
          <LanguageSwitch />
        </div>
      </main>
    </div>
  )
}
