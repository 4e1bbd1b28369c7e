import { NavLink } from 'react-router'
import { useTranslation } from 'react-i18next'
import { useViewer } from '../access/viewer.tsx'
import { useAddress, usePageLink } from '../units/address.ts'
import type zh from '../../words/zh/frame.ts'
import styles from './menu.module.css'

export type MenuItem = { path: string; title: keyof (typeof zh)['page'] }

/** Text only, in the order of the role. */
export function Menu({ items, unit, open, folded, under, onGo }: { items: MenuItem[]; unit: string; open: boolean; folded: boolean; under: string | null; onGo: () => void }) {
  const { t } = useTranslation('frame')
  const viewer = useViewer()
  const address = useAddress()
  const link = usePageLink()
  const word = (title: MenuItem['title']) =>
    viewer.role === 'CLERK' && (title === 'ledger' || title === 'board') && !folded ? t(`clerkPage.${title}`) : t(`page.${title}`)
  return (
    <nav className={`${styles.menu} ${open ? styles.open : ''} ${folded ? styles.folded : ''}`} aria-label={t('menu')}>
      {items.map((item) => (
        <NavLink key={item.path} to={link(item.path, address.unit || unit)} className={({ isActive }) => (isActive || item.path === under ? styles.on! : '')} onClick={onGo}>
          {word(item.title)}
        </NavLink>
      ))}
    </nav>
  )
}
