import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { homeUnit, SignedIn, useViewer } from '../parts/access/viewer.tsx'
import { useDailyBoard } from '../parts/reporting/daily-board.ts'
import { BurnDown } from '../parts/screen/burn-down.tsx'
import { HeadlineRow, WholeBar } from '../parts/screen/headline-row.tsx'
import { Moves } from '../parts/screen/moves.tsx'
import { Quadrants } from '../parts/screen/quadrants.tsx'
import { Ranking } from '../parts/screen/ranking.tsx'
import { useScreen, useToday, type ScreenUnit } from '../parts/screen/screen-data.ts'
import { ScreenFoot } from '../parts/screen/screen-foot.tsx'
import { ScreenHead } from '../parts/screen/screen-head.tsx'
import { Stage, type Shape } from '../parts/screen/stage.tsx'
import { Tiles } from '../parts/screen/tiles.tsx'
import { Wall } from '../parts/screen/wall.tsx'
import { Trouble } from '../ui/trouble.tsx'
import styles from './screen.module.css'

/** 数据大屏: /screen?unit=140521, for walls of 1920×1080 and 3840×1080. */
export default function ScreenPage() {
  return (
    <SignedIn>
      <Screen />
    </SignedIn>
  )
}

function Screen() {
  const { t } = useTranslation('screen')
  const viewer = useViewer()
  const [search] = useSearchParams()
  const code = search.get('unit') ?? homeUnit(viewer)
  const day = useToday()
  const { unit, before, failed } = useScreen(code, day)
  const board = useDailyBoard(code, day, true)
  useEffect(() => {
    if (unit) document.title = t('named', { unit: unit.name })
  }, [t, unit])
  return (
    <Stage>
      {(shape) => (
        <>
          <ScreenHead unit={unit?.name ?? ''} />
          {unit === null && <p className={styles.wait}>{t('missing')}</p>}
          {unit === undefined && (failed ? <Trouble failed={t('failed')} safe={t('failedSafe')} todo={t('failedTodo')} /> : <p className={styles.wait}>{t('waiting')}</p>)}
          {unit && (
            <main className={styles.main}>
              <HeadlineRow totals={unit.totals} before={before} />
              <WholeBar totals={unit.totals} />
              <Body unit={unit} board={board} day={day} shape={shape} />
            </main>
          )}
          {unit && <ScreenFoot unit={unit} />}
        </>
      )}
    </Stage>
  )
}

function Body({ unit, board, day, shape }: { unit: ScreenUnit; board: ReturnType<typeof useDailyBoard>; day: string; shape: Shape }) {
  const wide = shape === 'wide'
  const reports = <Wall board={board} unit={unit.name} city={unit.kind === 'CITY'} />
  const moves = <Moves unit={unit} most={wide ? 7 : 3} />
  const ranking = <Ranking unit={unit} each={wide ? 7 : 5} />
  const quadrants = <Quadrants totals={unit.totals} />
  const burn = <BurnDown unit={unit} day={day} height={wide ? 420 : 170} />
  return (
    <div className={`${styles.body} ${styles[shape]}`}>
      <Tiles unit={unit} />
      {wide ? (
        <>
          <div className={styles.column}>
            {reports}
            {moves}
          </div>
          <div className={styles.column}>{ranking}</div>
          <div className={styles.column}>
            {burn}
            {quadrants}
          </div>
        </>
      ) : (
        <>
          <div className={styles.column}>
            {reports}
            {quadrants}
            {moves}
          </div>
          <div className={styles.column}>
            {ranking}
            {burn}
          </div>
        </>
      )}
    </div>
  )
}
