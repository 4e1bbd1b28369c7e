import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { UnitDetailFragment } from '../../graphql/generated/graphql.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { usePageLink } from './address.ts'
import styles from './unit-detail.module.css'

/** What is known of a unit, and the units directly below it. */
export function UnitDetail({ unit, acts, children }: { unit: UnitDetailFragment; acts: ReactNode; children: ReactNode }) {
  const { t } = useTranslation('administration')
  const { t: word } = useTranslation('ui')
  return (
    <>
      <Sheet title={unit.name} note={<span className={styles.code}>{unit.code}</span>} aside={acts}>
        <dl className={styles.facts}>
          <Fact term={t('units.kind')}>{word(`unitKind.${unit.kind}`)}</Fact>
          {unit.reportingLine && <Fact term={t('units.line')}>{word(`line.${unit.reportingLine}`)}</Fact>}
          <Fact term={t('units.status')}>{word(`unitStatus.${unit.status}`)}</Fact>
          {unit.parent && <Fact term={t('units.parent')}>{unit.parent.name}</Fact>}
          {unit.locatedIn && unit.locatedIn.code !== unit.code && <Fact term={t('units.located')}>{unit.locatedIn.name}</Fact>}
        </dl>
      </Sheet>
      {children}
      <Below unit={unit} />
    </>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Below({ unit }: { unit: UnitDetailFragment }) {
  const { t } = useTranslation('administration')
  const { t: word } = useTranslation('ui')
  const link = usePageLink()
  return (
    <Sheet title={t('units.children')} note={t('units.note', { count: unit.children.length })}>
      {unit.children.length === 0 ? (
        <p className={`mu ${styles.none}`}>{t('units.noChildren')}</p>
      ) : (
        <div className={styles.scroll} role="region" aria-label={t('units.children')} tabIndex={0}>
          <table className="tb">
            <thead>
              <tr>
                <th>{t('choose')}</th>
                <th>{t('units.code')}</th>
                <th>{t('units.kind')}</th>
                <th>{t('units.line')}</th>
                <th>{t('units.status')}</th>
              </tr>
            </thead>
            <tbody>
              {unit.children.map((child) => (
                <tr key={child.id}>
                  <td>
                    <Link to={link('units', child.code)}>{child.name}</Link>
                  </td>
                  <td>{child.code}</td>
                  <td>{word(`unitKind.${child.kind}`)}</td>
                  <td>{child.reportingLine && word(`line.${child.reportingLine}`)}</td>
                  <td className={child.status === 'OPERATING' ? 'mu' : 'up'}>{word(`unitStatus.${child.status}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Sheet>
  )
}
