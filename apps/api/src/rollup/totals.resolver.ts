import { Arg, Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql'
import { may, sees } from '../access/caller.ts'
import { type Context, signedIn } from '../access/context.ts'
import { ownEntries } from '../ledger/ledger.resolver.ts'
import { forbidden, notFound } from '../platform/failure.ts'
import type { Clock } from '../platform/clock.ts'
import { type Changes, presentThenChanges } from '../platform/live.ts'
import { DateTimeScalar } from '../platform/scalars.ts'
import type { Unit } from '../units/tree.ts'
import { UnitType } from '../units/unit.type.ts'
import type { Units } from '../units/units.ts'
import { type TotalsReader, type TotalsView, liveView } from './totals.ts'
import { TotalsType } from './totals.type.ts'

@Resolver(() => UnitType)
export class UnitTotalsResolver {
  private readonly reader: TotalsReader

  constructor(reader: TotalsReader) {
    this.reader = reader
  }

  @FieldResolver(() => TotalsType, { description: 'The whole subtree. asOf: what was true then; knownAt: what had been recorded then. Both default to now; the tree is that of asOf.' })
  totals(
    @Root() unit: Unit,
    @Arg('asOf', () => DateTimeScalar, { nullable: true }) asOf: number | null,
    @Arg('knownAt', () => DateTimeScalar, { nullable: true }) knownAt: number | null,
    @Ctx() context: Context,
  ): Promise<TotalsView> {
    return this.read(context, unit, 'all', asOf, knownAt)
  }

  @FieldResolver(() => TotalsType, { description: 'What this unit itself owes. The sum of ownTotals over a subtree is its totals.' })
  ownTotals(
    @Root() unit: Unit,
    @Arg('asOf', () => DateTimeScalar, { nullable: true }) asOf: number | null,
    @Arg('knownAt', () => DateTimeScalar, { nullable: true }) knownAt: number | null,
    @Ctx() context: Context,
  ): Promise<TotalsView> {
    return this.read(context, unit, 'own', asOf, knownAt)
  }

  @FieldResolver(() => TotalsType, { nullable: true, description: '属地: all that stands in this township or zone, whoever it belongs to. A view: it never adds up with totals of other units.' })
  territoryTotals(@Root() unit: Unit, @Ctx() context: Context): TotalsView | null {
    this.authorise(context, unit)
    return this.reader.territory(unit)
  }

  private read(context: Context, unit: Unit, which: 'own' | 'all', asOf: number | null, knownAt: number | null): Promise<TotalsView> {
    this.authorise(context, unit)
    return this.reader.read(context, unit, which, { ...(asOf == null ? {} : { asOf }), ...(knownAt == null ? {} : { knownAt }) }, ownEntries(context))
  }

  private authorise(context: Context, unit: Unit): void {
    const caller = signedIn(context)
    if (!may(caller, 'TOTALS') || !sees(caller, unit)) throw forbidden()
  }
}

/** The topic of a unit's totals in the hub of changes. */
export const totalsTopic = (code: string): string => `totals ${code}`

/** What subscriptions need: type-graphql calls `subscribe` without an instance, so the schema carries it as an extension. */
export interface LiveParts {
  units: Units
  reader: TotalsReader
  changes: Changes
  clock: Clock
}

@Resolver()
export class TotalsChangedResolver {
  @Subscription(() => TotalsType, {
    description: 'The present state at once, then every change. A reconnect starts with the present state again.',
    subscribe: ({ args, context, info }) => {
      const { units, reader, changes, clock } = info.schema.extensions.live as LiveParts
      const caller = signedIn(context as Context)
      const unit = units.get((args as { unit: string }).unit)
      if (!unit || !sees(caller, unit)) throw notFound()
      if (!may(caller, 'TOTALS')) throw forbidden()
      return presentThenChanges(changes, totalsTopic(unit.code), () => liveView(reader.rollup.node(unit.code)!, clock.now()))
    },
  })
  totals(@Root() view: TotalsView, @Arg('unit', () => String) _unit: string): TotalsView {
    return view
  }
}
