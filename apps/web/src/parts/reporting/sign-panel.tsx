import { useEffect, useRef, useState } from 'react'
import { Button, Input, type InputRef } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useAct } from '../../graphql/act.ts'
import { SignDailyReportDocument } from '../../graphql/generated/graphql.ts'
import { ActFailed } from '../../ui/failed.tsx'
import { usePageLink } from '../units/address.ts'
import type { Report } from './daily-report.ts'
import styles from './sign-panel.module.css'

/** One button. Enter presses it, N adds a note, E goes to the ledger. After the deadline a reason is asked for. */
export function SignPanel({ report, late, onSigned }: { report: Report; late: boolean; onSigned: () => void }) {
  const { t } = useTranslation('reporting')
  const link = usePageLink()
  const navigate = useNavigate()
  const { act, loading, failure } = useAct(SignDailyReportDocument)
  const [noted, setNoted] = useState(false)
  const [note, setNote] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const reasonField = useRef<InputRef>(null)
  const again = report.versions.length > 0
  const zero = report.movements.length === 0 && report.previous !== null && report.previous !== undefined
  const needsReason = late && again

  const missesReason = tried && needsReason && reason.trim() === ''

  async function sign() {
    setTried(true)
    if (needsReason && reason.trim() === '') {
      reasonField.current?.focus()
      return
    }
    const done = await act({ unit: report.unit.code, day: report.day, note: note.trim() || null, correctionReason: reason.trim() || null })
    if (done) onSigned()
  }
  /** Also from within a field; not the Enter that ends a Chinese input. */
  const enter = (event: React.KeyboardEvent) => {
    if (!event.nativeEvent.isComposing && !loading) void sign()
  }
  useKeys({ Enter: () => !loading && void sign(), n: () => setNoted(true), e: () => void navigate(link('ledger')) })

  const word = late ? t('day.late') : again ? t('day.again') : zero ? t('day.zero') : t('day.confirm')
  return (
    <div className={styles.panel}>
      {(noted || late) && (
        <div className={styles.fields}>
          {noted && <Input value={note} autoFocus maxLength={500} placeholder={t('day.note2')} aria-label={t('day.note2')} onChange={(event) => setNote(event.target.value)} onPressEnter={enter} />}
          {late && (
            <>
              <Input ref={reasonField} value={reason} maxLength={500} status={missesReason ? 'error' : ''} placeholder={t('day.reason')} aria-label={t('day.reason')} aria-invalid={missesReason} onChange={(event) => setReason(event.target.value)} onPressEnter={enter} />
              {missesReason && <span className="up s" role="alert">{t('day.reasonNeeded')}</span>}
            </>
          )}
        </div>
      )}
      <ActFailed failure={failure} />
      <div className={styles.bar}>
        <Button type="primary" size="large" className={styles.main!} loading={loading} onClick={() => void sign()}>
          {word} <span className="kbd">Enter</span>
        </Button>
        <Button size="large" onClick={() => setNoted(true)}>
          {t('day.note2')} <span className="kbd">N</span>
        </Button>
        <Button size="large" onClick={() => void navigate(link('ledger'))}>
          {t('day.wrong')} <span className="kbd">E</span>
        </Button>
        {!zero && !late && <span className={`mu s ${styles.hint}`}>{t('day.noteHint')}</span>}
      </div>
    </div>
  )
}

/** Keys outside of fields and buttons. */
function useKeys(keys: Record<string, () => void>) {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const act = keys[event.key === 'Enter' ? 'Enter' : event.key.toLowerCase()]
      if (!act || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      if (/^(INPUT|TEXTAREA|SELECT|BUTTON|A)$/.test((event.target as HTMLElement).tagName)) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })
}
