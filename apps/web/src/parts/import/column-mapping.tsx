import { useId, useState } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNarrow } from '../../ui/narrow.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { corrected, FIELDS, letterOf, missingFields, placesOf, type Field, type Mapping, type SheetColumns, type SheetMapping } from './mapping.ts'
import styles from './column-mapping.module.css'

type Props = { sheets: SheetColumns[]; mapping: Mapping; used: Mapping; recalled: boolean; canRecheck: boolean; onChange: (mapping: Mapping) => void; onRecheck: (mapping: Mapping) => void }

/** What every column was taken for, sheet by sheet; a wrong guess is corrected by choosing another heading. */
export function ColumnMapping({ sheets, mapping, used, recalled, canRecheck, onChange, onRecheck }: Props) {
  const { t } = useTranslation('import')
  const narrow = useNarrow()
  // A single sheet stands open where there is room, or where a needed column was not found.
  const unread = sheets.find((sheet) => missingFields(placesOf(sheet.columns, used[sheet.name] ?? {})).length > 0)
  const [shown, setShown] = useState(unread?.name ?? (sheets.length === 1 && !narrow ? sheets[0]!.name : null))
  const changed = sheets.flatMap(({ name }) => FIELDS.filter((field) => (mapping[name] ?? {})[field] !== (used[name] ?? {})[field])).length
  return (
    <Sheet title={t('columns.title')} note={`${t('columns.sheets', { count: sheets.length })} · ${t('columns.note')}`}>
      {recalled && (
        <p className={styles.recalled}>
          {t('columns.recalled')}
          <button type="button" className={styles.link} disabled={!canRecheck} onClick={() => onRecheck({})}>
            {t('columns.forget')}
          </button>
        </p>
      )}
      {sheets.map((sheet) => (
        <SheetOf
          key={sheet.name}
          sheet={sheet}
          corrections={mapping[sheet.name] ?? {}}
          open={shown === sheet.name}
          onOpen={() => setShown(shown === sheet.name ? null : sheet.name)}
          disabled={!canRecheck}
          onCorrect={(corrections) => onChange({ ...mapping, [sheet.name]: corrections })}
        />
      ))}
      {changed > 0 && (
        <div className={styles.foot} role="status">
          <Button type="primary" onClick={() => onRecheck(mapping)}>
            {t('columns.again')}
          </Button>
          <span className="mu s">{t('columns.changed', { count: changed })}</span>
        </div>
      )}
    </Sheet>
  )
}

type SheetProps = { sheet: SheetColumns; corrections: SheetMapping; open: boolean; onOpen: () => void; disabled: boolean; onCorrect: (corrections: SheetMapping) => void }

function SheetOf({ sheet, corrections, open, onOpen, disabled, onCorrect }: SheetProps) {
  const { t } = useTranslation('import')
  const places = placesOf(sheet.columns, corrections)
  const found = Object.keys(places).length
  const missing = missingFields(places)
  const body = useId()
  return (
    <div className={styles.sheet}>
      <button type="button" className={styles.head} aria-expanded={open} aria-controls={body} onClick={onOpen}>
        <span className={`tri ${open ? 'open' : ''}`} />
        <b>{t('columns.sheet', { name: sheet.name })}</b>
        <span className="mu s">{t('columns.matched', { found, rest: Math.max(0, sheet.columns.length - found) })}</span>
      </button>
      <div id={body} hidden={!open} className={styles.fields}>
        {open &&
          FIELDS.map((field) => (
            <FieldSelect key={field} field={field} columns={sheet.columns} value={places[field] ?? null} own={corrections[field] !== undefined} missing={missing.includes(field)} disabled={disabled} onPick={(column) => onCorrect(corrected(sheet, corrections, field, column))} />
          ))}
      </div>
    </div>
  )
}

type FieldProps = { field: Field; columns: SheetColumns['columns']; value: number | null; own: boolean; missing: boolean; disabled: boolean; onPick: (column: number | null) => void }

function FieldSelect({ field, columns, value, own, missing, disabled, onPick }: FieldProps) {
  const { t } = useTranslation('import')
  const id = useId()
  return (
    <div className={`${styles.field} ${own ? styles.own : ''}`}>
      <label htmlFor={id}>
        {t(`field.${field}`)}
        {missing && <span className={styles.needed}>{t('columns.needed')}</span>}
      </label>
      <select id={id} value={value ?? ''} disabled={disabled} onChange={(event) => onPick(event.target.value === '' ? null : Number(event.target.value))}>
        <option value="">{t('columns.none')}</option>
        {columns.map(({ column, heading }) => (
          <option key={column} value={column}>
            {`${letterOf(column)}  ${heading.replaceAll('\n', ' ') || t('columns.noHeading')}`}
          </option>
        ))}
      </select>
    </div>
  )
}
