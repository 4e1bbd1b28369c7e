import type { ReactNode } from 'react'
import { Link } from 'react-router'
import styles from './into.module.css'

/** A figure that opens the rows behind it; plain where there are none. */
export function Into({ to, says, children }: { to: string | null | undefined; says?: string; children: ReactNode }) {
  return to ? (
    <Link to={to} className={styles.into} title={says}>
      {children}
    </Link>
  ) : (
    <>{children}</>
  )
}
