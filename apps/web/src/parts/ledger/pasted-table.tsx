import { useTranslation } from 'react-i18next'
import { StateWord } from '../../ui/state-word.tsx'
import styles from './pasted-table.module.css'

type Finding = { row: number; column: string; message: string }
type Checked = { rejected: Finding[]; warnings: Finding[]; sheets: { columns: { column: number; heading: string }[] }[] }

const SHOWN = 300

/** Rows of pasted cells as Excel writes them: tabs between, quotation marks around cells with line ends in them. */
export function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') cell += text[++at]
      else quoted = false
    } else if (sign === '"' && cell === '') quoted = true
    else if (sign === '\t' || sign === '\n') {
      rows.at(-1)!.push(cell)
      cell = ''
      if (sign === '\n') rows.push([])
    } else if (sign !== '\r') cell += sign
  }
  rows.at(-1)!.push(cell)
  if (rows.at(-1)!.every((each) => each === '')) rows.pop()
  return rows
}

/** The letter of a finding's column, as the importer writes it: 欠款金额(H列). */
function columnOf(finding: Finding): number | null {
  const letters = /\(([A-Z]{1,2})\p{L}\)$/u.exec(finding.column)?.[1]
  return letters === undefined ? null : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** What was pasted, as it will be taken: new rows green, faulty cells red with the reason under them. */
export function PastedTable({ rows, result }: { rows: string[][]; result: Checked }) {
  const { t } = useTranslation('ledger')
  const total = new RegExp(t('paste.totals'))
  const width = Math.max(...rows.map((row) => row.length))
  const heading = headingRow(rows, result)
  return (
    <div className={styles.place} tabIndex={0} role="region" aria-label={t('paste.title')}>
      <table className={styles.table}>
        <tbody>
          {rows.slice(0, SHOWN).map((row, index) => {
            const faults = result.rejected.filter((finding) => finding.row === index + 1)
            const doubts = result.warnings.filter((finding) => finding.row === index + 1)
            const isHead = index <= heading
            const blank = row.every((cell) => cell.trim() === '')
            const state = isHead ? 'head' : faults.length > 0 ? 'wrong' : blank || row.slice(0, 3).some((cell) => total.test(cell.replaceAll(/\s/g, ''))) ? 'skipped' : 'new'
            return (
              <tr key={index} className={styles[state]}>
                <td className="mu">{index + 1}</td>
                <td>{state === 'head' ? '' : <Verdict state={state} doubtful={doubts.length > 0} />}</td>
                {Array.from({ length: width }, (_, column) => {
                  const own = [...faults, ...doubts].filter((finding) => columnOf(finding) === column)
                  const Cell = isHead ? 'th' : 'td'
                  return (
                    <Cell key={column} className={own.some((finding) => faults.includes(finding)) ? styles.fault : own.length > 0 ? styles.doubt : ''}>
                      {row[column]}
                      {own.map((finding) => <em key={finding.message}>{finding.message}</em>)}
                    </Cell>
                  )
                })}
                <td className="up s">{faults.filter((finding) => columnOf(finding) === null).map((finding) => finding.message).join(' ')}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {rows.length > SHOWN && <p className="mu s">{t('paste.more', { count: SHOWN })}</p>}
    </div>
  )
}

function Verdict({ state, doubtful }: { state: 'wrong' | 'skipped' | 'new'; doubtful: boolean }) {
  const { t } = useTranslation('ledger')
  if (state === 'wrong') return <StateWord state="overdue">{t('paste.wrong')}</StateWord>
  if (state === 'skipped') return <span className="mu s">{t('paste.skipped')}</span>
  return doubtful ? <StateWord state="late">{t('paste.warn')}</StateWord> : <StateWord state="settled">{t('paste.new')}</StateWord>
}

/** The last row of headings: the first row that holds the labels found by the importer. */
function headingRow(rows: string[][], result: Checked): number {
  const labels = result.sheets[0]?.columns ?? []
  const known = labels.filter(({ heading }) => heading)
  const score = (row: string[]) => known.filter(({ column, heading }) => row[column]?.trim() !== '' && heading.includes(row[column]?.trim() ?? '\u0000')).length
  const scores = rows.slice(0, 20).map(score)
  const best = Math.max(0, ...scores)
  return best === 0 ? -1 : scores.lastIndexOf(best)
}
