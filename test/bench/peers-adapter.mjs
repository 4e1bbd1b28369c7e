/**
 * How the peers' benchmark asks this product (its README: "An adapter"). For its run.mjs, with the working folder there:
 *   QINGQIAN_URL  the server, loaded by `pnpm bench:load <peers>/data/city2 <peers>/data/city1`
 *   PEERS_DATA    the folder of city1 (default data/city1)
 * Numbers of debts are our contract numbers, the day incurred is our note, payments bear their reference as the voucher.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { payableUuid } from './ids.mjs'

const URL = process.env.QINGQIAN_URL ?? 'http://127.0.0.1:4000'
const DATA = process.env.PEERS_DATA ?? 'data/city1'
const PASSWORD = process.env.DEMO_PASSWORD ?? 'Qinshui-2022'

const rows = (name) => readFileSync(`${DATA}/${name}.csv`, 'utf8').trimEnd().split('\n').slice(1).map((line) => line.split(','))
const units = new Map(rows('units').map(([id, parent, level]) => [id, { parent, level: Number(level) }]))
const debts = rows('debts')
const unitOf = new Map(debts.map(([id, unit]) => [Number(id), unit]))

/** The city or county whose code leads the rows of a unit. */
function homeOf(unit) {
  let at = unit
  while (units.get(at).level > 1) at = units.get(at).parent
  return at
}
const payableId = (debt) => `P.${homeOf(unitOf.get(debt))}.${payableUuid(debt)}`

const KINDS = { CITY: 'city', COUNTY: 'county', TOWNSHIP: 'township', DEPARTMENT: 'department', DEV_ZONE: 'zone', SOE: 'soe_group', INSTITUTION: 'institution', SUBSIDIARY: 'subsidiary' }
const CATEGORIES = { GOODS: 'goods', WORKS: 'works', SERVICES: 'services', DIVIDEND: 'dividends' }
const STATUSES = { OPEN: 'open', PARTLY_PAID: 'partial', CLEARED: 'settled' }
const cents = (yuan) => yuan.replace('.', '').replace(/^0+(?=\d)/, '')
const yuan = (fen) => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`
const sumOfPaid = (text) => { let sum = 0; for (const [, whole, part] of text.matchAll(/"paid":"(\d+)\.(\d\d)"/g)) sum += Number(whole) * 100 + Number(part); return sum }

async function signIn(account) {
  const query = 'mutation SignIn($account: String!, $password: String!) { signIn(account: $account, password: $password) { __typename ... on Session { token } ... on Refusal { code } } }'
  const response = await fetch(`${URL}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables: { account, password: PASSWORD } }) })
  const json = await response.json()
  const token = json.data?.signIn?.token
  if (!token) throw new Error(`${account}: ${JSON.stringify(json)}`)
  return `Bearer ${token}`
}
const authorization = await signIn('office.1')
const q = (query, variables) => ({ path: '/graphql', body: { query, variables } })

const PARTS = 'totals { parts { vintage disputed payableCount amount paid outstanding } }'
const CITY_TOTALS = 'subscription W5($unit: String!) { totals(unit: $unit) { parts { vintage disputed payableCount amount paid outstanding } } }'
const PAYABLE = 'contractNo note category overdueSince amount paid outstanding disputedAmount status creditor { name uscc }'

// A debt with nothing outstanding is in dispute with nobody here; these files keep the word. What they say of it is put back.
const settledInDispute = debts.filter((d) => d[7] === 'true' && d[8] === 'settled').map(([, unit, , , incurredOn, , amount]) => ({ unit, since2020: incurredOn >= '2020-01-01', amount: BigInt(amount) }))
const above = (unit) => { const path = []; for (let at = unit; at; at = units.get(at).parent) path.push(at); return path }
const moved = new Map()
for (const { unit, since2020, amount } of settledInDispute) {
  for (const at of above(unit)) {
    const key = `${at} ${since2020}`
    const sum = moved.get(key) ?? { debts: 0, amount: 0n }
    moved.set(key, { debts: sum.debts + 1, amount: sum.amount + amount })
  }
}
function cellsOf(unit, asked) {
  const cells = []
  for (const since2020 of [false, true]) {
    const back = moved.get(`${unit} ${since2020}`) ?? { debts: 0, amount: 0n }
    for (const disputed of [false, true]) {
      const part = asked.find((each) => each.disputed === disputed && (each.vintage === 'SINCE_CUTOFF') === since2020)
      const sign = disputed ? 1 : -1
      cells.push({
        since2020, disputed, debts: String((part?.payableCount ?? 0) + sign * back.debts), amount: String(BigInt(cents(part?.amount ?? '0.00')) + BigInt(sign) * back.amount),
        repaid: String(BigInt(cents(part?.paid ?? '0.00')) + BigInt(sign) * back.amount), outstanding: cents(part?.outstanding ?? '0.00'),
      })
    }
  }
  return cells.filter((cell) => cell.debts !== '0')
}

const unitOut = (u) => ({ id: u.code, kind: KINDS[u.kind], name: u.name })
const rollup = (u) => ({ ...unitOut(u), cells: cellsOf(u.code, u.totals.parts) })
const payment = (p) => ({ id: p.voucherNo.slice('PAY-'.length), paidOn: p.paidOn, amount: cents(p.amount) })
const DAY = 86_400_000
const debtOut = (p, unit) => ({
  id: p.contractNo, kind: CATEGORIES[p.category], incurredOn: p.note, dueOn: p.overdueSince, overdueDays: Math.round((Date.UTC(2026, 0, 1) - Date.parse(p.overdueSince)) / DAY),
  amount: cents(p.amount), repaid: cents(p.paid), outstanding: cents(p.outstanding), disputed: p.disputedAmount !== '0.00' && p.disputedAmount === p.outstanding, status: STATUSES[p.status], unit,
  creditor: { id: p.creditor.name.slice('Firm '.length), name: p.creditor.name, taxCode: p.creditor.uscc }, payments: p.payments.map(payment),
})
const chain = (u) => { const out = []; for (let at = u; at; at = at.parent) out.push(unitOut(at)); return out }

export default {
  headers: { authorization },
  other: { authorization: await signIn('office.1000001') },
  w1: {
    ask: ({ county }) => q(`query W1($unit: String!) { unit(code: $unit) { code kind name ${PARTS} children { code kind name ${PARTS} } } }`, { unit: String(county) }),
    read: (json) => { const { unit } = json.data; return { ...rollup(unit), children: unit.children.map(rollup).sort((a, b) => a.id - b.id) } },
  },
  w2: {
    ask: ({ county }) => q(`query W2($unit: String!, $filter: PayableFilter) { unit(code: $unit) { payables(first: 50, filter: $filter) { nodes { ${PAYABLE} unit { code kind name } payments(last: 3) { voucherNo paidOn amount } } } } }`, { unit: String(county), filter: { statuses: ['OPEN', 'PARTLY_PAID'] } }),
    read: (json) => json.data.unit.payables.nodes.map((p) => debtOut(p, unitOut(p.unit))),
  },
  w3: {
    ask: ({ debt }) => q(`query W3($id: ID!) { payable(id: $id) { ${PAYABLE} payments(last: 50) { voucherNo paidOn amount } unit { code kind name parent { code kind name parent { code kind name parent { code kind name } } } } } }`, { id: payableId(debt) }),
    read: (json) => json.data.payable && debtOut(json.data.payable, chain(json.data.payable.unit)),
  },
  w4: {
    ask: ({ debt, cents: fen }) => q('mutation W4($input: RecordPaymentInput!) { recordPayment(input: $input) { __typename ... on JournalEntry { amount payable { contractNo paid outstanding } } ... on Refusal { code } } }',
      { input: { requestId: randomUUID(), payableId: payableId(debt), amount: yuan(BigInt(fen)), paidOn: '2026-01-01', method: 'BANK_TRANSFER', voucherNo: 'bench' } }),
    read: (json) => { const entry = json.data.recordPayment; return { amount: cents(entry.amount), debt: entry.payable.contractNo, repaid: cents(entry.payable.paid), outstanding: cents(entry.payable.outstanding) } },
  },
  w5: {
    path: '/graphql', init: { authorization }, mode: 'total', value: sumOfPaid,
    payload: (city) => ({ query: CITY_TOTALS, variables: { unit: String(city) } }),
    base: async () => {
      const response = await fetch(`${URL}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization }, body: JSON.stringify({ query: '{ unit(code: "1") { totals { paid } } }' }) })
      return sumOfPaid(await response.text())
    },
  },
}
