/** A city as files: units, creditors, debts and payments in CSV, as the peers' generator writes them. Amounts are in fen, days ISO. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Category } from '@qingqian/rules/cell'
import type { UnitKind } from '@qingqian/rules/unit'

export interface UnitLine {
  code: string
  parent: string | null
  kind: UnitKind
  name: string
}

export interface DebtLine {
  id: number
  unit: string
  creditorName: string
  creditorCode: string
  category: Category
  incurredOn: string
  dueOn: string
  amount: bigint
  disputed: boolean
  payments: PaymentLine[]
}

export interface PaymentLine {
  paidOn: string
  amount: bigint
  reference: string
}

/** A city to load: units parents first, debts in the order of their numbers. */
export interface CityFiles {
  units: UnitLine[]
  debts: DebtLine[]
}

export const KINDS: Readonly<Record<string, UnitKind>> = {
  city: 'CITY', county: 'COUNTY', township: 'TOWNSHIP', department: 'DEPARTMENT', zone: 'DEV_ZONE', soe_group: 'SOE', institution: 'INSTITUTION', subsidiary: 'SUBSIDIARY',
}
export const CATEGORIES: Readonly<Record<string, Category>> = { goods: 'GOODS', works: 'WORKS', services: 'SERVICES', dividends: 'DIVIDEND' }

/** Reads a folder with units.csv, creditors.csv, debts.csv and payments.csv. */
export function readCity(folder: string): CityFiles {
  const rows = (name: string): string[][] => readFileSync(join(folder, `${name}.csv`), 'utf8').trimEnd().split('\n').slice(1).map((line) => line.split(','))
  const units = rows('units').map(([id, parent, , kind, name]) => ({ code: id!, parent: parent || null, kind: KINDS[kind!]!, name: name! }))
  const creditors = new Map(rows('creditors').map(([id, name, code]) => [id!, { name: name!, code: code! }]))
  const debts = new Map<string, DebtLine>()
  for (const [id, unit, creditor, kind, incurredOn, dueOn, amount, disputed] of rows('debts')) {
    const { name, code } = creditors.get(creditor!)!
    debts.set(id!, {
      id: Number(id), unit: unit!, creditorName: name, creditorCode: code, category: CATEGORIES[kind!]!, incurredOn: incurredOn!, dueOn: dueOn!, amount: BigInt(amount!), disputed: disputed === 'true', payments: [],
    })
  }
  for (const [, debt, paidOn, amount, reference] of rows('payments')) debts.get(debt!)!.payments.push({ paidOn: paidOn!, amount: BigInt(amount!), reference: reference! })
  return { units, debts: [...debts.values()] }
}
