import type { ReactNode } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../graphql/act.ts'
import { ActFailed } from '../../ui/failed.tsx'
import styles from './panel.module.css'

type Props = { title: string; note: string; save: string; danger?: boolean; loading: boolean; failure: Failure | null; onSave: () => void; onCancel: () => void; children?: ReactNode }

/** An act that needs one more look: what it is, what follows from it, one button that names it. */
export function ConfirmForm({ title, note, save, danger = true, loading, failure, onSave, onCancel, children }: Props) {
  const { t: word } = useTranslation('ui')
  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault()
        onSave()
      }}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <b>{title}</b>
      <span className="mu">{note}</span>
      {children}
      <ActFailed failure={failure} />
      <div className={styles.buttons}>
        <Button type="primary" danger={danger} htmlType="submit" loading={loading} autoFocus>
          {save}
        </Button>
        <Button onClick={onCancel}>{word('list.cancel')}</Button>
      </div>
    </form>
  )
}
