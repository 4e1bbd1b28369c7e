/** `pnpm proof`: the long runs, one after the other, with progress. PROOF_SEED repeats a run. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    name: 'proof', globalSetup: ['test/harness/cluster.ts'], include: ['test/proof/*.proof.ts'], fileParallelism: false, maxWorkers: 1,
    testTimeout: 7_200_000, hookTimeout: 120_000, reporters: ['verbose'], passWithNoTests: false,
  },
})
