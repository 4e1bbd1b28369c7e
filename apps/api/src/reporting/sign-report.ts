/**
 * 签报: a unit signs its day. Under the lock of its own head, so that two who sign at once make one version; the figures come
 * from one snapshot over the unit and all below it. Two round trips, like every write.
 */
import { type SigningAsked, dutyFault, signedLedger, signingVersion } from '@qingqian/rules/daily-report'
import type { Day, Moment } from '@qingqian/rules/day'
import { type Standing, dutyOf, expectedBelow } from '@qingqian/rules/duty'
import { dailyDeadline } from '@qingqian/rules/policy'
import { type Refusal, isRefusal, refuse } from '@qingqian/rules/refusal'
import { type Caller, may, onBehalf, sees, writesUnit } from '../access/caller.ts'
import { inputHash } from '../ledger/canonical.ts'
import { kept } from '../ledger/creditor-input.ts'
import { HEAD_COLUMNS, type Head } from '../ledger/rows.ts'
import { keepRequest } from '../ledger/statements.ts'
import type { Clock } from '../platform/clock.ts'
import { type Database, sqlState } from '../platform/database.ts'
import { UUID } from '../platform/global-id.ts'
import type { Row, Statement } from '../platform/trip.ts'
import type { Unit } from '../units/tree.ts'
import type { Units } from '../units/units.ts'
import { dayTree } from './day-tree.ts'
import { type Extent, type Stand, countiesOf, extentOf, readStand, standBefore, standNow } from './position.ts'
import { type VersionRow, appendVersion, digestOf, versionRow, versionsOf } from './report-rows.ts'
import type { ReportSignals } from './report-signals.ts'

export interface SignDailyReport {
  requestId: string
  unit: string
  day: Day
  note?: string | null | undefined
  correctionReason?: string | null | undefined
}

/** Which version a request made, or found made before. */
export interface Signed {
  unit: Unit
  day: Day
  version: number
}

interface Asked {
  caller: Caller
  requestId: string
  inputHash: Buffer
  unit: Unit
  day: Day
  deadline: Moment
  baseline: Day
  dailyFrom: Day
  note: string | null
  correctionReason: string | null
  /** The unit as it stands now: what NOW and AS_NOW_KNOWN are about. */
  standing: Standing | undefined
}

export class Signing {
  private readonly database: Database
  private readonly units: Units
  private readonly clock: Clock
  private readonly signals: ReportSignals

  constructor(database: Database, units: Units, clock: Clock, signals: ReportSignals) {
    this.database = database
    this.units = units
    this.clock = clock
    this.signals = signals
  }

  /** Signs, or says why not. The same request id finds what it signed before. */
  async sign(caller: Caller, input: SignDailyReport): Promise<Signed | Refusal> {
    const unit = this.units.get(input.unit)
    if (!unit || !sees(caller, unit)) return refuse('NOT_FOUND', 'unit')
    if (!may(caller, 'SIGN') || !writesUnit(caller, unit)) return refuse('FORBIDDEN', 'unit')
    if (!UUID.test(input.requestId)) return refuse('BAD_REQUEST_ID', 'requestId')
    const note = kept(input.note, 'note', 1000)
    if (isRefusal(note)) return note
    const correctionReason = kept(input.correctionReason, 'correctionReason', 1000)
    if (isRefusal(correctionReason)) return correctionReason
    const policy = this.units.policy(input.day)
    const asked: Asked = {
      caller, requestId: input.requestId, inputHash: inputHash('signDailyReport', input), unit, day: input.day, deadline: dailyDeadline(input.day, policy), baseline: policy.baseline,
      dailyFrom: policy.dailyFrom, note, correctionReason, standing: dayTree(this.units, input.day, null, this.clock.now()).get(unit.code),
    }
    try {
      return await this.trySign(asked)
    } catch (error) {
      // The same id was being used elsewhere at the same time: now it is there to be seen.
      if (sqlState(error) === '23505' || sqlState(error) === '40P01') return this.trySign(asked)
      throw error
    }
  }

  private async trySign(asked: Asked): Promise<Signed | Refusal> {
    const { caller, unit, day } = asked
    const made = await this.database.write<(Signed & { isNew: boolean }) | Refusal>(caller.scopeText, this.look(asked), async ([heads, requests, versions, stands, signedBelow]) => {
      const stop = (result: (Signed & { isNew: boolean }) | Refusal) => ({ result, last: 'rollback' as const })
      const request = requests?.[0]
      if (request) {
        const isSame = (request.inputHash as Buffer).equals(asked.inputHash)
        return stop(isSame ? { unit, day, version: (request.result as { version: number }).version, isNew: false } : refuse('REQUEST_ID_REUSED', 'requestId'))
      }
      const head = heads?.[0] as unknown as Head | undefined
      // Moved a breath ago by another process: its rows have a new label, our scope the old one.
      if (!head) return stop(refuse('NOT_FOUND', 'unit'))
      const last = versions?.length ? versionRow(versions.at(-1)!) : null
      const signedAt = Math.max(stands![0]!.now as Moment, head.recordedAt, last?.signedAt ?? 0)
      const row = await this.decide(asked, last, signedAt, stands![0]!, new Set(signedBelow!.map((signed) => signed.unitId as string)))
      if (isRefusal(row)) return stop(row)
      const remember = keepRequest(caller.unit.countyId, caller.account, asked.requestId, asked.inputHash, { unit: unit.code, day, version: row.version }, signedAt)
      return { result: { unit, day, version: row.version, isNew: true }, last: [appendVersion(row, head.path), remember] }
    })
    if (isRefusal(made)) return made
    if (made.isNew) this.signals.signed(unit)
    return { unit, day, version: made.version }
  }

  private look({ caller, requestId, unit, day, baseline, standing }: Asked): Statement[] {
    const extent = this.extent(unit, standing)
    return [
      { sql: `select ${HEAD_COLUMNS} from unit_head h where h.county_id = $1 and h.unit_id = $2 for update`, values: [unit.countyId, unit.code] },
      { sql: 'select input_hash as "inputHash", result from request where county_id = $1 and account_id = $2 and id = $3', values: [caller.unit.countyId, caller.account, requestId] },
      versionsOf(unit.countyId, unit.code, day),
      standNow(extent, unit.path, baseline, this.clock.forDatabase()),
      { sql: 'select distinct unit_id as "unitId" from daily_report_version where county_id = any($1) and day = $2 and unit_id = any($3)', values: [countiesOf(extent), day, extent.codes] },
    ]
  }

  /** The next version of the report, by the rules. */
  private async decide(asked: Asked, last: VersionRow | null, signedAt: Moment, now: Row, signedBelow: ReadonlySet<string>): Promise<VersionRow | Refusal> {
    const { caller, unit, day, deadline, dailyFrom, standing, note, correctionReason } = asked
    const question: SigningAsked = {
      duty: dutyOf(unit.kind, unit.parent?.kind ?? null), unitStatus: unit.status, day, deadline, dailyFrom, signedAt, lastVersion: last?.version ?? 0, changed: true, correctionReason,
    }
    // It did not stand on that day.
    const fault = dutyFault(question) ?? (standing ? null : refuse('BEFORE_DUTY', 'day', { day }))
    if (fault) return fault
    const stand = await this.stand(asked, last?.version ?? 0, signedAt, now)
    const missingUnits = expectedBelow(standing!).map((below) => below.code).filter((code) => !signedBelow.has(code))
    const changed = last === null || stand.journalPosition !== last.journalPosition || missingUnits.join() !== last.missingUnits.join() || (note !== null && note !== last.note)
    const version = signingVersion({ ...question, changed })
    if (isRefusal(version)) return version
    const row = {
      countyId: unit.countyId, unitId: unit.code, day, version, signedAt, signedBy: caller.account, signedName: caller.name, automatic: false, onBehalf: onBehalf(caller, unit), ...stand.figures,
      position: stand.position, journalPosition: stand.journalPosition, missingUnits, note, correctionReason,
    }
    return { ...row, digest: digestOf(row, last?.digest ?? null) }
  }

  private async stand({ unit, day, deadline, baseline, standing }: Asked, lastVersion: number, signedAt: Moment, now: Row): Promise<Stand> {
    switch (signedLedger(day, signedAt, lastVersion)) {
      case 'NOW':
        return readStand(now)
      case 'AT_DEADLINE':
        return standBefore(this.database, this.extent(unit, dayTree(this.units, day, deadline, signedAt).get(unit.code)), deadline, day, baseline)
      case 'AS_NOW_KNOWN':
        return standBefore(this.database, this.extent(unit, standing), null, day, baseline)
    }
  }

  private extent(unit: Unit, standing: Standing | undefined): Extent {
    return extentOf(this.units, standing ?? { code: unit.code, kind: unit.kind, status: unit.status, children: [] })
  }
}
