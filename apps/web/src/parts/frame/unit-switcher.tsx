import { lazy, Suspense, useState } from 'react'
import { Popover } from 'antd'
import { useTranslation } from 'react-i18next'
import { useQuery } from '@apollo/client/react'
import { UnitHeadDocument } from '../../graphql/generated/graphql.ts'
import { useAddress } from '../units/address.ts'
import styles from './unit-switcher.module.css'

const UnitPicker = lazy(() => import('./unit-picker.tsx'))

/** The unit of this page, and the way to another. */
export function UnitSwitcher({ start, role }: { start: string; role: string }) {
  const { t } = useTranslation('frame')
  const { unit } = useAddress()
  const code = unit || start
  const [open, setOpen] = useState(false)
  const { data } = useQuery(UnitHeadDocument, { variables: { unit: code } })
  const picker = (
    <Suspense fallback={<div className={styles.waiting}>{t('switcher.loading')}</div>}>
      <UnitPicker start={start} onPicked={() => setOpen(false)} />
    </Suspense>
  )
  return (
    <Popover content={picker} open={open} onOpenChange={setOpen} trigger="click" placement="bottomLeft" arrow={false} destroyOnHidden>
      <button type="button" className={styles.switcher} aria-haspopup="dialog" aria-expanded={open} title={t('switcher.open')}>
        <b>{data?.unit?.name ?? code}</b>
        <i>{role}</i>
        <span className="car" />
      </button>
    </Popover>
  )
}
