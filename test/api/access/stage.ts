/** One API process's access and onboarding on a fresh database with the tree of Jincheng, asked through GraphQL. */
import '../../../apps/api/node_modules/reflect-metadata/Reflect.js'
import { randomUUID } from 'node:crypto'
import type { Role } from '@qingqian/rules/permission'
import { NOTICE_2022 } from '@qingqian/rules/policy'
import pg from 'pg'
import { AuditTrailResolver } from '../../../apps/api/src/access/audit-trail.ts'
import type { Caller } from '../../../apps/api/src/access/caller.ts'
import type { Context } from '../../../apps/api/src/access/context.ts'
import { accessEntities } from '../../../apps/api/src/access/entities.ts'
import { NodeFinders, NodeResolver, registerUnits } from '../../../apps/api/src/access/node.ts'
import { Once } from '../../../apps/api/src/access/once.ts'
import { RolesResolver } from '../../../apps/api/src/access/roles.resolver.ts'
import { Accounts } from '../../../apps/api/src/access/roles.ts'
import { DerivedSecrets } from '../../../apps/api/src/access/secrets.ts'
import { Sessions } from '../../../apps/api/src/access/sessions.ts'
import { SignInResolver } from '../../../apps/api/src/access/sign-in.resolver.ts'
import { Doorway } from '../../../apps/api/src/access/sign-in.ts'
import { UnitResolver } from '../../../apps/api/src/access/unit.resolver.ts'
import { visitorsOf } from '../../../apps/api/src/access/visitors.ts'
import { type ReadyAccount, openAccounts } from '../../../apps/api/src/onboarding/account-rows.ts'
import { OnboardingResolver } from '../../../apps/api/src/onboarding/onboarding.resolver.ts'
import { openUnitRows } from '../../../apps/api/src/onboarding/unit-rows.ts'
import { Clock } from '../../../apps/api/src/platform/clock.ts'
import { Database, type DatabaseUrls } from '../../../apps/api/src/platform/database.ts'
import { openOrm } from '../../../apps/api/src/platform/orm.ts'
import { RefusalResolver } from '../../../apps/api/src/platform/refusal.type.ts'
import { PolicyRow, UnitPlacementRow, UnitRow, UnitStatusRow } from '../../../apps/api/src/units/entities.ts'
import { Units } from '../../../apps/api/src/units/units.ts'
import { freshDatabase } from '../../harness/database.ts'
import { jincheng } from '../../harness/world.ts'
import { graphql } from '../server/packages.ts'

// Installed beside the API, and one for all: the very module its resolvers register themselves with.
const { buildSchemaSync } = (await import('../../../apps/api/node_modules/type-graphql/build/esm/index.js' as string)) as typeof import('../../../apps/api/node_modules/type-graphql/build/typings/index.js')

export const PASSWORD = 'Qinshui-2022'

export interface Answer {
  // A test knows what it asked for; the checker does not, short of generating types for each document.
  data: any
  codes: string[]
  cookies: string[]
}

export interface Asker { token?: string; cookie?: string; ip?: string; language?: string; secure?: boolean }

/** One process. */
export async function openStage(urls: DatabaseUrls) {
  const database = new Database(urls)
  const orm = await openOrm(urls, [UnitRow, UnitPlacementRow, UnitStatusRow, PolicyRow, ...accessEntities])
  const clock = new Clock()
  const units = await Units.open(orm, clock)
  const sessions = new Sessions(database, units, clock)
  const once = new Once(orm, clock)
  const secrets = new DerivedSecrets(urls.access)
  const announced: string[] = []
  const finders = new NodeFinders()
  registerUnits(finders, units)
  const resolvers: object[] = [
    new RefusalResolver(), new SignInResolver(new Doorway(database, units, sessions, clock)), new UnitResolver(units), new NodeResolver(finders), new AuditTrailResolver(database),
    new RolesResolver(new Accounts(orm, units, once, sessions), units),
    new OnboardingResolver({ orm, units, once, clock, secrets, sessions, announce: (what) => announced.push(what) }),
  ]
  const instances = new Map(resolvers.map((resolver) => [resolver.constructor, resolver]))
  const schema = buildSchemaSync({
    resolvers: resolvers.map((resolver) => resolver.constructor) as unknown as [Function], container: { get: (kind) => instances.get(kind) }, validate: false,
  })
  const visitors = visitorsOf(sessions)
  const ask = async (source: string, variables: object = {}, asker: Asker = {}): Promise<Answer> => {
    const cookies: string[] = []
    const contextValue: Context = await visitors.contextOf({
      authorization: asker.token === undefined ? undefined : `Bearer ${asker.token}`, cookie: asker.cookie, acceptLanguage: asker.language, userAgent: undefined,
      requestId: randomUUID(), ip: asker.ip ?? '127.0.0.1', secure: asker.secure ?? false, setCookie: (cookie) => void cookies.push(cookie),
    })
    const { data, errors } = await graphql.graphql({ schema: schema as never, source, variableValues: { ...variables }, contextValue })
    for (const error of errors ?? []) if (!error.extensions.code) throw error.originalError ?? error
    return { data, codes: (errors ?? []).map((error) => String(error.extensions.code)), cookies }
  }
  const signIn = async (account: string, password = PASSWORD, asker: Asker = {}): Promise<string> => {
    const { data } = await ask(SIGN_IN, { account, password }, asker)
    if (!data.signIn.token) throw new Error(`${account}: ${JSON.stringify(data.signIn)}`)
    return data.signIn.token as string
  }
  /** A mutation with one input, answered with its union; a request id is made where none is given. */
  const act = async (token: string, mutation: string, input: object, fields: string): Promise<any> => {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
    const named = mutation === 'closeAccount' || mutation === 'unlockAccount' ? 'AccountInput' : type
    const answer = await ask(`mutation ($input: ${named}!) { ${mutation}(input: $input) { __typename ${fields} ... on Refusal { code message field } } }`, { input: { requestId: randomUUID(), ...input } }, { token })
    if (answer.codes.length > 0) throw new Error(answer.codes.join())
    return answer.data[mutation]
  }
  const close = async (): Promise<void> => {
    sessions.close()
    await orm.close()
    await database.close()
  }
  return { database, orm, clock, units, sessions, secrets, schema, announced, visitors, ask, act, signIn, close }
}

export type Stage = Awaited<ReturnType<typeof openStage>>

export const SIGN_IN = 'mutation ($account: String!, $password: String!, $cookie: Boolean) { signIn(account: $account, password: $password, cookie: $cookie) { __typename ... on Session { token expiresAt viewer { account name role permissions unit { code parent { code } } } } ... on Refusal { code message field } } }'

const ACCOUNTS: [Role, string][] = [
  ['OFFICE', '140500'], ['OFFICE', '140521'], ['CLERK', '140521100'], ['CLERK', '140521-QHSY'], ['FINANCE', '140521-CZJ'], ['AUDIT', '140521-SJJ'],
  ['SYSTEM', '140500'], ['SECURITY', '140500'], ['AUDITOR', '140500'], ['SYSTEM', '140521'], ['SECURITY', '140521'], ['AUDITOR', '140521'],
]

/** A fresh database with the tree and accounts like the demo's, and a process on it. */
export async function openFreshStage() {
  const fresh = await freshDatabase()
  await insertPolicy(fresh.url('access'))
  const loading = await openStage(fresh.urls)
  await openUnitRows(loading.orm, jincheng().map((line) => ({ ...line, openedOn: '2020-01-01' })), 'test', Date.now())
  const accounts: ReadyAccount[] = ACCOUNTS.map(([role, unit]) => ({ id: `${role.toLowerCase()}.${unit}`, name: `${unit} ${role}`, role, unit, password: PASSWORD }))
  await openAccounts(loading.orm, accounts, 'test', Date.now())
  await loading.close()
  const stage = await openStage(fresh.urls)
  return { ...stage, urls: fresh.urls, url: (role: Parameters<typeof fresh.url>[0]) => fresh.url(role), drop: async () => { await stage.close(); await fresh.drop() } }
}

async function insertPolicy(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { id, from, title, cutoff, baseline, deadlineSince, deadlineBefore, dailyDue, dailyFrom } = NOTICE_2022
  await client.query('insert into policy values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [id, from, title, cutoff, baseline, deadlineSince, deadlineBefore, dailyDue, dailyFrom])
  await client.end()
}

export type FreshStage = Awaited<ReturnType<typeof openFreshStage>>
export type { Caller }
