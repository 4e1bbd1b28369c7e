/** Faults planted on purpose: each one a slip that somebody could make, with the test that must turn red. docs/proof.md lists them. */
export interface Planted {
  name: string
  /** Texts that are there exactly once, and what stands in their place. */
  changes: { file: string; from: string; to: string }[]
  /** The test file that must fail, and (a part of) the name of the test. */
  test: string
  named: string
}

const HISTORIES = { test: 'test/api/rig/histories.test.ts', named: 'random histories' }
const LEDGER = 'apps/api/src/ledger'
const ROLLUP = 'apps/api/src/rollup'

export const PLANTED: readonly Planted[] = [
  {
    name: 'request ids are not kept', test: 'test/api/ledger/acts.test.ts', named: 'R14',
    changes: [{ file: `${LEDGER}/statements.ts`, from: 'insert into request (county_id, account_id, id, input_hash, result, recorded_at) values ($1, $2, $3, $4, $5, $6)', to: 'select $1::text, $2::text, $3::uuid, $4::bytea, $5::jsonb, $6::timestamptz' }],
  },
  {
    name: 'the tail goes by a plain cursor: only what began after the last look', test: 'test/api/rig/tail.test.ts', named: 'stayed open',
    changes: [{ file: `${ROLLUP}/tail.ts`, from: 'where xid = any(array(select pg_snapshot_xip($1::text::pg_snapshot)))', to: 'where false' }],
  },
  {
    name: 'a look of the tail goes on from totals that were loaded anew meanwhile', test: 'test/api/rig/mended.test.ts', named: 'while the totals were being loaded',
    changes: [{ file: `${ROLLUP}/tail.ts`, from: 'if (this.rollup.snapshot !== from) return this.signal()', to: '' }],
  },
  {
    name: 'commits do not wait for the disk', test: 'test/api/rig/kills.test.ts', named: 'kill -9',
    changes: [{ file: 'apps/api/src/platform/database.ts', from: '-c lock_timeout=8000', to: '-c lock_timeout=8000 -c synchronous_commit=off' }],
  },
  {
    name: 'row-level security is not forced on the owner', test: 'test/api/isolation/catalogue.test.ts', named: '',
    changes: [{ file: 'apps/api/src/migrations/2026-11-23-first.sql', from: "'alter table %I enable row level security, force row level security'", to: "'alter table %I enable row level security'" }],
  },
  {
    name: 'a fold skips every other ancestor', ...HISTORIES,
    changes: [{ file: `${ROLLUP}/rollup.ts`, from: 'for (let at = node ?? null; at; at = at.parent) {', to: 'for (let at = node ?? null; at; at = at.parent?.parent ?? null) {' }],
  },
  {
    name: 'an act that changes the cell drops the leg of the old one', ...HISTORIES,
    changes: [{ file: 'packages/rules/src/payable.ts', from: '    leg.registered = is ? 0n : registered\n    legs.push(leg)', to: '    leg.registered = is ? 0n : registered' }],
  },
  {
    name: 'the hash leaves out the one before', test: 'test/api/rig/verify.test.ts', named: 'T-TAM-1',
    changes: [{ file: `${LEDGER}/canonical.ts`, from: ".update(previous).update(entryBytes(entry), 'utf8')", to: ".update(entryBytes(entry), 'utf8')" }],
  },
  {
    name: 'the head is read and not locked', ...HISTORIES,
    changes: [
      { file: `${LEDGER}/append.ts`, from: '(select unit_id from payable where county_id = $1 and id = $2) for update`', to: '(select unit_id from payable where county_id = $1 and id = $2)`' },
      { file: `${LEDGER}/append.ts`, from: 'where h.county_id = $1 and h.unit_id = $2 for update`', to: 'where h.county_id = $1 and h.unit_id = $2`' },
    ],
  },
  {
    name: 'the writer folds its own entry without looking at the number', test: 'test/api/rig/tail.test.ts', named: 'take turns',
    changes: [{ file: `${ROLLUP}/rollup.ts`, from: 'if (appended.entries[0]!.seq !== folded + 1n) return false', to: '' }],
  },
  {
    name: 'a creditor counts once a payable', ...HISTORIES,
    changes: [{ file: `${ROLLUP}/sum.ts`, from: 'if (owed.open > 0 !== hadOpen) sum.creditorCount += hadOpen ? -1 : 1', to: 'if (owed.open > 0 !== hadOpen || open !== 0) sum.creditorCount += open' }],
  },
  {
    name: 'paid since the baseline ignores the baseline', ...HISTORIES,
    changes: [{ file: `${ROLLUP}/sum.ts`, from: 'sinceBaseline: effectiveOn >= dates.baseline ? paid : 0n', to: 'sinceBaseline: paid' }],
  },
  {
    name: 'a payment may exceed what is outstanding by a fen', ...HISTORIES,
    changes: [{ file: 'packages/rules/src/payable.ts', from: "if (amount > open) return refuse('PAYS_MORE_THAN_OUTSTANDING'", to: "if (amount > open + 1n) return refuse('PAYS_MORE_THAN_OUTSTANDING'" }],
  },
  {
    name: 'a reversal forgets the dispute that the payment had taken away', ...HISTORIES,
    changes: [{ file: 'packages/rules/src/payable.ts', from: 'const disputed = before.disputed + entry.disputeReleased', to: 'const disputed = before.disputed' }],
  },
]
