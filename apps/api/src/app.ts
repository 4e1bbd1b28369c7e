/**
 * Everything of one API process, put together in the order of the stairs and taken apart in reverse: main.ts and the tests of
 * the public API open it alike.
 */
import 'reflect-metadata' // before everything that decorates
import { join } from 'node:path'
import { NOTICE_2022 } from '@qingqian/rules/policy'
import type { IpRange } from '@qingqian/rules/ip-range'
import { mountAccessRoutes } from './access/activation-sheet.ts'
import { AuditTrailResolver } from './access/audit-trail.ts'
import { authenticate } from './access/authenticate.ts'
import { accessEntities } from './access/entities.ts'
import { NodeFinders, NodeResolver, registerUnits } from './access/node.ts'
import { Once } from './access/once.ts'
import { RolesResolver } from './access/roles.resolver.ts'
import { Accounts } from './access/roles.ts'
import { DerivedSecrets } from './access/secrets.ts'
import { Sessions } from './access/sessions.ts'
import { SignInResolver } from './access/sign-in.resolver.ts'
import { Doorway } from './access/sign-in.ts'
import { UnitResolver } from './access/unit.resolver.ts'
import { visitorsOf } from './access/visitors.ts'
import { type ExportRoutes, mountExportRoutes } from './exporting/routes.ts'
import { Imports } from './importing/import-run.ts'
import { mountImportRoutes } from './importing/routes.ts'
import { UndoImportResolver } from './importing/undo.resolver.ts'
import { Ledger } from './ledger/append.ts'
import { findCreditor, findEntry, findPayable } from './ledger/find.ts'
import { LedgerChangedResolver, LedgerChangeResolver } from './ledger/ledger-changed.resolver.ts'
import type { LedgerLiveParts } from './ledger/ledger-changed.ts'
import { LedgerResolver } from './ledger/ledger.resolver.ts'
import { JournalConnectionResolver, JournalEntryResolver, PayableConnectionResolver, PayableResolver, UnitPayablesResolver } from './ledger/payable.resolver.ts'
import { PayablePaymentsResolver, PaymentResolver } from './ledger/payments.resolver.ts'
import { OnboardingResolver } from './onboarding/onboarding.resolver.ts'
import { Clock } from './platform/clock.ts'
import { Database, type DatabaseUrls } from './platform/database.ts'
import { globalId } from './platform/global-id.ts'
import { knockOf } from './platform/http-graphql.ts'
import { Changes } from './platform/live.ts'
import type { Log } from './platform/log.ts'
import { Metrics } from './platform/metrics.ts'
import { type MikroORM, openOrm } from './platform/orm.ts'
import { RefusalResolver } from './platform/refusal.type.ts'
import { type RunningServer, type ServerParts, startServer } from './platform/server.ts'
import { type BoardLiveParts, DailyBoardChangedResolver, DailyBoardResolver, UnitDailyBoardResolver } from './reporting/daily-board.resolver.ts'
import { DailyBoards } from './reporting/daily-board.ts'
import { DailyReportResolver, DailyReportVersionResolver, UnitDailyReportsResolver } from './reporting/daily-report.resolver.ts'
import { DailyReports, findDailyReport } from './reporting/daily-report.ts'
import { DayTurns, ReportSignals } from './reporting/report-signals.ts'
import { Signing } from './reporting/sign-report.ts'
import { Rollup } from './rollup/rollup.ts'
import { Tail } from './rollup/tail.ts'
import { TotalsTexts } from './rollup/totals-text.ts'
import { TotalsReader } from './rollup/totals.ts'
import { TotalsChangedResolver, UnitTotalsResolver, totalsTopic } from './rollup/totals.resolver.ts'
import { UnitSeriesResolver } from './rollup/series.resolver.ts'
import { type Extensions, buildApiSchema } from './schema.ts'
import { keepDays } from './jobs.ts'
import { CampaignResolver } from './units/campaign.resolver.ts'
import { PolicyRow, UnitPlacementRow, UnitRow, UnitStatusRow } from './units/entities.ts'
import { Units } from './units/units.ts'

/** What an app is opened with. */
export interface AppOptions {
  readonly urls: DatabaseUrls
  readonly host: string
  /** 0: a free one. */
  readonly port: number
  /** Uploads are kept in it. */
  readonly dataDir: string
  readonly log: Log
  readonly clock?: Clock
  /** The built web client. */
  readonly webRoot?: string | null
  readonly origins?: readonly string[]
  /** Proxies in front of us whose word on address and TLS is believed. */
  readonly proxies?: readonly IpRange[]
  /** CPU, memory and event loop among the metrics: once a process. */
  readonly processMetrics?: boolean
  readonly server?: Pick<ServerParts<object>, 'gate' | 'sockets'>
  /** Runs before the totals are loaded: filling an empty database with the demo city. */
  readonly beforeServing?: (parts: LedgerParts) => Promise<void>
}

/** The parts that write. */
export interface LedgerParts {
  readonly database: Database
  readonly orm: MikroORM
  readonly clock: Clock
  readonly units: Units
  readonly sessions: Sessions
  readonly once: Once
  readonly secrets: DerivedSecrets
  readonly ledger: Ledger
  readonly imports: Imports
}

/** The parts below the server. */
export interface Parts extends LedgerParts {
  readonly rollup: Rollup
  readonly tail: Tail
  readonly totals: TotalsReader
  readonly reportSignals: ReportSignals
  readonly boards: DailyBoards
  readonly reports: DailyReports
  readonly signing: Signing
  readonly changes: Changes
  readonly finders: NodeFinders
}

/** A serving process. */
export interface App extends Parts {
  readonly url: string
  readonly server: RunningServer
  readonly metrics: Metrics
  /** Finishes what is under way, at most so long, then closes everything. */
  close(withinMs?: number): Promise<void>
}

/** What to do at the end, last opened first. */
class Closing {
  private readonly steps: (() => Promise<void> | void)[] = []

  later(step: () => Promise<void> | void): void {
    this.steps.push(step)
  }

  async run(): Promise<void> {
    for (const step of this.steps.splice(0).reverse()) await step()
  }
}

/** Opens everything on a migrated database, and serves. */
export async function openApp(options: AppOptions): Promise<App> {
  const closing = new Closing()
  try {
    const parts = await openParts(options, closing)
    const metrics = metricsOf(parts, options.processMetrics ?? false)
    const server = await serve(parts, metrics, options)
    return {
      ...parts, server, metrics, url: server.url,
      close: async (withinMs) => {
        await server.drain(withinMs)
        await closing.run()
      },
    }
  } catch (error) {
    await closing.run()
    throw error
  }
}

async function openLedgerParts(options: AppOptions, closing: Closing): Promise<LedgerParts> {
  const { urls, log } = options
  const clock = options.clock ?? new Clock()
  const database = new Database(urls)
  closing.later(() => database.close())
  const orm = await openOrm(urls, [UnitRow, UnitPlacementRow, UnitStatusRow, PolicyRow, ...accessEntities])
  closing.later(() => orm.close())
  const units = await Units.open(orm, clock)
  const sessions = new Sessions(database, units, clock)
  closing.later(() => sessions.close())
  const ledger = new Ledger(database, units, clock)
  const imports = new Imports({ database, units, clock, ledger, folder: join(options.dataDir, 'imports'), onBug: (error, importId) => log.error({ importId, err: error }, 'an import failed') })
  return { database, orm, clock, units, sessions, ledger, imports, once: new Once(orm, clock), secrets: new DerivedSecrets(urls.access) }
}

async function openParts(options: AppOptions, closing: Closing): Promise<Parts> {
  const { log } = options
  const below = await openLedgerParts(options, closing)
  await options.beforeServing?.(below)
  const { database, units, clock, orm } = below
  await ensurePolicy(units, orm)
  const rollup = new Rollup(database, units, clock)
  await rollup.load()
  const tail = new Tail(database, rollup, log)
  closing.later(() => tail.close())
  await tail.open()
  const changes = new Changes()
  const reportSignals = new ReportSignals(changes, () => tail.tellOthers('reports'))
  const boards = new DailyBoards(database, units, clock, rollup, reportSignals)
  const parts: Parts = {
    ...below, rollup, tail, changes, reportSignals, boards,
    totals: new TotalsReader(rollup, database, units, clock), finders: new NodeFinders(),
    reports: new DailyReports(database, units, boards), signing: new Signing(database, units, clock, reportSignals),
  }
  connect(parts, log)
  const turns = new DayTurns(units, clock, reportSignals)
  closing.later(() => turns.close())
  closing.later(keepDays(clock, () => rollup.day, () => turnDay(parts), log))
  return parts
}

/** No figure without a policy: where nobody has set one, the notice of 2022 is in force. */
async function ensurePolicy(units: Units, orm: MikroORM): Promise<void> {
  const em = orm.em.fork()
  if ((await em.count(PolicyRow)) > 0) return
  const { from, ...rest } = NOTICE_2022
  em.create(PolicyRow, { ...rest, validFrom: from })
  await em.flush()
  await units.reload()
}

/** What one part tells another. */
function connect({ units, ledger, rollup, tail, changes, finders, database, reportSignals, reports }: Parts, log: Log): void {
  ledger.onAppend((appended) => {
    if (!rollup.foldOwn(appended)) tail.signal()
    tail.tellOthers()
  })
  tail.onUnits = () => void units.reload().catch((error: unknown) => log.error({ err: error }, 'units could not be reloaded'))
  rollup.onFold((touched) => {
    for (const node of touched) changes.publish(totalsTopic(node.unit.code))
  })
  tail.onReports = () => reportSignals.lookAgain()
  registerUnits(finders, units)
  finders.register('P', 'Payable', ({ county, local }, context) => findPayable(database, context, { county, id: local }))
  finders.register('C', 'Creditor', async ({ county, local }, context) => {
    const named = await findCreditor(database, context, { county, id: local })
    return named && { id: globalId('C', county, named.creditorId), name: named.creditorName, uscc: named.creditorUscc }
  })
  finders.register('R', 'DailyReport', (id, context) => findDailyReport(reports, units, id, context))
  finders.register('E', 'JournalEntry', ({ county, local }, context) => findEntry(database, context, { county, id: local }))
}

/** At midnight dated facts come into force and "today" is another day, in every process. */
async function turnDay({ units, rollup }: Parts): Promise<void> {
  await units.reload()
  await rollup.load()
}

function resolversOf(parts: Parts): object[] {
  const { database, orm, clock, units, sessions, once, ledger, finders } = parts
  return [
    new PayablePaymentsResolver(database), new PaymentResolver(),
    new RefusalResolver(), new NodeResolver(finders), new SignInResolver(new Doorway(database, units, sessions, clock)), new RolesResolver(new Accounts(orm, units, once, sessions), units),
    new AuditTrailResolver(database), new UnitResolver(units),
    new LedgerResolver(ledger, database, units), new UnitPayablesResolver(database, units, (code) => parts.rollup.heldOf(code)?.seq ?? 0n), new PayableConnectionResolver(), new PayableResolver(database, units),
    new JournalConnectionResolver(database), new JournalEntryResolver(database), new LedgerChangedResolver(), new LedgerChangeResolver(database, units),
    new UnitTotalsResolver(parts.totals), new UnitSeriesResolver(database, units), new TotalsChangedResolver(), new CampaignResolver(units),
    new UnitDailyBoardResolver(parts.boards), new DailyBoardResolver(), new DailyBoardChangedResolver(), new UnitDailyReportsResolver(parts.reports), new DailyReportResolver(parts.reports, parts.signing), new DailyReportVersionResolver(units),
    new UndoImportResolver(parts), new OnboardingResolver({ ...parts, announce: (what) => parts.tail.tellOthers(what) }),
  ]
}

/** What subscriptions find at the schema; see the resolvers of changes. */
function extensionsOf({ units, totals, changes, clock, boards, database, rollup }: Parts): Extensions {
  return {
    live: { units, reader: totals, changes, clock, boards } satisfies BoardLiveParts,
    ledgerLive: { database, units, changes, clock, topicOf: totalsTopic, seqOf: (code) => rollup.heldOf(code)?.seq ?? 0n } satisfies LedgerLiveParts,
  }
}

function serve(parts: Parts, metrics: Metrics, options: AppOptions): Promise<RunningServer> {
  const { database, sessions, rollup } = parts
  const origins = options.origins ?? []
  return startServer({
    schema: buildApiSchema(resolversOf(parts), extensionsOf(parts)),
    visitors: visitorsOf(sessions),
    log: options.log, metrics, origins,
    webRoot: options.webRoot ?? null,
    texts: new TotalsTexts(rollup, parts.clock),
    proxies: options.proxies ?? [],
    isAble: async () => {
      if (Date.now() - rollup.freshAt > STALE_MS) return false
      await database.overlook({ sql: 'select 1' })
      return true
    },
    mount: async (fastify) => {
      mountAccessRoutes(fastify, parts)
      const asker: Pick<ExportRoutes, 'callerOf' | 'languageOf'> = {
        // a foreign page's cookie does not count here either
        callerOf: (request) => authenticate(sessions, knockOf(request, null, origins)),
        languageOf: (request) => (/^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'),
      }
      await mountImportRoutes(fastify, { imports: parts.imports, ...asker })
      mountExportRoutes(fastify, { ...parts, ...asker, onBug: (error) => options.log.error({ err: error }, 'an export broke off') })
    },
    ...options.server,
  }, options)
}

/** The tail looks once a second; totals that nothing has confirmed for so long are not to be relied on. */
const STALE_MS = 15_000

function metricsOf({ database, rollup, changes }: Parts, process: boolean): Metrics {
  const metrics = new Metrics({ process })
  metrics.watch({ name: 'totals_unconfirmed_seconds', help: 'Since the live totals were last known to hold every committed entry', read: () => (Date.now() - rollup.freshAt) / 1000 })
  metrics.watch({ name: 'live_topics', help: 'Topics that somebody watches', read: () => changes.topics })
  const pools = { app: database.app, access: database.access, tail: database.tail }
  const ofPools = (read: (pool: Database['app']) => number) => () => Object.fromEntries(Object.entries(pools).map(([name, pool]) => [name, read(pool)]))
  metrics.watch({ name: 'database_connections', help: 'Open connections, by pool', read: ofPools((pool) => pool.totalCount) })
  metrics.watch({ name: 'database_connections_idle', help: 'Idle connections, by pool', read: ofPools((pool) => pool.idleCount) })
  metrics.watch({ name: 'database_waiting', help: 'Requests waiting for a connection, by pool', read: ofPools((pool) => pool.waitingCount) })
  return metrics
}
