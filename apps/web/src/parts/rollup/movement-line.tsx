import { useTranslation } from 'react-i18next'
import { fenOf, showMoney, type Fen } from '@qingqian/rules/money'
import { Delta } from '../../ui/delta.tsx'
import { DoubleRule } from '../../ui/double-rule.tsx'
import { MoneyUnitWord, useMoneyUnit } from '../../ui/money.tsx'
import { compared, type Totals } from './board-data.ts'
import styles from './movement-line.module.css'

type Step = { word: 'registered' | 'corrected' | 'paid' | 'reversed' | 'extinguished' | 'restored'; amount: Fen }

const change = (now: Totals, before: Totals, of: 'amount' | 'paid' | 'extinguished') => fenOf(now[of]) - fenOf(before[of])

/** What lies between two moments: more in the ledger, paid, written off. */
function stepsBetween(before: Totals, now: Totals): Step[] {
  const registered = change(now, before, 'amount')
  const paid = change(now, before, 'paid')
  const gone = change(now, before, 'extinguished')
  return [
    { word: registered < 0n ? 'corrected' : 'registered', amount: registered } as const,
    { word: paid < 0n ? 'reversed' : 'paid', amount: -paid } as const,
    { word: gone < 0n ? 'restored' : 'extinguished', amount: -gone } as const,
  ].filter((step) => step.amount !== 0n)
}

/** 昨日 + 新登记 − 付款 − 核销 = 现在. The double rule stands only if it adds up to the fen. */
export function MovementLine({ now, before }: { now: Totals; before: Totals | null }) {
  const { t } = useTranslation('rollup')
  const unit = useMoneyUnit()
  if (before === null) return <div className={styles.line} />
  if (compared(before) === undefined) {
    return (
      <div className={styles.line}>
        <span className="mu">{t('sinceYesterday17')}</span>
        <span>{t('move.first')}</span>
      </div>
    )
  }
  const steps = stepsBetween(before, now)
  const off = steps.reduce((sum, step) => sum + step.amount, fenOf(before.outstanding)) - fenOf(now.outstanding)
  return (
    <div className={styles.line}>
      <span className="mu">{t('sinceYesterday17')}</span>
      {steps.length === 0 ? (
        <span>{t('move.none')}</span>
      ) : (
        <>
          <span>
            {t('move.before')} <b>{showMoney(fenOf(before.outstanding), unit)}</b>
          </span>
          {steps.map((step) => (
            <span key={step.word}>
              {step.amount > 0n ? '+' : '−'} {t(`move.${step.word}`)} <b>{showMoney(step.amount > 0n ? step.amount : -step.amount, unit)}</b>
            </span>
          ))}
          <span>
            = {t('move.now')} <DoubleRule closed={off === 0n}>{showMoney(fenOf(now.outstanding), unit)}</DoubleRule> <MoneyUnitWord />
          </span>
        </>
      )}
      {off !== 0n && <span className="up">{t('move.broken', { amount: showMoney(off, unit) })}</span>}
      <span className="sp" />
      <span className="b">
        <Delta amount={fenOf(now.outstanding) - fenOf(before.outstanding)} />
      </span>
    </div>
  )
}
