/** Roles, database and migrations: what `start`, `db:setup` and the tests run before anything else. */
import { createHmac } from 'node:crypto'
import { Migrator } from '@mikro-orm/migrations'
import { MikroORM } from '@mikro-orm/postgresql'
import pg from 'pg'
import { migrations } from '../migrations/list.ts'
import type { DatabaseUrls } from './database.ts'

const LOGINS = { app: 'qingqian_app', access: 'qingqian_access', tail: 'qingqian_tail' } as const
const OWNER = 'qingqian_owner'
/** No login: it owns the one function that rewrites access labels, and can change nothing else. */
const MOVER = 'qingqian_mover'

/** Passwords of our logins follow from the migrator's, so there is nothing more to keep secret. */
function passwordOf(url: URL, role: string): string {
  return createHmac('sha256', decodeURIComponent(url.password)).update(`qingqian ${role}`).digest('base64url')
}

function withLogin(url: URL, role: string, database: string): string {
  const login = new URL(url)
  login.username = role
  login.password = passwordOf(url, role)
  login.pathname = `/${database}`
  return login.href
}

/** The logins of a database whose migrator's login is given (no connection is made). */
export function urlsFor(migrator: string, database: string, owner: 'ours' | 'migrator'): DatabaseUrls {
  const url = new URL(migrator)
  const own = new URL(url)
  own.pathname = `/${database}`
  return {
    owner: owner === 'ours' ? withLogin(url, OWNER, database) : own.href,
    app: withLogin(url, LOGINS.app, database),
    access: withLogin(url, LOGINS.access, database),
    tail: withLogin(url, LOGINS.tail, database),
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Makes the roles (idempotent). Needs a superuser or CREATEROLE. */
export async function makeRoles(migrator: string, withOwner: boolean): Promise<void> {
  const url = new URL(migrator)
  await connected(migrator, async (client) => {
    const there = new Set((await client.query<{ rolname: string }>('select rolname from pg_roles')).rows.map((row) => row.rolname))
    for (const role of [...Object.values(LOGINS), ...(withOwner ? [OWNER] : [])]) {
      await client.query(`${there.has(role) ? 'alter' : 'create'} role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls password ${quoted(passwordOf(url, role))}`)
    }
    if (!there.has(MOVER)) await client.query(`create role ${MOVER} nologin`)
    await client.query(`grant ${MOVER} to ${withOwner ? OWNER : 'current_user'}`)
  })
}

/**
 * Makes roles and database if missing and brings the schema up to date, as a login that owns the tables and is no
 * superuser. For the embedded database and the tests; an external one is prepared by `pnpm db:setup`.
 */
export async function prepareDatabase(superuser: string, database: string): Promise<DatabaseUrls> {
  await makeRoles(superuser, true)
  await connected(superuser, async (client) => {
    const there = await client.query('select 1 from pg_database where datname = $1', [database])
    if (there.rowCount === 0) await client.query(`create database ${database} owner ${OWNER} template template0`)
  })
  const here = new URL(superuser)
  here.pathname = `/${database}`
  await connected(here.href, (client) => client.query(`alter schema public owner to ${OWNER}`).then(() => undefined))
  const urls = urlsFor(superuser, database, 'ours')
  await migrate(urls.owner)
  return urls
}

/** Runs the migrations that are missing, as the owner. Answers their names. */
export async function migrate(owner: string): Promise<string[]> {
  await connected(owner, async (client) => {
    await client.query(`grant usage, create on schema public to ${MOVER}`)
    await client.query(`grant usage on schema public to ${Object.values(LOGINS).join(', ')}`)
  })
  return withMigrator(owner, async (orm) => (await orm.migrator.up()).map((migration) => migration.name))
}

/** The migrations that a database still lacks. */
export async function pendingMigrations(owner: string): Promise<string[]> {
  return withMigrator(owner, async (orm) => (await orm.migrator.getPending()).map((migration) => migration.name))
}

async function withMigrator<Result>(owner: string, work: (orm: MikroORM) => Promise<Result>): Promise<Result> {
  const orm = await MikroORM.init({
    clientUrl: owner,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    migrations: { migrationsList: migrations, snapshot: false, tableName: 'migration' },
  })
  try {
    return await work(orm)
  } finally {
    await orm.close()
  }
}

async function connected<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
