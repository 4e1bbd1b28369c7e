import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { ActivateForm } from '../parts/users/activate-form.tsx'
import { Mark } from '../ui/mark.tsx'
import { Sheet } from '../ui/sheet.tsx'
import styles from './users-activate.module.css'

/** Account and code after "#": the sheet's QR code puts them there, so that no server's log has them. Read once, then taken off the address. */
function readHash(): { account: string; code: string } {
  const read = new URLSearchParams(location.hash.slice(1))
  return { account: read.get('account') ?? '', code: read.get('code') ?? '' }
}

export default function ActivatePage() {
  const { t } = useTranslation('administration')
  const { t: access } = useTranslation('access')
  const navigate = useNavigate()
  const [given] = useState(readHash)
  useEffect(() => {
    if (location.hash !== '') void navigate('/activate', { replace: true })
  }, [navigate])
  useEffect(() => {
    document.title = `${t('activate.title')} · ${access('product')}`
  }, [t, access])
  return (
    <div className={styles.page}>
      <main className={styles.box}>
        <div className={styles.head}>
          <Mark />
          <div>
            <h1>{t('activate.title')}</h1>
            <div className="mu">{t('activate.note')}</div>
          </div>
        </div>
        <Sheet className={styles.sheet!}>
          <ActivateForm account={given.account} code={given.code} onDone={() => void navigate('/', { replace: true })} />
        </Sheet>
        <p className={styles.foot}>
          <Link to="/sign-in">{t('activate.toSignIn')}</Link>
        </p>
      </main>
    </div>
  )
}
