import { useSyncExternalStore } from 'react'

/** Is somebody signed in, as far as the server's answers told? */
export type SessionState = 'unknown' | 'in' | 'out'

let state: SessionState = 'unknown'
const listeners = new Set<() => void>()

export function setSession(next: SessionState): void {
  if (state === next) return
  state = next
  for (const listener of listeners) listener()
}

export function useSessionState(): SessionState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}
