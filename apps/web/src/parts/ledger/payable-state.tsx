import { useTranslation } from 'react-i18next'
import { addMonths, dayAt, type Day } from '@qingqian/rules/day'
import { fenOf } from '@qingqian/rules/money'
import { serverNow } from '../../graphql/clock.ts'
import { StateWord } from '../../ui/state-word.tsx'
import type { Payable } from './ledger-data.ts'

type Of = Pick<Payable, 'status' | 'outstanding' | 'disputedAmount' | 'dueOn'>

/** All that is outstanding is in dispute: there is no deadline before it is settled. */
export function whollyDisputed(payable: Of): boolean {
  return fenOf(payable.disputedAmount) > 0n && fenOf(payable.disputedAmount) >= fenOf(payable.outstanding)
}

export function PayableState({ payable }: { payable: Of }) {
  const { t } = useTranslation('ledger')
  if (payable.status === 'CLEARED') return <StateWord state="settled">{t('state.cleared')}</StateWord>
  if (whollyDisputed(payable)) return <StateWord state="disputed">{t('state.disputed')}</StateWord>
  if (payable.dueOn && payable.dueOn < dayAt(serverNow())) return <StateWord state="overdue">{t('state.overdue')}</StateWord>
  return <StateWord state="noplan">{t(payable.status === 'PARTLY_PAID' ? 'state.partly' : 'state.open')}</StateWord>
}

/** 账龄 by the first day overdue. */
export function ageOf(since: Day, today: Day): 'notYet' | 'y1' | 'y2' | 'y3' | 'more' {
  if (since > today) return 'notYet'
  if (today < addMonths(since, 12)) return 'y1'
  if (today < addMonths(since, 24)) return 'y2'
  return today < addMonths(since, 36) ? 'y3' : 'more'
}
