import { fenOf, type Fen } from '@qingqian/rules/money'
import { rate } from '../../ui/share.ts'
import type { Child, Totals } from './board-data.ts'

/** What adds up over units. Creditors do not: a firm may be owed by several. */
export type Sums = { count: number; amount: Fen; paid: Fen; repaid: Fen; extinguished: Fen; outstanding: Fen; disputed: Fen }

export type Line = 'TOWNSHIP' | 'ZONE' | 'DEPARTMENT' | 'SOE' | 'COUNTY' | 'OTHER'
export type Group = { line: Line; children: Child[]; sums: Sums }

const ORDER: Line[] = ['COUNTY', 'TOWNSHIP', 'ZONE', 'DEPARTMENT', 'SOE', 'OTHER']

export function sumOf(totals: Totals[]): Sums {
  const sum = (of: (each: Totals) => string) => totals.reduce<Fen>((all, each) => all + fenOf(of(each)), 0n)
  return {
    count: totals.reduce((all, each) => all + each.outstandingCount, 0),
    amount: sum((each) => each.amount),
    paid: sum((each) => each.paid),
    repaid: sum((each) => each.paidSinceBaseline),
    extinguished: sum((each) => each.extinguished),
    outstanding: sum((each) => each.outstanding),
    disputed: sum((each) => each.disputedOutstanding),
  }
}

/** Both clearance rates, always as a pair: of everything not written off, and of its undisputed part. */
export function rates(sums: Pick<Sums, 'paid' | 'outstanding' | 'disputed'>, decimals: 1 | 2): { all: string; undisputed: string } {
  const whole = sums.paid + sums.outstanding
  return { all: rate(sums.paid, whole, decimals), undisputed: rate(sums.paid, whole - sums.disputed, decimals) }
}

function lineOf(child: Child): Line {
  if (child.kind === 'COUNTY') return 'COUNTY'
  return child.reportingLine ?? 'OTHER'
}

/** Children by reporting line, in the order of the server (the official one). */
export function groupsOf(children: Child[]): Group[] {
  return ORDER.flatMap((line) => {
    const members = children.filter((child) => lineOf(child) === line)
    return members.length === 0 ? [] : [{ line, children: members, sums: sumOf(members.map((child) => child.totals)) }]
  })
}
