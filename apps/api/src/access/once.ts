/**
 * Administrators' deeds: once for each request id of an account, in one transaction with their audit event. The same id with
 * the same input finds what it made; concurrent duplicates wait for each other. Refusals leave nothing behind.
 */
import { createHash } from 'node:crypto'
import type { Moment } from '@qingqian/rules/day'
import { type Refusal, isRefusal, refuse } from '@qingqian/rules/refusal'
import type { Clock } from '../platform/clock.ts'
import { sqlState } from '../platform/database.ts'
import { UUID } from '../platform/global-id.ts'
import type { EntityManager, MikroORM } from '../platform/orm.ts'
import type { Caller } from './caller.ts'

/** What a request made, as names to load it by: kept as JSON. */
export type Kept = Record<string, string | number | null>

/** JSON with sorted keys, without the request id: the same for the same coerced input. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value === 'bigint') return `${value}`
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'requestId').toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, canonical(inner)]))
}

const hashOf = (mutation: string, input: object): Buffer => createHash('sha256').update(`${mutation} ${JSON.stringify(canonical(input))}`).digest()

/** Thrown to roll back; never leaves this file. */
class Stop extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.refusal)
    this.refusal = refusal
  }
}

export class Once {
  private readonly orm: MikroORM
  private readonly clock: Clock

  constructor(orm: MikroORM, clock: Clock) {
    this.orm = orm
    this.clock = clock
  }

  /**
   * Carries a deed out, or finds what it made before. Authorise before calling: a repeated request is authorised anew.
   * @param deed what it does; a Refusal rolls back
   */
  async act<Made extends Kept>(caller: Caller, mutation: string, input: { requestId: string }, deed: (em: EntityManager, now: Moment) => Promise<Made | Refusal>): Promise<{ made: Made; again: boolean } | Refusal> {
    if (!UUID.test(input.requestId)) return refuse('BAD_REQUEST_ID', 'requestId')
    try {
      return await this.tryAct(caller, mutation, input, deed)
    } catch (error) {
      if (error instanceof Stop) return error.refusal
      // Somebody else took the same code or name, or the locks crossed: what is there now decides.
      if (!['23505', '40P01', '40001'].includes(sqlState(error) ?? '')) throw error
      return this.tryAct(caller, mutation, input, deed).catch((failure: unknown) => {
        if (failure instanceof Stop) return failure.refusal
        throw failure
      })
    }
  }

  private tryAct<Made extends Kept>(caller: Caller, mutation: string, input: { requestId: string }, deed: (em: EntityManager, now: Moment) => Promise<Made | Refusal>): Promise<{ made: Made; again: boolean }> {
    const hash = hashOf(mutation, input)
    const key = [caller.unit.countyId, caller.account, input.requestId.toLowerCase()]
    return this.orm.em.fork().transactional(async (em) => {
      await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 20221))', [key.join(' ')])
      const [before] = await em.execute<{ input_hash: Buffer; result: Made }[]>('select input_hash, result from request where county_id = ? and account_id = ? and id = ?', key)
      if (before && !before.input_hash.equals(hash)) throw new Stop(refuse('REQUEST_ID_REUSED', 'requestId'))
      if (before) return { made: before.result, again: true }
      const now = this.clock.now()
      const made = await deed(em, now)
      if (isRefusal(made)) throw new Stop(made)
      await em.execute('insert into request (county_id, account_id, id, input_hash, result, recorded_at) values (?, ?, ?, ?, ?, ?)', [...key, hash, JSON.stringify(made), new Date(now).toISOString()])
      return { made, again: false }
    })
  }
}
