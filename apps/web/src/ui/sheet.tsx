import type { ReactNode } from 'react'
import styles from './sheet.module.css'

/** A white sheet with a hairline. `title` makes its head; `aside` stands at the head's right. */
export function Sheet({ title, note, aside, children, className }: { title?: ReactNode; note?: ReactNode; aside?: ReactNode; children: ReactNode; className?: string }) {
  return (
    <section className={`${styles.sheet} ${className ?? ''}`}>
      {title !== undefined && (
        <div className={styles.head}>
          <h2>{title}</h2>
          {note !== undefined && <span className="mu s">{note}</span>}
          <span className="sp" />
          {aside}
        </div>
      )}
      {children}
    </section>
  )
}
