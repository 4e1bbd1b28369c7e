import { daysBetween } from '@qingqian/rules/day'
import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql'
import { may, sees } from '../access/caller.ts'
import { type Context, signedIn } from '../access/context.ts'
import { JournalEntryType } from '../ledger/payable.type.ts'
import { ENTRY_COLUMNS, type EntryRow, entryRow } from '../ledger/rows.ts'
import type { Database } from '../platform/database.ts'
import { badInput, forbidden } from '../platform/failure.ts'
import { DateScalar, MoneyScalar } from '../platform/scalars.ts'
import { subtree } from '@qingqian/rules/unit'
import type { Unit } from '../units/tree.ts'
import { UnitType } from '../units/unit.type.ts'
import type { Units } from '../units/units.ts'
import { LONGEST_SERIES, type TotalsPoint, totalsSeries } from './series.ts'

@ObjectType('TotalsPoint', { description: 'The state at the end of a day, on the effective clock as now known.' })
export class TotalsPointType {
  @Field(() => DateScalar)
  day!: string

  @Field(() => MoneyScalar)
  outstanding!: bigint

  @Field(() => MoneyScalar, { description: 'Paid, without what was paid before the ledger began.' })
  paid!: bigint

  @Field(() => MoneyScalar, { description: 'Undisputed and formed since the cut-off: what the first deadline is about.' })
  undisputedSince!: bigint

  @Field(() => MoneyScalar, { description: 'Undisputed and formed before the cut-off: what the second deadline is about.' })
  undisputedBefore!: bigint
}

@Resolver(() => UnitType)
export class UnitSeriesResolver {
  private readonly database: Database
  private readonly units: Units

  constructor(database: Database, units: Units) {
    this.database = database
    this.units = units
  }

  @FieldResolver(() => [TotalsPointType], { description: 'One point a day, at most 400; for burn-downs.' })
  async totalsSeries(@Root() unit: Unit, @Arg('from', () => DateScalar) from: string, @Arg('to', () => DateScalar) to: string, @Ctx() context: Context): Promise<TotalsPoint[]> {
    const caller = signedIn(context)
    if (!may(caller, 'TOTALS') || !sees(caller, unit)) throw forbidden()
    const days = daysBetween(from, to)
    if (days < 0 || days >= LONGEST_SERIES) throw badInput(`from and to span at most ${LONGEST_SERIES} days, from first.`)
    return totalsSeries(this.database, this.units, unit, from, to)
  }

  @FieldResolver(() => [JournalEntryType], { description: 'The payments recorded last in the subtree, newest first; at most 50. Reversed ones are left out.' })
  async lastPayments(@Root() unit: Unit, @Arg('first', () => Int) first: number, @Ctx() context: Context): Promise<EntryRow[]> {
    const caller = signedIn(context)
    if (!may(caller, 'LEDGER') || !sees(caller, unit)) throw forbidden()
    if (first < 1 || first > 50) throw badInput('first goes from 1 to 50.')
    const { from, to } = subtree(unit.path)
    const counties = [...new Set(this.units.tree.subtree(unit).map((each) => each.countyId))]
    const [rows] = await this.database.read(caller.scopeText, {
      sql: `select ${ENTRY_COLUMNS} from journal_entry e where e.county_id = any($1) and e.path >= $2 and e.path < $3 and e.kind = 'PAYMENT'
        and not exists (select 1 from journal_entry r where r.county_id = e.county_id and r.reverses = e.id) order by e.recorded_at desc, e.id desc limit $4`,
      values: [counties, from, to, first],
    })
    return rows!.map(entryRow)
  }
}
