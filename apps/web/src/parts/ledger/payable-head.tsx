import { useTranslation } from 'react-i18next'
import { dayAt, daysBetween } from '@qingqian/rules/day'
import { fenOf, moneyInWords } from '@qingqian/rules/money'
import { serverNow } from '../../graphql/clock.ts'
import { DoubleRule } from '../../ui/double-rule.tsx'
import { Figure } from '../../ui/figure.tsx'
import { useShow } from '../../ui/money.tsx'
import { PaidOwedBar } from '../../ui/paid-owed-bar.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import type { Payable } from './ledger-data.ts'
import { PayableState, whollyDisputed } from './payable-state.tsx'
import styles from './payable-head.module.css'

/** What is still owed, in figures and in words, and the equation behind it. */
export function PayableHead({ payable }: { payable: Payable }) {
  const { t } = useTranslation('ledger')
  return (
    <Sheet>
      <div className={styles.hero}>
        <div aria-live="polite">
          <div className="mu">{t('payable.outstanding')}</div>
          <Figure size="payable" amount={payable.outstanding} />
          <div className={styles.words}>{moneyInWords(fenOf(payable.outstanding))}</div>
        </div>
        <Due payable={payable} />
        <div className={styles.whole}>
          <PaidOwedBar height={16} minWidth={200} parts={{ paid: payable.paid, extinguished: payable.extinguished, outstanding: payable.outstanding, disputed: payable.disputedAmount }} />
        </div>
        <Equation payable={payable} />
      </div>
    </Sheet>
  )
}

function Due({ payable }: { payable: Payable }) {
  const { t } = useTranslation('ledger')
  const cleared = payable.status === 'CLEARED'
  const days = payable.dueOn ? daysBetween(dayAt(serverNow()), payable.dueOn) : null
  return (
    <div className={styles.due}>
      <div className="mu">{t('payable.due')}</div>
      <div className={styles.day}>{payable.dueOn ?? (whollyDisputed(payable) ? t('payable.noDue') : '—')}</div>
      <div>
        <PayableState payable={payable} />{' '}
        {!cleared && days !== null && <span className={days < 0 ? 'up s' : 'mu s'}>{days < 0 ? t('payable.over', { count: -days }) : t('payable.left', { count: days })}</span>}
      </div>
    </div>
  )
}

function Equation({ payable }: { payable: Payable }) {
  const { t } = useTranslation('ledger')
  const show = useShow()
  const closed = fenOf(payable.amount) - fenOf(payable.paid) - fenOf(payable.extinguished) === fenOf(payable.outstanding)
  const disputed = fenOf(payable.disputedAmount) > 0n
  const last = payable.status === 'CLEARED' ? t('payable.cleared') : disputed ? t('payable.equalsDisputed', { amount: show(payable.disputedAmount) }) : t('payable.equalsUndisputed')
  return (
    <div className={styles.equation}>
      <div>
        <span className="mu s">{t('payable.amount')}</span>
        <b>{show(payable.amount)}</b>
      </div>
      <div>
        <span className="mu s">{t('payable.paid')}</span>
        <b>{show(payable.paid)}</b>
      </div>
      <div>
        <span className="mu s">{t('payable.extinguished')}</span>
        <b>{show(payable.extinguished)}</b>
      </div>
      <div className={styles.last}>
        <span className="mu s">{last}</span>
        <b>
          <DoubleRule closed={closed}>{show(payable.outstanding)}</DoubleRule>
        </b>
      </div>
    </div>
  )
}
