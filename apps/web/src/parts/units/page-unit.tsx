import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useViewer } from '../access/viewer.tsx'
import { useAddress, usePageLink } from './address.ts'
import { UnitChooser } from './unit-chooser.tsx'
import { useUnitTree } from './unit-tree.ts'

/** The unit a page of administration is about: the address's, changed by choosing another. */
export function usePageUnit() {
  const viewer = useViewer()
  const { unit } = useAddress()
  const { rows } = useUnitTree(viewer.unit.code)
  return { rows, row: rows.find((each) => each.unit.code === unit) ?? null }
}

export function PageUnitChooser({ page }: { page: string }) {
  const { t } = useTranslation('administration')
  const { unit } = useAddress()
  const { rows } = usePageUnit()
  const navigate = useNavigate()
  const link = usePageLink()
  return <UnitChooser rows={rows} {...(rows.length > 0 ? { value: unit } : {})} label={t('choose')} onChange={(code) => void navigate(link(page, code))} />
}
