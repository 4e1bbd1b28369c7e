/** Single things of the ledger, batched for one request: whatever a query asks of many rows becomes one SQL. */
import DataLoader from 'dataloader'
import { type Context, keptIn, signedIn } from '../access/context.ts'
import { may } from '../access/caller.ts'
import type { Database } from '../platform/database.ts'
import type { Row } from '../platform/trip.ts'
import { ENTRY_COLUMNS, type EntryRow, PAYABLE_COLUMNS, type PayableRow, entryRow, payableRow } from './rows.ts'

export interface Place {
  county: string
  id: string
}

const PAYABLES = Symbol('payables')
const ENTRIES = Symbol('entries')

function loader<Found extends { countyId: string; id: string }>(database: Database, context: Context, select: string, read: (row: Row) => Found): DataLoader<Place, Found | null, string> {
  return new DataLoader(
    async (places) => {
      const caller = signedIn(context)
      if (!may(caller, 'LEDGER')) return places.map(() => null)
      const [rows] = await database.read(caller.scopeText, { sql: select, values: [[...new Set(places.map((place) => place.county))], places.map((place) => place.id)] })
      const found = new Map(rows!.map((row) => [row.id as string, read(row)]))
      return places.map((place) => {
        const one = found.get(place.id)
        return one && one.countyId === place.county ? one : null
      })
    },
    { cacheKeyFn: (place) => `${place.county} ${place.id}` },
  )
}

/** The payable, or null when it does not exist for this caller. */
export function findPayable(database: Database, context: Context, place: Place): Promise<PayableRow | null> {
  return keptIn(context, PAYABLES, () => loader(database, context, `select ${PAYABLE_COLUMNS} from payable p where p.county_id = any($1) and p.id = any($2::uuid[])`, payableRow)).load(place)
}

/** The journal entry, or null when it does not exist for this caller. */
export function findEntry(database: Database, context: Context, place: Place): Promise<EntryRow | null> {
  return keptIn(context, ENTRIES, () => loader(database, context, `select ${ENTRY_COLUMNS} from journal_entry e where e.county_id = any($1) and e.id = any($2::uuid[])`, entryRow)).load(place)
}

/** The creditor as one of the caller's payables names it. */
export async function findCreditor(database: Database, context: Context, place: Place): Promise<Pick<PayableRow, 'countyId' | 'creditorId' | 'creditorName' | 'creditorUscc'> | null> {
  const caller = signedIn(context)
  if (!may(caller, 'LEDGER')) return null
  const [rows] = await database.read(caller.scopeText, { sql: `select ${PAYABLE_COLUMNS} from payable p where p.county_id = $1 and p.creditor_id = $2 and not p.withdrawn limit 1`, values: [place.county, place.id] })
  return rows![0] ? payableRow(rows![0]) : null
}
