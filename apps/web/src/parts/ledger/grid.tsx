import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useTranslation } from 'react-i18next'
import { dayAt } from '@qingqian/rules/day'
import { fenOf } from '@qingqian/rules/money'
import { serverNow } from '../../graphql/clock.ts'
import { useShow } from '../../ui/money.tsx'
import { usePrefs } from '../../ui/prefs.ts'
import { COLUMNS, MARK_WIDTH } from './columns.tsx'
import { tableOf } from './copy-table.ts'
import { GridFoot } from './grid-foot.tsx'
import { classes, GridRow, Waiting, type Words } from './grid-row.tsx'
import type { Payable, Sums, usePayables } from './ledger-data.ts'
import type { useSelection } from './selection.ts'
import { useShortName } from './short-name.ts'
import styles from './grid.module.css'

type Props = {
  label: string
  list: Pick<ReturnType<typeof usePayables>, 'total' | 'idAt' | 'rowOf' | 'need' | 'all'>
  sums: Sums | null
  selection: ReturnType<typeof useSelection>
  /** The row whose payment is being recorded, and its editor. */
  editing: string | null
  editor: (row: Payable) => ReactNode
  onEdit: (id: string | null) => void
  onOpen: (row: Payable) => void
  onCopied: (count: number) => void
}

const EDITOR = 56
const OVERSCAN = 8

/** The ledger as rows of 30 px, drawn only where one looks, as long as it is from the start; frozen first columns, sums at the foot. */
export function Grid({ label, list, sums, selection, editing, editor, onEdit, onOpen, onCopied }: Props) {
  const { t } = useTranslation('ledger')
  const { large, language } = usePrefs()
  const words = useWords()
  const place = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState(0)
  const height = large ? 36 : 30
  const { total, idAt, rowOf, need } = list
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => place.current,
    estimateSize: (index) => height + (editing !== null && idAt(index) === editing ? EDITOR : 0),
    overscan: OVERSCAN,
    scrollPaddingStart: height,
    scrollPaddingEnd: height + 8,
  })
  useEffect(() => virtual.measure(), [virtual, editing, height])
  useFocusBack(place, editing)
  const items = virtual.getVirtualItems()
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  // Where the scrolling rests, the rows are asked for; what is only passed by is not.
  useEffect(() => {
    const timer = setTimeout(() => need(first, Math.min(total - 1, last + 40)), 60)
    return () => clearTimeout(timer)
  }, [first, last, total, need])

  const move = (to: number) => {
    const next = Math.max(0, Math.min(total - 1, to))
    setCursor(next)
    virtual.scrollToIndex(next)
  }
  const copy = (event: React.ClipboardEvent) => {
    if (!(getSelection()?.isCollapsed ?? true) || (event.target as HTMLElement).tagName === 'INPUT' && (event.target as HTMLInputElement).type !== 'checkbox') return
    const own = idAt(cursor)
    const rows = [...(selection.ids.size > 0 ? selection.ids : own ? [own] : [])].flatMap((id) => rowOf(id) ?? [])
    if (rows.length === 0) return
    const { text, html } = tableOf(COLUMNS.map(({ name }) => t(`column.${name}`)), rows.map((row, index) => COLUMNS.map((column) => column.text(row, { ...words, index }))))
    event.clipboardData.setData('text/plain', text)
    event.clipboardData.setData('text/html', html)
    event.preventDefault()
    onCopied(rows.length)
  }
  const key = gridKeys({ move, cursor, page: Math.max(1, last - first - 2 * OVERSCAN), total, selection, idAt, pay: (row) => fenOf(row.outstanding) > 0n && onEdit(row.id), open: onOpen, rowOf })

  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div className={styles.place} ref={place} tabIndex={0} onKeyDown={key} onCopy={copy} role="region" aria-label={label}>
      <table className={styles.grid} role="grid" aria-rowcount={total + 1} aria-multiselectable="true">
        <caption className="hidden">{label}</caption>
        <colgroup>
          <col style={{ width: `${MARK_WIDTH}rem` }} />
          {COLUMNS.map((column) => (
            <col key={column.name} style={{ width: `${(language === 'en' ? column.latin : undefined) ?? column.width}rem` }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col" className={styles.mark}>
              <input type="checkbox" aria-label={t('mark.all')} checked={selection.ids.size > 0} onChange={() => (selection.ids.size > 0 ? selection.clear() : selection.set(loaded(total, idAt)))} />
            </th>
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
            const id = idAt(index)
            if (id === null) return <Waiting key={`waiting ${index}`} index={index} />
            return (
              <GridRow key={id} id={id} index={index} words={words} cursor={index === cursor} marked={selection.ids.has(id)} onCursor={setCursor} onMark={selection.mark} onOpen={onOpen} editor={id === editing ? editor : null} />
            )
          })}
          {after > 0 && <tr style={{ height: after }} aria-hidden="true" />}
        </tbody>
        {sums && <GridFoot sums={sums} all={list.all} />}
      </table>
    </div>
  )
}

function useWords(): Words {
  const { t } = useTranslation('ledger')
  const { t: word } = useTranslation('ui')
  const show = useShow()
  const short = useShortName()
  const today = dayAt(serverNow())
  // Their identity changes with every render; what they say only with the language and the unit of money.
  const said = `${t('sum.total')} ${show('1234567890.12')} ${today}`
  // oxlint-disable-next-line exhaustive-deps
  return useMemo(() => ({ t, word, show, short, today, markLabel: (name: string) => t('mark.one', { name }) }) as Words, [said])
}

/** The editor took the keyboard; when it is gone the rows have it back, so the next payment needs no mouse. */
function useFocusBack(place: React.RefObject<HTMLDivElement | null>, editing: string | null) {
  const edited = useRef<string | null>(null)
  useEffect(() => {
    if (edited.current !== null && editing === null) place.current?.focus()
    edited.current = editing
  }, [editing, place])
}

function* loaded(total: number, idAt: (index: number) => string | null): Generator<string> {
  for (let index = 0; index < total; index++) {
    const id = idAt(index)
    if (id !== null) yield id
  }
}

type Keys = {
  move: (to: number) => void
  cursor: number
  page: number
  total: number
  selection: ReturnType<typeof useSelection>
  idAt: (index: number) => string | null
  rowOf: (id: string) => Payable | null
  pay: (row: Payable) => void
  open: (row: Payable) => void
}

function gridKeys({ move, cursor, page, total, selection, idAt, rowOf, pay, open }: Keys) {
  return (event: React.KeyboardEvent) => {
    const target = event.target as HTMLElement
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && (target as HTMLInputElement).type !== 'checkbox') return
    const control = event.ctrlKey || event.metaKey
    const id = idAt(cursor)
    const row = id === null ? null : rowOf(id)
    const steps: Record<string, number> = { ArrowDown: cursor + 1, ArrowUp: cursor - 1, PageDown: cursor + page, PageUp: cursor - page, Home: 0, End: total - 1 }
    const step = steps[event.key]
    if (step !== undefined) {
      move(step)
      if (event.shiftKey) selection.mark(Math.max(0, Math.min(total - 1, step)), true)
    } else if (control && event.key.toLowerCase() === 'a') selection.set(loaded(total, idAt))
    else if (control || event.altKey) return
    else if (event.key === 'Enter' && row && target.tagName !== 'BUTTON') open(row)
    else if (event.key === ' ' && target.tagName === 'DIV') selection.mark(cursor, false)
    else if (event.key === 'Escape') selection.clear()
    else if (event.key.toLowerCase() === 'p' && row) pay(row)
    else return
    event.preventDefault()
  }
}
