/** The whole product on a fresh database: the demo city behind a real server on a free port, for tests of the public API and the browser. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pino from 'pino'
import { type App, type AppOptions, openApp } from '../../apps/api/src/app.ts'
import { loadDemo } from '../../apps/api/src/demo/demo.ts'
import { Clock } from '../../apps/api/src/platform/clock.ts'
import { freshDatabase } from './database.ts'

export const PASSWORD = 'Qinshui-2022'
const ROOT = resolve(import.meta.dirname, '../..')

/** The documents third parties send, all in one file. */
export const OPERATIONS = readFileSync(join(ROOT, 'test/contract/operations.graphql'), 'utf8')

export interface Answer {
  data?: Record<string, any> | null
  errors?: { message: string; extensions?: { code?: string } }[]
}

/** A signed-in program: sends documents with its token. */
export interface Program {
  token: string
  /** One of the contract's operations by name, or a document of one's own. */
  ask(operation: string, variables?: object): Promise<Answer>
}

export interface City {
  url: string
  app: App
  clock: Clock
  /** Signs an account of the demo in. */
  signIn(account: string): Promise<Program>
  ask(document: string, variables?: object, token?: string): Promise<Answer>
  close(): Promise<void>
}

export async function openCity(options: { clock?: Clock; web?: boolean; proxies?: AppOptions['proxies'] } = {}): Promise<City> {
  const fresh = await freshDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'qingqian-city-'))
  const clock = options.clock ?? new Clock()
  const app = await openApp({
    urls: fresh.urls, host: '127.0.0.1', port: 0, dataDir, clock, log: pino({ level: process.env.TEST_LOG ?? 'silent' }), ...(options.proxies ? { proxies: options.proxies } : {}), webRoot: options.web ? join(ROOT, 'apps/web/dist') : null,
    beforeServing: (parts) => loadDemo({ ...parts, folder: join(ROOT, 'test/ledgers'), password: PASSWORD, progress: () => undefined }),
  })
  const ask = async (document: string, variables: object = {}, token?: string): Promise<Answer> => {
    const named = /^\w+$/.test(document)
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST', headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(named ? { query: OPERATIONS, operationName: document, variables } : { query: document, variables }),
    })
    return (await response.json()) as Answer
  }
  return {
    url: app.url, app, clock, ask,
    signIn: async (account) => {
      const { data, errors } = await ask('SignIn', { account, password: PASSWORD })
      const token = data?.signIn?.token as string | undefined
      if (!token) throw new Error(`${account} could not sign in: ${JSON.stringify(errors ?? data)}`)
      return { token, ask: (operation, variables) => ask(operation, variables, token) }
    },
    close: async () => {
      await app.close(2000)
      await fresh.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
