/** The three ledgers of Qinshui county, read exactly as their expected.json says. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkLedger, type CheckedLedger } from '../../../apps/api/src/importing/check.ts'
import { isUnreadable } from '../../../apps/api/src/importing/unreadable.ts'

const ledgers = new URL('../../ledgers/', import.meta.url)

interface TreeUnit {
  code: string
  name: string
  kind: string
}

const tree: TreeUnit[] = readFileSync(new URL('jincheng-units.csv', ledgers), 'utf8').trim().split('\n').slice(1).map((line) => {
  const [code = '', name = '', kind = ''] = line.split(',')
  return { code, name, kind }
})

/** Whom a file is imported for and whom that caller may write for. */
const cases = [
  { name: 'longgang-township', file: 'longgang-township.xlsx', reach: (unit: TreeUnit) => unit.code === '140521100' },
  { name: 'qinhe-group', file: 'qinhe-group.csv', reach: (unit: TreeUnit) => unit.code.startsWith('140521-QHSY') },
  { name: 'qinshui-departments', file: 'qinshui-departments.xlsx', reach: (unit: TreeUnit) => unit.code.startsWith('140521') && ['DEPARTMENT', 'INSTITUTION'].includes(unit.kind) },
]

describe('the ledgers of the demo county', () => {
  it.each(cases)('$name', async ({ name, file, reach }) => {
    const { unit, moneyUnit, rejected, warnings, ...figures } = JSON.parse(readFileSync(new URL(`${name}.expected.json`, ledgers), 'utf8'))
    const checked = await checkLedger({ bytes: readFileSync(new URL(file, ledgers)), fileName: file, units: tree.filter(reach), defaultUnit: unit, today: '2022-06-23', cutoff: '2020-01-01' })
    if (isUnreadable(checked)) throw new Error(checked.code)
    expect(checked.summary).toEqual(figures)
    expect(places(checked.rejected)).toEqual(rejected)
    expect(places(checked.warnings)).toEqual(warnings)
    expect(checked.sheets[0]!.headings.guesses[checked.sheets[0]!.headings.columns.amount!]!.moneyUnit ?? checked.sheets[0]!.notes.moneyUnit ?? '元').toBe(moneyUnit)
  })
})

function places(findings: CheckedLedger['rejected'] | CheckedLedger['warnings']): { row: number; code: string }[] {
  return findings.map(({ row, code }) => ({ row, code }))
}
