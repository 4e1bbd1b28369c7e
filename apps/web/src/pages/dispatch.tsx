import { useState } from 'react'
import { Button } from 'antd'
import { useQuery } from '@apollo/client/react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { UnitHeadDocument } from '../graphql/generated/graphql.ts'
import { BriefSheet } from '../parts/reporting/brief-sheet.tsx'
import { unreported, useDailyBoard, type DailyBoard } from '../parts/reporting/daily-board.ts'
import { useDay } from '../parts/reporting/day.ts'
import { DaySwitch } from '../parts/reporting/day-switch.tsx'
import { DispatchHead } from '../parts/reporting/dispatch-head.tsx'
import { DispatchTable } from '../parts/reporting/dispatch-table.tsx'
import { copyText, Reminder, useReminder } from '../parts/reporting/reminder.tsx'
import { Wall } from '../parts/reporting/today-panel.tsx'
import { useCampaign } from '../parts/rollup/campaign.ts'
import { useAddress } from '../parts/units/address.ts'
import { useDates } from '../ui/dates.ts'
import { Missing } from '../ui/failed.tsx'
import { Sheet } from '../ui/sheet.tsx'
import styles from './dispatch.module.css'

type Here = { code: string; name: string; kind: string }

/** 日调度: who reported, who did not, what they signed; and the page that goes up at 17:05. */
export default function DispatchPage() {
  const { t } = useTranslation('reporting')
  const { unit } = useAddress()
  const { short, long, weekday } = useDates()
  const { day, today } = useDay()
  const { data } = useQuery(UnitHeadDocument, { variables: { unit } })
  const board = useDailyBoard(unit, day, day === today)
  const here: Here = data?.unit ?? { code: unit, name: '', kind: '' }
  return (
    <>
      <div className="title noprint">
        <h1>{t('dispatch.title', { day: short(day) })}</h1>
        <span className="mu s">{`${here.name}　·　${long(day)} ${weekday(day)}`}</span>
        <span className="sp" />
        <DaySwitch />
        {board && <Acts board={board} unit={here.name} />}
      </div>
      {board && <Shown board={board} here={here} />}
      {data?.unit === null && <Missing />}
    </>
  )
}

function Acts({ board, unit }: { board: DailyBoard; unit: string }) {
  const { t } = useTranslation('reporting')
  const [search, setSearch] = useSearchParams()
  const text = useReminder(board, unit)
  const open = unreported(board).length
  const view = search.get('view')
  function go(next: string | null) {
    const params = new URLSearchParams(search)
    if (next === null) params.delete('view')
    else params.set('view', next)
    setSearch(params, { replace: true })
  }
  return (
    <>
      <Button onClick={() => go(view === 'brief' ? null : 'brief')}>{t(view === 'brief' ? 'dispatch.wall' : 'dispatch.brief')}</Button>
      {open > 0 && (
        <Button type="primary" onClick={() => void copyText(text).then((done) => go(done ? 'reminded' : 'remind'))}>
          {t('dispatch.remind', { count: open })}
        </Button>
      )}
    </>
  )
}

function Shown({ board, here }: { board: DailyBoard; here: Here }) {
  const { t } = useTranslation('reporting')
  const campaign = useCampaign()
  const [search, setSearch] = useSearchParams()
  const view = search.get('view')
  const [key, setKey] = useState(0)
  function close() {
    const params = new URLSearchParams(search)
    params.delete('view')
    setSearch(params, { replace: true })
    setKey(key + 1)
  }
  if (view === 'brief') return campaign && here.name !== '' && <BriefSheet board={board} unit={here} campaign={campaign} />
  return (
    <>
      <DispatchHead board={board} />
      {(view === 'remind' || view === 'reminded') && <Reminder key={key} board={board} unit={here.name} copied={view === 'reminded'} onClose={close} />}
      <div className={styles.columns}>
        <DispatchTable board={board} city={here.kind === 'CITY'} />
        <Sheet title={t('today')}>
          <Wall board={board} parent={here.name} city={here.kind === 'CITY'} />
        </Sheet>
      </div>
    </>
  )
}
