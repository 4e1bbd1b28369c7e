import { addDays, momentOf } from '@qingqian/rules/day'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'

/** How long the contract keeps request ids. Ended sessions go with them; what was done stands in the audit trail. */
const KEPT_DAYS = 30

/** A nightly job: lets go of request ids and sessions that nothing can refer to any more. Answers how many. */
export async function sweepAccess(database: Database, clock: Clock): Promise<{ requests: number; sessions: number }> {
  const before = new Date(momentOf(addDays(clock.today(), -KEPT_DAYS))).toISOString()
  const [requests, sessions] = await database.administer((transaction) => transaction.run(
    { sql: 'with gone as (delete from request where recorded_at < $1 returning 1) select count(*)::int as n from gone', values: [before] },
    { sql: 'with gone as (delete from session where expires_at < $1 returning 1) select count(*)::int as n from gone', values: [before] },
  ))
  return { requests: requests![0]!.n as number, sessions: sessions![0]!.n as number }
}
