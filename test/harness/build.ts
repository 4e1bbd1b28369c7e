/** Browser tests look at the client as it is built: what is out of date is built before they begin. */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

export default function build(): void {
  // As for people: NODE_ENV=test would build another client.
  const { NODE_ENV: _, ...env } = process.env
  const { status } = spawnSync(process.execPath, [resolve(import.meta.dirname, '../../infra/build.ts')], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error('the client could not be built')
}
