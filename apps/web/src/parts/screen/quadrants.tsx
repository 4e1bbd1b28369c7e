import { useTranslation } from 'react-i18next'
import { fenOf, type Fen } from '@qingqian/rules/money'
import { useShow } from '../../ui/money.tsx'
import type { ScreenUnit } from './screen-data.ts'
import styles from './lists.module.css'

const VINTAGES = ['SINCE_CUTOFF', 'BEFORE_CUTOFF'] as const

/** The four parts that the deadlines are about: before and since the cut-off, undisputed and in dispute. */
export function Quadrants({ totals }: { totals: ScreenUnit['totals'] }) {
  const { t } = useTranslation('screen')
  const { t: word } = useTranslation('ui')
  const show = useShow()
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>{t('parts.title')}</h2>
      <table className={styles.parts}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('parts.undisputed')}</th>
            <th scope="col">{t('parts.disputed')}</th>
          </tr>
        </thead>
        <tbody>
          {VINTAGES.map((vintage) => {
            const cells = totals.cells.filter((cell) => cell.vintage === vintage)
            const disputed = cells.reduce<Fen>((sum, cell) => sum + fenOf(cell.disputedOutstanding), 0n)
            const whole = cells.reduce<Fen>((sum, cell) => sum + fenOf(cell.outstanding), 0n)
            return (
              <tr key={vintage}>
                <th scope="row">{word(`vintage.${vintage}`)}</th>
                <td>{show(whole - disputed)}</td>
                <td className={styles.disputed}>{show(disputed)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
