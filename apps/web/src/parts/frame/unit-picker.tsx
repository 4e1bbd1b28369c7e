import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useQuery } from '@apollo/client/react'
import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { UnitTreeDocument, type UnitNameFragment } from '../../graphql/generated/graphql.ts'
import { LoadFailed } from '../../ui/failed.tsx'
import { useAddress, useGo } from '../units/address.ts'
import styles from './unit-picker.module.css'

type Node = UnitNameFragment & { children?: Node[] }
type Row = { unit: UnitNameFragment; depth: number }
type Initials = (name: string) => string

/** The tree as rows, parents before children. */
function rowsOf(node: Node, depth = 0): Row[] {
  return [{ unit: node, depth }, ...(node.children ?? []).flatMap((child) => rowsOf(child, depth + 1))]
}

/** Pinyin initials are fetched when somebody first types a letter. */
function useInitials(wanted: boolean): Initials | null {
  const [initials, setInitials] = useState<Initials | null>(null)
  useEffect(() => {
    if (!wanted || initials !== null) return
    void import('pinyin-pro').then(({ pinyin }) =>
      setInitials(() => (name: string) => pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase()),
    )
  }, [wanted, initials])
  return initials
}

function matches(row: Row, text: string, initials: Initials | null): boolean {
  const { name, code } = row.unit
  return name.includes(text) || code.toLowerCase().includes(text) || (initials?.(name).includes(text) ?? false)
}

export default function UnitPicker({ start, onPicked }: { start: string; onPicked: () => void }) {
  const { t } = useTranslation('frame')
  const { unit } = useAddress()
  const { toUnit } = useGo()
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text.trim().toLowerCase())
  const [cursor, setCursor] = useState(0)
  const { data, error, refetch } = useQuery(UnitTreeDocument, { variables: { unit: start } })
  const initials = useInitials(/[a-z]/.test(wanted))
  const rows = useMemo(() => (data?.unit ? rowsOf(data.unit as Node) : []), [data])
  const shown = useMemo(() => (wanted === '' ? rows : rows.filter((row) => matches(row, wanted, initials))), [rows, wanted, initials])

  function pick(row: Row | undefined) {
    if (row === undefined) return
    toUnit(row.unit.code)
    onPicked()
  }

  return (
    <div className={styles.picker}>
      <Input
        autoFocus
        allowClear
        value={text}
        placeholder={t('switcher.search')}
        aria-label={t('switcher.search')}
        onChange={(event) => {
          setText(event.target.value)
          setCursor(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setCursor((at) => Math.min(at + 1, shown.length - 1))
          if (event.key === 'ArrowUp') setCursor((at) => Math.max(at - 1, 0))
          if (event.key === 'Enter') pick(shown[cursor])
        }}
      />
      {error && <LoadFailed retry={() => void refetch()} />}
      <ul className={styles.list} role="listbox" aria-label={t('switcher.open')}>
        {shown.map((row, index) => (
          <li key={row.unit.id} role="option" aria-selected={index === cursor}>
            <button
              type="button"
              className={`${styles.row} ${index === cursor ? styles.cursor : ''} ${row.unit.code === unit ? styles.here : ''}`}
              style={{ paddingLeft: 8 + (wanted === '' ? row.depth * 16 : 0) }}
              onClick={() => pick(row)}
            >
              {row.unit.name}
              <span className="mu s">{row.unit.code}</span>
            </button>
          </li>
        ))}
        {data && shown.length === 0 && <li className={styles.none}>{t('switcher.none')}</li>}
      </ul>
    </div>
  )
}
