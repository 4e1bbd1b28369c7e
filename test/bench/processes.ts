/** The two servers that are measured, each a process of its own, on one database. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Target } from './clients.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const TICK_MS = 10 // Linux counts CPU time in hundredths of a second

export interface Both {
  bare: Target
  ours: Target
  authorization: string
  /** CPU that our server has used, in ms; NaN where the system does not tell. */
  cpu(): number
  memoryMb(): number
  stop(): Promise<void>
}

export async function startBoth(address: string, password: string): Promise<Both> {
  const dataDir = mkdtempSync(join(tmpdir(), 'qingqian-bench-files-'))
  const bare = await started([join(import.meta.dirname, 'bare.ts'), address], {}, /^bare (\d+)/)
  const ours = await started([join(ROOT, 'apps/api/dist/main.js')], { DATABASE_URL: address, DEMO: 'off', PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn', RATE_POINTS: '100000000' }, /^ready http:\/\/[^:]+:(\d+)/)
  const authorization = await signIn(ours.port, password)
  return {
    bare: { port: bare.port, headers: {} }, ours: { port: ours.port, headers: { authorization } }, authorization,
    cpu: () => cpuOf(ours.child.pid!),
    memoryMb: () => Number(/VmRSS:\s+(\d+)/.exec(fileOf(ours.child.pid!, 'status'))?.[1] ?? NaN) / 1024,
    stop: async () => {
      await Promise.all([bare.child, ours.child].map((child) => new Promise<void>((done) => child.once('exit', () => done()).kill('SIGTERM'))))
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function started(command: string[], env: Record<string, string>, ready: RegExp): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, command, { env: { ...process.env, NODE_ENV: 'production', ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((done, fail) => {
    child.once('exit', (code) => fail(new Error(`${command[0]} ended with ${code}`)))
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const port = ready.exec(line)?.[1]
      if (port) done({ child, port: Number(port) })
    })
  })
}

async function signIn(port: number, password: string): Promise<string> {
  const query = 'mutation SignIn($account: String!, $password: String!) { signIn(account: $account, password: $password) { ... on Session { token } } }'
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables: { account: 'office.1', password } }) })
  const { data } = await response.json() as { data: { signIn: { token: string } } }
  return `Bearer ${data.signIn.token}`
}

function fileOf(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}

function cpuOf(pid: number): number {
  const stat = fileOf(pid, 'stat')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}
