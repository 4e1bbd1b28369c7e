import { useState, type ReactNode } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Sheet } from '../../ui/sheet.tsx'
import type { ImportResult, Mode } from './imports-api.ts'
import { FileDrop } from './file-drop.tsx'
import styles from './accept.module.css'

type Props = { result: ImportResult; hasFile: boolean; blocked: boolean; onAccept: (mode: Mode) => void; onFile: (file: File) => void }

/** The two ways to register what was checked, each in words, and one button that says how many. */
export function Accept({ result, hasFile, blocked, onAccept, onFile }: Props) {
  const { t } = useTranslation('import')
  const rejected = result.rejected.length
  const [mode, setMode] = useState<Mode>(rejected === 0 ? 'allOrNothing' : 'acceptedOnly')
  if (!hasFile || result.accepted === 0) {
    return (
      <Sheet title={t('accept.title')} className={styles.box!}>
        <p className={styles.note}>{t(hasFile ? 'sum.nothing' : 'accept.noFile')}</p>
        <div className={styles.foot}>
          <FileDrop small onFile={onFile} />
        </div>
      </Sheet>
    )
  }
  return (
    <Sheet title={t('accept.title')} className={styles.box!}>
      <fieldset className={styles.ways}>
        <legend className="hidden">{t('accept.title')}</legend>
        <Way name="acceptedOnly" chosen={mode} onChoose={setMode} title={t('accept.acceptedOnly', { count: result.accepted })}>
          {rejected > 0 ? t('accept.acceptedOnlyNote', { rejected }) : t('accept.acceptedClean')}
        </Way>
        <Way name="allOrNothing" chosen={mode} onChoose={setMode} title={t('accept.allOrNothing')}>
          {rejected > 0 ? t('accept.allOrNothingNote', { rejected }) : t('accept.allClean')}
        </Way>
      </fieldset>
      <div className={styles.foot}>
        <Button type="primary" size="large" disabled={blocked || result.accepted === 0 || (mode === 'allOrNothing' && rejected > 0)} onClick={() => onAccept(mode)}>
          {t('accept.button', { count: result.accepted })}
        </Button>
        <FileDrop small onFile={onFile} />
        <span className="mu s">{t('accept.after')}</span>
      </div>
    </Sheet>
  )
}

function Way({ name, chosen, onChoose, title, children }: { name: Mode; chosen: Mode; onChoose: (mode: Mode) => void; title: string; children: ReactNode }) {
  return (
    <label className={`${styles.way} ${chosen === name ? styles.on : ''}`}>
      <input type="radio" name="mode" value={name} checked={chosen === name} onChange={() => onChoose(name)} />
      <span>
        <b>{title}</b>
        <span className="mu s">{children}</span>
      </span>
    </label>
  )
}
