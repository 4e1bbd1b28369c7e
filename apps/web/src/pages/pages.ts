import type { ComponentType } from 'react'
import type { Role } from '../graphql/generated/graphql.ts'
import type { Scale } from '../ui/money.tsx'

export type PageTitle = 'board' | 'ledger' | 'payable' | 'register' | 'report' | 'dispatch' | 'history' | 'import' | 'units' | 'users' | 'keys' | 'trail' | 'screen'

/** A page of a unit: /u/<unit>/<path>. `title` is its key in frame:page. */
export type Page = {
  path: string
  title: PageTitle
  /** Totals are shown in 万元, rows in 元, until somebody chooses. */
  scale: Scale
  /** The menu folded to 64 px, for grids. */
  folded?: boolean
  /** The page of the menu it belongs to, if it is not in the menu itself. */
  under?: string
  load: () => Promise<{ default: ComponentType }>
}

export const PAGES: Page[] = [
  { path: 'board', title: 'board', scale: 'totals', load: () => import('./board.tsx') },
  { path: 'ledger', title: 'ledger', scale: 'rows', folded: true, load: () => import('./ledger.tsx') },
  { path: 'payable/:id', title: 'payable', scale: 'rows', under: 'ledger', load: () => import('./payable.tsx') },
  { path: 'register', title: 'register', scale: 'rows', under: 'ledger', load: () => import('./register.tsx') },
  { path: 'report', title: 'report', scale: 'totals', load: () => import('./report.tsx') },
  { path: 'dispatch', title: 'dispatch', scale: 'totals', load: () => import('./dispatch.tsx') },
  { path: 'history', title: 'history', scale: 'totals', load: () => import('./history.tsx') },
  { path: 'import', title: 'import', scale: 'rows', load: () => import('./import.tsx') },
  { path: 'screen', title: 'screen', scale: 'totals', load: () => import('./screen-link.tsx') },
  { path: 'units', title: 'units', scale: 'totals', load: () => import('./units.tsx') },
  { path: 'users', title: 'users', scale: 'totals', load: () => import('./users.tsx') },
  { path: 'keys', title: 'keys', scale: 'totals', load: () => import('./keys.tsx') },
  { path: 'trail', title: 'trail', scale: 'totals', load: () => import('./trail.tsx') },
]

/** Paths in the order of each role's menu. The first is where the role starts. */
export const MENUS: Record<Role, string[]> = {
  OFFICE: ['board', 'screen', 'dispatch', 'ledger', 'import'],
  CLERK: ['report', 'history', 'ledger', 'import', 'board'],
  FINANCE: ['board', 'dispatch', 'ledger', 'import'],
  INTAKE: ['board', 'ledger'],
  PROJECTS: ['board', 'ledger'],
  AUDIT: ['board', 'dispatch', 'ledger'],
  OBSERVER: ['board', 'ledger'],
  SYSTEM: ['units', 'users'],
  SECURITY: ['users', 'keys'],
  AUDITOR: ['trail'],
}
