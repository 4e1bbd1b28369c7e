import { useRef } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { stampOf } from '../../ui/dates.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { CopyButton } from '../keys/copy-button.tsx'
import styles from '../keys/panel.module.css'
import type { Invitation } from './invite-form.tsx'

/** What brings somebody in: account, code, and the sheet to print. */
export function SheetShown({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const { t } = useTranslation('administration')
  const code = useRef<HTMLElement>(null)
  return (
    <Sheet title={t('users.sheet.title')}>
      <div className={styles.panel} role="status">
        <dl className={styles.facts}>
          <dt>{t('users.sheet.account')}</dt>
          <dd>{invitation.account}</dd>
          <dt>{t('users.sheet.code')}</dt>
          <dd ref={code} className="hash">
            {invitation.activationCode}
          </dd>
          <dt>{t('users.sheet.expires')}</dt>
          <dd>{stampOf(invitation.expiresAt).slice(0, 16)}</dd>
        </dl>
        <span className="mu">{t('users.sheet.note')}</span>
        <div className={styles.buttons}>
          <Button type="primary" href={invitation.sheetUrl} target="_blank" rel="noopener">
            {t('users.sheet.print')}
          </Button>
          <CopyButton text={invitation.activationCode} word={t('users.sheet.copy')} done={t('users.sheet.copied')} from={() => code.current} />
          <Button onClick={onClose}>{t('users.sheet.done')}</Button>
        </div>
      </div>
    </Sheet>
  )
}
