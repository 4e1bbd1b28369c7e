import { useMemo, useState } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Sheet } from '../../ui/sheet.tsx'
import { StateShape } from '../../ui/state-word.tsx'
import type { Finding, ImportResult } from './imports-api.ts'
import { FileLink } from './check-summary.tsx'
import styles from './findings.module.css'

const PAGE = 20

/** Every faulty cell with its row, column, code and sentence; errors and warnings apart. */
export function Findings({ result }: { result: ImportResult }) {
  const { t } = useTranslation('import')
  const [tab, setTab] = useState<'rejected' | 'warnings'>(result.rejected.length > 0 ? 'rejected' : 'warnings')
  const [code, setCode] = useState<string | null>(null)
  const [shown, setShown] = useState(PAGE)
  const all = result[tab]
  const codes = useMemo(() => countsOf(all), [all])
  const list = code === null ? all : all.filter((finding) => finding.code === code)
  const several = new Set(all.map((finding) => finding.sheet)).size > 1
  if (result.rejected.length + result.warnings.length === 0) return null
  const open = (next: typeof tab) => {
    setTab(next)
    setCode(null)
    setShown(PAGE)
  }
  return (
    <Sheet title={t('finding.title')} note={t(tab === 'rejected' ? 'finding.errorNote' : 'finding.warnNote')} aside={<FileLink href={result.annotatedFile} />}>
      <div className={styles.tabs}>
        <button type="button" aria-pressed={tab === 'rejected'} onClick={() => open('rejected')}>
          {t('finding.errors', { count: result.rejected.length })}
        </button>
        <button type="button" aria-pressed={tab === 'warnings'} onClick={() => open('warnings')}>
          {t('finding.warnings', { count: result.warnings.length })}
        </button>
        {codes.length > 1 && (
          <label className={styles.code}>
            <span className="mu s">{t('finding.byCode')}</span>
            <select value={code ?? ''} onChange={(event) => setCode(event.target.value || null)}>
              <option value="">{t('finding.everything')}</option>
              {codes.map(([each, count]) => (
                <option key={each} value={each}>{`${each}  ${count}`}</option>
              ))}
            </select>
          </label>
        )}
      </div>
      {list.length === 0 ? <p className={`mu ${styles.none}`}>{t('finding.none')}</p> : <Rows rows={list.slice(0, shown)} bad={tab === 'rejected'} several={several} />}
      {list.length > shown && (
        <div className={styles.more}>
          <Button onClick={() => setShown(shown + 10 * PAGE)}>{t('finding.more', { count: Math.min(10 * PAGE, list.length - shown) })}</Button>
          <span className="mu s">{t('finding.all', { count: list.length })}</span>
        </div>
      )}
    </Sheet>
  )
}

function countsOf(findings: Finding[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])
}

function Rows({ rows, bad, several }: { rows: Finding[]; bad: boolean; several: boolean }) {
  const { t } = useTranslation('import')
  return (
    <table className={`tb ${styles.table}`}>
      <thead>
        <tr>
          {several && <th>{t('finding.sheet')}</th>}
          <th className="num">{t('finding.row')}</th>
          <th>{t('finding.column')}</th>
          <th>{t('finding.reason')}</th>
          <th>{t('finding.code')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((finding, index) => (
          <tr key={`${finding.sheet}|${finding.row}|${finding.column}|${finding.code}|${index}`}>
            {several && <td>{finding.sheet}</td>}
            <td className="num b">{finding.row}</td>
            <td className={styles.column}>{finding.column}</td>
            <td className={styles.reason}>
              <span className={bad ? styles.bad : styles.warn}>
                <StateShape state={bad ? 'overdue' : 'late'} />
              </span>
              {finding.message}
            </td>
            <td className={`mu s ${styles.mono}`}>{finding.code}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
