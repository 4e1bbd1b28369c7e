/** Units as rows: a unit, where it stands, and the head of its journal. */
import type { Day, Moment } from '@qingqian/rules/day'
import { isRefusal, refuse, type Refusal } from '@qingqian/rules/refusal'
import { type Path, type ReportingLine, type UnitKind, codeFault, lineUnder, mayStandUnder, pathUnder } from '@qingqian/rules/unit'
import type { EntityManager, MikroORM } from '../platform/orm.ts'
import { UnitPlacementRow, UnitRow } from '../units/entities.ts'

/** A unit to be. */
export interface NewUnit {
  code: string
  name: string
  kind: UnitKind
  /** Null: a city. */
  parent: string | null
  /** Asked for directly under a city or county; below, the parent's. */
  line?: ReportingLine | null
  locatedIn?: string | null
  openedOn: Day
}

const CHUNK = 500

/** What of the parent decides about the child. */
export interface Standing {
  code: string
  kind: UnitKind
  line: ReportingLine | null
  path: Path
  countyId: string
}

/** Where a new unit will stand: path, line and home of its rows; or why it cannot. */
export function placeOf(unit: NewUnit, parent: Standing | null): Standing | Refusal {
  const fault = codeFault(unit.code)
  if (fault) return fault
  if (parent ? !mayStandUnder(unit.kind, parent.kind) : unit.kind !== 'CITY') return refuse('KIND_DOES_NOT_FIT', 'kind', { kind: unit.kind, parent: parent?.kind ?? '' })
  const line = parent ? lineUnder(parent, unit.kind, unit.line ?? null) : null
  if (unit.line && unit.line !== line) return refuse('LINE_DOES_NOT_FIT', 'reportingLine')
  const countyId = unit.kind === 'CITY' || unit.kind === 'COUNTY' || !parent ? unit.code : parent.countyId
  return { code: unit.code, kind: unit.kind, line, countyId, path: pathUnder(parent, { code: unit.code, line }) }
}

/** Writes units that were placed: first all units, since they name each other, then what hangs on them. */
export async function insertUnits(em: EntityManager, units: readonly { unit: NewUnit; place: Standing; position: number }[], by: string, now: Moment): Promise<void> {
  const recordedAt = new Date(now)
  const chunks = Array.from({ length: Math.ceil(units.length / CHUNK) }, (_, index) => units.slice(index * CHUNK, (index + 1) * CHUNK))
  for (const chunk of chunks) {
    await em.insertMany(UnitRow, chunk.map(({ unit, place, position }) => ({
      id: unit.code, countyId: place.countyId, path: place.path, name: unit.name, kind: unit.kind, line: place.line, locatedIn: unit.locatedIn ?? null, position, openedOn: unit.openedOn, recordedAt,
    })))
  }
  for (const chunk of chunks) {
    await em.insertMany(UnitPlacementRow, chunk.map(({ unit }) => ({
      unitId: unit.code, number: 1, parentId: unit.parent, effectiveOn: unit.openedOn, recordedAt, recordedBy: by, reason: null,
    })))
    await em.execute(`insert into unit_head (county_id, unit_id, path) values ${chunk.map(() => '(?, ?, ?)').join(', ')}`, chunk.flatMap(({ place }) => [place.countyId, place.code, place.path]))
  }
}

/** The next place in the official order. */
export async function nextPosition(em: EntityManager): Promise<number> {
  const [row] = await em.execute<{ next: number }[]>('select coalesce(max(position), 0) + 1 as next from unit')
  return row!.next
}

/**
 * Opens many units at once, for the demo city and for imports of whole trees: all or none. Parents come before children, or
 * exist. Afterwards call units.reload(). Throws where a rule refuses: the caller's data is at fault.
 */
export async function openUnitRows(orm: MikroORM, units: readonly NewUnit[], by: string, now: Moment): Promise<void> {
  await orm.em.fork().transactional(async (em) => {
    const places = new Map<string, Standing>()
    for (const row of await em.find(UnitRow, {})) {
      places.set(row.id, { code: row.id, kind: row.kind as UnitKind, line: row.line as ReportingLine | null, path: row.path, countyId: row.countyId })
    }
    let position = await nextPosition(em)
    const rows = units.map((unit) => {
      const parent = unit.parent === null ? null : places.get(unit.parent)
      const place = parent === undefined ? refuse('NOT_FOUND', 'parent') : places.has(unit.code) ? refuse('UNIT_EXISTS', 'code') : placeOf(unit, parent)
      if (isRefusal(place)) throw new Error(`unit ${unit.code}: ${place.refusal}`)
      places.set(unit.code, place)
      return { unit, place, position: position++ }
    })
    // A unit may name a place that comes later in the list.
    rows.sort((a, b) => Number(Boolean(a.unit.locatedIn)) - Number(Boolean(b.unit.locatedIn)))
    await insertUnits(em, rows, by, now)
  })
}
