import { useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { matchesUnit, spelt, useSpelling, type Placed } from './unit-tree.ts'
import styles from './tree-view.module.css'

/** The tree of units: searched, or opened branch by branch; arrows move, → and ← open and close, Enter chooses. */
export function TreeView({ rows, chosen, onChoose }: { rows: Placed[]; chosen: string; onChoose: (code: string) => void }) {
  const { t } = useTranslation('administration')
  const [typed, setTyped] = useState('')
  const wanted = useDeferredValue(typed)
  const spelling = useSpelling(spelt(wanted))
  const searching = wanted.trim() !== ''
  const { open, toggle } = useOpenBranches(rows, chosen)
  const [at, setAt] = useState(chosen)
  const shown = useMemo(
    () => rows.filter((row) => (searching ? matchesUnit(row.unit, wanted, spelling) : row.above.every((unit) => open.has(unit.code)))),
    [rows, searching, wanted, spelling, open],
  )
  const focus = shown.some((row) => row.unit.code === at) ? at : shown[0]?.unit.code
  const list = useRef<HTMLUListElement>(null)
  const shownChosen = shown.some((row) => row.unit.code === chosen)
  useEffect(() => {
    const [box, row] = [list.current, list.current?.querySelector<HTMLElement>(`[data-code="${chosen}"]`)]
    if (!box || !row) return
    const top = row.offsetTop - box.offsetTop
    if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - row.offsetHeight) box.scrollTop = top - box.clientHeight / 2
  }, [chosen, shownChosen])

  function move(to: Placed | undefined) {
    if (to === undefined) return
    setAt(to.unit.code)
    list.current?.querySelector<HTMLElement>(`[data-code="${to.unit.code}"]`)?.focus()
  }

  function onKey(event: KeyboardEvent) {
    const index = shown.findIndex((row) => row.unit.code === focus)
    const row = shown[index]
    if (row === undefined) return
    const opened = open.has(row.unit.code)
    const acts: Record<string, () => void> = {
      ArrowDown: () => move(shown[index + 1]),
      ArrowUp: () => move(shown[index - 1]),
      Home: () => move(shown[0]),
      End: () => move(shown.at(-1)),
      Enter: () => onChoose(row.unit.code),
      ' ': () => onChoose(row.unit.code),
      ArrowRight: () => (row.children > 0 && !opened ? toggle(row.unit.code) : move(shown[index + 1])),
      ArrowLeft: () => (opened ? toggle(row.unit.code) : move(shown.find((each) => each.unit.code === row.above.at(-1)?.code))),
    }
    const act = acts[event.key]
    if (act === undefined) return
    event.preventDefault()
    act()
  }

  return (
    <div className={styles.tree}>
      <Input allowClear value={typed} placeholder={t('search')} aria-label={t('search')} onChange={(event) => setTyped(event.target.value)} onPressEnter={() => shown[0] && onChoose(shown[0].unit.code)} />
      <ul ref={list} role="tree" aria-label={t('units.tree')} className={styles.rows} onKeyDown={onKey}>
        {shown.map((row) => (
          <li
            key={row.unit.id}
            role="treeitem"
            data-code={row.unit.code}
            aria-level={row.depth + 1}
            aria-selected={row.unit.code === chosen}
            {...(row.children > 0 && !searching ? { 'aria-expanded': open.has(row.unit.code) } : {})}
            tabIndex={row.unit.code === focus ? 0 : -1}
            className={`${styles.row} ${row.unit.code === chosen ? styles.on : ''}`}
            style={{ paddingLeft: 12 + (searching ? 0 : row.depth * 16) }}
            onClick={() => {
              setAt(row.unit.code)
              onChoose(row.unit.code)
            }}
          >
            {!searching && <Opener row={row} open={open.has(row.unit.code)} onToggle={() => toggle(row.unit.code)} />}
            <span className={styles.name}>{row.unit.name}</span>
            <span className="mu s">{searching ? row.above.at(-1)?.name : row.children > 0 ? row.children : ''}</span>
          </li>
        ))}
      </ul>
      {shown.length === 0 && rows.length > 0 && <p className={`mu ${styles.none}`}>{t('none')}</p>}
    </div>
  )
}

function Opener({ row, open, onToggle }: { row: Placed; open: boolean; onToggle: () => void }) {
  if (row.children === 0) return <span className={styles.leaf} />
  return (
    <span
      className={styles.opener}
      aria-hidden="true"
      onClick={(event) => {
        event.stopPropagation()
        onToggle()
      }}
    >
      <span className={`tri ${open ? 'open' : ''}`} />
    </span>
  )
}

/** The branches that stand open: the top, and the way to the chosen unit. */
function useOpenBranches(rows: Placed[], chosen: string) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const row = rows.find((each) => each.unit.code === chosen)
    const way = [rows[0]?.unit.code, ...(row?.above.map((unit) => unit.code) ?? []), ...(row && row.children > 0 && row.children < 20 ? [chosen] : [])]
    setOpen((before) => new Set([...before, ...way.filter((code) => code !== undefined)]))
  }, [rows, chosen])
  const toggle = (code: string) =>
    setOpen((before) => {
      const next = new Set(before)
      if (!next.delete(code)) next.add(code)
      return next
    })
  return { open, toggle }
}
