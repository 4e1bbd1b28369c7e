import type { ReactNode } from 'react'
import { useQuery } from '@apollo/client/react'
import { useTranslation } from 'react-i18next'
import { dayAt, daysBetween } from '@qingqian/rules/day'
import { fenOf } from '@qingqian/rules/money'
import { serverNow } from '../../graphql/clock.ts'
import { DeadlineRulesDocument } from '../../graphql/generated/graphql.ts'
import { useShow } from '../../ui/money.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import type { Payable } from './ledger-data.ts'
import { whollyDisputed } from './payable-state.tsx'
import styles from './due-steps.module.css'

/** 时限怎么来的: from the first day overdue by the notice's clause to the day it is due. */
export function DueSteps({ payable }: { payable: Payable }) {
  const { t } = useTranslation('ledger')
  const { t: word } = useTranslation('ui')
  const { data } = useQuery(DeadlineRulesDocument)
  const show = useShow()
  const rules = data?.campaign
  if (!rules) return null
  const before = payable.vintage === 'BEFORE_CUTOFF'
  const whole = whollyDisputed(payable)
  const disputed = fenOf(payable.disputedAmount) > 0n
  const clause = before ? (whole ? 'clauseDisputed' : 'clauseBefore') : 'clauseSince'
  const cleared = payable.status === 'CLEARED'
  return (
    <Sheet title={t('due.title')}>
      <ol className={styles.steps}>
        <Step title={<>{t('column.since')} <b>{payable.overdueSince}</b></>} note={t('payable.sinceDays', { count: Math.max(0, daysBetween(payable.overdueSince, dayAt(serverNow()))) })} />
        <Step title={<>{t('filter.vintage')} <b>{word(`vintage.${payable.vintage}`)}</b></>} note={t(before ? 'due.cutoffBefore' : 'due.cutoffSince', { cutoff: rules.cutoff })} />
        <Step
          title={<b>{cleared ? t('state.cleared') : t(whole ? 'due.wholly' : disputed ? 'due.partly' : 'due.undisputed')}</b>}
          note={cleared ? '' : disputed ? t('due.disputedAmount', { amount: show(payable.disputedAmount), rest: show(fenOf(payable.outstanding) - fenOf(payable.disputedAmount)) }) : t('due.undisputedNote')}
        />
        <Step title={<>{t('payable.due')} <b>{payable.dueOn ?? t('payable.noDue')}</b></>} note={`${rules.title} · ${t(`due.${clause}`, { since: rules.deadlineSince, before: rules.deadlineBefore })}`} />
        {disputed && !whole && !cleared && <Step title={t('due.rest')} note={t(before ? 'due.restBefore' : 'due.restSince')} />}
      </ol>
    </Sheet>
  )
}

function Step({ title, note }: { title: ReactNode; note: string }) {
  return (
    <li>
      <div>{title}</div>
      {note !== '' && <span className="mu s">{note}</span>}
    </li>
  )
}
