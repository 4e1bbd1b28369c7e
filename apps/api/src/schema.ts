/** The API's schema, built from the resolvers of all parts; packages/schema/schema.graphql is its print. */
import 'reflect-metadata' // before everything that decorates
import { type GraphQLSchema, isAbstractType, isObjectType, lexicographicSortSchema, printSchema } from 'graphql'
import { buildSchemaSync, getMetadataStorage } from 'type-graphql'
import { AuditTrailResolver } from './access/audit-trail.ts'
import { NodeResolver } from './access/node.ts'
import { RolesResolver } from './access/roles.resolver.ts'
import { SignInResolver } from './access/sign-in.resolver.ts'
import { UnitResolver } from './access/unit.resolver.ts'
import { UndoImportResolver } from './importing/undo.resolver.ts'
import { LedgerChangedResolver, LedgerChangeResolver } from './ledger/ledger-changed.resolver.ts'
import { LedgerResolver } from './ledger/ledger.resolver.ts'
import { JournalConnectionResolver, JournalEntryResolver, PayableConnectionResolver, PayableResolver, UnitPayablesResolver } from './ledger/payable.resolver.ts'
import { PayablePaymentsResolver, PaymentResolver } from './ledger/payments.resolver.ts'
import { OnboardingResolver } from './onboarding/onboarding.resolver.ts'
import { RefusalResolver } from './platform/refusal.type.ts'
import { DailyBoardChangedResolver, DailyBoardResolver, UnitDailyBoardResolver } from './reporting/daily-board.resolver.ts'
import { DailyReportResolver, DailyReportVersionResolver, UnitDailyReportsResolver } from './reporting/daily-report.resolver.ts'
import { UnitSeriesResolver } from './rollup/series.resolver.ts'
import { TotalsChangedResolver, UnitTotalsResolver } from './rollup/totals.resolver.ts'
import { CampaignResolver } from './units/campaign.resolver.ts'

type ResolverClass = abstract new (...parts: never[]) => object

/** Every resolver of the API. */
export const RESOLVERS: readonly ResolverClass[] = [
  RefusalResolver, NodeResolver, SignInResolver, RolesResolver, AuditTrailResolver, UnitResolver,
  LedgerResolver, UnitPayablesResolver, PayableConnectionResolver, PayableResolver, PayablePaymentsResolver, PaymentResolver, JournalConnectionResolver, JournalEntryResolver, LedgerChangedResolver, LedgerChangeResolver,
  UnitTotalsResolver, UnitSeriesResolver, TotalsChangedResolver, CampaignResolver, UnitDailyBoardResolver, DailyBoardResolver, DailyBoardChangedResolver, UnitDailyReportsResolver, DailyReportResolver, DailyReportVersionResolver,
  UndoImportResolver, OnboardingResolver,
]

/** What resolvers that have no instance (subscriptions' sources) find at info.schema.extensions. */
export type Extensions = Readonly<Record<string, unknown>>

/** The schema over resolvers that hold their parts; throws when one of RESOLVERS is not among them. */
export function buildApiSchema(resolvers: readonly object[], extensions: Extensions = {}): GraphQLSchema {
  const instances = new Map(resolvers.map((resolver) => [resolver.constructor, resolver]))
  const missing = RESOLVERS.filter((resolver) => !instances.has(resolver)).map((resolver) => resolver.name)
  if (missing.length > 0 || instances.size !== RESOLVERS.length) throw new Error(`resolvers and schema.ts differ: ${missing.join(', ') || 'one too many'}`)
  const schema = build((resolver) => instances.get(resolver)!)
  schema.extensions = extensions
  return schema
}

/** The schema's text, sorted: what is checked in, diffed in review, and read by the web client. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(build(() => ({}))))}\n`
}

function build(instanceOf: (resolver: ResolverClass) => object): GraphQLSchema {
  leavePropertiesAlone()
  const schema = buildSchemaSync({
    resolvers: [...RESOLVERS] as unknown as [() => void],
    container: { get: (resolver) => instanceOf(resolver as unknown as ResolverClass) },
    validate: false,
    // type-graphql asks for one although every subscription here brings its own source
    pubSub: { publish: () => undefined, subscribe: () => { throw new Error('subscriptions bring their own source') } },
  })
  resolveTypesAtOnce(schema)
  callPlainMethods(schema, instanceOf)
  return schema
}

/** A field that only reads a property needs no resolver: graphql reads it itself, and jit writes the reading out. */
function leavePropertiesAlone(): void {
  for (const type of getMetadataStorage().objectTypes) {
    for (const field of type.fields ?? []) {
      const isGuarded = (field.roles?.length ?? 0) > 0 || (field.middlewares?.length ?? 0) > 0
      field.simple ??= !isGuarded && field.name === field.schemaName
    }
    type.simpleResolvers ??= true
  }
}

/** type-graphql wraps resolveType in a promise, which costs a turn of the loop an object, and which jit does not await. */
function resolveTypesAtOnce(schema: GraphQLSchema): void {
  const { unions, interfaceTypes } = getMetadataStorage()
  for (const { name, resolveType } of [...unions, ...interfaceTypes]) {
    const type = schema.getType(name)
    if (type && isAbstractType(type) && resolveType) type.resolveType = (...asked) => resolveType(...asked) as string | undefined
  }
}

/**
 * A field resolver that takes only its object, the context and the info is called as the method it is: type-graphql would make
 * a list of parameters, sorted anew, for each object of a page. Guarded ones, and those with arguments to convert, stay as they are.
 */
function callPlainMethods(schema: GraphQLSchema, instanceOf: (resolver: ResolverClass) => object): void {
  for (const { kind, target, methodName, schemaName, getObjectType, params, roles, middlewares } of getMetadataStorage().fieldResolvers) {
    if (kind !== 'external' || (roles?.length ?? 0) > 0 || (middlewares?.length ?? 0) > 0) continue
    const places = [...(params ?? [])].sort((a, b) => a.index - b.index).map((param) => (param.kind === 'root' || param.kind === 'context') && param.propertyName === undefined ? param.kind : param.kind === 'info' ? 'info' : null)
    if (places.includes(null)) continue
    const typeName = getMetadataStorage().objectTypes.find((type) => type.target === getObjectType!())?.name
    const type = typeName === undefined ? undefined : schema.getType(typeName)
    if (!isObjectType(type)) continue
    const field = type.getFields()[schemaName]
    if (!field) continue
    const instance = instanceOf(target as ResolverClass) as Record<string, (...args: unknown[]) => unknown>
    const [first, second, third] = places
    field.resolve = (root: unknown, _args, context: unknown, info) => {
      const pick = (place: string | null | undefined): unknown => (place === 'root' ? root : place === 'context' ? context : info)
      return third !== undefined ? instance[methodName]!(pick(first), pick(second), pick(third)) : second !== undefined ? instance[methodName]!(pick(first), pick(second)) : instance[methodName]!(pick(first))
    }
  }
}
