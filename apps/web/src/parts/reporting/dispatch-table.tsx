import { useState, type ReactNode } from 'react'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { stampOf, clockOf } from '../../ui/dates.ts'
import { useChanged } from '../../ui/changed.ts'
import { Delta } from '../../ui/delta.tsx'
import { Money, MoneyUnitWord } from '../../ui/money.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { StateWord } from '../../ui/state-word.tsx'
import { usePageLink } from '../units/address.ts'
import { deviationOf, unreported, type DailyBoard, type DailyRow } from './daily-board.ts'
import { STATE_OF } from './report-mark.tsx'
import { LINES, lineOf } from './today-panel.tsx'
import styles from './dispatch.module.css'

const SHOW = ['all', 'open', 'moved'] as const
type Show = (typeof SHOW)[number]

/** One row a reporter: how it stands, what it signed, and by how much the ledger differs from that. */
export function DispatchTable({ board, city }: { board: DailyBoard; city: boolean }) {
  const { t } = useTranslation('reporting')
  const { t: word } = useTranslation('ui')
  const [show, setShow] = useState<Show>('all')
  const open = new Set(unreported(board))
  const counts = { all: board.rows.length, open: open.size, moved: board.rows.filter((row) => deviationOf(row)).length }
  const rows = board.rows.filter((row) => show === 'all' || (show === 'open' ? open.has(row) : deviationOf(row) !== null))
  return (
    <Sheet
      title={t('rows.title')}
      note={<>{word('money.header', { unit: '' })}<MoneyUnitWord /></>}
      aside={<Segmented<Show> size="small" className={`${styles.switch} noprint`} aria-label={t('rows.show')} value={show} onChange={setShow} options={SHOW.map((value) => ({ value, label: `${t(`rows.${value}`)} ${counts[value]}` }))} />}
    >
      <div className={styles.scroll}>
        <table className="tb">
          <caption className="hidden">{t('rows.title')}</caption>
          <thead>
            <tr>
              <th>{t('rows.unit')}</th>
              <th>{t('rows.state')}</th>
              <th className="num">{t('rows.time')}</th>
              <th className={`num ${styles.more}`}>{t('day.count')}</th>
              <th className="num">{t('day.outstanding')}</th>
              <th className={`num ${styles.more}`}>{t('day.paid')}</th>
              <th className="num">{t('rows.deviation')}</th>
            </tr>
          </thead>
          <tbody>
            {LINES.map((line) => {
              const own = rows.filter((row) => lineOf(row) === line)
              return own.length === 0 ? null : [
                <tr key={line} className="group">
                  <td colSpan={7}>
                    {word(city ? `cityLine.${line}` : `line.${line}`)} <span className="mu s">{t('rows.done', { done: own.filter((row) => row.signedAt).length, all: own.length })}</span>
                  </td>
                </tr>,
                ...own.map((row) => <Row key={row.unit.id} row={row} />),
              ]
            })}
            {rows.length === 0 && (
              <tr>
                <td colSpan={7} className="mu">
                  {t('rows.none')}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </Sheet>
  )
}

function Row({ row }: { row: DailyRow }) {
  const { t } = useTranslation('reporting')
  const link = usePageLink()
  const changed = useChanged(`${row.status} ${row.version}`)
  const deviation = deviationOf(row)
  const figures = row.figures ?? row.ledger
  const own: (content: ReactNode) => ReactNode = (content) => <span className={row.signedAt ? '' : 'mu'}>{content}</span>
  return (
    <tr className={changed ? 'washed' : ''} data-unit={row.unit.code}>
      <td>
        <span className={styles.unit}>
          <Link to={link(row.unit.kind === 'COUNTY' ? 'dispatch' : 'report', row.unit.code)}>{row.unit.name}</Link>
        </span>
        {row.missingUnits.length > 0 && (
          <span className={`mu s ${styles.more}`} title={row.missingUnits.map((unit) => unit.name).join(' ')}>
            {'　'}
            {t('rows.below', { count: row.missingUnits.length })}
          </span>
        )}
      </td>
      <td>
        <StateWord state={STATE_OF[row.status]}>{t(`status.${row.status}`)}</StateWord>
      </td>
      <td className="num" title={row.signedAt ? stampOf(row.signedAt) : ''}>
        {row.signedAt && clockOf(Date.parse(row.signedAt), false)}
        {row.version !== null && row.version !== undefined && row.version > 1 && <span className="mu s"> {t('rows.version', { version: row.version })}</span>}
      </td>
      <td className={`num ${styles.more}`}>{own(figures.count)}</td>
      <td className="num b">{own(<Money of={figures.outstanding} />)}</td>
      <td className={`num ${styles.more}`}>{own(<Money of={figures.paid} />)}</td>
      <td className="num">{deviation ? <Delta amount={deviation.outstanding} /> : row.signedAt ? <span className="mu">—</span> : ''}</td>
    </tr>
  )
}
