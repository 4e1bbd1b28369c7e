import { useEffect, useState } from 'react'
import { useApolloClient } from '@apollo/client/react'
import { useTranslation } from 'react-i18next'
import { ageOf } from '@qingqian/rules/age'
import { dayAt, momentText } from '@qingqian/rules/day'
import { fenOf, showMoney } from '@qingqian/rules/money'
import { serverNow } from '../../graphql/clock.ts'
import { PayablesPageDocument, type PayableFilter, type PayableOrder } from '../../graphql/generated/graphql.ts'
import { stampOf } from '../../ui/dates.ts'
import { PAGE, type Payable, type Sums } from './ledger-data.ts'
import { stateKey } from './payable-state.tsx'
import styles from './printed-ledger.module.css'

/** Beyond it paper is the wrong form, and a workbook the right one. */
const MOST = 3000

/** Fetches every row of the filter, shows them on paper only, prints. */
export function usePrintedLedger({ unit, filter, orderBy }: { unit: string; filter: PayableFilter; orderBy: PayableOrder }) {
  const client = useApolloClient()
  const [rows, setRows] = useState<Payable[] | null>(null)
  const [waiting, setWaiting] = useState(false)
  const [tooMany, setTooMany] = useState(false)
  async function print(total: number) {
    setTooMany(total > MOST)
    if (total > MOST) return
    setWaiting(true)
    try {
      const all: Payable[] = []
      for (let skip = 0; skip < total; skip += PAGE) {
        const { data } = await client.query({ query: PayablesPageDocument, variables: { unit, filter, orderBy, skip }, fetchPolicy: 'network-only' })
        all.push(...(data?.unit?.payables.nodes ?? []))
      }
      setRows(all)
    } catch {
      setWaiting(false) // the connection's chip tells why; the button is there again
    }
  }
  return {
    rows,
    waiting,
    tooMany,
    print: (total: number) => void print(total),
    ready: () => {
      window.print()
      setRows(null)
      setWaiting(false)
    },
  }
}

/** On paper: every row, in yuan to the fen, so that each column foots. Headings repeat on every page. */
export function PrintedLedger({ rows, title, sums, onReady }: { rows: Payable[] | null; title: string; sums: Sums | null; onReady: () => void }) {
  const { t } = useTranslation('ledger')
  const { t: word } = useTranslation('ui')
  // oxlint-disable-next-line exhaustive-deps
  useEffect(() => {
    if (rows !== null) onReady()
  }, [rows])
  if (rows === null) return null
  const today = dayAt(serverNow())
  const add = (of: (row: Payable) => string) => showMoney(rows.reduce((sum, row) => sum + fenOf(of(row)), 0n))
  return (
    <div className={styles.paper}>
      <h1>{title}</h1>
      <p>
        <span>{t('print.until', { moment: stampOf(momentText(serverNow())) })}</span>
        <span>{t('print.count', { count: rows.length, creditors: sums?.creditorCount ?? 0 })}</span>
        <span>{word('money.header', { unit: word('money.yuan') })}</span>
      </p>
      <table>
        <thead>
          <tr>
            {(['number', 'unit', 'creditor', 'uscc', 'contract', 'category', 'since', 'age', 'amount', 'paid'] as const).map((name) => <th key={name}>{t(`column.${name}`)}</th>)}
            <th>{t('column.extinguished')}</th>
            {(['outstanding', 'disputed', 'due', 'state'] as const).map((name) => <th key={name}>{t(`column.${name}`)}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id}>
              <td>{index + 1}</td>
              <td>{row.unit.name}</td>
              <td>{row.creditor.name}</td>
              <td>{row.creditor.uscc}</td>
              <td>{row.contractNo}</td>
              <td>{word(`category.${row.category}`)}</td>
              <td className="nowrap">{row.overdueSince}</td>
              <td>{t(`age.${ageOf(row.overdueSince, today)}`)}</td>
              {[row.amount, row.paid, row.extinguished, row.outstanding, row.disputedAmount].map((amount, at) => (
                <td key={at} className="num">{showMoney(fenOf(amount))}</td>
              ))}
              <td className="nowrap">{row.status === 'CLEARED' ? '' : row.dueOn}</td>
              <td>{t(`state.${stateKey(row, today)}`)}</td>
            </tr>
          ))}
          <tr className={styles.sum}>
            <td />
            <td colSpan={7}>{t('sum.total')}</td>
            {[(row: Payable) => row.amount, (row: Payable) => row.paid, (row: Payable) => row.extinguished, (row: Payable) => row.outstanding, (row: Payable) => row.disputedAmount].map((of, at) => (
              <td key={at} className="num">{add(of)}</td>
            ))}
            <td colSpan={2} />
          </tr>
        </tbody>
      </table>
      <p className={styles.signs}>
        <span>{t('print.filledBy')}</span>
        <span>{t('print.checkedBy')}</span>
        <span>{t('print.head')}</span>
      </p>
    </div>
  )
}
