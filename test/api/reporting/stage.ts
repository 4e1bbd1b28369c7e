/** One API process that signs and shows reports, on a fresh database with the tree of Jincheng. */
import '../../../apps/api/node_modules/reflect-metadata/Reflect.js'
import { randomUUID } from 'node:crypto'
import { isRefusal } from '@qingqian/rules/refusal'
import { recordPayment } from '../../../apps/api/src/ledger/record-payment.ts'
import { registerPayable } from '../../../apps/api/src/ledger/register-payable.ts'
import type { Outcome } from '../../../apps/api/src/ledger/append.ts'
import { globalId } from '../../../apps/api/src/platform/global-id.ts'
import { Changes } from '../../../apps/api/src/platform/live.ts'
import { DailyBoards } from '../../../apps/api/src/reporting/daily-board.ts'
import { DailyReports } from '../../../apps/api/src/reporting/daily-report.ts'
import { ReportSignals } from '../../../apps/api/src/reporting/report-signals.ts'
import { type SignDailyReport, type Signed, Signing } from '../../../apps/api/src/reporting/sign-report.ts'
import { totalsTopic } from '../../../apps/api/src/rollup/totals.resolver.ts'
import { type World, openWorld, openWorldOn } from '../../harness/world.ts'

export const TOWN = '140521100'
export const OTHER_TOWN = '140521101'
export const GROUP = '140521-QHSY'
export const COUNTY = '140521'
export const CITY = '140500'

export function reporting(world: World) {
  const changes = new Changes()
  const signals = new ReportSignals(changes, () => world.tail.tellOthers('reports'))
  world.tail.onReports = () => signals.lookAgain()
  world.rollup.onFold((touched) => { for (const node of touched) changes.publish(totalsTopic(node.unit.code)) })
  const boards = new DailyBoards(world.database, world.units, world.clock, world.rollup, signals)
  const reports = new DailyReports(world.database, world.units, boards)
  const signing = new Signing(world.database, world.units, world.clock, signals)
  let serial = 0
  const clerk = (unit: string) => world.as('CLERK', unit)
  const done = (outcome: unknown): Outcome => {
    if (isRefusal(outcome)) throw new Error(`refused: ${JSON.stringify(outcome)}`)
    return outcome as Outcome
  }
  return {
    ...world, changes, signals, boards, reports, signing, clerk,
    /** Registers a payable of 1,000 yuan (or more) and answers its id. */
    async owe(unit: string, amount = 100_000n, creditor = `沁水县第${++serial}建材有限公司`): Promise<string> {
      const outcome = done(await registerPayable(world.ledger, world.units, clerk(unit), { requestId: randomUUID(), unit, creditor: { name: creditor }, category: 'GOODS', overdueSince: '2021-03-01', amount, contractNo: `合-${++serial}` }))
      return globalId('P', outcome.county, outcome.made.payableId)
    },
    async pay(unit: string, payableId: string, amount: bigint, paidOn: string): Promise<void> {
      done(await recordPayment(world.ledger, world.units, clerk(unit), { requestId: randomUUID(), payableId, amount, paidOn, method: 'BANK_TRANSFER' }))
    },
    sign: (unit: string, day: string, more: Partial<SignDailyReport> = {}, caller = clerk(unit)) => signing.sign(caller, { requestId: randomUUID(), unit, day, ...more }),
    async signed(unit: string, day: string, more: Partial<SignDailyReport> = {}): Promise<Signed> {
      const outcome = await signing.sign(clerk(unit), { requestId: randomUUID(), unit, day, ...more })
      if (isRefusal(outcome)) throw new Error(`refused: ${JSON.stringify(outcome)}`)
      return outcome
    },
    report: async (unit: string, day: string, caller = clerk(unit)) => (await reports.find(caller, unit, day))!,
    board: async (unit: string, day: string) => (await boards.read(world.units.get(unit)!, day))!,
  }
}

export async function openReporting() {
  const world = await openWorld()
  return { ...reporting(world), url: world.url, drop: () => world.drop() }
}

/** Another process on the same database. */
export const openReportingOn = async (urls: World['urls']) => reporting(await openWorldOn(urls))
