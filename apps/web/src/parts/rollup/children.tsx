import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { fenOf, showMoney } from '@qingqian/rules/money'
import { useChanged } from '../../ui/changed.ts'
import { Delta } from '../../ui/delta.tsx'
import { Into } from '../../ui/into.tsx'
import { Money, MoneyUnitWord, useMoneyUnit } from '../../ui/money.tsx'
import { PaidOwedBar } from '../../ui/paid-owed-bar.tsx'
import { StateWord } from '../../ui/state-word.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { usePageLink } from '../units/address.ts'
import { compared, type Before, type BoardUnit, type Child, type Totals } from './board-data.ts'
import { useDrill } from './drill.ts'
import { groupsOf, rates, sumOf, type Group, type Sums } from './groups.ts'
import styles from './children.module.css'

type Marks = {
  /** Today's report of a unit. */
  mark: (code: string) => ReactNode
  /** How many of these units have reported; null where none is expected to. */
  done: (codes: string[]) => { all: number; done: number } | null
}

/** The units below, by reporting line, and the proof that they add up to the unit. */
export function Children({ board, before, mark, done }: { board: BoardUnit; before: Before | null } & Marks) {
  const { t } = useTranslation('rollup')
  const { t: word } = useTranslation('ui')
  const groups = groupsOf(board.children)
  const earlier = new Map(before?.children.map((child) => [child.id, child.totals]))
  const own = sumOf([board.ownTotals])
  return (
    <Sheet
      title={t('children.title')}
      note={<>{word('money.header', { unit: '' })}<MoneyUnitWord /></>}
      aside={<span className={`s mu ${styles.legend}`}>{t('children.legend')}</span>}
    >
      <div className={styles.scroll}>
        <table className={`tb ${styles.table}`}>
          <caption className="hidden">{t('children.title')}</caption>
          <Head />
          <tbody>
            {groups.map((group) => (
              <GroupRows key={group.line} city={board.kind === 'CITY'} group={group} earlier={earlier} mark={mark} done={done} />
            ))}
            {own.amount > 0n && (
              <tr className="group">
                <td>{t('children.own')}</td>
                <Figures sums={own} creditors={board.ownTotals.creditorCount} change={changeOf(board.ownTotals, before?.ownTotals)} />
                <td />
              </tr>
            )}
          </tbody>
          <Total board={board} before={before} done={done} />
        </table>
      </div>
      <p className={`s mu ${styles.note}`}>
        <sup aria-hidden="true">1</sup> {t('children.creditorsNote')}
      </p>
    </Sheet>
  )
}

function Head() {
  const { t } = useTranslation('rollup')
  return (
    <thead>
      <tr>
        <th>{t('children.unit')}</th>
        <th className={`num ${styles.more}`}>{t('children.count')}</th>
        <th className={`num ${styles.more}`}>
          {t('children.creditors')}
          <sup aria-hidden="true">1</sup>
        </th>
        <th className="num">{t('children.outstanding')}</th>
        <th>{t('children.progress')}</th>
        <th className={`num ${styles.more}`}>{t('children.repaid')}</th>
        <th className="num">{t('children.rate')}</th>
        <th className={`num ${styles.more}`}>{t('children.rateUndisputed')}</th>
        <th className={`num ${styles.more}`}>{t('children.change')}</th>
        <th className={styles.more}>{t('children.report')}</th>
      </tr>
    </thead>
  )
}

function changeOf(now: Totals, before: Totals | undefined): bigint | null {
  const earlier = compared(before)
  return earlier === undefined ? null : fenOf(now.outstanding) - fenOf(earlier.outstanding)
}

/** Of several units: null when the earlier figure of one is not known. */
function changesOf(children: Child[], earlier: Map<string, Totals>): bigint | null {
  const changes = children.filter((child) => child.totals.payableCount > 0).map((child) => changeOf(child.totals, earlier.get(child.id)))
  return changes.length > 0 && changes.every((change) => change !== null) ? changes.reduce<bigint>((sum, change) => sum + change!, 0n) : null
}

function GroupRows({ city, group, earlier, mark, done }: { city: boolean; group: Group; earlier: Map<string, Totals> } & Marks) {
  const { t } = useTranslation('rollup')
  const { t: word } = useTranslation('ui')
  const [open, setOpen] = useState(true)
  const reported = done(group.children.map((child) => child.code))
  return (
    <>
      <tr className="group">
        <td>
          <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
            <span className={`tri ${open ? 'open' : ''}`} />
            {word(city ? `cityLine.${group.line}` : `line.${group.line}`)}
            <span className="mu s">{t('children.units', { count: group.children.length })}</span>
          </button>
        </td>
        <Figures sums={group.sums} creditors={null} change={changesOf(group.children, earlier)} />
        <td className={`s ${styles.more}`}>{reported && t('children.reported', reported)}</td>
      </tr>
      {open && group.children.map((child) => <ChildRow key={child.id} child={child} before={earlier.get(child.id)} mark={mark(child.code)} />)}
    </>
  )
}

function ChildRow({ child, before, mark }: { child: Child; before: Totals | undefined; mark: ReactNode }) {
  const { t: word } = useTranslation('ui')
  const link = usePageLink()
  const drill = useDrill()
  const { totals } = child
  const changed = useChanged(totals.journalPosition)
  const empty = totals.payableCount === 0
  return (
    <tr className={changed ? 'washed' : ''} data-unit={child.code}>
      <td className={styles.name}>
        <Link to={link('board', child.code)}>{child.name}</Link>
        {child.status !== 'OPERATING' && <span className="mu s"> {word(`unitStatus.${child.status}`)}</span>}
      </td>
      {empty ? (
        <NoLedger />
      ) : (
        <Figures sums={sumOf([totals])} creditors={totals.creditorCount} change={changeOf(totals, before)} ledger={drill(totals, child.code)} />
      )}
      <td className={styles.more}>{mark}</td>
    </tr>
  )
}

function NoLedger() {
  const { t } = useTranslation('rollup')
  const hidden = <td className={styles.more} />
  return (
    <>
      {hidden}
      {hidden}
      <td className="num mu s">{t('children.noLedger')}</td>
      <td />
      {hidden}
      <td />
      {hidden}
      {hidden}
    </>
  )
}

function Figures({ sums, creditors, change, ledger }: { sums: Sums; creditors: number | null; change: bigint | null; ledger?: string | null }) {
  const { t } = useTranslation('rollup')
  const pair = rates(sums, 1)
  const owed = <Money of={sums.outstanding} />
  return (
    <>
      <td className={`num ${styles.more}`}>
        <Into to={ledger}>{sums.count.toLocaleString('en-US')}</Into>
      </td>
      <td className={`num mu ${styles.more}`}>{creditors?.toLocaleString('en-US')}</td>
      <td className="num b">
        <Into to={ledger} says={t('children.toLedger')}>
          {owed}
        </Into>
      </td>
      <td className={styles.bar}>
        <PaidOwedBar parts={sums} minWidth={60} />
      </td>
      <td className={`num ${styles.more}`}>
        <Money of={sums.repaid} />
      </td>
      <td className="num">{pair.all}</td>
      <td className={`num ${styles.more}`}>{pair.undisputed}</td>
      <td className={`num ${styles.more}`}>{change !== null && <Delta amount={change} dash />}</td>
    </>
  )
}

/** The unit's own totals below its children: the double rule only where they add up. */
function Total({ board, before, done }: { board: BoardUnit; before: Before | null; done: Marks['done'] }) {
  const { t } = useTranslation('rollup')
  const unit = useMoneyUnit()
  const drill = useDrill()
  const sums = sumOf([board.totals])
  const parts = sumOf([...board.children.map((child) => child.totals), board.ownTotals])
  const off = parts.outstanding - sums.outstanding
  const closed = off === 0n && parts.amount === sums.amount && parts.paid === sums.paid && parts.count === sums.count
  const reported = done(board.children.map((child) => child.code))
  return (
    <tfoot>
      <tr className={`sum ${closed ? '' : 'open'}`}>
        <td>
          {t('children.total')}{' '}
          {closed ? (
            <StateWord state="settled">{t('children.balanced')}</StateWord>
          ) : (
            <StateWord state="overdue">{t('children.unbalanced', { amount: showMoney(off, unit) })}</StateWord>
          )}
        </td>
        <Figures sums={sums} creditors={board.totals.creditorCount} change={changeOf(board.totals, before?.totals)} ledger={drill(board.totals, board.code)} />
        <td className={`s ${styles.more}`}>{reported && t('children.reported', reported)}</td>
      </tr>
    </tfoot>
  )
}
