/** The demo city under attack: callers of every kind, something foreign for each, and what no answer may ever hold. */
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { type City, PASSWORD, type Program, openCity } from '../../harness/city.ts'

/** How many generated attacks of a kind: the long runs of `pnpm proof` set HOSTILE_RUNS=20000. */
export const RUNS = Number(process.env.HOSTILE_RUNS ?? 2_000)
/** Seed of what is generated; a failure names the one it used. */
export const SEED = Number(process.env.HOSTILE_SEED ?? Date.now() % 1_000_000)

export interface Reply {
  readonly status: number
  readonly text: string
  readonly headers: Headers
  /** Milliseconds from sending to the last byte. */
  readonly took: number
}

/** Names of what we are made of; none may show in an answer. */
const INTERNALS = /\bat .{1,80}\(.{1,200}:\d+:\d+\)|\.[cm]?[tj]s:\d|node_modules|\/work\/|"stack|\b(?:TypeError|RangeError|ReferenceError|SyntaxError)\b|is not a function|Cannot read prop|call stack|\bselect .{1,80} from \b|insert into |violates .{1,40} constraint|relation \\?"|invalid input syntax|invalid byte sequence|SQLSTATE|qingqian_|mikro|graphql-jit|EPIPE|ENOENT/i

/** What every answer to an attacker must be: no fault of ours, and nothing of our inside. */
export function expectDecent(reply: Pick<Reply, 'status' | 'text'>, about: string): void {
  if (reply.status >= 500 || reply.text.includes('"INTERNAL"') || reply.text.includes('INTERNAL_SERVER_ERROR')) expect.fail(`${about}: ${reply.status} ${reply.text.slice(0, 400)}`)
  const inside = INTERNALS.exec(reply.text)
  if (inside) expect.fail(`${about}: shows ${inside[0].slice(0, 100)}`)
}

/** Sends a body as it stands. */
export async function send(url: string, body: string | Uint8Array | FormData | undefined, headers: Record<string, string> = {}, method = 'POST'): Promise<Reply> {
  const begun = performance.now()
  const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: body as string }), redirect: 'manual' })
  const text = await response.text()
  return { status: response.status, text, headers: response.headers, took: performance.now() - begun }
}

export const bearer = (token: string | null): Record<string, string> => (token === null ? {} : { authorization: `Bearer ${token}` })

/** A GraphQL document over HTTP, as a program sends it. */
export const ask = (city: City, query: string, variables: object = {}, token: string | null = null): Promise<Reply> =>
  send(`${city.url}/graphql`, JSON.stringify({ query, variables }), { 'content-type': 'application/json', ...bearer(token) })

/** Counts what a process must never have: promises that nobody caught. */
export class Uncaught {
  readonly seen: unknown[] = []
  private readonly listener = (reason: unknown): void => void this.seen.push(reason)

  constructor() {
    process.on('unhandledRejection', this.listener)
    process.on('uncaughtExceptionMonitor', this.listener)
  }

  stop(): unknown[] {
    process.off('unhandledRejection', this.listener)
    process.off('uncaughtExceptionMonitor', this.listener)
    return this.seen
  }
}

/** One thing of each kind that stands at a unit. */
export interface Things {
  readonly unit: string
  readonly U: string
  readonly P: string
  readonly E: string
  readonly C: string
  readonly R: string
  readonly K: string
  readonly import: string
  readonly account: string
  /** Texts and ids that only who may read this unit may ever see. */
  readonly canaries: readonly string[]
}

const CITY = '140500'
/** Units that own something to be found, with the county that keeps them. */
export const PLACES: Readonly<Record<string, string>> = { '140521100': '140521', '140521101': '140521', '140521': '140521', '140522': '140522', '140522100': '140522', '140500': CITY }

export type Relation = 'own' | 'below' | 'sibling' | 'above' | 'elsewhere'

export interface Attacker {
  readonly token: string | null
  readonly at: Partial<Record<Relation, string>>
}

const TOWN = { own: '140521100', sibling: '140521101', above: '140521', elsewhere: '140522100' }
const COUNTY = { own: '140521', below: '140521100', sibling: '140522', above: CITY, elsewhere: '140522100' }

/** Who attacks, and how the units stand to them. */
const POSTS: Readonly<Record<string, Attacker['at']>> = {
  'clerk.140521100': TOWN,
  'clerk.140521101': { own: '140521101', sibling: '140521100', above: '140521', elsewhere: '140522100' },
  'office.140521': COUNTY,
  'office.140522': { own: '140522', below: '140522100', sibling: '140521', above: CITY, elsewhere: '140521100' },
  'system.140521': COUNTY,
  'security.140521': COUNTY,
  'auditor.140521': COUNTY,
}

export interface Stage {
  readonly city: City
  readonly attackers: Readonly<Record<string, Attacker>>
  readonly things: Readonly<Record<string, Things>>
  readonly password: string
  close(): Promise<void>
}

/** Opens the city with attackers and canaries. @param planted false: neither, for attacks on the form of requests */
export async function openStage(planted = true): Promise<Stage> {
  const city = await openCity()
  const attackers: Record<string, Attacker> = {}
  const things: Record<string, Things> = {}
  if (planted) {
    await addAccounts(city)
    const [office, security] = await Promise.all([city.signIn('office.140500'), city.signIn('security.140500')])
    await Promise.all(Object.entries(PLACES).map(async ([unit, county]) => (things[unit] = await plant(city, office, security, unit, county))))
    await Promise.all(Object.entries(POSTS).map(async ([account, at]) => (attackers[account] = { token: (await city.signIn(account)).token, at })))
    attackers['key of 140521100'] = { token: await issueKey(security, '140521100', ['LEDGER_READ', 'REPORTS_READ']).then((key) => key.secret), at: TOWN }
    attackers['key for totals'] = { token: await issueKey(security, '140521100', ['TOTALS_READ']).then((key) => key.secret), at: TOWN }
    attackers.nobody = { token: null, at: TOWN }
  }
  return { city, attackers, things, password: PASSWORD, close: () => city.close() }
}

/** A county's own administrators, whom the demo does not have, and an account at each place that nobody needs. */
async function addAccounts(city: City): Promise<void> {
  const make = (id: string, role: string, unit: string): Promise<unknown> => city.app.database.access.query(
    `insert into account (id, name, role, unit_id, password_hash, created_at, created_by) select $1, '试验', $2, $3, password_hash, now(), 'test' from account where id = 'system.140500'`, [id, role, unit])
  for (const role of ['SYSTEM', 'SECURITY', 'AUDITOR']) await make(`${role.toLowerCase()}.140521`, role, '140521')
  for (const unit of Object.keys(PLACES)) {
    await make(`spare.${unit}`, 'CLERK', unit)
    await city.signIn(`spare.${unit}`) // so that the trail knows it
  }
}

async function issueKey(security: Program, unit: string, scopes: readonly string[]): Promise<{ id: string; secret: string }> {
  const expiresOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  return (await security.ask('IssueApiKey', { input: { requestId: randomUUID(), unit, name: '试验', scopes, expiresOn } })).data!.issueApiKey as { id: string; secret: string }
}

async function plant(city: City, office: Program, security: Program, unit: string, county: string): Promise<Things> {
  const names = { creditor: `金丝雀${unit}号厂`, contract: `CNRY-${unit}-X`, note: `只有${unit}知道的话` }
  const registered = await office.ask(
    'mutation ($input: RegisterPayableInput!) { registerPayable(input: $input) { ... on Payable { id creditor { id } } ... on Refusal { code } } }',
    { input: { requestId: randomUUID(), unit, creditor: { name: names.creditor }, contractNo: names.contract, note: names.note, category: 'GOODS', overdueSince: '2021-06-01', amount: '100.00' } })
  const payable = registered.data!.registerPayable as { id: string; creditor: { id: string } }
  const paid = await office.ask('RecordPayment', { input: { requestId: randomUUID(), payableId: payable.id, amount: '1.00', paidOn: city.clock.today(), method: 'CASH' } })
  const entry = paid.data!.recordPayment.id as string
  const key = await issueKey(security, unit, ['TOTALS_READ'])
  return {
    unit, U: `U.${county}.${unit}`, P: payable.id, E: entry, C: payable.creditor.id, R: `R.${county}.${unit}.${city.clock.today()}`, K: key.id, import: await plantImport(city, office, unit), account: `spare.${unit}`,
    canaries: [...Object.values(names), ...[payable.id, entry, key.id].map((id) => id.split('.').at(-1)!)],
  }
}

async function plantImport(city: City, office: Program, unit: string): Promise<string> {
  const reply = await upload(city, office.token, Buffer.from(`债权企业,合同编号,到期日,欠款金额\n金丝雀${unit}号厂,CNRY-${unit}-X,,5\n`), { unit })
  return (JSON.parse(reply.text) as { importId: string }).importId
}

/** Uploads a ledger as a browser's form does. Fields of null are left out. */
export function upload(city: City, token: string | null, bytes: Uint8Array, fields: Record<string, string | null> = {}, fileName = 'ledger.csv', headers: Record<string, string> = {}): Promise<Reply> {
  const form = new FormData()
  const all: Record<string, string | null> = { mode: 'dryRun', requestId: randomUUID(), ...fields }
  for (const [name, value] of Object.entries(all)) if (value !== null) form.append(name, value)
  form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), fileName)
  return send(`${city.url}/api/imports/payables`, form, { ...bearer(token), ...headers })
}

/** The canaries of places that this attacker may not read. */
export function foreignCanaries(stage: Stage, attacker: Attacker): string[] {
  const visible = [attacker.at.own, attacker.at.below].filter((unit) => unit !== undefined)
  const isBelow = (unit: string): boolean => visible.includes(unit) || (visible.includes(PLACES[unit]!) && unit !== PLACES[unit])
  return Object.values(stage.things).filter(({ unit }) => attacker.token === null || !isBelow(unit)).flatMap(({ canaries }) => canaries)
}

/** Runs all, a few at a time. */
export async function inTurns<Item>(items: readonly Item[], atOnce: number, act: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values()
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (const item of left) await act(item)
  }))
}
