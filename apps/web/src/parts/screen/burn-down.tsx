import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { daysBetween, type Day } from '@qingqian/rules/day'
import { MoneyUnitWord, useMoneyUnit, useShow } from '../../ui/money.tsx'
import { useDates } from '../../ui/dates.ts'
import { useBurnDown, type ScreenUnit } from './screen-data.ts'
import styles from './burn-down.module.css'

const BurnDownChart = lazy(() => import('./burn-down-chart.tsx'))

/** 倒排工期: how what has the first deadline goes down, and what it takes a day from here. */
export function BurnDown({ unit, day, height }: { unit: ScreenUnit; day: Day; height: number }) {
  const { t } = useTranslation('screen')
  const { t: word } = useTranslation('ui')
  const show = useShow()
  const money = word(`money.${useMoneyUnit()}`)
  const { short } = useDates()
  const burn = useBurnDown(unit, day)
  if (burn === null || burn.points[0]!.fen + burn.points.at(-1)!.fen === 0n) return null
  const rest = burn.points.at(-1)!.fen
  const left = burn.dueOn === null ? 0 : daysBetween(day, burn.dueOn)
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>
        {t('burn.title')}
        <span>{t('burn.note')}</span>
        <span className={styles.end}>
          <MoneyUnitWord />
        </span>
      </h2>
      <Suspense fallback={<div style={{ height }} />}>
        <BurnDownChart burn={burn} height={height} />
      </Suspense>
      <p className={styles.says}>
        {rest === 0n && t('burn.done')}
        {rest > 0n && burn.dueOn !== null && left > 0 && (
          <>
            {t('burn.need', { day: short(burn.dueOn) })}
            <b>{t('burn.perDay', { amount: show((rest + BigInt(left) - 1n) / BigInt(left)), unit: money })}</b>
          </>
        )}
        {rest > 0n && burn.dueOn !== null && left <= 0 && <b className="up">{t('burn.over', { day: short(burn.dueOn), amount: show(rest), unit: money })}</b>}
      </p>
    </section>
  )
}
