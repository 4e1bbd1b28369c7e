import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { answersForLines, lineUnder } from '@qingqian/rules/unit'
import type { UnitDetailFragment, UnitNameFragment } from '../../graphql/generated/graphql.ts'
import { StateWord } from '../../ui/state-word.tsx'
import type { Placed } from './unit-tree.ts'
import styles from './move-preview.module.css'

/** What a move does to the tree and to totals: the lowest unit above both places keeps its totals, and so does all above it. */
export function MovePreview({ unit, to, rows }: { unit: UnitDetailFragment; to: string; rows: Placed[] }) {
  const { t } = useTranslation('administration')
  const { t: word } = useTranslation('ui')
  const here = rows.find((row) => row.unit.code === unit.code)
  const there = rows.find((row) => row.unit.code === to)
  if (here === undefined || there === undefined) return null
  const from = here.above
  const into = [...there.above, there.unit]
  const common = from.reduce<UnitNameFragment | null>((lowest, each) => (into.some(({ code }) => code === each.code) ? each : lowest), null)
  const outside = (chain: UnitNameFragment[]) => chain.filter((each) => !(common && [...rows.find((row) => row.unit.code === common.code)!.above, common].some(({ code }) => code === each.code)))
  const moved = rows.filter((row) => row.unit.code === unit.code || row.above.some((each) => each.code === unit.code)).length
  const chosen = unit.parent && answersForLines(unit.parent.kind) ? (unit.reportingLine ?? null) : null
  const line = lineUnder({ kind: there.unit.kind, line: there.unit.reportingLine ?? null }, unit.kind, chosen)
  const lineWord = (each: typeof line) => (each === null ? t('units.preview.none') : word(`line.${each}`))
  const names = (chain: UnitNameFragment[]) => chain.map((each) => each.name).join(' / ')
  return (
    <div className={styles.preview} role="status">
      <b>{t('units.preview.title')}</b>
      <dl>
        <Row term={t('units.preview.from')}>{`${names(from)} / ${unit.name}`}</Row>
        <Row term={t('units.preview.to')}>
          <b>{`${names(into)} / ${unit.name}`}</b>
        </Row>
        {line !== (unit.reportingLine ?? null) && <Row term={t('units.preview.line')}>{t('units.preview.lineChange', { from: lineWord(unit.reportingLine ?? null), to: lineWord(line) })}</Row>}
        {outside(from).length > 0 && <Row term={t('units.preview.lose')}>{names(outside(from))}</Row>}
        {outside(into).length > 0 && <Row term={t('units.preview.gain')}>{names(outside(into))}</Row>}
        {common && (
          <Row term={t('units.preview.same')}>
            <StateWord state="settled">{t('units.preview.sameNote', { unit: common.name })}</StateWord>
          </Row>
        )}
      </dl>
      <p className="s">{t('units.preview.count', { count: moved })}</p>
      <p className="mu s">{`${t('units.preview.past')}${t('units.preview.accounts')}`}</p>
    </div>
  )
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
