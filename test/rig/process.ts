/** API processes as children, to be killed. Built once a run, beside the packages they import. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from '../../apps/api/src/platform/embedded-cluster.ts'

const API = resolve(import.meta.dirname, '../../apps/api')
const OUT = join(API, 'node_modules/.cache/rig-dist')
let built = false

/** Not into dist: somebody may be serving from there, and several runs may build at once. */
function build(): string {
  const out = `${OUT}-${process.pid}`
  if (!built) execFileSync(process.execPath, [resolve(API, '../../node_modules/vite/bin/vite.js'), 'build', '--config', resolve(API, '../../test/proof/build.config.ts'), '--logLevel', 'warn', '--outDir', out, '--emptyOutDir'], { cwd: API, stdio: 'pipe' })
  if (!built) process.once('exit', () => rmSync(out, { recursive: true, force: true }))
  built = true
  return join(out, 'main.js')
}

export class ApiProcess {
  readonly url: string
  /** From spawn to `ready`, of each start. */
  readonly startedInMs: number[] = []
  /** What it complained of, for a verdict that names no bug. */
  readonly complaints = new Map<string, number>()
  /** What it said that is no line of the log: the stack of a crash. */
  readonly words: string[] = []
  /** How often it ended without being killed by us. */
  crashes = 0
  private readonly databaseUrl: string
  private readonly port: number
  private readonly dataDir = mkdtempSync(join(tmpdir(), 'qingqian-rig-api-'))
  private child: ChildProcess | null = null
  private readonly killed = new WeakSet<ChildProcess>()
  private wanted = true

  private constructor(databaseUrl: string, port: number) {
    this.databaseUrl = databaseUrl
    this.port = port
    this.url = `http://127.0.0.1:${port}`
  }

  static async start(databaseUrl: string): Promise<ApiProcess> {
    const api = new ApiProcess(databaseUrl, await freePort())
    await api.launch()
    return api
  }

  /** Starts the process; one that dies before it is ready (the database may be down) is started again, as any supervisor does. */
  private async launch(): Promise<void> {
    for (const begun = performance.now(); this.wanted;) {
      const child = spawn(process.execPath, [build()], {
        env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: String(this.port), DATABASE_URL: this.databaseUrl, DATA_DIR: this.dataDir, DEMO: 'off', LOG_LEVEL: 'warn' },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      this.child = child
      // A run that is broken off must not leave servers behind.
      const end = (): void => void child.kill('SIGKILL')
      process.once('exit', end)
      child.once('exit', () => process.off('exit', end))
      const isReady = await new Promise<boolean>((done) => {
        let text = ''
        child.once('exit', () => done(false))
        child.stderr!.on('data', (data: Buffer) => this.note(String(data)))
        child.stdout!.on('data', (data: Buffer) => {
          this.note(String(data))
          text = (text + String(data)).slice(-4000)
          if (text.includes('ready http')) done(true)
        })
      })
      if (isReady) {
        child.once('exit', () => { if (this.wanted && this.child === child && !this.killed.has(child)) void this.crashed() })
        this.startedInMs.push(performance.now() - begun)
        return
      }
      await new Promise((done) => setTimeout(done, 100))
    }
  }

  /** A supervisor starts it again; the verdict counts it. */
  private async crashed(): Promise<void> {
    this.crashes++
    await this.launch()
  }

  private note(text: string): void {
    for (const row of text.split('\n')) {
      if (!row.startsWith('{')) {
        if (row.trim() !== '' && !row.startsWith('ready ')) this.words.push(row)
        continue
      }
      const line = JSON.parse(row) as { level: number | string; msg?: string; err?: { message?: string } }
      const what = `${line.msg ?? ''}${line.err?.message ? `: ${line.err.message}` : ''}`.replaceAll(/\d{3,}|q[\w-]{20}/g, '…')
      this.complaints.set(what, (this.complaints.get(what) ?? 0) + 1)
    }
  }

  /** kill -9, and another one at once. Resolves when that one is ready. */
  async killAndRestart(): Promise<void> {
    const child = this.child!
    const gone = new Promise((done) => child.once('exit', done))
    this.killed.add(child)
    child.kill('SIGKILL')
    await gone
    await this.launch()
  }

  kill(): void {
    this.wanted = false
    this.child?.kill('SIGKILL')
  }

  async stop(): Promise<void> {
    this.wanted = false
    const child = this.child
    if (child && child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((done) => child.once('exit', done))
      child.kill('SIGKILL')
      await gone
    }
    rmSync(this.dataDir, { recursive: true, force: true })
  }
}
