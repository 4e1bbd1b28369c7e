import { useQuery } from '@apollo/client/react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { serverNow } from '../graphql/clock.ts'
import { UnitHeadDocument } from '../graphql/generated/graphql.ts'
import { useViewer } from '../parts/access/viewer.tsx'
import { Accept } from '../parts/import/accept.tsx'
import { CheckSummary } from '../parts/import/check-summary.tsx'
import { ColumnMapping } from '../parts/import/column-mapping.tsx'
import { FileDrop } from '../parts/import/file-drop.tsx'
import { Findings } from '../parts/import/findings.tsx'
import { missingFields, placesOf } from '../parts/import/mapping.ts'
import { useImportRun, type ImportRun, type Step, type View } from '../parts/import/import-run.ts'
import { RunProgress } from '../parts/import/progress.tsx'
import { ImportReceipt } from '../parts/import/receipt.tsx'
import { keepRecent, recentImport, recentImports } from '../parts/import/recent.ts'
import { RunFailed } from '../parts/import/run-failed.tsx'
import { useAddress, usePageLink } from '../parts/units/address.ts'
import { clockOf, useDates } from '../ui/dates.ts'
import { Sheet } from '../ui/sheet.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { dayAt } from '@qingqian/rules/day'
import styles from './import.module.css'

/** A ledger file into the ledger: choose, check, correct the columns, register, undo. */
export default function ImportPage() {
  const { t } = useTranslation('import')
  const viewer = useViewer()
  const { unit, asOf } = useAddress()
  const { data } = useQuery(UnitHeadDocument, { variables: { unit } })
  const name = data?.unit?.name ?? unit
  const may = viewer.permissions.includes('IMPORT')
  return (
    <>
      <div className="title">
        <h1>{t('title')}</h1>
        <span className="mu s">{t('into', { unit: name })}</span>
        {viewer.role === 'OFFICE' && unit !== viewer.unit.code && <span className="mu s">{t('behalf', { office: viewer.unit.name })}</span>}
      </div>
      {!may && <Trouble failed={t('forbidden')} safe={t('failed.safe')} todo={t('forbiddenTodo')} code="FORBIDDEN" />}
      {may && asOf !== null && <p>{t('pastNote')}</p>}
      {may && asOf === null && <Wizard key={unit} unit={unit} name={name} many={viewer.role !== 'CLERK' || viewer.unit.kind === 'SOE'} />}
    </>
  )
}

function Wizard({ unit, name, many }: { unit: string; name: string; many: boolean }) {
  const viewer = useViewer()
  const { run, view } = useImportRun(unit, (result, file) => keepRecent({ id: result.importId, account: viewer.account, unit, file, at: serverNow(), count: result.accepted }))
  const { step, trouble, file } = view
  const kept = step.at === 'posted' ? recentImport(step.result.importId) : undefined
  return (
    <div className={styles.page}>
      {trouble && <RunFailed trouble={trouble} />}
      {step.at === 'choose' && <Choose unit={unit} name={name} many={many} cancelled={step.cancelled ?? false} onFile={run.choose} />}
      {step.at === 'running' && <RunProgress step={step} name={file?.name ?? ''} onCancel={run.cancel} />}
      {step.at === 'checked' && <Checked step={step} run={run} view={view} />}
      {step.at === 'posted' && <ImportReceipt result={step.result} when={step.when ?? kept?.at ?? null} file={file?.name ?? kept?.file ?? null} unit={name} onAgain={run.startAgain} />}
      {step.at === 'posted' && step.result.rejected.length > 0 && <Findings result={step.result} />}
    </div>
  )
}

function Checked({ step, run, view }: { step: Extract<Step, { at: 'checked' }>; run: ImportRun; view: View }) {
  const { file, mapping } = view
  const changed = JSON.stringify(mapping) !== JSON.stringify(step.used)
  const columns = <ColumnMapping sheets={step.sheets} mapping={mapping} used={step.used} recalled={step.recalled} canRecheck={file !== null} onChange={run.correct} onRecheck={run.recheck} />
  // Where a needed column was not found, that is the reason for nearly every row: it comes first.
  const unread = step.sheets.some((sheet) => missingFields(placesOf(sheet.columns, step.used[sheet.name] ?? {})).length > 0)
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <CheckSummary result={step.result} name={file?.name ?? null} />
        {unread && columns}
        <Findings key={step.result.importId} result={step.result} />
        {!unread && columns}
      </div>
      <Accept key={step.result.importId} result={step.result} hasFile={file !== null} blocked={changed} onAccept={(mode) => void run.accept(mode)} onFile={run.choose} />
    </div>
  )
}

function Choose({ unit, name, many, cancelled, onFile }: { unit: string; name: string; many: boolean; cancelled: boolean; onFile: (file: File) => void }) {
  const { t } = useTranslation('import')
  const viewer = useViewer()
  const link = usePageLink()
  const { short } = useDates()
  const recent = recentImports(viewer.account, unit)
  return (
    <>
      {cancelled && (
        <p role="status" className="mu">
          {t('run.cancelled')}
        </p>
      )}
      <Sheet className={styles.choose!}>
        <FileDrop onFile={onFile} />
        <ul className={styles.told}>
          <li>{t('drop.how')}</li>
          {many && <li>{t('drop.many', { unit: name })}</li>}
          <li>{t('drop.safe')}</li>
        </ul>
      </Sheet>
      {recent.length > 0 && (
        <Sheet title={t('recent.title')} note={t('recent.note')}>
          <ul className={styles.recent}>
            {recent.map(({ id, file, at, count }) => (
              <li key={id}>
                <span className="mu">{`${short(dayAt(at))} ${clockOf(at, false)}`}</span>
                <Link to={link('import', unit, { run: id })}>{file}</Link>
                <span className="num">{t('recent.rows', { count })}</span>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </>
  )
}
