/** Set-up of a whole test run: one throwaway PostgreSQL with a migrated template that every test file clones (database.ts). */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import type { DatabaseUrls } from '../../apps/api/src/platform/database.ts'
import { startEmbedded } from '../../apps/api/src/platform/embedded.ts'
import { prepareDatabase } from '../../apps/api/src/platform/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: { superuser: string; template: string; urls: DatabaseUrls }
  }
}

const TEMPLATE = 'template_qingqian'

/** Starts the cluster; the function it answers takes it away. */
export default async function startCluster(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (project.vitest.projects.every(({ name }) => name === 'rules')) return undefined // pure: nothing to store
  const dataDir = mkdtempSync(join(tmpdir(), 'qingqian-test-'))
  const embedded = await startEmbedded({ dataDir, durable: false, settings: { max_connections: '300', max_wal_size: '4GB' } })
  const remove = async (): Promise<void> => {
    await embedded.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    const urls = await prepareDatabase(embedded.url, TEMPLATE)
    project.provide('cluster', { superuser: embedded.url, template: TEMPLATE, urls })
    return remove
  } catch (error) {
    await remove()
    throw error
  }
}
