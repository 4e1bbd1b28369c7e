/** GET /api/exports/payables: what a list shows, as a workbook, in the caller's scope. */
import { PassThrough } from 'node:stream'
import { CATEGORIES } from '@qingqian/rules/cell'
import { dayAt, isDay } from '@qingqian/rules/day'
import type { Language } from '@qingqian/rules/refusal'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Caller, may, sees } from '../access/caller.ts'
import { ORDER_COLUMNS, type PayableFilter, type PayableOrder, payablesPage } from '../ledger/payables.ts'
import type { PayableRow } from '../ledger/rows.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Unit } from '../units/tree.ts'
import type { Units } from '../units/units.ts'
import { type ExportMoney, writeLedgerWorkbook } from './ledger-workbook.ts'

export interface ExportRoutes {
  database: Database
  units: Units
  clock: Clock
  callerOf: (request: FastifyRequest) => Promise<Caller | null>
  languageOf: (request: FastifyRequest) => Language
  /** What broke off in the middle, other than by the receiver. */
  onBug: (error: unknown) => void
}

/** Rows of one look at the database, which sorts the whole list each time. */
const PAGE = 2000
/** Workbooks written at the same time by one process. */
const AT_ONCE = 4

export function mountExportRoutes(server: FastifyInstance, parts: ExportRoutes): void {
  let running = 0
  server.get<{ Querystring: Record<string, string | undefined> }>('/api/exports/payables', async (request, reply) => {
    const language = parts.languageOf(request)
    const caller = await parts.callerOf(request)
    if (!caller) return refuse(reply, 401, 'UNAUTHENTICATED', language)
    const asked = askedIn(request.query)
    if (!asked) return refuse(reply, 400, 'FILTER_UNREADABLE', language)
    const unit = request.query.unit === undefined ? caller.unit : parts.units.get(request.query.unit)
    if (!unit || !sees(caller, unit)) return refuse(reply, 404, 'NOT_FOUND', language)
    if (!may(caller, 'LEDGER')) return refuse(reply, 403, 'FORBIDDEN', language)
    if (running >= AT_ONCE) return refuse(reply.header('retry-after', '5'), 503, 'BUSY', language)
    running++
    const out = new PassThrough({ highWaterMark: 256 * 1024 })
    const at = parts.clock.now()
    void writeLedgerWorkbook(out, {
      unitName: unit.name, at, money: asked.money, policy: parts.units.policy(), nameOf: (code) => parts.units.get(code)?.name ?? code, pages: pagesOf(parts, caller, unit, asked),
    }).catch((error: unknown) => {
      if (!out.destroyed) parts.onBug(error)
      out.destroy(error as Error)
    }).finally(() => running--)
    const name = `${unit.name}清欠台账_${dayAt(at).replaceAll('-', '')}.xlsx`
    return reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', `attachment; filename="ledger.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .send(out)
  })
}

interface Asked {
  filter: PayableFilter
  order: PayableOrder
  money: ExportMoney
}

/** All pages by cursor. Each is a look of its own: what is entered meanwhile may be in a later one, nothing comes twice. */
async function* pagesOf({ database, units }: ExportRoutes, caller: Caller, unit: Unit, { filter, order }: Asked): AsyncGenerator<PayableRow[]> {
  let after: string[] | null = null
  for (;;) {
    const { nodes, pageInfo } = await payablesPage(database, units, caller, unit, filter, order, { size: PAGE, backward: false, after, before: null })
    yield nodes
    if (!pageInfo.hasNextPage || pageInfo.endCursor == null) return
    after = JSON.parse(Buffer.from(pageInfo.endCursor, 'base64url').toString()) as string[]
  }
}

const WORDS = {
  reportingLines: ['TOWNSHIP', 'DEPARTMENT', 'SOE', 'ZONE'], vintages: ['BEFORE_CUTOFF', 'SINCE_CUTOFF'], categories: CATEGORIES, statuses: ['OPEN', 'PARTLY_PAID', 'CLEARED'],
} as const

/** filter and orderBy are JSON as in GraphQL; anything that is not of their form answers null. */
function askedIn(query: Record<string, string | undefined>): Asked | null {
  try {
    const filter = JSON.parse(query.filter ?? '{}') as Record<string, unknown>
    const order = JSON.parse(query.orderBy ?? '{"field":"OVERDUE_SINCE","direction":"ASC"}') as Record<string, unknown>
    const money = query.money ?? 'yuan'
    if (money !== 'yuan' && money !== 'wan') return null
    if (typeof filter !== 'object' || filter === null || Array.isArray(filter) || !Object.entries(filter).every(([key, value]) => value === null || fits(key, value))) return null
    if (!Object.hasOwn(ORDER_COLUMNS, String(order.field)) || !['ASC', 'DESC'].includes(String(order.direction))) return null
    return { filter: filter as PayableFilter, order: order as unknown as PayableOrder, money }
  } catch {
    return null
  }
}

function fits(key: string, value: unknown): boolean {
  if (Object.hasOwn(WORDS, key)) return Array.isArray(value) && value.every((each) => (WORDS[key as keyof typeof WORDS] as readonly unknown[]).includes(each))
  if (['disputed', 'contested', 'counted'].includes(key)) return typeof value === 'boolean'
  if (key === 'overdueFrom' || key === 'overdueTo') return typeof value === 'string' && isDay(value)
  return ['unit', 'creditor', 'search'].includes(key) && typeof value === 'string' && value.length <= 200
}

const MESSAGES = {
  UNAUTHENTICATED: ['请先登录。', 'Sign in first.'],
  FILTER_UNREADABLE: ['筛选条件看不懂,请回到台账重新导出。', 'The filter cannot be read; export again from the ledger.'],
  NOT_FOUND: ['没有这个单位,或者您无权查看。', 'There is no such unit, or it is not yours to see.'],
  FORBIDDEN: ['您的账号不能查看台账明细。', 'Your account may not read ledgers.'],
  BUSY: ['正在导出的人较多,请几秒后再试。', 'Many exports are under way; try again in a few seconds.'],
} as const

function refuse(reply: FastifyReply, status: number, code: keyof typeof MESSAGES, language: Language): FastifyReply {
  return reply.code(status).send({ code, message: MESSAGES[code][language === 'zh' ? 0 : 1] })
}
