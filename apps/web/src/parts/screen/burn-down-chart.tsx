import { useTranslation } from 'react-i18next'
import { dayAt, momentOf } from '@qingqian/rules/day'
import { fenOf, showMoney, yuan } from '@qingqian/rules/money'
import { Chart } from '../../ui/chart.tsx'
import { useDates } from '../../ui/dates.ts'
import { useMoneyUnit, useShow } from '../../ui/money.tsx'
import { BURN_DAYS, type BurnDown } from './screen-data.ts'

const INK = '#EEF3F0'
const INK3 = '#93A29B'
const RULE = '#26332E'
const LATE = '#E3B057'

/** Fen as a number only for the place of a point; what is printed comes from the fen. */
const height = (fen: bigint) => Number(fen)

export default function BurnDownChart({ burn, height: pixels }: { burn: BurnDown; height: number }) {
  const { t } = useTranslation('screen')
  const { short } = useDates()
  const show = useShow()
  const unit = useMoneyUnit()
  const last = burn.points.at(-1)!
  const end = burn.dueOn === null ? last.at : Math.max(last.at, momentOf(burn.dueOn, '23:59'))
  const round = (value: number) => showMoney(fenOf(yuan(BigInt(Math.round(value)))), unit).replace(/\.\d+$/, '')
  return (
    <Chart
      height={pixels}
      says={t('burn.says', { days: BURN_DAYS })}
      option={{
        grid: { left: 4, right: 12, top: 14, bottom: 4, containLabel: true },
        xAxis: {
          type: 'time', min: burn.points[0]!.at, max: end, axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false },
          axisLabel: { color: INK3, fontSize: 15, hideOverlap: true, showMinLabel: true, showMaxLabel: true, alignMinLabel: 'left', alignMaxLabel: 'right', formatter: (at: number) => short(dayAt(at)) },
          splitNumber: 2,
        },
        yAxis: { type: 'value', min: 0, splitNumber: 3, axisLine: { show: false }, axisTick: { show: false }, splitLine: { lineStyle: { color: RULE } }, axisLabel: { color: INK3, fontSize: 15, formatter: round } },
        tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => round(Number(value)) },
        series: [
          {
            type: 'line', name: t('burn.series'), step: 'end', data: burn.points.map(({ at, fen }) => [at, height(fen)]), lineStyle: { color: INK, width: 2.5 }, itemStyle: { color: INK },
            symbol: 'circle', symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) => (dataIndex === burn.points.length - 1 ? 10 : 0),
            label: { show: true, position: 'left', offset: [-2, 14], color: INK, fontSize: 18, formatter: ({ dataIndex }: { dataIndex: number }) => (dataIndex === burn.points.length - 1 ? t('burn.left', { amount: show(last.fen) }) : '') },
          },
          ...(burn.dueOn !== null && end > last.at
            ? [{ type: 'line', name: t('burn.needSeries'), data: [[last.at, height(last.fen)], [end, 0]], symbol: 'none', lineStyle: { color: LATE, width: 2, type: 'dotted' } }]
            : []),
        ],
      }}
    />
  )
}
