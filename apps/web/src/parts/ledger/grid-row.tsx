import { memo, type ReactNode } from 'react'
import { useFragment } from '@apollo/client/react'
import { PayableFieldsFragmentDoc } from '../../graphql/generated/graphql.ts'
import { useChanged } from '../../ui/changed.ts'
import { COLUMNS, type Column, type Seen } from './columns.tsx'
import type { Payable } from './ledger-data.ts'
import styles from './grid.module.css'

export function classes(column: Column): string {
  return [column.num && 'num', column.strong && 'b', column.small && 's', column.frozenEnd && styles.frozen].filter(Boolean).join(' ')
}

/** The grid's words, shared by all rows; the row adds its number. */
export type Words = Omit<Seen, 'index'> & { markLabel: (name: string) => string }

type RowProps = {
  id: string
  index: number
  words: Words
  cursor: boolean
  marked: boolean
  onCursor: (index: number) => void
  onMark: (index: number, through: boolean) => void
  onOpen: (row: Payable) => void
  editor: ((row: Payable) => ReactNode) | null
}

/** One payable, as the cache has it: what another person changes shows here by itself. */
export const GridRow = memo(function GridRow({ id, ...props }: RowProps) {
  const { data, complete } = useFragment({ fragment: PayableFieldsFragmentDoc, fragmentName: 'PayableFields', from: { __typename: 'Payable', id } })
  return complete ? <Shown row={data as Payable} {...props} /> : <Waiting index={props.index} />
})

function Shown({ row, index, words, cursor, marked, onCursor, onMark, onOpen, editor }: Omit<RowProps, 'id'> & { row: Payable }) {
  const changed = useChanged(`${row.amount}/${row.paid}/${row.outstanding}/${row.disputedAmount}`)
  const seen: Seen = { ...words, index }
  const look = [row.outstanding === '0.00' && styles.cleared, (cursor || marked || editor) && styles.selected, changed && 'washed'].filter(Boolean).join(' ')
  return (
    <>
      <tr className={look} aria-selected={marked} aria-rowindex={index + 2} data-payable={row.id} onClick={() => onCursor(index)} onDoubleClick={() => onOpen(row)}>
        <td className={styles.mark}>
          <input type="checkbox" tabIndex={-1} checked={marked} aria-label={words.markLabel(row.creditor.name)} onClick={(event) => onMark(index, event.shiftKey)} onChange={() => undefined} />
        </td>
        {COLUMNS.map((column) => (
          <td key={column.name} className={classes(column)} title={column.title?.(row)}>
            {column.name === 'creditor' ? (
              <button type="button" tabIndex={-1} className={styles.open} onClick={() => onOpen(row)}>
                {column.text(row, seen)}
              </button>
            ) : (
              (column.cell ?? column.text)(row, seen)
            )}
          </td>
        ))}
      </tr>
      {editor && (
        <tr className={styles.editor}>
          <td colSpan={COLUMNS.length + 1}>{editor(row)}</td>
        </tr>
      )}
    </>
  )
}

/** A row that is on its way: its number, and hairlines where the figures will stand. */
export function Waiting({ index }: { index: number }) {
  return (
    <tr className={styles.waiting} aria-rowindex={index + 2} aria-busy="true">
      <td className={styles.mark} />
      {COLUMNS.map((column) => (
        <td key={column.name} className={classes(column)}>
          {column.name === 'number' ? <span className="mu">{index + 1}</span> : <i />}
        </td>
      ))}
    </tr>
  )
}
