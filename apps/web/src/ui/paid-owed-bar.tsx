import { useTranslation } from 'react-i18next'
import { fenOf, type Fen } from '@qingqian/rules/money'
import { share } from './share.ts'
import styles from './paid-owed-bar.module.css'

/** What a bar shows: filled is paid, grey is written off, hollow is owed, hatched is owed in dispute. */
export type Parts = { paid: string | Fen; extinguished: string | Fen; outstanding: string | Fen; disputed: string | Fen }

const fen = (amount: string | Fen) => (typeof amount === 'bigint' ? amount : fenOf(amount))

/** The hatch, defined once for the page; bars point at it. */
export function Hatch() {
  return (
    <svg width="0" height="0" className={styles.defs} aria-hidden="true">
      <defs>
        <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" fill="var(--disputed-bg)" />
          <rect width="2" height="5" fill="var(--disputed)" />
        </pattern>
      </defs>
    </svg>
  )
}

/** 实还空欠: the one bar of the product, from county to a single payable. */
export function PaidOwedBar({ parts, height = 10, minWidth = 124 }: { parts: Parts; height?: number; minWidth?: number }) {
  const { t } = useTranslation('ui')
  const whole = fen(parts.paid) + fen(parts.extinguished) + fen(parts.outstanding)
  const paid = share(fen(parts.paid), whole)
  const gone = share(fen(parts.extinguished), whole)
  const disputed = share(fen(parts.disputed), whole)
  return (
    <svg
      className={styles.bar}
      style={{ height, minWidth }}
      role="img"
      aria-label={t('bar.says', { paid: paid.toFixed(1), owed: share(fen(parts.outstanding), whole).toFixed(1), disputed: disputed.toFixed(1) })}
    >
      <rect className={styles.part} height="100%" style={{ width: `${paid}%` }} fill="var(--fill)" />
      <rect className={styles.part} height="100%" style={{ x: `${paid}%`, width: `${gone}%` }} fill="var(--rule2)" />
      <rect className={styles.part} height="100%" style={{ x: `${100 - disputed}%`, width: `${disputed}%` }} fill="url(#hatch)" />
    </svg>
  )
}
