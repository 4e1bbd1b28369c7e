import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const infra = resolve(import.meta.dirname, '../../infra')
const read = (name: string): string => readFileSync(resolve(infra, name), 'utf8')

test('the compose file runs one city: an API that waits for its PostgreSQL, with named volumes and no secret inside', () => {
  const text = read('compose.yaml')
  const compose = parse(text) as { services: Record<string, Record<string, any>>; volumes: Record<string, unknown> }
  const { api, database } = compose.services
  expect(Object.keys(compose.services).sort()).toEqual(['api', 'database'])
  expect(database!.image).toBe('postgres:18')
  expect(database!.volumes).toEqual(['database:/var/lib/postgresql'])
  expect(database!.ports).toBeUndefined()
  expect(api!.build).toEqual({ context: '..', dockerfile: 'infra/Dockerfile' })
  expect(api!.depends_on).toEqual({ database: { condition: 'service_healthy' } })
  expect(api!.environment.DEMO).toBe('off')
  for (const service of [api, database]) {
    expect(service!.env_file).toBe('qingqian.env')
    expect(service!.restart).toBe('unless-stopped')
    expect(service!.stop_grace_period).toMatch(/^\d+[sm]$/)
  }
  for (const volume of ['database', 'data']) expect(compose.volumes).toHaveProperty(volume)
  expect(text).not.toMatch(/PASSWORD:\s*\S/)
})

test('the example of the secrets has every name and no value', () => {
  const example = read('qingqian.env.example')
  expect(example).toMatch(/^POSTGRES_PASSWORD=$/m)
  expect(example).toMatch(/^DATABASE_URL=postgres:\/\/qingqian_migrator:@database:5432\/qingqian$/m)
})

test('the image is built in stages, runs Node 24 as an ordinary user and tells its health', () => {
  const lines = read('Dockerfile').split('\n').filter((line) => /^[A-Z]+ /.test(line))
  const stages = lines.filter((line) => line.startsWith('FROM '))
  expect(stages).toHaveLength(2)
  for (const stage of stages) expect(stage).toMatch(/^FROM node:24-/)
  const last = lines.slice(lines.lastIndexOf(stages[1]!))
  expect(last).toContain('USER node')
  expect(last).toContain('STOPSIGNAL SIGTERM')
  expect(last.find((line) => line.startsWith('CMD '))).toBe('CMD ["node", "--enable-source-maps", "dist/main.js"]')
  expect(read('Dockerfile')).toMatch(/HEALTHCHECK[\s\S]*\/healthz/)
})
