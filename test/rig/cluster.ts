/** A durable PostgreSQL of the rig's own, with the tree of Jincheng and a clerk at every unit: what faults are tried on. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { hashPassword } from '../../apps/api/src/access/passwords.ts'
import type { DatabaseUrls } from '../../apps/api/src/platform/database.ts'
import { startEmbedded } from '../../apps/api/src/platform/embedded.ts'
import { prepareDatabase } from '../../apps/api/src/platform/migrate.ts'
import { insertUnits, jincheng } from '../harness/world.ts'

export const PASSWORD = 'Rig-2022-password'

export interface Cluster {
  /** The superuser at the rig's database; also what an API process gets as DATABASE_URL. */
  url: string
  port: number
  urls: DatabaseUrls
  dataDir: string
  /** kill -9 of the postmaster; resolves when the product's supervisor has started another one. */
  kill(): Promise<void>
  /** kill -9 of one backend that serves a client: PostgreSQL then restarts all of them by itself. */
  killBackend(): Promise<boolean>
  stop(): Promise<void>
}

export async function openCluster(options: { dataDir?: string; settings?: Record<string, string> } = {}): Promise<Cluster> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'qingqian-rig-'))
  const embedded = await startEmbedded({ dataDir, settings: { max_connections: '120', ...options.settings } })
  const urls = await prepareDatabase(embedded.url, 'rig')
  const at = new URL(embedded.url)
  at.pathname = '/rig'
  const lines = jincheng()
  await insertUnits(urls, lines)
  const client = new pg.Client({ connectionString: urls.access })
  await client.connect()
  const hash = await hashPassword(PASSWORD)
  const role = (kind: string): string[] => (kind === 'CITY' || kind === 'COUNTY' ? ['office', 'clerk'] : ['clerk'])
  for (const { code, kind } of lines) {
    for (const who of role(kind)) await client.query(`insert into account (id, name, role, unit_id, password_hash, created_at, created_by) values ($1, '经办', $2, $3, $4, now(), 'rig')`, [`${who}.${code}`, who.toUpperCase(), code, hash])
  }
  await client.end()
  return {
    url: at.href, port: embedded.port, urls, dataDir,
    kill: async () => {
      const { pid } = embedded
      process.kill(pid, 'SIGKILL')
      while (embedded.pid === pid) await sleep(5)
    },
    killBackend: async () => {
      const killer = new pg.Client({ connectionString: at.href })
      killer.on('error', () => undefined)
      try {
        await killer.connect()
        const { rows } = await killer.query<{ pid: number }>(`select pid from pg_stat_activity where usename = 'qingqian_app' order by (state = 'active') desc, random() limit 1`)
        if (rows[0]) process.kill(rows[0].pid, 'SIGKILL')
        return rows[0] !== undefined
      } catch {
        return false
      } finally {
        await killer.end().catch(() => undefined)
      }
    },
    stop: async () => {
      await embedded.stop()
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
