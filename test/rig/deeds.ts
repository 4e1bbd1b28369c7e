/** The product's side of a step: the plain ask of the model, asked of the use cases. */
import type { Category } from '@qingqian/rules/cell'
import { isRefusal, type Refusal } from '@qingqian/rules/refusal'
import { Once } from '../../apps/api/src/access/once.ts'
import { accessEntities } from '../../apps/api/src/access/entities.ts'
import type { Caller } from '../../apps/api/src/access/caller.ts'
import type { Outcome } from '../../apps/api/src/ledger/append.ts'
import { correctPayable } from '../../apps/api/src/ledger/correct-payable.ts'
import { knownCreditor, type KnownCreditor } from '../../apps/api/src/ledger/creditor-input.ts'
import { raiseDispute, settleDispute } from '../../apps/api/src/ledger/dispute.ts'
import { type BatchPayable, postBatch } from '../../apps/api/src/ledger/post-batch.ts'
import { recordPayment } from '../../apps/api/src/ledger/record-payment.ts'
import { registerPayable } from '../../apps/api/src/ledger/register-payable.ts'
import { reverseEntry } from '../../apps/api/src/ledger/reverse-entry.ts'
import { keepRequest } from '../../apps/api/src/ledger/statements.ts'
import { undoBatch } from '../../apps/api/src/ledger/undo-batch.ts'
import { moveUnit } from '../../apps/api/src/onboarding/move-unit.ts'
import { globalId } from '../../apps/api/src/platform/global-id.ts'
import { openOrm } from '../../apps/api/src/platform/orm.ts'
import { PolicyRow, UnitPlacementRow, UnitRow, UnitStatusRow } from '../../apps/api/src/units/entities.ts'
import type { World } from '../harness/world.ts'
import { ask } from './export.ts'
import type { Ask } from './model.ts'

export type Deed =
  | { kind: 'ACT'; ask: Ask }
  | { kind: 'BATCH'; asks: Ask[] }
  | { kind: 'UNDO'; importId: string }
  | { kind: 'MOVE'; unit: string; to: string; on: string }
  | { kind: 'SUSPEND'; unit: string; status: 'SUSPENDED' | 'OPERATING'; on: string }

export type Done = Outcome | Refusal | 'done' | Error

/** Carries a deed out; what is thrown comes back, as the outcome is unknown then. */
export async function perform(world: World, caller: Caller, requestId: string, deed: Deed, unit: string): Promise<Done> {
  try {
    switch (deed.kind) {
      case 'ACT':
        return await act(world, caller, requestId, deed.ask, world.units.get(unit)!.countyId)
      case 'BATCH':
        return (await post(world, caller, requestId, deed.asks)) === 'posted' ? 'done' : { refusal: 'DUPLICATE' }
      case 'UNDO': {
        const undone = await undoBatch(world, caller, { requestId, importId: deed.importId, reason: '误导入' })
        return isRefusal(undone) ? undone : 'done'
      }
      case 'MOVE':
        return await move(world, caller, requestId, deed)
      case 'SUSPEND':
        await stateUnit(world, deed)
        await world.units.reload()
        world.tail.tellOthers('units')
        return 'done'
    }
  } catch (error) {
    return error as Error
  }
}

async function act(world: World, caller: Caller, requestId: string, asked: Ask, county: string): Promise<Outcome | Refusal> {
  const { ledger, units, database } = world
  const payableId = 'payable' in asked ? globalId('P', county, asked.payable) : ''
  switch (asked.act) {
    case 'REGISTER':
      return registerPayable(ledger, units, caller, { requestId, unit: asked.unit, creditor: { name: asked.creditor }, category: asked.category as Category, overdueSince: asked.overdueSince, amount: asked.amount, disputedAmount: asked.disputed, contractNo: asked.contract })
    case 'PAY':
      return recordPayment(ledger, units, caller, { requestId, payableId, amount: asked.amount, paidOn: asked.on, method: 'BANK_TRANSFER', voucherNo: '凭证 1' })
    case 'CORRECT':
      return correctPayable(ledger, units, caller, { requestId, payableId, reason: '录入有误', amount: asked.amount, overdueSince: asked.overdueSince, category: asked.category as Category | undefined, creditor: asked.creditor ? { name: asked.creditor } : null })
    case 'REVERSE':
      return reverseEntry(ledger, database, caller, { requestId, entryId: globalId('E', county, asked.entry), reason: '误登' })
    case 'DISPUTE':
      return raiseDispute(ledger, caller, { requestId, payableId, amount: asked.amount, ground: '质量异议', channel: 'MEDIATION' })
    case 'SETTLE':
      return settleDispute(ledger, caller, { requestId, payableId, acceptedAmount: asked.accepted, extinguishedAmount: asked.extinguished, reason: '调解书' })
    case 'OPENING_PAID':
      throw new Error('only a batch brings what was paid before')
  }
}

/** As an import posts, with its run and its request id in the same transaction. */
async function post(world: World, caller: Caller, importId: string, asks: readonly Ask[]): Promise<'posted' | 'repeats'> {
  const rows: BatchPayable[] = []
  for (const asked of asks) {
    if (asked.act === 'REGISTER') {
      const creditor = knownCreditor({ name: asked.creditor }) as KnownCreditor
      rows.push({ ...creditor, unit: world.units.get(asked.unit)!, contractNo: asked.contract, category: asked.category as Category, overdueSince: asked.overdueSince, amount: asked.amount, paid: 0n, paidAsOf: null, disputedAmount: asked.disputed, note: null })
    } else if (asked.act === 'OPENING_PAID') Object.assign(rows.at(-1)!, { paid: asked.amount, paidAsOf: asked.on })
  }
  return postBatch(world, caller, importId, rows, (now) => [
    {
      sql: `insert into import_run (county_id, id, unit_id, path, account_id, request_id, file_name, mode, status, created_at, finished_at) values ($1, $2, $3, $4, $5, $2, 'rig.csv', 'allOrNothing', 'DONE', $6, $6)`,
      values: [caller.unit.countyId, importId, caller.unit.code, caller.unit.path, caller.account, new Date(now).toISOString()],
    },
    keepRequest(caller.unit.countyId, caller.account, importId, Buffer.from('rig'), { importId }, now),
  ])
}

/** There is no use case for it yet: the fact goes into its table. Whoever finds its number taken takes the next. */
async function stateUnit(world: World, deed: Deed & { kind: 'SUSPEND' }): Promise<void> {
  const values = [deed.unit, deed.status, deed.on, new Date(world.clock.now())]
  for (let free = false; !free;) {
    free = await ask(world.urls.access, `insert into unit_status select $1, coalesce(max(number), 0) + 1, $2, $3, $4, 'rig', null from unit_status where unit_id = $1 on conflict do nothing returning 1`, values).then((rows) => rows.length > 0)
  }
}

async function move(world: World, caller: Caller, requestId: string, deed: Deed & { kind: 'MOVE' }): Promise<Refusal | 'done'> {
  const orm = await openOrm(world.urls, [UnitRow, UnitPlacementRow, UnitStatusRow, PolicyRow, ...accessEntities])
  try {
    const work = { units: world.units, once: new Once(orm, world.clock), clock: world.clock, announce: () => world.tail.tellOthers('units') }
    const moved = await moveUnit(work, caller, { requestId, unit: deed.unit, newParent: deed.to, effectiveOn: deed.on, reason: '划转' })
    return isRefusal(moved) ? moved : 'done'
  } finally {
    await orm.close()
  }
}
