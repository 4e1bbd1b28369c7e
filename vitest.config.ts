import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// one graphql for all: its ESM and CommonJS builds do not know each other's types
const alias = [{ find: /^graphql$/, replacement: 'graphql/index.js' }]

export default defineConfig({
  test: {
    globalSetup: ['test/harness/cluster.ts'], // once for all projects
    maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
    projects: [
      { test: { name: 'rules', include: ['packages/rules/src/**/*.test.ts'] } },
      {
        resolve: { alias },
        test: {
          name: 'api',
          include: ['apps/api/src/**/*.test.ts', 'test/{api,platform,infra}/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'e2e',
          globalSetup: ['test/harness/build.ts'],
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false, // a browser takes a core of its own
          sequence: { groupOrder: 1 }, // after everything else: what people notice is measured without our own load
        },
      },
    ],
  },
})
