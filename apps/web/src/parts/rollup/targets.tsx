import { lazy, Suspense, useState } from 'react'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { dayAt, daysBetween } from '@qingqian/rules/day'
import { fenOf, type Fen } from '@qingqian/rules/money'
import type { Vintage } from '../../graphql/generated/graphql.ts'
import { useDates } from '../../ui/dates.ts'
import { Into } from '../../ui/into.tsx'
import { Money, MoneyUnitWord, useMoneyUnit, useShow } from '../../ui/money.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useSeries, type BoardUnit } from './board-data.ts'
import { burnDownOf, evenPace, type BurnDown } from './burn-down.ts'
import type { Campaign } from './campaign.ts'
import { useDrill } from './drill.ts'
import styles from './targets.module.css'

const BurnDownChart = lazy(() => import('./burn-down-chart.tsx'))

const VINTAGES: Vintage[] = ['SINCE_CUTOFF', 'BEFORE_CUTOFF']
type Cell = BoardUnit['totals']['cells'][number]

const deadlineOf = (campaign: Campaign, vintage: Vintage) => (vintage === 'SINCE_CUTOFF' ? campaign.deadlineSince : campaign.deadlineBefore)

function cellsOf(cells: Cell[], vintage: Vintage, disputed: boolean): { owed: Fen; count: number } {
  const own = cells.filter((cell) => cell.vintage === vintage && cell.disputed === disputed)
  return { owed: own.reduce((sum, cell) => sum + fenOf(cell.outstanding), 0n), count: own.reduce((sum, cell) => sum + cell.outstandingCount, 0) }
}

/** 到期目标: vintage × dispute with the deadlines of the notice, and how the undisputed part burns down to its day. */
export function Targets({ board, campaign }: { board: BoardUnit; campaign: Campaign }) {
  const { t } = useTranslation('rollup')
  const { t: word } = useTranslation('ui')
  const { short } = useDates()
  const [vintage, setVintage] = useState<Vintage>('SINCE_CUTOFF')
  const [as, setAs] = useState<'chart' | 'table'>('chart')
  const today = dayAt(Date.parse(board.totals.asOf))
  const series = useSeries(board.code, campaign.baseline, today)
  const burn = burnDownOf(series, vintage === 'SINCE_CUTOFF' ? 'undisputedSince' : 'undisputedBefore', cellsOf(board.totals.cells, vintage, false).owed, today, deadlineOf(campaign, vintage))
  return (
    <Sheet
      title={t('target.title')}
      note={<>{word('money.header', { unit: '' })}<MoneyUnitWord /></>}
      aside={
        <span className={styles.switches}>
          <Segmented<Vintage>
            size="small"
            className={styles.switch!}
            aria-label={t('target.which')}
            value={vintage}
            onChange={setVintage}
            options={VINTAGES.map((value) => ({ value, label: `${word(`vintage.${value}`)} · ${short(deadlineOf(campaign, value))}` }))}
          />
          <Segmented<'chart' | 'table'>
            size="small"
            className={styles.switch!}
            aria-label={t('target.as')}
            value={as}
            onChange={setAs}
            options={(['chart', 'table'] as const).map((value) => ({ value, label: word(value) }))}
          />
        </span>
      }
    >
      <div className={styles.two}>
        <Matrix board={board} campaign={campaign} today={today} />
        <div className={styles.right}>
          {burn && as === 'table' && <Table burn={burn} />}
          {burn && as === 'chart' && (
            <Suspense fallback={<div className={styles.waiting} />}>
              <BurnDownChart burn={burn} says={t('target.chartSays', { vintage: word(`vintage.${vintage}`), day: short(burn.deadline) })} />
            </Suspense>
          )}
          {burn ? <Sentence burn={burn} vintage={vintage} /> : <div className={styles.waiting} />}
        </div>
      </div>
    </Sheet>
  )
}

/** 2 × 2: since or before the cut-off, undisputed or in dispute; each figure opens its rows. */
function Matrix({ board, campaign, today }: { board: BoardUnit; campaign: Campaign; today: string }) {
  const { t } = useTranslation('rollup')
  const { t: word } = useTranslation('ui')
  const { short } = useDates()
  const drill = useDrill()
  return (
    <table className={styles.matrix}>
      <caption className="hidden">{t('target.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('cells.undisputed')}</th>
          <th scope="col">{t('cells.disputed')}</th>
        </tr>
      </thead>
      <tbody>
        {VINTAGES.map((vintage) => (
          <tr key={vintage}>
            {[false, true].map((disputed) => {
              const { owed, count } = cellsOf(board.totals.cells, vintage, disputed)
              const left = daysBetween(today, deadlineOf(campaign, vintage))
              return (
                <td key={String(disputed)}>
                  <span className="s">{disputed ? word(`vintage.${vintage}`) : t('target.by', { vintage: word(`vintage.${vintage}`), day: short(deadlineOf(campaign, vintage)) })}</span>
                  <b className={styles.value}>
                    <Into to={drill(board.totals, board.code, { tab: 'owed', vintage, disputed: String(disputed) })} says={t('children.toLedger')}>
                      <Money of={owed} />
                    </Into>
                  </b>
                  <span className="mu s">
                    {t(disputed ? 'target.wholly' : 'cells.count', { count })}
                    {!disputed && owed > 0n && <span className={left < 0 ? 'up' : left <= 30 ? styles.soon : ''}>　{left < 0 ? t('target.over', { count: -left }) : t('target.days', { count: left })}</span>}
                  </span>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** 每天还需…: the one thing the curve is for, in words. */
function Sentence({ burn, vintage }: { burn: BurnDown; vintage: Vintage }) {
  const { t } = useTranslation('rollup')
  const { t: word } = useTranslation('ui')
  const { short } = useDates()
  const show = useShow()
  const unit = word(`money.${useMoneyUnit()}`)
  const what = t('target.what', { vintage: word(`vintage.${vintage}`), day: short(burn.deadline) })
  if (burn.left === 0n) return <p className={styles.sentence}>{what}<b className="dn">{t('target.done')}</b></p>
  return (
    <p className={styles.sentence}>
      {what}
      {burn.needed === null ? (
        <b className="up">{t('target.missed', { amount: show(burn.left), unit })}</b>
      ) : (
        <b>{t('target.needed', { amount: show(burn.needed), unit })}</b>
      )}
      {burn.pace !== null && (
        <>
          {t('target.comma')}
          {burn.pace > 0n ? t('target.pace', { amount: show(burn.pace) }) : t('target.still')}
        </>
      )}
      {t('target.lines')}
    </p>
  )
}

/** The same as figures: the first day, every seventh, and today. */
function Table({ burn }: { burn: BurnDown }) {
  const { t } = useTranslation('rollup')
  const last = burn.points.length - 1
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('target.title')}>
      <table className="tb">
        <thead>
          <tr>
            <th>{t('target.day')}</th>
            <th className="num">{t('target.left')}</th>
            <th className="num">{t('target.even')}</th>
            <th className="num">{t('target.behind')}</th>
          </tr>
        </thead>
        <tbody>
          {burn.points
            .filter((_, index) => index === last || (last - index) % 7 === 0 || index === 0)
            .reverse()
            .map((point) => (
              <tr key={point.day}>
                <td>{point.day}</td>
                <td className="num b">
                  <Money of={point.left} />
                </td>
                <td className="num">
                  <Money of={evenPace(burn, point.day)} />
                </td>
                <td className="num">
                  <Money of={point.left - evenPace(burn, point.day)} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}
