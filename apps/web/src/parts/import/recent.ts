/** Imports made from this browser, newest first: the way back to a receipt, and to undoing it. */
export type Recent = { id: string; account: string; unit: string; file: string; at: number; count: number }

const KEY = 'qingqian.import.recent'
const KEPT = 20

export function recentImports(account: string, unit: string): Recent[] {
  return all().filter((each) => each.account === account && each.unit === unit).slice(0, 5)
}

export function recentImport(id: string): Recent | undefined {
  return all().find((each) => each.id === id)
}

function all(): Recent[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as Recent[]
  } catch {
    return []
  }
}

export function keepRecent(made: Recent): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([made, ...all().filter((each) => each.id !== made.id)].slice(0, KEPT)))
  } catch {
    // The receipt on the screen still has the number.
  }
}
