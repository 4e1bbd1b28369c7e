import { statusOf, isDisputed, type PayableStatus } from '@qingqian/rules/payable'
import { dueOn } from '@qingqian/rules/policy'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql'
import { may, sees } from '../access/caller.ts'
import { type Context, signedIn } from '../access/context.ts'
import type { Database } from '../platform/database.ts'
import { badInput, forbidden } from '../platform/failure.ts'
import { globalId, localId } from '../platform/global-id.ts'
import { fieldsBelow } from '../platform/selection.ts'
import { type Connection, PageArgs, connectionOf, cursorOf, pageOf } from '../platform/paging.ts'
import { DateScalar, MoneyScalar } from '../platform/scalars.ts'
import type { Unit } from '../units/tree.ts'
import { UnitType } from '../units/unit.type.ts'
import type { Units } from '../units/units.ts'
import { entryBytes } from './canonical.ts'
import { type LedgerLiveParts, entryCount } from './ledger-changed.ts'
import { findEntry, findHashBefore, findPayable } from './find.ts'
import { paymentsAsked } from './payments.ts'
import { type PayableSums, payablesPage, payablesSums } from './payables.ts'
import { JournalConnectionType, PayableConnectionType, PayableFilterInput, PayableOrderInput, PayableSumsType } from './payable-list.type.ts'
import { CreditorType, DisputeChannelWord, JournalEntryType, PayableStatusWord, PayableType, PaymentMethodWord } from './payable.type.ts'
import { ENTRY_COLUMNS, type EntryRow, type PayableRow, entryRow, stateOf } from './rows.ts'

/** Beyond it a list is to be filtered, not jumped in. */
const FARTHEST = 1_000_000

interface PayablesSource extends Connection<PayableRow> {
  entryCount: number
  /** Asked for once, whether for the count, the sums or both. */
  sums: () => Promise<PayableSums>
}

@Resolver(() => UnitType)
export class UnitPayablesResolver {
  private readonly database: Database
  readonly units: Units
  readonly seqOf: LedgerLiveParts['seqOf']

  constructor(database: Database, units: Units, seqOf: LedgerLiveParts['seqOf']) {
    this.database = database
    this.units = units
    this.seqOf = seqOf
  }

  @FieldResolver(() => PayableConnectionType)
  async payables(
    @Root() unit: Unit,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => PayableFilterInput, { nullable: true }) filter: PayableFilterInput | null,
    @Arg('orderBy', () => PayableOrderInput, { nullable: true }) orderBy: PayableOrderInput | null,
    @Arg('skip', () => Int, { nullable: true, description: 'Rows passed over first, for jumping within a long list.' }) skip: number | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PayablesSource> {
    const caller = signedIn(context)
    if (!may(caller, 'LEDGER') || !sees(caller, unit)) throw forbidden()
    const page = pageOf(args, 2)
    if (skip != null && (skip < 0 || skip > FARTHEST)) throw badInput(`skip goes from 0 to ${FARTHEST}.`)
    // Counted before the rows are read: they hold at least these.
    const entries = fieldsBelow(info, [], 'entryCount').length > 0 ? entryCount(this, caller, unit) : 0
    const connection = await payablesPage(this.database, this.units, caller, unit, filter ?? {}, orderBy ?? { field: 'OVERDUE_SINCE', direction: 'ASC' }, page, { skip: skip ?? 0, payments: paymentsAsked(info, [['nodes'], ['edges', 'node']]) })
    let sums: Promise<PayableSums> | undefined
    return { ...connection, entryCount: entries, sums: () => (sums ??= payablesSums(this.database, this.units, caller, unit, filter ?? {})) }
  }
}

@Resolver(() => PayableConnectionType)
export class PayableConnectionResolver {
  @FieldResolver(() => Int)
  async totalCount(@Root() connection: PayablesSource): Promise<number> {
    return (await connection.sums()).count
  }

  @FieldResolver(() => PayableSumsType, { description: 'Sums over everything the filter matches.' })
  sums(@Root() connection: PayablesSource): Promise<PayableSums> {
    return connection.sums()
  }
}

@Resolver(() => PayableType)
export class PayableResolver {
  private readonly database: Database
  private readonly units: Units

  constructor(database: Database, units: Units) {
    this.database = database
    this.units = units
  }

  @Query(() => PayableType, { nullable: true })
  payable(@Arg('id', () => ID) id: string, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<PayableRow | null> | null {
    signedIn(context)
    const place = localId(id, 'P')
    return place && findPayable(this.database, context, { county: place.county, id: place.local }, paymentsAsked(info, [[]]))
  }

  @FieldResolver(() => ID)
  id(@Root() payable: PayableRow): string {
    return globalId('P', payable.countyId, payable.id)
  }

  @FieldResolver(() => UnitType)
  unit(@Root() payable: PayableRow): Unit | undefined {
    return this.units.get(payable.unitId)
  }

  @FieldResolver(() => CreditorType)
  creditor(@Root() payable: PayableRow): CreditorType {
    return { id: globalId('C', payable.countyId, payable.creditorId), name: payable.creditorName, uscc: payable.creditorUscc }
  }

  @FieldResolver(() => MoneyScalar)
  disputedAmount(@Root() payable: PayableRow): bigint {
    return payable.disputed
  }

  @FieldResolver(() => PayableStatusWord)
  status(@Root() payable: PayableRow): PayableStatus {
    return statusOf(stateOf(payable))
  }

  @FieldResolver(() => DateScalar, { nullable: true })
  dueOn(@Root() payable: PayableRow): string | null {
    return dueOn(payable.vintage, isDisputed(stateOf(payable)), this.units.policy())
  }

  @FieldResolver(() => JournalConnectionType)
  async journal(@Root() payable: PayableRow, @Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Connection<EntryRow> & { payable: PayableRow }> {
    const page = pageOf(args, 1)
    const after = page.after?.[0] ?? '0'
    const before = page.before?.[0] ?? '999999999999999999'
    if (!/^\d{1,18}$/.test(after) || !/^\d{1,18}$/.test(before)) return { ...connectionOf<EntryRow>([], page, () => ''), payable }
    const [rows] = await this.database.read(signedIn(context).scopeText, {
      sql: `select ${ENTRY_COLUMNS} from journal_entry e where e.county_id = $1 and e.payable_id = $2 and e.seq > $3 and e.seq < $4 order by e.seq ${page.backward ? 'desc' : 'asc'} limit $5`,
      values: [payable.countyId, payable.id, after, before, page.size + 1],
    })
    return { ...connectionOf(rows!.map(entryRow), page, (entry) => cursorOf([entry.seq])), payable }
  }
}

@Resolver(() => JournalConnectionType)
export class JournalConnectionResolver {
  private readonly database: Database

  constructor(database: Database) {
    this.database = database
  }

  @FieldResolver(() => Int)
  async totalCount(@Root() connection: { payable: PayableRow }, @Ctx() context: Context): Promise<number> {
    const { countyId, id } = connection.payable
    const [rows] = await this.database.read(signedIn(context).scopeText, { sql: 'select count(*)::int as count from journal_entry where county_id = $1 and payable_id = $2', values: [countyId, id] })
    return rows![0]!.count as number
  }
}

@Resolver(() => JournalEntryType)
export class JournalEntryResolver {
  private readonly database: Database

  constructor(database: Database) {
    this.database = database
  }

  @FieldResolver(() => ID)
  id(@Root() entry: EntryRow): string {
    return globalId('E', entry.countyId, entry.id)
  }

  @FieldResolver(() => Int)
  seq(@Root() entry: EntryRow): number {
    return Number(entry.seq)
  }

  @FieldResolver(() => JournalEntryType, { nullable: true })
  reverses(@Root() entry: EntryRow, @Ctx() context: Context): Promise<EntryRow | null> | null {
    return entry.reverses === null ? null : findEntry(this.database, context, { county: entry.countyId, id: entry.reverses })
  }

  @FieldResolver(() => String)
  hash(@Root() entry: EntryRow): string {
    return entry.hash.toString('hex')
  }

  @FieldResolver(() => String)
  previousHash(@Root() entry: EntryRow, @Ctx() context: Context): Promise<string> | string {
    return entry.seq === 1n ? '' : findHashBefore(this.database, context, entry)
  }

  @FieldResolver(() => PayableType)
  payable(@Root() entry: EntryRow & { payable?: PayableRow | null }, @Ctx() context: Context): PayableRow | Promise<PayableRow | null> {
    return entry.payable ?? findPayable(this.database, context, { county: entry.countyId, id: entry.payableId })
  }

  @FieldResolver(() => PaymentMethodWord, { nullable: true })
  method(@Root() entry: EntryRow): string | null {
    return (entry.detail.method as string | undefined) ?? null
  }

  @FieldResolver(() => String, { nullable: true })
  voucherNo(@Root() entry: EntryRow): string | null {
    return (entry.detail.voucherNo as string | null | undefined) ?? null
  }

  @FieldResolver(() => DisputeChannelWord, { nullable: true })
  channel(@Root() entry: EntryRow): string | null {
    return (entry.detail.channel as string | undefined) ?? null
  }

  @FieldResolver(() => String)
  canonical(@Root() entry: EntryRow): string {
    return entryBytes(entry)
  }
}
