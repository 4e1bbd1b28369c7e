import { useEffect, useState, type ReactNode } from 'react'
import { useQuery, useSubscription } from '@apollo/client/react'
import { useTranslation } from 'react-i18next'
import { LedgerMovedDocument, UnitHeadDocument } from '../../graphql/generated/graphql.ts'
import { homeUnit, managesOnly, useViewer } from '../access/viewer.tsx'
import { useAddress } from '../units/address.ts'
import { Menu, type MenuItem } from './menu.tsx'
import { TopBar } from './top-bar.tsx'
import styles from './frame.module.css'

type Title = MenuItem['title']

function useDocumentTitle(title: Title | null, unit: string) {
  const { t } = useTranslation('frame')
  const { data } = useQuery(UnitHeadDocument, { variables: { unit }, skip: unit === '' })
  const name = data?.unit?.name ?? ''
  useEffect(() => {
    if (title !== null) document.title = t('titled', { page: t(`page.${title}`), unit: name })
  }, [t, title, name])
}

/** Top bar, menu and the page. */
export function Frame({ menu, title, folded, under, children }: { menu: MenuItem[]; title: Title | null; folded: boolean; under: string | null; children: ReactNode }) {
  const { t } = useTranslation('frame')
  const viewer = useViewer()
  const { unit, asOf } = useAddress()
  const here = unit || homeUnit(viewer)
  const [open, setOpen] = useState(false)
  useDocumentTitle(title, unit)
  // One subscription on every page keeps the socket open, so that the bar can tell whether the screen is live.
  useSubscription(LedgerMovedDocument, { variables: { unit: here }, skip: managesOnly(viewer) || asOf !== null, ignoreResults: true })
  return (
    <>
      <a className={styles.skip} href="#page">
        {t('skip')}
      </a>
      <TopBar onMenu={menu.length > 1 ? () => setOpen(!open) : null} />
      <div className={`${styles.shell} ${folded ? styles.folded : ''}`}>
        <Menu items={menu} unit={here} open={open} folded={folded} under={under} onGo={() => setOpen(false)} />
        <main id="page" className={styles.page} tabIndex={-1}>
          {children ?? (managesOnly(viewer) ? <p className="mu">{t('admin')}</p> : null)}
        </main>
      </div>
    </>
  )
}
