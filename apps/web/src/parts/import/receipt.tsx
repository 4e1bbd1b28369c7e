import { useState, type ReactNode } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { momentText } from '@qingqian/rules/day'
import { fenOf } from '@qingqian/rules/money'
import { stampOf } from '../../ui/dates.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { StateWord } from '../../ui/state-word.tsx'
import { usePageLink } from '../units/address.ts'
import { FileLink, Sums } from './check-summary.tsx'
import type { ImportResult } from './imports-api.ts'
import { UndoForm } from './undo-form.tsx'
import styles from './receipt.module.css'

type Props = { result: ImportResult; when: number | null; file: string | null; unit: string; onAgain: () => void }

/** What an import brought: its number, when, how much, the way to the rows, and the way back. */
export function ImportReceipt({ result, when, file, unit, onAgain }: Props) {
  const { t } = useTranslation('import')
  const link = usePageLink()
  const navigate = useNavigate()
  const [undoing, setUndoing] = useState(false)
  const [undone, setUndone] = useState<string | null>(null)
  const proved = fenOf(result.amount) - fenOf(result.paid) === fenOf(result.outstanding)
  if (!result.posted) return <NothingPosted result={result} onAgain={onAgain} />
  return (
    <Sheet title={t('receipt.title')} aside={<StateWord state={undone === null ? 'settled' : 'none'}>{undone === null ? t('receipt.done') : t('receipt.undoTitle')}</StateWord>}>
      <dl className={styles.facts}>
        <Fact term={t('receipt.number')}>
          <span className="hash">{result.importId}</span>
        </Fact>
        {when !== null && <Fact term={t('receipt.at')}>{stampOf(momentText(when))}</Fact>}
        {file !== null && <Fact term={t('receipt.file')}>{file}</Fact>}
        <Fact term={t('receipt.unit')}>{unit}</Fact>
        <Fact term={t('receipt.payables')}>{result.accepted.toLocaleString('en-US')}</Fact>
        {result.rejected.length > 0 && <Fact term={t('receipt.skipped')}>{result.rejected.length.toLocaleString('en-US')}</Fact>}
      </dl>
      <Sums result={result} proved={proved} />
      {result.rejected.length > 0 && (
        <p className={`mu s ${styles.note}`}>
          {t('receipt.rest')} <FileLink href={result.annotatedFile} />
        </p>
      )}
      {undone !== null && (
        <p className={styles.note} role="status">
          {undone}
        </p>
      )}
      {undoing && undone === null ? (
        <UndoForm
          importId={result.importId}
          count={result.accepted}
          onCancel={() => setUndoing(false)}
          onDone={(said) => setUndone(said)}
        />
      ) : (
        <div className={styles.foot}>
          <Button type="primary" onClick={() => void navigate(link('ledger', undefined, { order: 'recordedDesc' }))}>
            {t('receipt.ledger')}
          </Button>
          <Button onClick={onAgain}>{t('receipt.again')}</Button>
          {undone === null && (
            <Button danger onClick={() => setUndoing(true)}>
              {t('receipt.undo')}
            </Button>
          )}
        </div>
      )}
    </Sheet>
  )
}

function NothingPosted({ result, onAgain }: { result: ImportResult; onAgain: () => void }) {
  const { t } = useTranslation('import')
  return (
    <Sheet title={t('receipt.title')} aside={<StateWord state="overdue">{t('receipt.none')}</StateWord>}>
      <p className={styles.note}>
        {t('receipt.noneNote', { count: result.rejected.length })} <FileLink href={result.annotatedFile} />
      </p>
      <div className={styles.foot}>
        <Button type="primary" onClick={onAgain}>
          {t('receipt.again')}
        </Button>
      </div>
    </Sheet>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
