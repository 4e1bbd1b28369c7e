import type { ReactNode } from 'react'
import styles from './trouble.module.css'
import { StateShape } from './state-word.tsx'

/** What went wrong, in place and in three parts: what failed, what is safe, what to do. The code stands small. */
export function Trouble({ failed, safe, todo, code, action }: { failed: ReactNode; safe: ReactNode; todo: ReactNode; code?: string; action?: ReactNode }) {
  return (
    <div className={styles.trouble} role="alert">
      <span className={styles.mark}>
        <StateShape state="overdue" />
      </span>
      <div>
        <b>{failed}</b>
        <p>{safe}</p>
        <p>
          {todo} {code && <span className={`mu s ${styles.code}`}>{code}</span>}
        </p>
        {action}
      </div>
    </div>
  )
}
