import { useTranslation } from 'react-i18next'
import { fenOf } from '@qingqian/rules/money'
import { CountDelta, Delta } from '../../ui/delta.tsx'
import { Count, Figure, FigureWaiting } from '../../ui/figure.tsx'
import { Into } from '../../ui/into.tsx'
import { useMoneyUnit, useShow } from '../../ui/money.tsx'
import { PaidOwedBar } from '../../ui/paid-owed-bar.tsx'
import { share } from '../../ui/share.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { compared, type Before, type Totals } from './board-data.ts'
import { useDrill } from './drill.ts'
import { rates, sumOf } from './groups.ts'
import { MovementLine } from './movement-line.tsx'
import styles from './headline.module.css'

type Shown = { totals: Totals; code?: string }

/** Without a code (属地) no figure opens rows: they belong to several units. */
export function Headline({ board, before, since, note }: { board: Shown | null; before: Before | null; since?: string; note?: string }) {
  const { t } = useTranslation('rollup')
  const drill = useDrill()
  const totals = board?.totals
  const into = board?.code === undefined ? null : drill(board.totals, board.code)
  return (
    <Sheet>
      <div className={styles.figures} aria-live="polite">
        <div className={styles.big}>
          <div className={styles.label}>{t('outstanding')}</div>
          {totals ? <Into to={into} says={t('children.toLedger')}><Figure size="page" amount={totals.outstanding} /></Into> : <FigureWaiting size="page" />}
        </div>
        <Counts totals={totals} before={compared(before?.totals)} into={into} />
        <div>
          <div className={styles.label}>
            {t('repaid')} {since && <span className="mu s">{since}</span>}
          </div>
          {totals ? <Figure amount={totals.paidSinceBaseline} /> : <FigureWaiting />}
          {totals && (
            <div className="s">
              {t('today')} <Delta amount={totals.paidToday} sense="paid" />
            </div>
          )}
        </div>
        <Rates totals={totals} />
      </div>
      {note !== undefined && <p className={`mu s ${styles.note}`}>{note}</p>}
      {totals && note === undefined && <MovementLine now={totals} before={before?.totals ?? null} />}
      {totals && <Composition totals={totals} since={since ?? ''} />}
    </Sheet>
  )
}

function Counts({ totals, before, into }: { totals: Totals | undefined; before: Totals | undefined; into: string | null }) {
  const { t } = useTranslation('rollup')
  const { t: word } = useTranslation('ui')
  const since = (value: number) => (
    <div className="s">
      {t('sinceYesterday')} <CountDelta value={value} />
    </div>
  )
  return (
    <>
      <div>
        <div className={styles.label}>{t('outstandingCount')}</div>
        {totals ? <Into to={into} says={t('children.toLedger')}><Count value={totals.outstandingCount} unit={word('count.payables')} /></Into> : <FigureWaiting />}
        {totals && before && since(totals.outstandingCount - before.outstandingCount)}
      </div>
      <div>
        <div className={styles.label}>{t('creditors')}</div>
        {totals ? <Into to={into} says={t('children.toLedger')}><Count value={totals.creditorCount} unit={word('count.creditors')} /></Into> : <FigureWaiting />}
        {totals && before && since(totals.creditorCount - before.creditorCount)}
      </div>
    </>
  )
}

function Rates({ totals }: { totals: Totals | undefined }) {
  const { t } = useTranslation('rollup')
  const pair = totals && rates(sumOf([totals]), 2)
  return (
    <div>
      <div className={styles.label}>{t('clearance')}</div>
      <div className={styles.rate}>
        <span>{t('all')}</span>
        <b>{pair?.all}</b>
      </div>
      <div className={styles.rate}>
        <span>{t('undisputedPart')}</span>
        <b>{pair?.undisputed}</b>
      </div>
    </div>
  )
}

/** The bar, and the four figures that make it up. */
function Composition({ totals, since }: { totals: Totals; since: string }) {
  const { t } = useTranslation('rollup')
  const { t: word } = useTranslation('ui')
  const unit = useMoneyUnit()
  const show = useShow()
  const undisputed = fenOf(totals.outstanding) - fenOf(totals.disputedOutstanding)
  const filled = share(fenOf(totals.paid) + fenOf(totals.extinguished), fenOf(totals.amount))
  return (
    <div className={styles.bar}>
      <PaidOwedBar
        height={26}
        minWidth={200}
        parts={{ paid: totals.paid, extinguished: totals.extinguished, outstanding: totals.outstanding, disputed: totals.disputedOutstanding }}
      />
      <div className={styles.legend}>
        <div style={{ minWidth: `${Math.min(filled, 60)}%` }}>
          <i className={`${styles.square} ${styles.paid}`} />
          {t('bar.paid')} <b>{show(totals.paid)}</b>
          <span className="mu s">{t('bar.paidSince', { since, amount: show(totals.paidSinceBaseline) })}</span>
        </div>
        <div className={styles.middle}>
          <i className={styles.square} />
          {t('bar.undisputed')} <b>{show(undisputed)}</b>
          <span className="mu s">{t('bar.extinguished', { amount: show(totals.extinguished) })}</span>
        </div>
        <div className={styles.last}>
          <i className={`${styles.square} ${styles.disputed}`} />
          {t('bar.disputed')} <b>{show(totals.disputedOutstanding)}</b>
          <span className="mu s">
            {t('bar.whole', { amount: show(totals.amount), unit: word(`money.${unit}`) })}
            {fenOf(totals.excludedOutstanding) > 0n && ` · ${t('bar.excluded', { amount: show(totals.excludedOutstanding) })}`}
          </span>
        </div>
      </div>
    </div>
  )
}
