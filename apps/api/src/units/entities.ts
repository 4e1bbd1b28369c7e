/** Rows of the reference tables about units and policies; docs/architecture.md draws how they hang together. */
import { defineEntity, type InferEntity, p } from '@mikro-orm/core'

export const UnitRow = defineEntity({
  name: 'UnitRow',
  tableName: 'unit',
  properties: {
    id: p.text().primary(),
    countyId: p.text(),
    path: p.text(),
    name: p.text(),
    kind: p.text(),
    line: p.text().nullable(),
    locatedIn: p.text().nullable(),
    position: p.integer(),
    openedOn: p.date(),
    recordedAt: p.datetime(),
  },
})
export type UnitRow = InferEntity<typeof UnitRow>

export const UnitPlacementRow = defineEntity({
  name: 'UnitPlacementRow',
  tableName: 'unit_placement',
  properties: {
    unitId: p.text().primary(),
    number: p.integer().primary(),
    parentId: p.text().nullable(),
    effectiveOn: p.date(),
    recordedAt: p.datetime(),
    recordedBy: p.text(),
    reason: p.text().nullable(),
  },
})

export const UnitStatusRow = defineEntity({
  name: 'UnitStatusRow',
  tableName: 'unit_status',
  properties: {
    unitId: p.text().primary(),
    number: p.integer().primary(),
    status: p.text(),
    effectiveOn: p.date(),
    recordedAt: p.datetime(),
    recordedBy: p.text(),
    certificate: p.text().nullable(),
  },
})

export const PolicyRow = defineEntity({
  name: 'PolicyRow',
  tableName: 'policy',
  properties: {
    id: p.text().primary(),
    validFrom: p.date(),
    title: p.text(),
    cutoff: p.date(),
    baseline: p.date(),
    deadlineSince: p.date(),
    deadlineBefore: p.date(),
    dailyDue: p.text(),
    dailyFrom: p.date(),
  },
})
