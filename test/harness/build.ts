/** Browser tests look at the client as it is built: what is out of date is built before they begin. */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

export default function build(): void {
  const { status } = spawnSync(process.execPath, [resolve(import.meta.dirname, '../../infra/build.ts')], { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error('the client could not be built')
}
