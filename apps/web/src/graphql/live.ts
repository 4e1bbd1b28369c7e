import { useSyncExternalStore } from 'react'
import { serverNow } from './clock.ts'

/** Whether changes reach us, and when something last came. */
export type Live = { state: 'connecting' | 'live' | 'offline'; lastUpdate: number | null }

let live: Live = { state: 'connecting', lastUpdate: null }
const listeners = new Set<() => void>()

export function setLive(state: Live['state']): void {
  if (live.state === state) return
  live = { ...live, state, lastUpdate: state === 'live' ? serverNow() : live.lastUpdate }
  for (const listener of listeners) listener()
}

/** Something came over the socket: the screen is of this moment. */
export function heard(): void {
  live = { ...live, lastUpdate: serverNow() }
}

export function useLive(): Live {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => live,
  )
}
