import { useEffect, useRef, useState } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { addDays, dayAt, daysBetween, momentOf, momentText, type Day } from '@qingqian/rules/day'
import { fenOf } from '@qingqian/rules/money'
import { serverNow } from '../../graphql/clock.ts'
import { useDates } from '../../ui/dates.ts'
import { MoneyUnitWord, useShow } from '../../ui/money.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useAddress, useGo } from '../units/address.ts'
import { useSeries, type SeriesPoint } from './board-data.ts'
import styles from './replay.module.css'

const STEP_MS = 700
/** A replay shows at most so many days. */
const STEPS = 24
const SETTLED_MS = 250

/** The last moment of a day: what the series' point of that day says. */
const endOf = (day: Day) => momentText(momentOf(addDays(day, 1)) - 1)

/** 回放: a slider over the days since the baseline; the whole board follows. The curve behind it is what was owed. */
export function Replay({ from, onClose }: { from: Day; onClose: () => void }) {
  const { t } = useTranslation('rollup')
  const { unit, asOf } = useAddress()
  const { toMoment } = useGo()
  const { long } = useDates()
  const show = useShow()
  const today = dayAt(serverNow())
  const series = useSeries(unit, from, today)
  const last = Math.max(daysBetween(from, today), 0)
  const shown = asOf === null ? last : Math.min(last, Math.max(0, daysBetween(from, dayAt(Date.parse(asOf)))))
  const [at, setAt] = useState(shown)
  const [playing, setPlaying] = useState(false)
  const go = useRef(toMoment)
  go.current = toMoment
  useEffect(() => setAt(shown), [shown])
  // What the thumb rests on goes to the address, and so to every part of the board.
  useEffect(() => {
    if (at === shown) return
    const timer = setTimeout(() => (at >= last ? go.current(null, null) : go.current(endOf(addDays(from, at)), null)), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [at, shown, from, last])
  useEffect(() => {
    if (!playing) return
    if (at >= last) return setPlaying(false)
    const timer = setTimeout(() => setAt((now) => Math.min(last, now + Math.max(1, Math.ceil(last / STEPS)))), STEP_MS)
    return () => clearTimeout(timer)
  }, [playing, at, last])
  const day = addDays(from, at)
  const point = series[at]
  function play() {
    if (!playing && at >= last) setAt(0)
    setPlaying(!playing)
  }
  return (
    <Sheet className={styles.sheet!}>
      <Button onClick={play} aria-pressed={playing}>
        {t(playing ? 'replay.pause' : 'replay.play')}
      </Button>
      <div className={styles.track}>
        <Curve series={series} at={at} />
        <input
          type="range"
          min={0}
          max={last}
          value={at}
          aria-label={t('replay.title')}
          aria-valuetext={`${long(day)} ${point ? show(point.outstanding) : ''}`}
          onChange={(event) => {
            setPlaying(false)
            setAt(Number(event.target.value))
          }}
        />
      </div>
      <div className={styles.said}>
        <b>{at >= last && asOf === null ? t('replay.now') : long(day)}</b>
        {point && at < last && (
          <span>
            {t('outstanding')} <b>{show(point.outstanding)}</b> <MoneyUnitWord />
          </span>
        )}
      </div>
      <Button
        type="text"
        onClick={() => {
          toMoment(null, null)
          onClose()
        }}
      >
        {t('replay.close')}
      </Button>
    </Sheet>
  )
}

/** What was owed at the end of each day, as a stepped area. */
function Curve({ series, at }: { series: SeriesPoint[]; at: number }) {
  if (series.length < 2) return null
  const most = series.reduce((max, point) => (fenOf(point.outstanding) > max ? fenOf(point.outstanding) : max), 1n)
  const y = (point: SeriesPoint) => 30 - Number((fenOf(point.outstanding) * 2800n) / most) / 100
  const steps = series.map((point, index) => `${index === 0 ? 'M' : 'H'}${index}${index === 0 ? ',' : 'V'}${y(point)}`).join('')
  return (
    <svg viewBox={`0 0 ${series.length - 1} 30`} preserveAspectRatio="none" aria-hidden="true">
      <path d={`${steps}V30H0Z`} className={styles.area} />
      <path d={`M${at},0V30`} className={styles.here} vectorEffect="non-scaling-stroke" />
    </svg>
  )
}
