import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Mark } from '../../ui/mark.tsx'
import { MoneyUnitSwitch } from '../../ui/money.tsx'
import { homeUnit, managesOnly, useViewer } from '../access/viewer.tsx'
import { useAddress } from '../units/address.ts'
import { AsOfChip, BackToNow } from './as-of.tsx'
import { DeadlineChip, LiveChip } from './chips.tsx'
import { DarkSwitch, LanguageSwitch, LargeSwitch } from './switches.tsx'
import { UnitSwitcher } from './unit-switcher.tsx'
import { UserMenu } from './user-menu.tsx'
import styles from './top-bar.module.css'

/** 52 px; inverted while a past moment is shown. */
export function TopBar({ onMenu }: { onMenu: (() => void) | null }) {
  const { t } = useTranslation('frame')
  const { t: word } = useTranslation('ui')
  const viewer = useViewer()
  const { asOf } = useAddress()
  const business = !managesOnly(viewer)
  return (
    <header className={`${styles.bar} ${asOf === null ? '' : styles.past}`}>
      <Link to="/" aria-label={t('home')} className={styles.mark}>
        <Mark />
      </Link>
      {business && <UnitSwitcher start={homeUnit(viewer)} role={word(`role.${viewer.role}`)} />}
      <span className="sp" />
      {business && (
        <>
          <span className={styles.wide}>
            <AsOfChip />
          </span>
          <BackToNow />
          <span className={styles.wide}>
            <MoneyUnitSwitch />
          </span>
          {asOf === null && <DeadlineChip />}
          {asOf === null && <LiveChip />}
        </>
      )}
      <span className={`${styles.switches} ${styles.wide}`}>
        <LargeSwitch />
        <LanguageSwitch />
        <DarkSwitch />
      </span>
      <UserMenu />
      {onMenu && (
        <button type="button" className={styles.menu} onClick={onMenu}>
          {t('menu')}
        </button>
      )}
    </header>
  )
}
