import type { ReactNode } from 'react'
import styles from './double-rule.module.css'

/** 双线: closes a figure that was proved. `closed` is the proof's outcome; without it there is no rule. */
export function DoubleRule({ closed, children }: { closed: boolean; children: ReactNode }) {
  return <b className={closed ? styles.closed : styles.open}>{children}</b>
}
