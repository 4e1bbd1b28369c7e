import { useState } from 'react'

/** A filter with a name, kept in this browser for one account. `query`: what the address carries, without the moment. */
export type SavedView = { name: string; query: string }

const keyOf = (account: string) => `qingqian.ledger.views.${account}`
const MOST = 30

function read(account: string): SavedView[] {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(account)) ?? '[]') as SavedView[]
    return kept.filter(({ name, query }) => typeof name === 'string' && typeof query === 'string').slice(0, MOST)
  } catch {
    return []
  }
}

export function useViews(account: string): { views: SavedView[]; save: (view: SavedView) => void; drop: (name: string) => void } {
  const [views, setViews] = useState(() => read(account))
  function keep(next: SavedView[]) {
    setViews(next)
    try {
      localStorage.setItem(keyOf(account), JSON.stringify(next))
    } catch {
      // A browser that keeps nothing still has them until the page is closed.
    }
  }
  return {
    views,
    save: (view) => keep([...views.filter(({ name }) => name !== view.name), view].slice(-MOST)),
    drop: (name) => keep(views.filter((view) => view.name !== name)),
  }
}
