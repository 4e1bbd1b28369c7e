import { useSyncExternalStore } from 'react'

const query = matchMedia('(max-width: 640px)')

/** A phone's width. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => query.matches,
  )
}
