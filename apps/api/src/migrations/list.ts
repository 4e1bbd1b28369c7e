import { Migration } from '@mikro-orm/migrations'
import first from './2026-11-23-first.sql?raw'
import openPayables from './2026-11-24-open-payables.sql?raw'

/** A migration is a file of SQL beside this one, named by its day, never edited once released. */
function fromSql(sql: string): new (...args: ConstructorParameters<typeof Migration>) => Migration {
  return class extends Migration {
    override up(): void {
      this.addSql(sql)
    }
  }
}

export const migrations = [{ name: '2026-11-23-first', class: fromSql(first) }, { name: '2026-11-24-open-payables', class: fromSql(openPayables) }]
