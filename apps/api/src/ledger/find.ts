/** Single things of the ledger, batched for one request: whatever a query asks of many rows becomes one SQL. */
import DataLoader from 'dataloader'
import { type Context, keptIn, signedIn } from '../access/context.ts'
import { may } from '../access/caller.ts'
import type { Database } from '../platform/database.ts'
import type { Row } from '../platform/trip.ts'
import { paymentsColumn } from './payments.ts'
import { ENTRY_COLUMNS, type EntryRow, PAYABLE_COLUMNS, type PayableRow, entryRow, payableRow } from './rows.ts'

export interface Place {
  county: string
  id: string
}

const PAYABLES = Symbol('payables')
const ENTRIES = Symbol('entries')

function loader<Found extends { countyId: string; id: string }>(database: Database, context: Context, at: 'p' | 'e', select: string, read: (row: Row) => Found): DataLoader<Place, Found | null, string> {
  return new DataLoader(
    async (places) => {
      const caller = signedIn(context)
      if (!may(caller, 'LEDGER')) return places.map(() => null)
      // one as most ask is planned once; lists of unknown length the planner thinks over every time
      const [rows] = await database.read(caller.scopeText, places.length === 1
        ? { sql: `${select} where ${at}.county_id = $1 and ${at}.id = $2`, values: [places[0]!.county, places[0]!.id] }
        : { sql: `${select} where ${at}.county_id = any($1) and ${at}.id = any($2::uuid[])`, values: [[...new Set(places.map((place) => place.county))], places.map((place) => place.id)] })
      const found = new Map(rows!.map((row) => [row.id as string, read(row)]))
      return places.map((place) => {
        const one = found.get(place.id)
        return one && one.countyId === place.county ? one : null
      })
    },
    { cacheKeyFn: (place) => `${place.county} ${place.id}` },
  )
}

/** The payable, or null when it does not exist for this caller. @param payments so many of its last ones come along */
export function findPayable(database: Database, context: Context, place: Place, payments = 0): Promise<PayableRow | null> {
  const loaders = keptIn(context, PAYABLES, () => new Map<number, DataLoader<Place, PayableRow | null, string>>())
  let one = loaders.get(payments)
  if (!one) {
    const columns = payments === 0 ? PAYABLE_COLUMNS : `${PAYABLE_COLUMNS}, ${paymentsColumn(payments)}`
    loaders.set(payments, (one = loader(database, context, 'p', `select ${columns} from payable p`, payableRow)))
  }
  return one.load(place)
}

/** The journal entry, or null when it does not exist for this caller. */
export function findEntry(database: Database, context: Context, place: Place): Promise<EntryRow | null> {
  return keptIn(context, ENTRIES, () => loader(database, context, 'e', `select ${ENTRY_COLUMNS} from journal_entry e`, entryRow)).load(place)
}

const HASHES = Symbol('hashes before')

/** Hex hash of the entry before this one in the journal of its unit, which may be another payable's. */
export function findHashBefore(database: Database, context: Context, entry: Pick<EntryRow, 'countyId' | 'unitId' | 'seq'>): Promise<string> {
  const hashes = keptIn(context, HASHES, () => new DataLoader<Pick<EntryRow, 'countyId' | 'unitId' | 'seq'>, string, string>(
    async (entries) => {
      const [rows] = await database.read(signedIn(context).scopeText, {
        sql: `select e.unit_id as "unitId", e.seq, e.hash from journal_entry e join unnest($1::text[], $2::text[], $3::bigint[]) as w(county, unit, seq) on e.county_id = w.county and e.unit_id = w.unit and e.seq = w.seq`,
        values: [entries.map((each) => each.countyId), entries.map((each) => each.unitId), entries.map((each) => `${each.seq - 1n}`)],
      })
      const found = new Map(rows!.map((row) => [`${row.unitId as string} ${row.seq as bigint}`, (row.hash as Buffer).toString('hex')]))
      return entries.map((each) => found.get(`${each.unitId} ${each.seq - 1n}`) ?? '')
    },
    { cacheKeyFn: (each) => `${each.unitId} ${each.seq}` },
  ))
  return hashes.load(entry)
}

/** The creditor as one of the caller's payables names it. */
export async function findCreditor(database: Database, context: Context, place: Place): Promise<Pick<PayableRow, 'countyId' | 'creditorId' | 'creditorName' | 'creditorUscc'> | null> {
  const caller = signedIn(context)
  if (!may(caller, 'LEDGER')) return null
  const [rows] = await database.read(caller.scopeText, { sql: `select ${PAYABLE_COLUMNS} from payable p where p.county_id = $1 and p.creditor_id = $2 and not p.withdrawn limit 1`, values: [place.county, place.id] })
  return rows![0] ? payableRow(rows![0]) : null
}
