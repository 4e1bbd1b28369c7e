import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fenOf } from '@qingqian/rules/money'
import { Figure } from '../../ui/figure.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { StateWord } from '../../ui/state-word.tsx'
import type { ImportResult } from './imports-api.ts'
import styles from './check-summary.module.css'

/** What the check found, in one glance: how many rows can go in, and that their sums add up. */
export function CheckSummary({ result, name }: { result: ImportResult; name: string | null }) {
  const { t } = useTranslation('import')
  const rejected = result.rejected.length
  const proved = fenOf(result.amount) - fenOf(result.paid) === fenOf(result.outstanding)
  return (
    <Sheet title={t('sum.title')} {...(name === null ? {} : { note: name })} aside={<FileLink href={result.annotatedFile} />}>
      <div className={styles.counts} aria-live="polite">
        <Count value={result.accepted} unit={t('sum.rows')} mark={<StateWord state={result.accepted > 0 ? 'settled' : 'none'}>{t('sum.accepted')}</StateWord>} />
        <Count value={rejected} unit={t('sum.rows')} mark={<StateWord state={rejected > 0 ? 'overdue' : 'none'}>{t('sum.rejected')}</StateWord>} />
        <Count value={new Set(result.warnings.map(({ sheet, row }) => `${sheet}|${row}`)).size} unit={t('sum.rows')} mark={<StateWord state={result.warnings.length > 0 ? 'late' : 'none'}>{t('sum.warnings')}</StateWord>} />
      </div>
      {result.accepted > 0 ? <Sums result={result} proved={proved} /> : <p className={styles.note}>{t('sum.nothing')}</p>}
      {result.accepted > 0 && <Facts result={result} />}
    </Sheet>
  )
}

function Facts({ result }: { result: ImportResult }) {
  const { t } = useTranslation('import')
  const { t: word } = useTranslation('ui')
  return (
    <>
      <dl className={styles.facts}>
        <Fact term={t('sum.count')}>{`${result.outstandingCount.toLocaleString('en-US')} ${word('count.payables')}`}</Fact>
        <Fact term={t('sum.creditorCount')}>{`${result.creditorCount.toLocaleString('en-US')} ${word('count.creditors')}`}</Fact>
        <Fact term={t('sum.disputed')}>{`${result.disputedCount.toLocaleString('en-US')} ${word('count.payables')}`}</Fact>
        <Fact term={t('sum.since')}>{`${result.sinceCutoffCount.toLocaleString('en-US')} ${word('count.payables')}`}</Fact>
      </dl>
      <p className={`mu s ${styles.note}`}>{t('sum.asIs')}</p>
    </>
  )
}

export function FileLink({ href }: { href: string }) {
  const { t } = useTranslation('import')
  return (
    <a href={href} download title={t('sum.fileNote')}>
      {t('sum.file')}
    </a>
  )
}

function Count({ value, unit, mark }: { value: number; unit: string; mark: ReactNode }) {
  return (
    <div>
      {mark}
      <div className={styles.count}>
        {value.toLocaleString('en-US')} <small>{unit}</small>
      </div>
    </div>
  )
}

/** 应付总额 − 已付 = 未清偿, over what can be registered. */
export function Sums({ result, proved }: { result: Pick<ImportResult, 'amount' | 'paid' | 'outstanding'>; proved: boolean }) {
  const { t } = useTranslation('import')
  return (
    <div className={styles.sums}>
      <div>
        <div className="s mu">{t('sum.amount')}</div>
        <Figure amount={result.amount} />
      </div>
      <div>
        <div className="s mu">{t('sum.paid')}</div>
        <Figure amount={result.paid} />
      </div>
      <div>
        <div className="s mu">{t('sum.outstanding')}</div>
        <Figure amount={result.outstanding} proved={proved} />
        <div className={styles.proof}>{proved ? <StateWord state="settled">{t('sum.proved')}</StateWord> : <StateWord state="overdue">{t('sum.broken')}</StateWord>}</div>
      </div>
    </div>
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
