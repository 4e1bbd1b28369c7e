/**
 * The embedded PostgreSQL: made at the first start, started, kept running and stopped by this process. It listens on 127.0.0.1
 * only, at a port that it chose itself and keeps. Everything lies in the data folder:
 * `postgres/` the cluster, `postgres.json` password and port, `postgres.log`, `postgres.lock` held while a supervisor lives.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { accountFor, addressed, binariesFor, EmbeddedPostgresError } from './embedded-account.ts'
import { environment, freePort, isFree, keep, makeOrOpen, type Place } from './embedded-cluster.ts'
import { readPostmaster, stopOrphan } from './embedded-orphan.ts'

export { EmbeddedPostgresError }

/** How PostgreSQL ended without being asked to. */
export interface UnexpectedExit {
  code: number | null
  signal: NodeJS.Signals | null
  lastWords: string
  restartsInMs: number
}

/** How to start an embedded PostgreSQL. */
export interface EmbeddedOptions {
  dataDir: string
  /** false for throwaway clusters of tests: nothing waits for the disk. */
  durable?: boolean
  /** Further settings of postgresql.conf. */
  settings?: Record<string, string>
  /** Told when PostgreSQL dies unasked; it is restarted at the same address. */
  onExit?: (exit: UnexpectedExit) => void
  /** How long to wait for a predecessor that is still draining, before the folder counts as in use. */
  patienceMs?: number
}

/** A running embedded PostgreSQL. */
export interface Embedded {
  /** Address of the superuser at the database postgres. */
  url: string
  port: number
  /** Of the postmaster; another one after a restart. */
  readonly pid: number
  stop(): Promise<void>
}

const START_MS = 300_000 // a recovery after a power cut may replay much
const STOP_MS = 60_000
const LOG_BYTES = 10_000_000
const THROWAWAY = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }

/** Starts the PostgreSQL of a data folder; makes it first when there is none. Refuses a folder that another start holds. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = resolve(options.dataDir)
  prepareFolder(dataDir)
  const lock = await takeLock(dataDir, options.patienceMs ?? 10_000)
  try {
    const cluster = join(dataDir, 'postgres')
    const account = accountFor(cluster)
    const binaries = await binariesFor(account)
    const place: Place = { dataDir, cluster, account, binaries, durable: options.durable !== false }
    const kept = await makeOrOpen(place)
    await stopOrphan(cluster)
    const supervisor = new Supervisor(place, kept.port, lock, options)
    await supervisor.startAnywhere()
    if (supervisor.port !== kept.port) keep(dataDir, { ...kept, port: supervisor.port })
    return {
      url: `postgres://postgres:${kept.password}@127.0.0.1:${supervisor.port}/postgres`,
      port: supervisor.port,
      get pid() { return supervisor.pid },
      stop: () => supervisor.stop(),
    }
  } catch (error) {
    lock.close()
    throw error
  }
}

class Supervisor {
  readonly #place: Place
  readonly #log: string
  readonly #lock: DatabaseSync
  readonly #settings: Record<string, string>
  readonly #onExit: EmbeddedOptions['onExit']
  readonly #onProcessExit = () => { this.#child?.kill('SIGINT') } // a process.exit() that forgot to stop us
  #child: ChildProcess | undefined
  #stopping: Promise<void> | undefined
  #pause: AbortController | undefined
  port: number

  constructor(place: Place, port: number, lock: DatabaseSync, options: EmbeddedOptions) {
    this.#place = place
    this.#log = join(place.dataDir, 'postgres.log')
    this.#lock = lock
    this.#settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...(place.durable ? {} : THROWAWAY), ...options.settings }
    this.#onExit = options.onExit
    this.port = port
    rotateLog(this.#log)
  }

  get pid(): number { return this.#child?.pid ?? 0 }

  /** The first start: at the kept port, or at another one if that is taken. */
  async startAnywhere(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      if (!(await isFree(this.port))) this.port = await freePort()
      try {
        await this.#launch()
        break
      } catch (error) {
        // somebody may take the port between our look and PostgreSQL's
        if (attempt === 5 || !/could not create any TCP\/IP sockets/.test(String(error))) throw error
        this.port = await freePort()
      }
    }
    process.once('exit', this.#onProcessExit)
  }

  stop(): Promise<void> {
    return (this.#stopping ??= this.#stop())
  }

  async #stop(): Promise<void> {
    this.#pause?.abort()
    process.off('exit', this.#onProcessExit)
    const child = this.#child
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((done) => child.once('exit', done))
      askToStop(child, this.#place)
      const late = setTimeout(() => child.kill('SIGQUIT'), STOP_MS) // safe: the next start recovers
      await ended
      clearTimeout(late)
    }
    this.#lock.close()
  }

  async #launch(): Promise<void> {
    const { account, binaries, cluster } = this.#place
    const log = openSync(this.#log, 'a', 0o600)
    const logFrom = statSync(this.#log).size
    const { path, cwd } = addressed(account, cluster)
    const settings = Object.entries({ ...this.#settings, port: String(this.port) }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const child = spawn(binaries.postgres, ['-D', path, ...settings], {
      ...account, cwd, env: environment(),
      detached: true, // or a Ctrl-C at the terminal would stop it before the requests under way are answered
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    this.#child = child
    const startedAt = Date.now()
    let ready = false
    const ended = new Promise<never>((_, fail) => {
      child.once('error', fail)
      child.once('exit', (code, signal) => {
        const lastWords = tail(this.#log, logFrom)
        if (ready) this.#restart({ code, signal, lastWords }, startedAt)
        else fail(new EmbeddedPostgresError(`PostgreSQL did not start (${signal ?? `code ${code}`}), see ${this.#log}:\n${lastWords}`))
      })
    })
    ended.catch(() => {}) // once it is ready, nobody waits for this any more
    await Promise.race([ended, untilReady(child, cluster)])
    ready = true
  }

  #restart(exit: Omit<UnexpectedExit, 'restartsInMs'>, startedAt: number): void {
    // one that dies as soon as it lives gets a longer pause
    if (!this.#stopping) void this.#keepStarting(exit, Date.now() - startedAt < 10_000 ? 1_000 : 100)
  }

  async #keepStarting(exit: Omit<UnexpectedExit, 'restartsInMs'>, firstPause: number): Promise<void> {
    for (let pause = firstPause; !this.#stopping; pause = Math.min(pause * 2, 10_000)) {
      this.#onExit?.({ ...exit, restartsInMs: pause })
      this.#pause = new AbortController()
      await sleep(pause, undefined, { signal: this.#pause.signal }).catch(() => {})
      if (this.#stopping) return
      try {
        return await this.#launch()
      } catch (error) {
        exit = { code: null, signal: null, lastWords: String(error) }
      }
    }
  }
}

async function untilReady(child: ChildProcess, cluster: string): Promise<void> {
  for (const until = Date.now() + START_MS; Date.now() < until; await sleep(20)) {
    const postmaster = readPostmaster(cluster)
    if (postmaster?.pid === child.pid && postmaster?.ready) return
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return await new Promise(() => {}) // the exit tells
  }
  child.kill('SIGQUIT')
  throw new EmbeddedPostgresError(`PostgreSQL was not ready after ${START_MS / 1000} s.`)
}

function askToStop(child: ChildProcess, place: Place): void {
  if (process.platform !== 'win32') child.kill('SIGINT')
  else execFileSync(place.binaries.postgres.replace(/postgres(\.exe)?$/, 'pg_ctl$1'), ['stop', '-D', place.cluster, '-m', 'fast', '-W']) // Windows has no such signal
}

function prepareFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const probe = join(dataDir, `.probe-${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (cause) {
    throw new EmbeddedPostgresError(`The data folder ${dataDir} cannot be written (${(cause as Error).message}): make it writable for this user, or set DATA_DIR to another folder.`, { cause })
  }
}

/** One supervisor a folder. The kernel lets go of the lock when its holder dies, however it dies, so no stale one can remain. */
async function takeLock(dataDir: string, patienceMs: number): Promise<DatabaseSync> {
  const lock = new DatabaseSync(join(dataDir, 'postgres.lock'))
  for (const until = Date.now() + patienceMs; ; await sleep(100)) {
    try {
      lock.exec('begin exclusive')
      return lock
    } catch (cause) {
      if (Date.now() < until) continue
      lock.close()
      throw new EmbeddedPostgresError(`The data folder ${dataDir} is in use by another running Qingqian: stop that one first, or set DATA_DIR to another folder.`, { cause })
    }
  }
}

function rotateLog(log: string): void {
  if (existsSync(log) && statSync(log).size > LOG_BYTES) renameSync(log, `${log}.1`)
}

function tail(log: string, from: number): string {
  const size = statSync(log).size
  const start = Math.max(from, size - 4_000)
  const bytes = Buffer.alloc(size - start)
  const file = openSync(log, 'r')
  readSync(file, bytes, 0, bytes.length, start)
  closeSync(file)
  return bytes.toString('utf8').trim()
}

