/** The short tests with a fault planted; run by planted.proof.ts, one fault a run. */
import { defineConfig } from 'vitest/config'
import { plant } from './plant.ts'

export default defineConfig({
  plugins: [plant()],
  // Vitest keeps what it transformed by file and configuration; it does not know of PLANT and would serve sound sources.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: { fsModuleCache: false, name: 'planted', globalSetup: ['test/harness/cluster.ts'], include: ['test/api/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 1 },
})
