/**
 * The printed sheet that brings somebody their first sign-in. The code stands nowhere in clear: it is derived anew from the
 * inviter's request, and only for the inviter, as long as the code opens anything.
 */
import { type Moment, momentText } from '@qingqian/rules/day'
import type { Role } from '@qingqian/rules/permission'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { toString as qrCode } from 'qrcode'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { UUID } from '../platform/global-id.ts'
import { knockOf } from '../platform/http-graphql.ts'
import { trip } from '../platform/trip.ts'
import type { Units } from '../units/units.ts'
import { authenticate } from './authenticate.ts'
import type { Caller } from './caller.ts'
import { type DerivedSecrets, activationDigest } from './secrets.ts'
import type { Sessions } from './sessions.ts'

export interface SheetWork {
  readonly database: Database
  readonly units: Units
  readonly sessions: Sessions
  readonly secrets: DerivedSecrets
  readonly clock: Clock
}

interface Sheet { account: string; name: string; role: Role; unit: string; code: string; expiresAt: Moment; address: string }

const ROLE_NAMES: Record<Role, string> = {
  OFFICE: '清欠办', CLERK: '经办员', FINANCE: '财政局', INTAKE: '投诉受理', PROJECTS: '项目审批', AUDIT: '审计监督', OBSERVER: '查阅', SYSTEM: '系统管理员', SECURITY: '安全管理员', AUDITOR: '审计管理员',
}

/** GET /api/activation-sheets/<request id>: the sheet as a page to print. */
export function mountAccessRoutes(server: FastifyInstance, work: SheetWork): void {
  server.get<{ Params: { id: string } }>('/api/activation-sheets/:id', async (request, reply) => {
    const caller = await authenticate(work.sessions, knockOf(request, reply, []))
    if (!caller) return plain(reply, 401, '请先登录。 Sign in first.')
    const sheet = UUID.test(request.params.id) ? await sheetOf(work, caller, request.params.id.toLowerCase(), `${request.protocol}://${request.host}`) : null
    if (!sheet) return plain(reply, 404, '没有这张激活单,或者账号已经激活、激活码已经过期。 No such sheet, or its code opens nothing any more.')
    return reply.headers({
      'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    }).send(await page(sheet))
  })
}

const plain = (reply: FastifyReply, status: number, text: string): FastifyReply => reply.code(status).headers({ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).send(text)

async function sheetOf({ database, units, secrets, clock }: SheetWork, caller: Caller, requestId: string, origin: string): Promise<Sheet | null> {
  const code = secrets.activationCode(caller.account, requestId)
  const [rows] = await database.onClient(database.access, (client) => trip(client, [{
    sql: `select a.id as account, a.name, a.role, a.unit_id as unit, a.activation_expires_at as "expiresAt" from request r join account a on a.id = r.result ->> 'account'
      where r.county_id = $1 and r.account_id = $2 and r.id = $3 and a.activation_hash = $4 and a.activation_expires_at > $5 and a.closed_at is null`,
    values: [caller.unit.countyId, caller.account, requestId, activationDigest(code), new Date(clock.now()).toISOString()],
  }]))
  const row = rows![0] as unknown as Pick<Sheet, 'account' | 'name' | 'role' | 'unit' | 'expiresAt'> | undefined
  if (!row) return null
  // After "#": the browser keeps it to itself, so the code gets into no server's or proxy's log.
  const address = `${origin}/activate#account=${encodeURIComponent(row.account)}&code=${code}`
  return { ...row, unit: units.get(row.unit)?.name ?? row.unit, code, address }
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

async function page(sheet: Sheet): Promise<string> {
  const picture = await qrCode(sheet.address, { type: 'svg', errorCorrectionLevel: 'M', margin: 0 })
  const until = momentText(sheet.expiresAt).slice(0, 16).replace('T', ' ')
  const rows = [['单位', sheet.unit], ['姓名', sheet.name], ['角色', ROLE_NAMES[sheet.role]], ['账号', sheet.account], ['激活码', sheet.code], ['有效期至', `${until}(北京时间)`]]
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>账号激活单 ${escaped(sheet.account)}</title>
<style>
body { font: 16px/1.7 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: #111; max-width: 640px; margin: 40px auto; padding: 0 20px }
h1 { font-size: 24px; border-bottom: 2px solid; padding-bottom: 8px }
table { border-collapse: collapse; width: 100% } th, td { border: 1px solid #888; padding: 8px 12px; text-align: left; font-size: 17px } th { width: 6em; font-weight: 600; background: #f4f4f4 }
.code { font: 600 20px/1.4 ui-monospace, Consolas, monospace; letter-spacing: .06em } svg { width: 180px; height: 180px; display: block; margin: 24px 0 }
@page { size: A4; margin: 20mm }
</style>
<h1>清欠平台账号激活单</h1>
<table>${rows.map(([name, value]) => `<tr><th scope="row">${name}</th><td${name === '激活码' || name === '账号' ? ' class="code"' : ''}>${escaped(value!)}</td></tr>`).join('')}</table>
${picture}
<ol><li>用手机扫描二维码,或在浏览器打开 ${escaped(new URL(sheet.address).origin)}/activate ,输入账号和激活码。</li><li>设置您自己的密码:至少 10 位,含大写字母、小写字母、数字、符号中的三类。</li><li>激活后本单作废。请勿拍照转发,也不要把密码告诉任何人,包括管理员。</li></ol>
</html>`
}
