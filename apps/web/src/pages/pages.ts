import type { ComponentType } from 'react'
import type { Role } from '../graphql/generated/graphql.ts'
import type { Scale } from '../ui/money.tsx'

/** A page of a unit: /u/<unit>/<path>. `title` is its key in frame:page. */
export type Page = {
  path: string
  title: 'board' | 'ledger' | 'payable' | 'report'
  /** Totals are shown in 万元, rows in 元, until somebody chooses. */
  scale: Scale
  /** The menu folded to 64 px, for grids. */
  folded?: boolean
  load: () => Promise<{ default: ComponentType }>
}

export const PAGES: Page[] = [
  { path: 'board', title: 'board', scale: 'totals', load: () => import('./board.tsx') },
]

/** Paths in the order of each role's menu. The first is where the role starts. */
export const MENUS: Record<Role, string[]> = {
  OFFICE: ['board'],
  CLERK: ['board'],
  FINANCE: ['board'],
  INTAKE: ['board'],
  PROJECTS: ['board'],
  AUDIT: ['board'],
  OBSERVER: ['board'],
  SYSTEM: [],
  SECURITY: [],
  AUDITOR: [],
}
