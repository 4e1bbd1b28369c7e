import { useState } from 'react'
import { useQuery } from '@apollo/client/react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { UnitDetailDocument } from '../graphql/generated/graphql.ts'
import { useViewer } from '../parts/access/viewer.tsx'
import { useAddress, usePageLink } from '../parts/units/address.ts'
import { MoveUnitForm } from '../parts/units/move-unit-form.tsx'
import { OpenUnitForm } from '../parts/units/open-unit-form.tsx'
import { TreeView } from '../parts/units/tree-view.tsx'
import { UnitDetail } from '../parts/units/unit-detail.tsx'
import { useUnitTree, type Placed } from '../parts/units/unit-tree.ts'
import { LoadFailed, Missing } from '../ui/failed.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { StateWord } from '../ui/state-word.tsx'
import { Trouble } from '../ui/trouble.tsx'
import styles from './units.module.css'

/** The tree of units and what the system administrator does to it. */
export default function UnitsPage() {
  const { t } = useTranslation('administration')
  const viewer = useViewer()
  const { unit } = useAddress()
  const navigate = useNavigate()
  const link = usePageLink()
  const { rows, error, retry } = useUnitTree(viewer.unit.code)
  if (!viewer.permissions.includes('UNITS')) return <Trouble failed={t('forbidden.units')} safe={t('refusedSafe')} todo={t('forbidden.todo')} code="FORBIDDEN" />
  return (
    <>
      <div className="title">
        <h1>{t('units.title')}</h1>
        {rows.length > 0 && <span className="mu s">{t('units.note', { count: rows.length })}</span>}
      </div>
      <div className={styles.columns}>
        <Sheet>
          {error && rows.length === 0 ? <LoadFailed retry={retry} /> : <TreeView rows={rows} chosen={unit} onChoose={(code) => void navigate(link('units', code))} />}
        </Sheet>
        <div className={styles.main}>
          <Chosen key={unit} code={unit} rows={rows} />
        </div>
      </div>
    </>
  )
}

function Chosen({ code, rows }: { code: string; rows: Placed[] }) {
  const { t } = useTranslation('administration')
  const viewer = useViewer()
  const navigate = useNavigate()
  const link = usePageLink()
  const { data, error, loading, refetch } = useQuery(UnitDetailDocument, { variables: { unit: code } })
  const [form, setForm] = useState<'open' | 'move' | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const unit = data?.unit
  if (!unit) return error ? <LoadFailed retry={() => void refetch()} /> : loading ? null : <Missing />
  const acts = (
    <span className={styles.acts}>
      {said !== null && (
        <span role="status">
          <StateWord state="settled">{said}</StateWord>
        </span>
      )}
      <Button onClick={() => void navigate(link('users', code))}>{t('units.users')}</Button>
      {unit.code !== viewer.unit.code && <Button onClick={() => setForm('move')}>{t('units.move')}</Button>}
      <Button type="primary" onClick={() => setForm('open')}>
        {t('units.open')}
      </Button>
    </span>
  )
  const close = () => setForm(null)
  return (
    <UnitDetail unit={unit} acts={acts}>
      {form === 'open' && (
        <Sheet>
          <OpenUnitForm parent={unit} rows={rows} onCancel={close} onDone={(made) => void navigate(link('units', made))} />
        </Sheet>
      )}
      {form === 'move' && (
        <Sheet>
          <MoveUnitForm
            unit={unit}
            rows={rows}
            onCancel={close}
            onDone={() => {
              setSaid(t('units.moved'))
              close()
            }}
          />
        </Sheet>
      )}
    </UnitDetail>
  )
}
