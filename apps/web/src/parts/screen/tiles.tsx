import { useTranslation } from 'react-i18next'
import { fenOf } from '@qingqian/rules/money'
import { useMoneyUnit, useShow } from '../../ui/money.tsx'
import { share } from '../../ui/share.ts'
import { groupsOf, rates, sumOf } from '../rollup/groups.ts'
import { useChanged } from '../../ui/changed.ts'
import { useShortName } from './names.ts'
import type { Child, ScreenUnit } from './screen-data.ts'
import { PLACES } from './tile-places.ts'
import styles from './tiles.module.css'

const SCALE = ['s0', 's1', 's2', 's3', 's4'] as const

/** Which of the five steps: by fifths of the clearance rate. */
function stepOf(child: Child): (typeof SCALE)[number] {
  const { paid, outstanding } = sumOf([child.totals])
  return SCALE[Math.min(4, Math.floor(share(paid, paid + outstanding) / 20))]!
}

/** Every unit below as a tile: its rate and what it owes, coloured by the rate; townships where they lie. */
export function Tiles({ unit }: { unit: ScreenUnit }) {
  const { t } = useTranslation('screen')
  const { t: word } = useTranslation('ui')
  const places = PLACES[unit.code]
  const groups = groupsOf(unit.children)
  const large = groups.filter(({ line }) => line === 'TOWNSHIP' || line === 'COUNTY').flatMap(({ children }) => children)
  const middle = groups.filter(({ line }) => line === 'ZONE' || line === 'SOE').flatMap(({ children }) => children)
  const small = groups.filter(({ line }) => line === 'DEPARTMENT' || line === 'OTHER').flatMap(({ children }) => children)
  const money = word(`money.${useMoneyUnit()}`)
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>
        {t('tiles.title')}
        <span>{t(places && large.length > 0 ? 'tiles.map' : 'tiles.plain', { unit: money })}</span>
        <span className={styles.key} role="img" aria-label={t('tiles.steps')}>
          {t('tiles.low')} {SCALE.map((step) => <i key={step} className={styles[step]} />)} {t('tiles.high')}
        </span>
      </h2>
      <div className={styles.all}>
        {large.length > 0 && <Group unit={unit} members={large} size="large" places={places?.at ?? {}} columns={places?.columns ?? 5} />}
        {middle.length > 0 && <Group unit={unit} members={middle} size={large.length > 0 ? 'middle' : 'large'} places={{}} />}
        {small.length > 0 && <Group unit={unit} members={small} size={large.length + middle.length > 0 ? 'small' : 'large'} places={{}} />}
        {unit.children.length === 0 && <p className={styles.none}>{t('tiles.empty')}</p>}
      </div>
    </section>
  )
}

type Size = 'large' | 'middle' | 'small'
type GroupProps = { unit: ScreenUnit; members: Child[]; size: Size; places: Readonly<Record<string, readonly [number, number]>>; columns?: number }

function Group({ unit, members, size, places, columns = size === 'small' ? 7 : 5 }: GroupProps) {
  const short = useShortName(unit.name)
  const known = members.every((child) => places[child.code] !== undefined)
  const rows = known ? Math.max(...members.map((child) => places[child.code]![1])) : Math.ceil(members.length / columns)
  return (
    <ul className={`${styles.group} ${styles[size]}`} style={{ flexGrow: rows * (size === 'small' ? 0.72 : 1), gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      {members.map((child) => {
        const [column, row] = (known && places[child.code]) || [undefined, undefined]
        return <Tile key={child.id} child={child} name={short(child.name)} {...(column === undefined ? {} : { at: { gridColumn: column, gridRow: row } })} />
      })}
    </ul>
  )
}

function Tile({ child, name, at }: { child: Child; name: string; at?: { gridColumn: number; gridRow: number | undefined } }) {
  const { t } = useTranslation('screen')
  const show = useShow()
  const changed = useChanged(child.totals.journalPosition)
  const empty = fenOf(child.totals.amount) === 0n
  const { all } = rates(sumOf([child.totals]), 1)
  return (
    <li className={`${styles.tile} ${empty ? styles.empty : styles[stepOf(child)]} ${changed ? styles.changed : ''}`} style={at} title={child.name}>
      <span className={styles.name}>{name}</span>
      {empty ? (
        <span className={styles.word}>{t('tiles.none')}</span>
      ) : (
        <>
          <b>{all}</b>
          <span className={styles.owed}>{show(child.totals.outstanding)}</span>
        </>
      )}
    </li>
  )
}
