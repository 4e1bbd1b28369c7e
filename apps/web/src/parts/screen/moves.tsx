import { useTranslation } from 'react-i18next'
import { fenOf } from '@qingqian/rules/money'
import { useChanged } from '../../ui/changed.ts'
import { useShow } from '../../ui/money.tsx'
import { useShortName } from './names.ts'
import type { Child, ScreenUnit } from './screen-data.ts'
import styles from './lists.module.css'

const moved = (child: Child) => fenOf(child.totals.paidToday) + fenOf(child.totals.newToday)

/** What moved today, unit by unit: registered, and paid. */
export function Moves({ unit, most }: { unit: ScreenUnit; most: number }) {
  const { t } = useTranslation('screen')
  const short = useShortName(unit.name)
  const rows = unit.children.filter((child) => fenOf(child.totals.paidToday) !== 0n || fenOf(child.totals.newToday) !== 0n).sort((a, b) => Number(moved(b) - moved(a)))
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>
        {t('moves.title')}
        {rows.length > 0 && <span className={styles.end}>{t('moves.count', { count: rows.length })}</span>}
      </h2>
      {rows.length === 0 ? (
        <p className={styles.none}>{t('moves.none')}</p>
      ) : (
        <ul className={styles.moves}>
          {rows.slice(0, most).map((child) => (
            <Row key={child.id} child={child} name={short(child.name)} />
          ))}
        </ul>
      )}
      {rows.length > most && <p className={styles.none}>{t('moves.more', { count: rows.length - most })}</p>}
    </section>
  )
}

function Row({ child, name }: { child: Child; name: string }) {
  const { t } = useTranslation('screen')
  const show = useShow()
  // What is reversed today can outweigh what is new.
  const signed = (amount: string) => (fenOf(amount) < 0n ? `−${show(-fenOf(amount))}` : `+${show(amount)}`)
  const changed = useChanged(`${child.totals.paidToday} ${child.totals.newToday}`)
  return (
    <li className={changed ? 'washed' : ''}>
      <span className={styles.name}>{name}</span>
      <span className={styles.what}>{fenOf(child.totals.newToday) !== 0n && `${t('moves.registered')} ${signed(child.totals.newToday)}`}</span>
      <span className={`${styles.what} dn`}>{fenOf(child.totals.paidToday) !== 0n && `${t('moves.paid')} ${signed(child.totals.paidToday)}`}</span>
    </li>
  )
}
