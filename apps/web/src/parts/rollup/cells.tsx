import { lazy, Suspense, useState } from 'react'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { fenOf, type Fen } from '@qingqian/rules/money'
import type { Category, Vintage } from '../../graphql/generated/graphql.ts'
import { Money, MoneyUnitWord } from '../../ui/money.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { usePageLink } from '../units/address.ts'
import type { BoardUnit } from './board-data.ts'
import styles from './cells.module.css'

const CategoryChart = lazy(() => import('./category-chart.tsx'))

const VINTAGES: Vintage[] = ['SINCE_CUTOFF', 'BEFORE_CUTOFF']
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

/** Of what the arrears consist: vintage × dispute as figures, categories as a chart or the same as a table. */
export function Cells({ board }: { board: BoardUnit }) {
  const { t } = useTranslation('rollup')
  const { t: word } = useTranslation('ui')
  const [as, setAs] = useState<'chart' | 'table'>('chart')
  const cells = board.totals.cells
  const rows = categoryRows(cells)
  if (rows.length === 0) return null
  return (
    <Sheet
      className={styles.sheet!}
      title={t('cells.title')}
      note={<>{t('cells.what')} · <MoneyUnitWord /></>}
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
      <div className={styles.two}>
        <Matrix cells={cells} unit={board.code} />
        <div className={styles.right}>
          {as === 'table' ? (
            <CategoryTable rows={rows} />
          ) : (
            <Suspense fallback={<div className={styles.waiting} />}>
              <CategoryChart rows={rows} />
            </Suspense>
          )}
        </div>
      </div>
    </Sheet>
  )
}

/** 2 × 2: before or since the cut-off, undisputed or in dispute; each figure opens its rows. */
function Matrix({ cells, unit }: { cells: Cell[]; unit: string }) {
  const { t } = useTranslation('rollup')
  const { t: word } = useTranslation('ui')
  const link = usePageLink()
  return (
    <table className={styles.matrix}>
      <caption className="hidden">{t('cells.title')}</caption>
      <thead>
        <tr>
          <th>{t('cells.undisputed')}</th>
          <th>{t('cells.disputed')}</th>
        </tr>
      </thead>
      <tbody>
        {VINTAGES.map((vintage) => (
          <tr key={vintage}>
            {[false, true].map((disputed) => {
              const own = cells.filter((cell) => cell.vintage === vintage && cell.disputed === disputed)
              const count = own.reduce((sum, cell) => sum + cell.outstandingCount, 0)
              return (
                <td key={String(disputed)}>
                  <span className="s">{word(`vintage.${vintage}`)}</span>
                  <Link className={styles.value} to={link('ledger', unit, { vintage, disputed: String(disputed) })}>
                    <Money of={owed(own)} />
                  </Link>
                  <span className="mu s">{t('cells.count', { count })}</span>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function CategoryTable({ rows }: { rows: CategoryRow[] }) {
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
            <td className="num">{row.count}</td>
            <td className="num">
              <Money of={row.undisputed} />
            </td>
            <td className="num">
              <Money of={row.disputed} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
