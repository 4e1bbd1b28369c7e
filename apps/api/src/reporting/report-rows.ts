/** Versions of daily reports as rows, and the digest that seals each. */
import { createHash } from 'node:crypto'
import type { Figures } from '@qingqian/rules/daily-report'
import type { Day, Moment } from '@qingqian/rules/day'
import { canonical } from '../ledger/canonical.ts'
import type { Row, Statement } from '../platform/trip.ts'

/** What of the journal a report contains: unit → number of its last entry. Units without entries are left out. */
export type Position = { readonly [unit: string]: number }

export interface VersionRow extends Figures {
  countyId: string
  unitId: string
  day: Day
  version: number
  signedAt: Moment
  signedBy: string
  signedName: string
  /** Filed by the system under a standing authorisation (自动). */
  automatic: boolean
  /** An office above signed for the unit (代报). */
  onBehalf: boolean
  position: Position
  journalPosition: string
  missingUnits: readonly string[]
  note: string | null
  correctionReason: string | null
  digest: string
}

const VERSION_COLUMNS = `v.county_id as "countyId", v.unit_id as "unitId", v.day, v.version, v.signed_at as "signedAt", v.signed_by as "signedBy", v.signed_name as "signedName", v.automatic,
  v.on_behalf as "onBehalf", v.count, v.creditors, v.outstanding, v.paid, v.position, v.journal_position as "journalPosition", v.missing_units as "missingUnits", v.note,
  v.correction_reason as "correctionReason", v.digest`

export const versionRow = (row: Row): VersionRow => row as unknown as VersionRow

/** All versions of one report, in order. */
export const versionsOf = (county: string, unit: string, day: Day): Statement => ({
  sql: `select ${VERSION_COLUMNS} from daily_report_version v where v.county_id = $1 and v.unit_id = $2 and v.day = $3 order by v.version`,
  values: [county, unit, day],
})

/** All versions of a unit's reports over several days, in order. */
export const versionsBetween = (county: string, unit: string, from: Day, to: Day): Statement => ({
  sql: `select ${VERSION_COLUMNS} from daily_report_version v where v.county_id = $1 and v.unit_id = $2 and v.day between $3 and $4 order by v.day, v.version`,
  values: [county, unit, from, to],
})

/** The last version of the unit's last signed day before this one. */
export const versionBefore = (county: string, unit: string, day: Day): Statement => ({
  sql: `select ${VERSION_COLUMNS} from daily_report_version v where v.county_id = $1 and v.unit_id = $2 and v.day < $3 order by v.day desc, v.version desc limit 1`,
  values: [county, unit, day],
})

/** Of many units on one day: the first signature and what the last version says. */
export const signedOn = (counties: readonly string[], units: readonly string[], day: Day): Statement => ({
  sql: `select distinct on (v.unit_id) v.unit_id as "unitId", v.version, v.signed_at as "signedAt", v.count, v.creditors, v.outstanding, v.paid,
      min(v.signed_at) over (partition by v.unit_id) as "firstSignedAt"
    from daily_report_version v where v.county_id = any($1) and v.day = $3 and v.unit_id = any($2) order by v.unit_id, v.version desc`,
  values: [counties, units, day],
})

export interface SignedRow extends Figures {
  unitId: string
  version: number
  signedAt: Moment
  firstSignedAt: Moment
}

/**
 * What a version's digest is taken over. The previous version's digest is part of it, so that none can be taken out or
 * slipped in. Amounts in fen, moments in UTC, keys sorted; docs/verify.md describes the same.
 */
export function versionText(row: Omit<VersionRow, 'digest'>, previousDigest: string | null): string {
  return canonical([
    'qingqian-daily-report-1', row.countyId, row.unitId, row.day, row.version, new Date(row.signedAt).toISOString(), row.signedBy, row.signedName, row.automatic, row.onBehalf,
    { count: row.count, creditors: row.creditors, outstanding: `${row.outstanding}`, paid: `${row.paid}` }, row.position, row.journalPosition, row.missingUnits, row.note,
    row.correctionReason, previousDigest,
  ])
}

export function digestOf(row: Omit<VersionRow, 'digest'>, previousDigest: string | null): string {
  return createHash('sha256').update(versionText(row, previousDigest), 'utf8').digest('hex')
}

/** @param path of the unit as locked */
export function appendVersion(row: VersionRow, path: string): Statement {
  return {
    sql: `insert into daily_report_version (county_id, unit_id, day, version, path, signed_at, signed_by, signed_name, automatic, on_behalf, count, creditors, outstanding, paid, position,
        journal_position, missing_units, note, correction_reason, digest) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
    values: [
      row.countyId, row.unitId, row.day, row.version, path, new Date(row.signedAt).toISOString(), row.signedBy, row.signedName, row.automatic, row.onBehalf, row.count, row.creditors, row.outstanding,
      row.paid, JSON.stringify(row.position), row.journalPosition, row.missingUnits, row.note, row.correctionReason, row.digest,
    ],
  }
}
