import { Arg, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql'
import { may, sees } from '../access/caller.ts'
import { type Context, signedIn } from '../access/context.ts'
import type { Database } from '../platform/database.ts'
import { forbidden, notFound } from '../platform/failure.ts'
import { localId } from '../platform/global-id.ts'
import { presentThenChanges } from '../platform/live.ts'
import type { Units } from '../units/units.ts'
import { type LedgerChange, type LedgerLiveParts, LedgerWatch } from './ledger-changed.ts'
import { LedgerChangeType, PayableFilterInput, PayableSumsType } from './payable-list.type.ts'
import { PayableType } from './payable.type.ts'
import { type PayableSums, payablesSums } from './payables.ts'
import { PAYABLE_COLUMNS, type PayableRow, payableRow } from './rows.ts'

@Resolver()
export class LedgerChangedResolver {
  @Subscription(() => LedgerChangeType, {
    description: 'How many entries the ledgers below the unit hold, at once, and after every change the payables that the last entries touched.',
    subscribe: ({ args, context, info }) => {
      const parts = info.schema.extensions.ledgerLive as LedgerLiveParts
      const caller = signedIn(context as Context)
      const unit = parts.units.get((args as { unit: string }).unit)
      if (!unit || !sees(caller, unit)) throw notFound()
      if (!may(caller, 'LEDGER')) throw forbidden()
      const watch = new LedgerWatch(parts, caller, unit)
      return presentThenChanges(parts.changes, parts.topicOf(unit.code), () => watch.look())
    },
  })
  ledgerChanged(@Root() change: LedgerChange, @Arg('unit', () => String) _unit: string): LedgerChange {
    return change
  }

  @Subscription(() => PayableType, {
    description: 'The payable as it is, at once and after every change of its unit\'s ledger.',
    subscribe: async ({ args, context, info }) => {
      const parts = info.schema.extensions.ledgerLive as LedgerLiveParts
      const caller = signedIn(context as Context)
      if (!may(caller, 'LEDGER')) throw forbidden()
      const place = localId((args as { id: string }).id, 'P')
      const read = async (): Promise<PayableRow> => {
        const [rows] = place ? await parts.database.read(caller.scopeText, { sql: `select ${PAYABLE_COLUMNS} from payable p where p.county_id = $1 and p.id = $2::uuid`, values: [place.county, place.local] }) : []
        if (!rows?.[0]) throw notFound()
        return payableRow(rows[0])
      }
      return presentThenChanges(parts.changes, parts.topicOf((await read()).unitId), read)
    },
  })
  payableChanged(@Root() payable: PayableRow, @Arg('id', () => ID) _id: string): PayableRow {
    return payable
  }
}

@Resolver(() => LedgerChangeType)
export class LedgerChangeResolver {
  private readonly database: Database
  private readonly units: Units

  constructor(database: Database, units: Units) {
    this.database = database
    this.units = units
  }

  @FieldResolver(() => PayableSumsType, { description: 'Sums over everything below the unit that the filter matches.' })
  sums(@Root() change: LedgerChange, @Arg('filter', () => PayableFilterInput, { nullable: true }) filter: PayableFilterInput | null, @Ctx() context: Context): Promise<PayableSums> {
    return payablesSums(this.database, this.units, signedIn(context), change.unit, filter ?? {})
  }
}
