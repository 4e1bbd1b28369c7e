/** What an auditor reads: the trail of their own subtree, newest first. */
import type { Moment } from '@qingqian/rules/day'
import { tidy } from '@qingqian/rules/text'
import { subtree } from '@qingqian/rules/unit'
import { Arg, Args, Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql'
import type { Database } from '../platform/database.ts'
import { badInput, forbidden } from '../platform/failure.ts'
import { UUID } from '../platform/global-id.ts'
import { type Connection, PageArgs, PageInfoType, connectionOf, cursorOf, pageOf } from '../platform/paging.ts'
import { DateTimeScalar } from '../platform/scalars.ts'
import { trip } from '../platform/trip.ts'
import { words } from '../units/unit.type.ts'
import { AUDIT_ACTIONS, type AuditAction } from './audit.ts'
import { may } from './caller.ts'
import { type Context, signedIn } from './context.ts'

export const AuditActionWord = words('AuditAction', AUDIT_ACTIONS)

@ObjectType('AuditDetail')
export class AuditDetailType {
  @Field(() => String)
  name!: string

  @Field(() => String)
  value!: string
}

@ObjectType('AuditEvent')
export class AuditEventType {
  @Field(() => ID)
  id!: string

  @Field(() => DateTimeScalar)
  at!: Moment

  @Field(() => String, { description: 'Who did it, or claimed to be it.' })
  account!: string

  @Field(() => AuditActionWord)
  action!: AuditAction

  @Field(() => String)
  subject!: string

  @Field(() => [AuditDetailType])
  detail!: AuditDetailType[]
}

@ObjectType('AuditEventEdge')
export class AuditEventEdgeType {
  @Field(() => String)
  cursor!: string

  @Field(() => AuditEventType)
  node!: AuditEventType
}

@ObjectType('AuditEventConnection')
export class AuditEventConnectionType {
  @Field(() => PageInfoType)
  pageInfo!: PageInfoType

  @Field(() => [AuditEventEdgeType])
  edges!: AuditEventEdgeType[]

  @Field(() => [AuditEventType])
  nodes!: AuditEventType[]
}

@Resolver()
export class AuditTrailResolver {
  private readonly database: Database

  constructor(database: Database) {
    this.database = database
  }

  @Query(() => AuditEventConnectionType, { description: 'For AUDITOR: what was done to units, accounts, sessions and keys below, newest first.' })
  async auditTrail(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('action', () => AuditActionWord, { nullable: true }) action: AuditAction | null,
    @Arg('account', () => String, { nullable: true }) account: string | null,
    @Ctx() context: Context,
  ): Promise<Connection<AuditEventType>> {
    const caller = signedIn(context)
    if (!may(caller, 'TRAIL')) throw forbidden()
    const page = pageOf(args, 2)
    const range = subtree(caller.unit.path)
    // Guesses at names that nobody has belong to no unit: who audits a whole city sees them.
    const everything = caller.unit.parent === null
    const order = page.backward ? 'asc' : 'desc'
    const rows = await this.database.onClient(this.database.access, (client) => trip(client, [{
      sql: `select e.id, e.at, e.account_id as account, e.action, e.subject, e.detail from audit_event e left join unit u on u.id = e.detail ->> 'unit'
        where (u.path >= $1 and u.path < $2 or $3::boolean and u.id is null) and ($4::text is null or e.action = $4) and ($5::text is null or e.account_id = $5)
        and ($6::timestamptz is null or (e.at, e.id) < ($6, $7::uuid)) and ($8::timestamptz is null or (e.at, e.id) > ($8, $9::uuid))
        order by e.at ${order}, e.id ${order} limit $10`,
      values: [range.from, range.to, everything, action ?? null, account == null ? null : tidy(account), ...place(page.after), ...place(page.before), page.size + 1],
    }]))
    return connectionOf(rows[0]!.map(eventOf), page, (event) => cursorOf([event.at, event.id]))
  }
}

function place(cursor: readonly string[] | null): [string | null, string | null] {
  if (!cursor) return [null, null]
  const [at, id] = cursor as [string, string]
  if (!/^\d{1,14}$/.test(at) || !UUID.test(id)) throw badInput('That cursor is not one of ours.')
  return [new Date(Number(at)).toISOString(), id]
}

function eventOf(row: Record<string, unknown>): AuditEventType {
  const { id, at, account, action, subject, detail } = row as unknown as Omit<AuditEventType, 'detail'> & { detail: Record<string, string | string[] | null> }
  const shown = Object.entries(detail).filter(([, value]) => value !== null).map(([name, value]) => ({ name, value: Array.isArray(value) ? value.join(' ') : value! }))
  return { id, at, account, action, subject, detail: shown }
}
