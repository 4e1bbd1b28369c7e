import type { ReportingLine } from '@qingqian/rules/unit'
import { Arg, Ctx, Extensions, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { globalId } from '../platform/global-id.ts'
import { limitError } from '../platform/graphql-errors.ts'
import { LIMITS } from '../platform/graphql-limits.ts'
import type { Unit } from '../units/tree.ts'
import { ReportingLineWord, UnitType } from '../units/unit.type.ts'
import type { Units } from '../units/units.ts'
import { sees } from './caller.ts'
import { type Context, keptIn, signedIn } from './context.ts'

/** Units as their callers see them: what lies outside their reach does not exist. */
@Resolver(() => UnitType)
export class UnitResolver {
  private readonly units: Units

  constructor(units: Units) {
    this.units = units
  }

  @Query(() => UnitType, { nullable: true })
  unit(@Arg('code', () => String) code: string, @Ctx() context: Context): Unit | null {
    return seen(this.units.get(code), context)
  }

  @FieldResolver(() => ID)
  id(@Root() unit: Unit): string {
    return globalId('U', unit.countyId, unit.code)
  }

  @FieldResolver(() => ReportingLineWord, { nullable: true })
  reportingLine(@Root() unit: Unit): ReportingLine | null {
    return unit.line
  }

  @FieldResolver(() => UnitType, { nullable: true, description: 'The township or zone it stands in (属地), whoever it belongs to.' })
  locatedIn(@Root() unit: Unit, @Ctx() context: Context): Unit | null {
    return seen(unit.locatedIn ? this.units.get(unit.locatedIn) : undefined, context)
  }

  @FieldResolver(() => UnitType, { nullable: true })
  parent(@Root() unit: Unit, @Ctx() context: Context): Unit | null {
    return seen(unit.parent, context)
  }

  @Extensions({ size: 40, nested: 3 })
  @FieldResolver(() => [UnitType], { description: 'In official order (建制序).' })
  children(@Root() unit: Unit, @Ctx() context: Context): readonly Unit[] {
    const caller = signedIn(context)
    countUnits(context, unit.children.length)
    return unit.children.every((child) => sees(caller, child)) ? unit.children : unit.children.filter((child) => sees(caller, child))
  }
}

const SHOWN = Symbol('units shown')

/** The estimate of a query's cost takes trees to be as they mostly are; this is what they turn out to be. */
function countUnits(context: Context, more: number): void {
  const shown = keptIn(context, SHOWN, () => ({ units: 0 }))
  shown.units += more
  if (shown.units > LIMITS.nodes) throw limitError('COST_LIMIT', `This reaches more than ${LIMITS.nodes} units; ask for a part of the tree at a time.`)
}

function seen(unit: Unit | null | undefined, context: Context): Unit | null {
  const caller = signedIn(context)
  return unit && sees(caller, unit) ? unit : null
}
