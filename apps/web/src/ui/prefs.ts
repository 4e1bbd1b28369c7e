import { useSyncExternalStore } from 'react'
import type { MoneyUnit } from '@qingqian/rules/money'

/** What a person chose for this browser: language, light or dark, large type, the units of money. */
export type Prefs = {
  language: 'zh' | 'en'
  dark: boolean
  large: boolean
  /** 元, 万元 or 亿元 on pages of totals, and on pages of rows. */
  totalsIn: MoneyUnit
  rowsIn: MoneyUnit
}

const KEY = 'qingqian.prefs'
const FIRST: Prefs = { language: 'zh', dark: false, large: false, totalsIn: 'wan', rowsIn: 'yuan' }

let prefs: Prefs = read()
const listeners = new Set<() => void>()

function read(): Prefs {
  try {
    return { ...FIRST, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Prefs>) }
  } catch {
    return FIRST
  }
}

export function currentPrefs(): Prefs {
  return prefs
}

export function setPrefs(change: Partial<Prefs>): void {
  prefs = { ...prefs, ...change }
  try {
    localStorage.setItem(KEY, JSON.stringify(prefs))
  } catch {
    // A browser that keeps nothing still shows the choice until the page is closed.
  }
  applyPrefs()
  for (const listener of listeners) listener()
}

/** Writes the choice on <html>, where the styles read it. */
export function applyPrefs(): void {
  const root = document.documentElement
  root.lang = prefs.language === 'zh' ? 'zh-CN' : 'en'
  root.dataset.theme = prefs.dark ? 'dark' : 'light'
  root.dataset.type = prefs.large ? 'large' : 'normal'
}

export function usePrefs(): Prefs {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, currentPrefs)
}
