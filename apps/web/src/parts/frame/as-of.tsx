import { lazy, Suspense, useState } from 'react'
import { Popover } from 'antd'
import { useTranslation } from 'react-i18next'
import { dayAt } from '@qingqian/rules/day'
import { clockOf, useDates } from '../../ui/dates.ts'
import { useAddress, useGo } from '../units/address.ts'
import { useServerNow } from '../../graphql/now.ts'
import styles from './chips.module.css'

const AsOfForm = lazy(() => import('./as-of-form.tsx'))

function Ticking() {
  const { short } = useDates()
  const now = useServerNow()
  return <b>{`${short(dayAt(now))} ${clockOf(now)}`}</b>
}

/** 数据截至: now and ticking, or a past moment somebody chose. */
export function AsOfChip() {
  const { t } = useTranslation('frame')
  const { asOf } = useAddress()
  const { long } = useDates()
  const [open, setOpen] = useState(false)
  return (
    <Popover
      content={
        <Suspense fallback={null}>
          <AsOfForm onDone={() => setOpen(false)} />
        </Suspense>
      }
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      destroyOnHidden
    >
      <button type="button" className={styles.chip} aria-haspopup="dialog" aria-expanded={open}>
        {t('asOf.chip')}
        {asOf === null ? <Ticking /> : <b>{`${long(dayAt(Date.parse(asOf)))} ${clockOf(Date.parse(asOf))}`}</b>}
        <span className="car" />
      </button>
    </Popover>
  )
}

/** Shown while a past moment is on the screen. */
export function BackToNow() {
  const { t } = useTranslation('frame')
  const { asOf } = useAddress()
  const { toMoment } = useGo()
  if (asOf === null) return null
  return (
    <button type="button" className={styles.chip} onClick={() => toMoment(null, null)}>
      <b>{t('asOf.back')}</b>
    </button>
  )
}
