import { useTranslation } from 'react-i18next'
import { dayAt, type Day } from '@qingqian/rules/day'
import { fenOf } from '@qingqian/rules/money'
import { serverNow } from '../../graphql/clock.ts'
import { StateWord, type State } from '../../ui/state-word.tsx'
import type { Payable } from './ledger-data.ts'

type Of = Pick<Payable, 'status' | 'outstanding' | 'paid' | 'disputedAmount' | 'dueOn' | 'withdrawn'>

/** All that is outstanding is in dispute: there is no deadline before it is settled. */
export function whollyDisputed(payable: Of): boolean {
  return fenOf(payable.disputedAmount) > 0n && fenOf(payable.disputedAmount) >= fenOf(payable.outstanding)
}

/** The state as a key of ledger:state. */
export function stateKey(payable: Of, today: Day): 'withdrawn' | 'cleared' | 'disputed' | 'overdue' | 'partly' | 'open' {
  if (payable.withdrawn) return 'withdrawn'
  if (payable.status === 'CLEARED') return 'cleared'
  if (whollyDisputed(payable)) return 'disputed'
  if (payable.dueOn && payable.dueOn < today) return 'overdue'
  return fenOf(payable.paid) > 0n ? 'partly' : 'open'
}

const SHAPE: Record<ReturnType<typeof stateKey>, State> = { withdrawn: 'none', cleared: 'settled', disputed: 'disputed', overdue: 'overdue', partly: 'noplan', open: 'noplan' }

export function PayableState({ payable }: { payable: Of }) {
  const { t } = useTranslation('ledger')
  const key = stateKey(payable, dayAt(serverNow()))
  return <StateWord state={SHAPE[key]}>{t(`state.${key}`)}</StateWord>
}
