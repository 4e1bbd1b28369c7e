import { useState, useSyncExternalStore } from 'react'
import { useQuery } from '@apollo/client/react'
import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { fenOf, showMoney } from '@qingqian/rules/money'
import { serverNow } from '../graphql/clock.ts'
import { UnitHeadDocument } from '../graphql/generated/graphql.ts'
import { useViewer } from '../parts/access/viewer.tsx'
import type { ImportResult } from '../parts/import/imports-api.ts'
import { ImportRun } from '../parts/import/import-run.ts'
import { keepRecent } from '../parts/import/recent.ts'
import { RunFailed } from '../parts/import/run-failed.tsx'
import { UndoForm } from '../parts/import/undo-form.tsx'
import { PastedTable, rowsOf } from '../parts/ledger/pasted-table.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { StateWord } from '../ui/state-word.tsx'
import styles from './ledger-paste.module.css'

/** Pasted cells go the way of an uploaded file: recognised, checked and registered by the importer, and taken back as a batch. */
export default function LedgerPaste({ unit, onPosted, onClose }: { unit: string; onPosted: () => void; onClose: () => void }) {
  const { t } = useTranslation('ledger')
  const viewer = useViewer()
  const { data } = useQuery(UnitHeadDocument, { variables: { unit } })
  const [text, setText] = useState('')
  const [run] = useState(() => new ImportRun(unit, (result, file) => {
    keepRecent({ id: result.importId, account: viewer.account, unit, file, at: serverNow(), count: result.accepted })
    onPosted()
  }))
  const { step, trouble } = useSyncExternalStore(run.listen, () => run.view)
  const check = (pasted: string) => {
    if (pasted.trim() !== '') run.choose(new File([pasted], `${t('paste.title')}.txt`, { type: 'text/plain' }))
  }
  const again = () => {
    setText('')
    run.startAgain()
  }
  return (
    <Sheet className={styles.sheet!} title={t('paste.title')} note={t('paste.into', { unit: data?.unit?.name ?? unit })} aside={<Button size="small" onClick={onClose}>{t('paste.close')}</Button>}>
      <div className={styles.body}>
        {trouble && <RunFailed trouble={trouble} />}
        {step.at === 'choose' && (
          <>
            <p className="mu">{t('paste.how')}</p>
            <Input.TextArea
              autoFocus
              rows={4}
              value={text}
              aria-label={t('paste.area')}
              placeholder={t('paste.area')}
              onChange={(event) => setText(event.target.value)}
              onPaste={(event) => {
                const pasted = event.clipboardData.getData('text/plain')
                if (!/\t.*\n/.test(`${pasted}\n`)) return
                event.preventDefault()
                setText(pasted)
                check(pasted)
              }}
              onKeyDown={(event) => event.key === 'Escape' && onClose()}
            />
            <Button type="primary" disabled={text.trim() === ''} onClick={() => check(text)}>
              {t('paste.check')}
            </Button>
          </>
        )}
        {step.at === 'running' && <p role="status">{t('paste.checking')}</p>}
        {step.at === 'checked' && <Checked text={text} result={step.result} onAgain={again} onAccept={() => void run.accept('acceptedOnly')} />}
        {step.at === 'posted' && <Posted result={step.result} onAgain={again} onUndone={onPosted} />}
      </div>
    </Sheet>
  )
}

function Checked({ text, result, onAgain, onAccept }: { text: string; result: ImportResult; onAgain: () => void; onAccept: () => void }) {
  const { t } = useTranslation('ledger')
  const yuan = (amount: string) => showMoney(fenOf(amount))
  return (
    <>
      <p role="status" className={styles.verdict}>
        <StateWord state="settled">{t('paste.good', { count: result.accepted })}</StateWord>
        {result.rejected.length > 0 && <StateWord state="overdue">{t('paste.bad', { count: result.rejected.length })}</StateWord>}
        <span className="mu s">{t('paste.sums', { amount: yuan(result.amount), paid: yuan(result.paid), outstanding: yuan(result.outstanding) })}</span>
      </p>
      <PastedTable rows={rowsOf(text)} result={result} />
      <p className="mu s">{t('paste.legend')}</p>
      <div className={styles.acts}>
        <Button type="primary" disabled={result.accepted === 0} onClick={onAccept}>
          {result.accepted === 0 ? t('paste.none') : t('paste.accept', { count: result.accepted })}
        </Button>
        <Button onClick={onAgain}>{t('paste.again')}</Button>
      </div>
    </>
  )
}

function Posted({ result, onAgain, onUndone }: { result: ImportResult; onAgain: () => void; onUndone: () => void }) {
  const { t } = useTranslation('ledger')
  const [undoing, setUndoing] = useState(false)
  const [undone, setUndone] = useState<string | null>(null)
  return (
    <>
      <p role="status">{undone ?? <StateWord state="settled">{t('paste.done', { count: result.accepted, outstanding: showMoney(fenOf(result.outstanding)) })}</StateWord>}</p>
      {undoing && undone === null && (
        <UndoForm
          importId={result.importId}
          count={result.accepted}
          onDone={(said) => {
            setUndone(said)
            onUndone()
          }}
          onCancel={() => setUndoing(false)}
        />
      )}
      <div className={styles.acts}>
        {!undoing && <Button onClick={() => setUndoing(true)}>{t('paste.undo')}</Button>}
        <Button onClick={onAgain}>{t('paste.again')}</Button>
      </div>
    </>
  )
}
