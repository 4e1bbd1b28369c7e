import { useTranslation } from 'react-i18next'
import { fenOf, type Fen } from '@qingqian/rules/money'
import { Delta } from '../../ui/delta.tsx'
import { MoneyUnitWord, useShow } from '../../ui/money.tsx'
import { PaidOwedBar } from '../../ui/paid-owed-bar.tsx'
import { share } from '../../ui/share.ts'
import { rates, sumOf } from '../rollup/groups.ts'
import type { Before } from '../rollup/board-data.ts'
import { Rolling } from './rolling.tsx'
import type { ScreenUnit } from './screen-data.ts'
import styles from './headline-row.module.css'

type Totals = ScreenUnit['totals']

/** The five figures of the wall, and the bar they make up. */
export function HeadlineRow({ totals, before }: { totals: Totals; before: Before | null }) {
  const { t } = useTranslation('screen')
  const { t: word } = useTranslation('ui')
  const show = useShow()
  const pair = rates(sumOf([totals]), 2)
  const registered = fenOf(totals.newToday)
  return (
    <section className={styles.row}>
      <div className={styles.one}>
        <div className={styles.label}>{t('outstanding')}</div>
        <div className={styles.value}>
          <Rolling text={show(totals.outstanding)} />
          <small>
            <MoneyUnitWord />
          </small>
        </div>
      </div>
      <div>
        <div className={styles.label}>{t('since17')}</div>
        <div className={styles.value}>{before ? <Change fen={fenOf(totals.outstanding) - fenOf(before.totals.outstanding)} /> : <small>{t('notYet')}</small>}</div>
        <div className={styles.extra}>{registered > 0n && t('registered', { amount: `+${show(registered)}` })}</div>
      </div>
      <div>
        <div className={styles.label}>{t('count')}</div>
        <div className={styles.value}>
          <Rolling text={totals.outstandingCount.toLocaleString('en-US')} />
          <small>{word('count.payables')}</small>
        </div>
        <div className={styles.extra}>{t('creditors', { count: totals.creditorCount })}</div>
      </div>
      <div>
        <div className={styles.label}>{`${t('repaid')}${t('sinceBaseline')}`}</div>
        <div className={styles.value}>
          <Rolling text={show(totals.paidSinceBaseline)} />
          <small>
            <MoneyUnitWord />
          </small>
        </div>
        <div className={styles.extra}>
          {t('today')} <Delta amount={totals.paidToday} sense="paid" />
        </div>
      </div>
      <div>
        <div className={styles.label}>{t('clearance')}</div>
        <div className={styles.rate}>
          {t('all')} <b>{pair.all}</b>
        </div>
        <div className={styles.rate}>
          {t('undisputed')} <b>{pair.undisputed}</b>
        </div>
      </div>
    </section>
  )
}

function Change({ fen }: { fen: Fen }) {
  const { t } = useTranslation('ui')
  const show = useShow()
  if (fen === 0n) return <small>{t('delta.level')}</small>
  return (
    <span className={fen > 0n ? 'up' : 'dn'}>
      <Rolling text={`${fen > 0n ? '+' : '−'}${show(fen > 0n ? fen : -fen)}`} />
      <small>{t(fen > 0n ? 'delta.more' : 'delta.less')}</small>
    </span>
  )
}

export function WholeBar({ totals }: { totals: Totals }) {
  const { t } = useTranslation('screen')
  const show = useShow()
  const gone = fenOf(totals.paid) + fenOf(totals.extinguished)
  return (
    <div className={styles.whole}>
      <PaidOwedBar height={22} parts={{ paid: totals.paid, extinguished: totals.extinguished, outstanding: totals.outstanding, disputed: totals.disputedOutstanding }} />
      <div className={styles.legend}>
        <div style={{ minWidth: `${Math.min(60, share(gone, fenOf(totals.amount)))}%` }}>
          {t('bar.paid')} <b>{show(gone)}</b>
        </div>
        <div className={styles.middle}>
          {t('bar.undisputed')} <b>{show(fenOf(totals.outstanding) - fenOf(totals.disputedOutstanding))}</b>
        </div>
        <div>
          {t('bar.disputed')} <b>{show(totals.disputedOutstanding)}</b>
        </div>
      </div>
    </div>
  )
}
