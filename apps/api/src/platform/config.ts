/** What the environment says, read once and checked before anything starts. */
import { resolve } from 'node:path'
import { type IpRange, parseIpRange } from '@qingqian/rules/ip-range'
import { SIGNED_IN } from './graphql-rate.ts'
import { LOG_LEVELS, type LogLevel } from './log.ts'

/** Where and how this server runs. docs: the contract's table of commands and addresses. */
export interface Config {
  readonly port: number
  readonly host: string
  /** Embedded database, uploads, keys. */
  readonly dataDir: string
  /** The migrator's login of an external PostgreSQL; null: the embedded one. */
  readonly databaseUrl: string | null
  /** Load the demo city when the database is empty. */
  readonly demo: boolean
  readonly demoPassword: string
  /** Further web addresses (https://qq.example.gov.cn) whose pages may open sockets with their cookie; our own host always may. */
  readonly origins: readonly string[]
  /** Proxies in front of us whose X-Forwarded-For and X-Forwarded-Proto are believed. */
  readonly proxies: readonly IpRange[]
  /** Points that one signed-in caller may spend a second; ten times as many at once. Raised for measuring only. */
  readonly pointsPerSecond: number
  readonly logLevel: LogLevel
}


/** Settings that do not make sense, as sentences for whoever starts the server. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Reads the settings; throws one ConfigError that names everything at fault. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const faults: string[] = []
  const databaseUrl = databaseIn(env.DATABASE_URL, faults)
  const config: Config = {
    port: portIn(env.PORT, faults),
    host: env.HOST || '127.0.0.1',
    dataDir: resolve(env.DATA_DIR || '.data'),
    databaseUrl,
    demo: demoIn(env.DEMO, databaseUrl === null, faults),
    demoPassword: env.DEMO_PASSWORD || 'Qinshui-2022',
    origins: originsIn(env.ORIGINS, faults),
    proxies: proxiesIn(env.TRUSTED_PROXIES, faults),
    pointsPerSecond: pointsIn(env.RATE_POINTS, faults),
    logLevel: wordIn('LOG_LEVEL', env.LOG_LEVEL || 'info', LOG_LEVELS, faults),
  }
  if (faults.length > 0) throw new ConfigError(faults.join('\n'))
  return config
}

/** Demo accounts have a password that everybody knows: they may exist only where nobody else can reach them. */
export function refuseDemoAbroad(config: Config, demoAccountsExist: boolean): void {
  if (!demoAccountsExist || isLoopback(config.host)) return
  throw new ConfigError(
    `HOST is ${config.host}, which others can reach, and this database holds demo accounts, whose password is public: ` +
    'set DEMO=off and use a database without them, or set HOST=127.0.0.1.')
}

/** Is this address only reachable from the machine itself? */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

function portIn(text: string | undefined, faults: string[]): number {
  const port = text === undefined || text === '' ? 4000 : Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) faults.push(`PORT is "${text}": it must be a number from 0 to 65535.`)
  return port
}

function pointsIn(text: string | undefined, faults: string[]): number {
  const points = text === undefined || text === '' ? SIGNED_IN.perSecond : Number(text)
  if (!Number.isInteger(points) || points < 1) faults.push(`RATE_POINTS is "${text}": it must be a whole number above 0.`)
  return points
}

function databaseIn(text: string | undefined, faults: string[]): string | null {
  if (text === undefined || text === '') return null
  const protocol = URL.canParse(text) ? new URL(text).protocol : ''
  // the address holds a password, so it is not repeated
  if (protocol !== 'postgres:' && protocol !== 'postgresql:') faults.push('DATABASE_URL must look like postgres://login:password@host:5432/database.')
  return text
}

function demoIn(text: string | undefined, otherwise: boolean, faults: string[]): boolean {
  if (text === undefined || text === '') return otherwise
  return wordIn('DEMO', text, ['on', 'off'], faults) === 'on'
}

function originsIn(text: string | undefined, faults: string[]): string[] {
  const origins = (text ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '')
  for (const origin of origins) if (!URL.canParse(origin) || new URL(origin).origin !== origin) faults.push(`ORIGINS holds "${origin}": write each as https://host.`)
  return origins
}

function proxiesIn(text: string | undefined, faults: string[]): IpRange[] {
  return (text ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '').flatMap((part) => {
    const range = parseIpRange(part)
    if (range === null) faults.push(`TRUSTED_PROXIES holds "${part}": write addresses or ranges such as 10.0.0.1 or 172.16.0.0/12.`)
    return range ?? []
  })
}

function wordIn<const Word extends string>(name: string, text: string, words: readonly Word[], faults: string[]): Word {
  const word = words.find((each) => each === text)
  if (word === undefined) faults.push(`${name} is "${text}": it must be one of ${words.join(', ')}.`)
  return word ?? words[0]!
}
