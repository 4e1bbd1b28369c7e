/** Totals as the API shows them, of now and of any past moment. */
import { type Category, cellOf, outstandingOf } from '@qingqian/rules/cell'
import { type Moment, dayAt } from '@qingqian/rules/day'
import type { Vintage } from '@qingqian/rules/policy'
import type { UnitKind } from '@qingqian/rules/unit'
import DataLoader from 'dataloader'
import { type Context, keptIn } from '../access/context.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Unit } from '../units/tree.ts'
import type { Units } from '../units/units.ts'
import { heldAt } from './held-at.ts'
import type { Node, Rollup } from './rollup.ts'
import { type Sum, addHeld, nothingHeld, nothingSummed, ofKindCell, positionText } from './sum.ts'

export interface TotalsCell {
  debtorKind: UnitKind
  vintage: Vintage
  disputed: boolean
  category: Category
  payableCount: number
  outstandingCount: number
  amount: bigint
  paid: bigint
  extinguished: bigint
  outstanding: bigint
  disputedOutstanding: bigint
}

export type TotalsPart = Omit<TotalsCell, 'debtorKind' | 'category' | 'disputedOutstanding'>

export interface TotalsView {
  unit: Unit
  asOf: Moment
  journalPosition: string
  payableCount: number
  outstandingCount: number
  creditorCount: number
  creditorCountEver: number
  clearedCount: number
  amount: bigint
  paid: bigint
  paidSinceBaseline: bigint
  extinguished: bigint
  outstanding: bigint
  disputedOutstanding: bigint
  excludedOutstanding: bigint
  newToday: bigint
  paidToday: bigint
  cells: TotalsCell[]
  parts: TotalsPart[]
}

/** A sum as the API's Totals. */
export function viewOf(unit: Unit, sum: Sum, asOf: Moment): TotalsView {
  const view: TotalsView = {
    unit, asOf, journalPosition: positionText(sum), payableCount: 0, outstandingCount: 0, creditorCount: sum.creditorCount, creditorCountEver: sum.creditorCountEver, clearedCount: 0,
    amount: 0n, paid: 0n, paidSinceBaseline: sum.paidSinceBaseline, extinguished: 0n, outstanding: 0n, disputedOutstanding: 0n, excludedOutstanding: sum.excluded,
    newToday: sum.newToday, paidToday: sum.paidToday, cells: [], parts: [],
  }
  for (const [key, measures] of [...sum.cells].sort(([a], [b]) => a - b)) {
    const outstanding = outstandingOf(measures)
    view.payableCount += measures.payables
    view.outstandingCount += measures.open
    view.clearedCount += measures.cleared
    view.amount += measures.amount
    view.paid += measures.paid
    view.extinguished += measures.extinguished
    view.outstanding += outstanding
    view.disputedOutstanding += measures.disputed
    if (measures.payables === 0 && measures.amount === 0n && measures.paid === 0n && measures.extinguished === 0n) continue
    const { debtorKind, cell } = ofKindCell(key)
    view.cells.push({
      debtorKind, ...cellOf(cell), payableCount: measures.payables, outstandingCount: measures.open, amount: measures.amount, paid: measures.paid, extinguished: measures.extinguished, outstanding,
      disputedOutstanding: measures.disputed,
    })
  }
  view.parts = partsOf(view.cells)
  return view
}

function partsOf(cells: readonly TotalsCell[]): TotalsPart[] {
  const parts = new Map<number, TotalsPart>()
  for (const { vintage, disputed, payableCount, outstandingCount, amount, paid, extinguished, outstanding } of cells) {
    const place = (disputed ? 2 : 0) + (vintage === 'SINCE_CUTOFF' ? 1 : 0)
    const part = parts.get(place)
    if (!part) {
      parts.set(place, { vintage, disputed, payableCount, outstandingCount, amount, paid, extinguished, outstanding })
      continue
    }
    part.payableCount += payableCount
    part.outstandingCount += outstandingCount
    part.amount += amount
    part.paid += paid
    part.extinguished += extinguished
    part.outstanding += outstanding
  }
  return [...parts].sort(([a], [b]) => a - b).map(([, part]) => part)
}

const VIEWS = new WeakMap<Node, { version: number; view: TotalsView }>()

/** The live totals of a node; made once a version. */
export function liveView(node: Node, now: Moment): TotalsView {
  return { ...keptView(node), asOf: now }
}

/** The same as it was made for this version; its `asOf` says nothing. */
export function keptView(node: Node): TotalsView {
  const kept = VIEWS.get(node)
  if (kept && kept.version === node.version) return kept.view
  const view = viewOf(node.unit, node.sum, 0)
  VIEWS.set(node, { version: node.version, view })
  return view
}

export interface PastMoment {
  asOf: Moment
  knownAt: Moment
}

/** One past moment, for as many units as a request asks of it: one look at the database, then the same sums as live. */
export class Past {
  private readonly loader: DataLoader<Unit, { own: Sum; all: Sum; unit: Unit }, string>
  readonly moment: PastMoment

  constructor(database: Database, units: Units, moment: PastMoment) {
    this.moment = moment
    const on = dayAt(moment.asOf)
    const tree = units.tree.at(on, moment.knownAt)
    const baseline = units.policy(on).baseline
    this.loader = new DataLoader(
      async (asked) => {
        const below = new Map(asked.map((unit) => [unit.code, codesBelow(tree, unit.code)]))
        const codes = [...new Set([...below.values()].flat())]
        const counties = [...new Set(codes.map((code) => units.get(code)!.countyId))]
        const held = await heldAt(database, codes, counties, { asOf: on, knownAt: moment.knownAt, baseline })
        const add = (sum: Sum, code: string): void => addHeld(sum, units.get(code)!.kind, tree.statusOf(code) !== 'SUSPENDED', held.get(code) ?? nothingHeld())
        return asked.map((unit) => {
          const [own, all] = [nothingSummed(), nothingSummed()]
          add(own, unit.code)
          for (const code of below.get(unit.code)!) add(all, code)
          return { unit, own, all }
        })
      },
      { cacheKeyFn: (unit) => unit.code },
    )
  }

  async totals(unit: Unit, which: 'own' | 'all'): Promise<TotalsView> {
    const sums = await this.loader.load(unit)
    return viewOf(unit, sums[which], this.moment.asOf)
  }
}

function codesBelow(tree: { childrenOf(code: string): readonly string[] }, code: string): string[] {
  const codes = [code]
  for (let index = 0; index < codes.length; index++) codes.push(...tree.childrenOf(codes[index]!))
  return codes
}

const PASTS = Symbol('past moments')

/** The past moment for this request; the same question of many units is one look. */
export function pastIn(context: Context, database: Database, units: Units, moment: PastMoment): Past {
  const pasts = keptIn(context, PASTS, () => new Map<string, Past>())
  const key = `${moment.asOf} ${moment.knownAt}`
  return pasts.get(key) ?? pasts.set(key, new Past(database, units, moment)).get(key)!
}

/** The totals of units as the roll-up holds them now, or by SQL should it not contain what it must. */
export class TotalsReader {
  readonly rollup: Rollup
  private readonly database: Database
  private readonly units: Units
  private readonly clock: Clock

  constructor(rollup: Rollup, database: Database, units: Units, clock: Clock) {
    this.rollup = rollup
    this.database = database
    this.units = units
    this.clock = clock
  }

  /** @param must entries that the answer has to contain, by unit (the request's own) */
  async read(context: Context, unit: Unit, which: 'own' | 'all', asked: Partial<PastMoment>, must: ReadonlyMap<string, bigint>): Promise<TotalsView> {
    const now = this.clock.now()
    if (asked.asOf === undefined && asked.knownAt === undefined) {
      const contained = must.size === 0 || (await Promise.all([...must].map(([code, seq]) => this.rollup.contains(code, seq)))).every(Boolean)
      const node = contained ? this.rollup.node(unit.code) : undefined
      if (node) return which === 'all' ? liveView(node, now) : viewOf(unit, this.rollup.own(unit), now)
    }
    return pastIn(context, this.database, this.units, { asOf: asked.asOf ?? now, knownAt: asked.knownAt ?? now }).totals(unit, which)
  }

  /** 属地: all that stands in a township or zone, whoever it belongs to; null for units that are no place. */
  territory(unit: Unit): TotalsView | null {
    const standing = [...this.units.tree.all()].filter((each) => each.locatedIn === unit.code)
    return standing.length === 0 ? null : viewOf(unit, this.rollup.together(standing), this.clock.now())
  }
}

