import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../ui/chart.tsx'
import { useShow } from '../../ui/money.tsx'
import { usePrefs } from '../../ui/prefs.ts'
import { colours } from '../../ui/theme.ts'
import type { CategoryRow } from './cells.tsx'

/** Fen as a number only for the length of a bar; what is printed comes from the fen. */
const length = (fen: bigint) => Number(fen)

/** Drawn again only when a figure changed. */
export default memo(CategoryChart, ({ rows: a }, { rows: b }) => a.length === b.length && a.every((row, index) => row.category === b[index]!.category && row.undisputed === b[index]!.undisputed && row.disputed === b[index]!.disputed))

function CategoryChart({ rows }: { rows: CategoryRow[] }) {
  const { t } = useTranslation('rollup')
  const { t: word } = useTranslation('ui')
  const show = useShow()
  const { dark } = usePrefs()
  const c = colours(dark)
  const hatch = { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 3], rotation: -Math.PI / 4, color: dark ? '#2B2040' : '#F1EBF7' }
  const series = (['undisputed', 'disputed'] as const).map((part) => ({
    type: 'bar' as const,
    name: t(`cells.${part}`),
    stack: 'owed',
    barWidth: 14,
    data: rows.map((row) => length(row[part])),
    itemStyle: part === 'undisputed' ? { color: c.dai, decal: { symbol: 'none' } } : { color: dark ? '#BFA3E6' : '#6A4593', decal: hatch },
    ...(part === 'disputed' && {
      label: { show: true, position: 'right' as const, color: c.ink2, fontSize: 13, formatter: ({ dataIndex }: { dataIndex: number }) => show(rows[dataIndex]!.undisputed + rows[dataIndex]!.disputed) },
    }),
  }))
  return (
    <Chart
      height={32 * rows.length + 44}
      says={t('cells.chartSays')}
      option={{
        grid: { left: 8, right: 96, top: 28, bottom: 8, containLabel: true },
        legend: { show: true, left: 8, top: 0, itemWidth: 12, itemHeight: 10, textStyle: { color: c.ink3, fontSize: 12 } },
        tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: (value: unknown) => show(BigInt(Math.round(Number(value)))) },
        xAxis: { type: 'value', axisLabel: { show: false }, splitNumber: 3, splitLine: { lineStyle: { color: c.rule } } },
        yAxis: { type: 'category', inverse: true, data: rows.map((row) => word(`category.${row.category}`)), axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: c.ink3, fontSize: 12 } },
        series,
      }}
    />
  )
}
