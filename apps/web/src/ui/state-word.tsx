import type { ReactNode } from 'react'
import styles from './state-word.module.css'

/** Every state is shape + word + colour. */
export type State = 'overdue' | 'settled' | 'disputed' | 'plan' | 'noplan' | 'none' | 'late'

const SHAPES: Record<State, ReactNode> = {
  overdue: <path d="M6 .8 11.6 11H.4z M5.4 4.4h1.2v3.2H5.4z M5.4 8.5h1.2v1.2H5.4z" fill="currentColor" fillRule="evenodd" />,
  settled: (
    <>
      <circle cx="6" cy="6" r="5.6" fill="currentColor" />
      <path d="m3.4 6.2 1.8 1.8 3.4-3.9" fill="none" stroke="var(--sheet)" strokeWidth="1.4" />
    </>
  ),
  disputed: <path d="M1 4.2h10M1 7.8h10M8.6 1 3.4 11" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  plan: <path d="M2 11.5V.8h7.6L7.8 3.6l1.8 2.8H2" fill="none" stroke="currentColor" strokeWidth="1.4" />,
  noplan: <path d="M1.2 5.4h1.6v1.4H1.2z M5.2 5.4h1.6v1.4H5.2z M9.2 5.4h1.6v1.4H9.2z" fill="currentColor" />,
  none: <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.4" />,
  late: (
    <>
      <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M6 3v3.2l2 1.4" fill="none" stroke="currentColor" strokeWidth="1.4" />
    </>
  ),
}

export function StateShape({ state }: { state: State }) {
  return (
    <svg className={styles.shape} width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      {SHAPES[state]}
    </svg>
  )
}

export function StateWord({ state, children }: { state: State; children: ReactNode }) {
  return (
    <span className={`${styles.word} ${styles[state]}`}>
      <StateShape state={state} />
      {children}
    </span>
  )
}
