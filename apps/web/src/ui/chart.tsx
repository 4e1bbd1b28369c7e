import { useEffect, useRef } from 'react'
import { BarChart, HeatmapChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, MarkPointComponent, TooltipComponent, VisualMapComponent } from 'echarts/components'
import { init, use as register, type EChartsCoreOption, type EChartsType } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { usePrefs } from './prefs.ts'
import { colours } from './theme.ts'
import styles from './chart.module.css'

register([BarChart, LineChart, HeatmapChart, GridComponent, TooltipComponent, LegendComponent, MarkLineComponent, MarkPointComponent, VisualMapComponent, AriaComponent, SVGRenderer])

/** echarts as the look wants it. Import only from a file that is itself loaded lazily: this chunk is heavy. */
export function Chart({ option, height, says }: { option: EChartsCoreOption; height: number; says: string }) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | null>(null)
  const { dark } = usePrefs()
  useEffect(() => {
    const drawn = init(place.current!, null, { renderer: 'svg' })
    chart.current = drawn
    const observer = new ResizeObserver(() => drawn.resize())
    observer.observe(place.current!)
    return () => {
      observer.disconnect()
      drawn.dispose()
    }
  }, [])
  useEffect(() => {
    const c = colours(dark)
    const font = getComputedStyle(document.body).fontFamily
    chart.current?.setOption(
      {
        animation: false,
        animationDurationUpdate: 240,
        textStyle: { fontFamily: font },
        aria: { enabled: true, label: { description: says }, decal: { show: false } },
        ...option,
        tooltip: { backgroundColor: c.sheet, borderColor: c.rule, textStyle: { color: c.ink, fontSize: 13 }, extraCssText: 'box-shadow:none', ...(option.tooltip as object) },
      },
      { notMerge: true },
    )
  }, [option, dark, says])
  return <div ref={place} className={styles.chart} style={{ height }} />
}
