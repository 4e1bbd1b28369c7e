import { useRef } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Sheet } from '../../ui/sheet.tsx'
import { CopyButton } from './copy-button.tsx'
import styles from './panel.module.css'

/** The secret, this once. */
export function SecretShown({ name, secret, onClose }: { name: string; secret: string; onClose: () => void }) {
  const { t } = useTranslation('administration')
  const place = useRef<HTMLDivElement>(null)
  return (
    <Sheet title={t('keys.secret.title')} note={name}>
      <div className={styles.panel} role="status">
        <div ref={place} className={styles.secret} tabIndex={0} role="textbox" aria-readonly="true" aria-label={t('keys.secret.label')}>
          {secret}
        </div>
        <span className="mu">{t('keys.secret.note')}</span>
        <div className={styles.buttons}>
          <CopyButton text={secret} word={t('keys.secret.copy')} done={t('keys.secret.copied')} from={() => place.current} />
          <Button type="primary" onClick={onClose}>
            {t('keys.secret.done')}
          </Button>
        </div>
      </div>
    </Sheet>
  )
}
