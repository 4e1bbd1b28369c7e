/** An invented city of any size, from a fixed seed: every run measures the same. Many small sums, few large ones. */
import type { Category } from '@qingqian/rules/cell'
import type { UnitKind } from '@qingqian/rules/unit'
import { randomFrom } from '../../apps/api/src/demo/demo-ledgers.ts'
import type { CityFiles, DebtLine, UnitLine } from './files.ts'

export interface CitySize {
  name: string
  counties: number
  /** Townships, departments, zones and groups in a county, and what stands below each. */
  second: number
  third: number
  creditors: number
  payables: number
  payments: number
}

export const SIZES = {
  demo: { name: 'demo city', counties: 6, second: 12, third: 1, creditors: 500, payables: 2_500, payments: 5_000 },
  city: { name: 'city', counties: 6, second: 40, third: 5, creditors: 20_000, payables: 200_000, payments: 500_000 },
  province: { name: 'province', counties: 117, second: 50, third: 6, creditors: 50_000, payables: 82_000, payments: 0 },
} as const satisfies Record<string, CitySize>

const SECOND: readonly UnitKind[] = ['TOWNSHIP', 'DEPARTMENT', 'DEV_ZONE', 'SOE']
const KINDS: readonly Category[] = ['GOODS', 'WORKS', 'SERVICES', 'DIVIDEND']
const DAY = 86_400_000
const FROM = Date.UTC(2015, 0, 1)
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

export function inventCity(size: CitySize): CityFiles {
  const random = randomFrom(20_220_616)
  const below = (limit: number): number => Math.floor(random() * limit)
  const units = unitsOf(size, below)
  const owing = units.filter(({ kind }) => kind !== 'CITY')
  const debts: DebtLine[] = []
  let left = size.payments
  for (let id = 1; id <= size.payables; id++) {
    const incurred = FROM + below(2_900) * DAY
    const due = incurred + (30 + below(12) * 30) * DAY
    const amount = 500_000 + Math.floor(Math.exp(random() * 9) * 10_000)
    const count = Math.min(left, Math.round((left / (size.payables - id + 1)) * random() * 2))
    left -= count
    const creditor = 1 + below(size.creditors)
    let rest = Math.floor(amount * (0.1 + 0.8 * random()))
    const payments = Array.from({ length: count }, (_, index) => {
      const part = index === count - 1 ? rest : Math.max(1, Math.floor((rest / (count - index)) * (0.5 + random() * 0.5)))
      rest -= part
      return { paidOn: dayOf(due + (index + 1) * 40 * DAY), amount: BigInt(part), reference: `PAY-${id}-${index + 1}` }
    })
    debts.push({
      id, unit: owing[below(owing.length)]!.code, creditorName: `企业${creditor}`, creditorCode: `91140500MA${String(creditor).padStart(8, '0')}`, category: KINDS[below(KINDS.length)]!,
      incurredOn: dayOf(incurred), dueOn: dayOf(due), amount: BigInt(amount), disputed: random() < 0.15, payments,
    })
  }
  return { units, debts }
}

function unitsOf(size: CitySize, below: (limit: number) => number): UnitLine[] {
  const units: UnitLine[] = [{ code: '1', parent: null, kind: 'CITY', name: size.name }]
  for (let county = 1; county <= size.counties; county++) {
    units.push({ code: `1-${county}`, parent: '1', kind: 'COUNTY', name: `County ${county}` })
    for (let second = 1; second <= size.second; second++) {
      const kind = SECOND[below(SECOND.length)]!
      const code = `1-${county}-${second}`
      units.push({ code, parent: `1-${county}`, kind, name: `${kind} ${county}-${second}` })
      for (let third = 1; third <= size.third; third++) units.push({ code: `${code}-${third}`, parent: code, kind: kind === 'SOE' ? 'SUBSIDIARY' : 'INSTITUTION', name: `Body ${county}-${second}-${third}` })
    }
  }
  return units
}
