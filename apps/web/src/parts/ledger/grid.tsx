import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useTranslation } from 'react-i18next'
import { dayAt } from '@qingqian/rules/day'
import { fenOf, type Fen } from '@qingqian/rules/money'
import { serverNow } from '../../graphql/clock.ts'
import { useChanged } from '../../ui/changed.ts'
import { useShow } from '../../ui/money.tsx'
import { usePrefs } from '../../ui/prefs.ts'
import { StateWord } from '../../ui/state-word.tsx'
import { COLUMNS, type Seen } from './columns.tsx'
import type { Payable, Sums } from './ledger-data.ts'
import styles from './grid.module.css'

type Props = {
  label: string
  rows: Payable[]
  total: number
  sums: Sums | null
  /** The row whose payment is being recorded, and its editor. */
  editing: string | null
  editor: (row: Payable) => ReactNode
  onEdit: (id: string | null) => void
  onOpen: (row: Payable) => void
  onEnd: () => void
}

const EDITOR = 56

/** The ledger as rows of 30 px, drawn only where one looks; frozen first columns, sums at the foot. */
export function Grid({ label, rows, total, sums, editing, editor, onEdit, onOpen, onEnd }: Props) {
  const { t } = useTranslation('ledger')
  const { t: word } = useTranslation('ui')
  const { large } = usePrefs()
  const show = useShow()
  const place = useRef<HTMLDivElement>(null)
  const [selected, setSelected] = useState(0)
  const height = large ? 36 : 30
  const today = dayAt(serverNow())
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => place.current,
    estimateSize: (index) => height + (rows[index]?.id === editing ? EDITOR : 0),
    overscan: 12,
    scrollPaddingStart: height,
    scrollPaddingEnd: height + 8,
  })
  useEffect(() => virtual.measure(), [virtual, editing, height])
  // The editor took the keyboard; when it is gone the rows have it back, so the next payment needs no mouse.
  const edited = useRef<string | null>(null)
  useEffect(() => {
    if (edited.current !== null && editing === null) place.current?.focus()
    edited.current = editing
  }, [editing])
  const items = virtual.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - 20) onEnd()
  }, [lastShown, rows.length, onEnd])

  function move(to: number) {
    const next = Math.max(0, Math.min(rows.length - 1, to))
    setSelected(next)
    virtual.scrollToIndex(next)
  }
  function key(event: React.KeyboardEvent) {
    const row = rows[selected]
    if (event.key === 'ArrowDown') move(selected + 1)
    else if (event.key === 'ArrowUp') move(selected - 1)
    else if (event.key === 'PageDown') move(selected + 20)
    else if (event.key === 'PageUp') move(selected - 20)
    else if (event.key === 'Enter' && row) onOpen(row)
    else if (event.key.toLowerCase() === 'p' && row && fenOf(row.outstanding) > 0n) onEdit(row.id)
    else return
    event.preventDefault()
  }

  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div className={styles.place} ref={place} tabIndex={0} onKeyDown={key} role="region" aria-label={label}>
      <table className={styles.grid} aria-rowcount={total}>
        <caption className="hidden">{label}</caption>
        <colgroup>
          {COLUMNS.map((column) => (
            <col key={column.name} style={{ width: `${column.width}rem` }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column.name} scope="col" className={classes(column)}>
                {t(`column.${column.name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr style={{ height: before }} aria-hidden="true" />}
          {items.map(({ index }) => {
            const row = rows[index]!
            const seen: Seen = { index, today, show, t, word }
            return (
              <Row key={row.id} row={row} seen={seen} selected={index === selected} onSelect={() => setSelected(index)} onOpen={() => onOpen(row)}>
                {row.id === editing ? editor(row) : null}
              </Row>
            )
          })}
          {after > 0 && <tr style={{ height: after }} aria-hidden="true" />}
        </tbody>
        {sums && <Foot sums={sums} rows={rows} total={total} />}
      </table>
    </div>
  )
}

function classes(column: (typeof COLUMNS)[number]): string {
  return [column.num && 'num', column.strong && 'b', column.small && 's', column.frozenEnd && styles.frozen].filter(Boolean).join(' ')
}

type RowProps = { row: Payable; seen: Seen; selected: boolean; onSelect: () => void; onOpen: () => void; children: ReactNode }

function Row({ row, seen, selected, onSelect, onOpen, children }: RowProps) {
  const changed = useChanged(`${row.paid}/${row.outstanding}/${row.disputedAmount}`)
  const look = [row.status === 'CLEARED' && styles.cleared, (selected || children !== null) && styles.selected, changed && 'washed'].filter(Boolean).join(' ')
  return (
    <>
      <tr className={look} aria-selected={selected} aria-rowindex={seen.index + 1} data-payable={row.id} onClick={onSelect} onDoubleClick={onOpen}>
        {COLUMNS.map((column) => (
          <td key={column.name} className={classes(column)} title={column.name === 'creditor' ? row.creditor.name : column.name === 'unit' ? row.unit.name : undefined}>
            {column.name === 'creditor' ? (
              <button type="button" className={styles.open} onClick={onOpen}>
                {column.cell(row, seen)}
              </button>
            ) : (
              column.cell(row, seen)
            )}
          </td>
        ))}
      </tr>
      {children !== null && (
        <tr className={styles.editor}>
          <td colSpan={COLUMNS.length}>{children}</td>
        </tr>
      )}
    </>
  )
}

/** Sums over everything the filter matches; the double rule once every row is here and they add up. */
function Foot({ sums, rows, total }: { sums: Sums; rows: Payable[]; total: number }) {
  const { t } = useTranslation('ledger')
  const show = useShow()
  const add = (of: (row: Payable) => string) => rows.reduce<Fen>((all, row) => all + fenOf(of(row)), 0n)
  const complete = rows.length === total
  const closed = complete && add((row) => row.amount) === fenOf(sums.amount) && add((row) => row.paid) === fenOf(sums.paid) && add((row) => row.outstanding) === fenOf(sums.outstanding)
  const cells: Partial<Record<(typeof COLUMNS)[number]['name'], ReactNode>> = {
    unit: t('sum.total'),
    creditor: t('sum.count', { count: total }),
    amount: show(sums.amount),
    paid: show(sums.paid),
    outstanding: show(sums.outstanding),
    state: complete && <StateWord state={closed ? 'settled' : 'overdue'}>{t(closed ? 'sum.closed' : 'sum.broken')}</StateWord>,
  }
  return (
    <tfoot>
      <tr className={closed ? styles.closed : styles.sum}>
        {COLUMNS.map((column) => (
          <td key={column.name} className={column.num ? 'num' : ''}>
            {cells[column.name]}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}
