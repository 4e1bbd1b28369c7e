import { useTranslation } from 'react-i18next'
import { fenOf } from '@qingqian/rules/money'
import { PaidOwedBar } from '../../ui/paid-owed-bar.tsx'
import { share } from '../../ui/share.ts'
import { rates, sumOf } from '../rollup/groups.ts'
import { useShortName } from './names.ts'
import type { Child, ScreenUnit } from './screen-data.ts'
import styles from './lists.module.css'

function clearance(child: Child): number {
  const { paid, outstanding } = sumOf([child.totals])
  return share(paid, paid + outstanding)
}

/** Who is ahead and who is behind, by clearance rate. */
export function Ranking({ unit, each }: { unit: ScreenUnit; each: number }) {
  const { t } = useTranslation('screen')
  const ranked = unit.children.filter((child) => fenOf(child.totals.amount) > 0n).map((child) => ({ child, rate: clearance(child) })).sort((a, b) => b.rate - a.rate)
  const all = ranked.length <= 2 * each + 1
  const top = all ? ranked : ranked.slice(0, each)
  const bottom = all ? [] : ranked.slice(-each)
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>
        {t('rank.title')}
        <span className={styles.end}>{t('rank.note', { count: ranked.length })}</span>
      </h2>
      {ranked.length === 0 && <p className={styles.none}>{t('rank.none')}</p>}
      <ol className={styles.ranks}>
        {top.map(({ child }, index) => (
          <Row key={child.id} place={index + 1} child={child} parent={unit.name} />
        ))}
        {bottom.length > 0 && <li className={styles.between}>{t('rank.between', { count: ranked.length - 2 * each })}</li>}
        {bottom.map(({ child }, index) => (
          <Row key={child.id} place={ranked.length - each + index + 1} child={child} parent={unit.name} />
        ))}
      </ol>
    </section>
  )
}

function Row({ place, child, parent }: { place: number; child: Child; parent: string }) {
  const short = useShortName(parent)
  const { totals } = child
  return (
    <li>
      <em>{place}</em>
      <span className={styles.name} title={child.name}>
        {short(child.name)}
      </span>
      <PaidOwedBar height={8} minWidth={60} parts={{ paid: totals.paid, extinguished: totals.extinguished, outstanding: totals.outstanding, disputed: totals.disputedOutstanding }} />
      <b>{rates(sumOf([totals]), 1).all}</b>
    </li>
  )
}
