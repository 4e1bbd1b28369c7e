import { memo } from 'react'
import { daysBetween } from '@qingqian/rules/day'
import { showMoney } from '@qingqian/rules/money'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../ui/chart.tsx'
import { useDates } from '../../ui/dates.ts'
import { useMoneyUnit, useShow } from '../../ui/money.tsx'
import { usePrefs } from '../../ui/prefs.ts'
import { colours } from '../../ui/theme.ts'
import { evenPace, type BurnDown } from './burn-down.ts'

const LABELS_APART = 0.1

type Props = { burn: BurnDown; says: string }

/** Drawing costs: a board that only hears of other things does not draw again. */
export default memo(BurnDownChart, (before, after) => before.says === after.says && sameBurn(before.burn, after.burn))

const sameBurn = (a: BurnDown, b: BurnDown) => a.left === b.left && a.from === b.from && a.today === b.today && a.deadline === b.deadline && a.points.every(({ left }, index) => left === b.points[index]?.left)

function BurnDownChart({ burn, says }: Props) {
  const { t } = useTranslation('rollup')
  const { short } = useDates()
  const show = useShow()
  const unit = useMoneyUnit()
  const { dark, large } = usePrefs()
  const c = colours(dark)
  const type = large ? 15 : 12
  const whole = Math.max(daysBetween(burn.from, burn.deadline), burn.points.length - 1)
  const now = burn.points.length - 1
  const todayFits = now / whole > LABELS_APART && (whole - now) / whole > LABELS_APART
  const most = burn.points.reduce((max, point) => (point.left > max ? point.left : max), 1n)
  const high = burn.left * 10n > most * 6n
  const name = (offset: number) => (offset === 0 ? short(burn.from) : offset === now && todayFits ? t('target.today') : short(offset === whole ? burn.deadline : burn.today))
  const line = (data: number[][], style: 'dashed' | 'dotted', color: string) => ({ type: 'line' as const, data, symbol: 'none', silent: true, lineStyle: { type: style, width: 1.5, color } })
  return (
    <Chart
      height={large ? 260 : 208}
      says={says}
      option={{
        grid: { left: 8, right: 28, top: 20, bottom: 8, containLabel: true },
        tooltip: {
          trigger: 'axis',
          formatter: (items: { dataIndex: number; seriesIndex: number }[]) => {
            const point = items.find((item) => item.seriesIndex === 0) && burn.points[items.find((item) => item.seriesIndex === 0)!.dataIndex]
            return point ? `${point.day}<br>${t('target.left')} <b>${show(point.left)}</b><br>${t('target.even')} ${show(evenPace(burn, point.day))}` : ''
          },
        },
        xAxis: { type: 'value', min: 0, max: whole, axisLine: { lineStyle: { color: c.rule2 } }, axisTick: { show: false }, splitLine: { show: false }, axisLabel: { customValues: todayFits ? [0, now, whole] : [0, whole], color: c.ink3, fontSize: type, formatter: name, alignMinLabel: 'left', alignMaxLabel: 'right' } },
        yAxis: { type: 'value', min: 0, splitNumber: 3, axisLabel: { color: c.ink3, fontSize: type, formatter: (value: number) => showMoney(BigInt(Math.round(value)), unit).replace(/\.0+$/, '') }, splitLine: { lineStyle: { color: c.rule } } },
        series: [
          {
            type: 'line', step: 'end', symbol: 'none', data: burn.points.map((point, index) => [index, Number(point.left)]), lineStyle: { width: 2, color: c.dai },
            markPoint: {
              symbol: 'circle', symbolSize: 8, itemStyle: { color: c.dai }, data: [{ coord: [now, Number(burn.left)] }],
              label: { show: true, position: now / whole > 0.75 ? 'left' : 'right', distance: 8, offset: [0, high ? 14 : -12], color: c.ink, fontSize: type + 1, formatter: () => `${t('target.left')} ${show(burn.left)}` },
            },
          },
          line([[0, Number(burn.points[0]!.left)], [daysBetween(burn.from, burn.deadline), 0]], 'dashed', c.rule2),
          line(burn.daysLeft > 0 ? [[now, Number(burn.left)], [now + burn.daysLeft, 0]] : [], 'dotted', c.late),
        ],
      }}
    />
  )
}
