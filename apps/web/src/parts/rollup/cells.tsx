import { lazy, Suspense, useState } from 'react'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { fenOf, type Fen } from '@qingqian/rules/money'
import type { Category } from '../../graphql/generated/graphql.ts'
import { Money, MoneyUnitWord } from '../../ui/money.tsx'
import { Into } from '../../ui/into.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import type { BoardUnit } from './board-data.ts'
import { useDrill } from './drill.ts'
import styles from './cells.module.css'

const CategoryChart = lazy(() => import('./category-chart.tsx'))

const CATEGORIES: Category[] = ['GOODS', 'WORKS', 'SERVICES', 'DIVIDEND', 'DEPOSIT', 'OTHER']

type Cell = BoardUnit['totals']['cells'][number]
export type CategoryRow = { category: Category; undisputed: Fen; disputed: Fen; count: number }

function owed(cells: Cell[]): Fen {
  return cells.reduce((sum, cell) => sum + fenOf(cell.outstanding), 0n)
}

function categoryRows(cells: Cell[]): CategoryRow[] {
  return CATEGORIES.flatMap((category) => {
    const own = cells.filter((cell) => cell.category === category && fenOf(cell.outstanding) > 0n)
    const count = own.reduce((sum, cell) => sum + cell.outstandingCount, 0)
    return own.length === 0 ? [] : [{ category, count, undisputed: owed(own.filter((cell) => !cell.disputed)), disputed: owed(own.filter((cell) => cell.disputed)) }]
  })
}

/** Of what the arrears consist, by category: a chart, or the same as a table whose figures open their rows. */
export function Cells({ board }: { board: BoardUnit }) {
  const { t } = useTranslation('rollup')
  const { t: word } = useTranslation('ui')
  const [as, setAs] = useState<'chart' | 'table'>('chart')
  const cells = board.totals.cells
  const rows = categoryRows(cells)
  if (rows.length === 0) return null
  return (
    <Sheet
      title={t('cells.title')}
      note={<>{t('cells.what')}{word('money.header', { unit: '' })}<MoneyUnitWord /></>}
      aside={
        <Segmented<'chart' | 'table'>
          size="small"
          className={styles.switch!}
          aria-label={t('cells.byCategory')}
          value={as}
          onChange={setAs}
          options={[
            { value: 'chart', label: word('chart') },
            { value: 'table', label: word('table') },
          ]}
        />
      }
    >
      {as === 'table' ? (
        <CategoryTable board={board} rows={rows} />
      ) : (
        <Suspense fallback={<div className={styles.waiting} />}>
          <CategoryChart rows={rows} />
        </Suspense>
      )}
    </Sheet>
  )
}

function CategoryTable({ board, rows }: { board: BoardUnit; rows: CategoryRow[] }) {
  const drill = useDrill()
  const into = (row: CategoryRow, filters: Record<string, string> = {}) => drill(board.totals, board.code, { tab: 'owed', category: row.category, ...filters })
  const { t } = useTranslation('rollup')
  const { t: word } = useTranslation('ui')
  return (
    <table className="tb">
      <caption className="hidden">{t('cells.byCategory')}</caption>
      <thead>
        <tr>
          <th>{t('cells.category')}</th>
          <th className="num">{t('outstandingCount')}</th>
          <th className="num">{t('cells.undisputed')}</th>
          <th className="num">{t('cells.disputed')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.category}>
            <td>{word(`category.${row.category}`)}</td>
            <td className="num">
              <Into to={into(row)}>{row.count}</Into>
            </td>
            <td className="num">
              <Into to={into(row, { disputed: 'false' })}>
                <Money of={row.undisputed} />
              </Into>
            </td>
            <td className="num">
              <Into to={into(row, { disputed: 'true' })}>
                <Money of={row.disputed} />
              </Into>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
