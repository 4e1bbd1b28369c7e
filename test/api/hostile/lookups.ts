/**
 * Every argument and input field of the printed schema that is text or an id, and what it is: a look-up, with a document
 * that puts a value there, or something that names nothing of anybody's. schema-walk.test holds the list to the schema, so
 * a new field is attacked from its first day.
 */
import { randomUUID } from 'node:crypto'
import type { Things } from './stage.ts'

/** What kind of value is looked up there. */
export type Kind = keyof Omit<Things, 'canaries'>

export interface Ask {
  readonly query: string
  readonly variables: Record<string, unknown>
}

export interface Lookup {
  readonly kinds: readonly Kind[]
  /** @param own the attacker's own unit and day, for what stands around the value */
  readonly ask: (value: string, own: { unit: string; things: Things; day: string }) => Ask
  /** Comes by socket. */
  readonly live?: true
}

const refusal = '... on Refusal { code message field }'
const payable = 'id unit { code } contractNo note amount creditor { id name uscc } journal(first: 2) { totalCount nodes { id canonical recordedName } }'

const query = (field: string, type: string, kinds: readonly Kind[]): Lookup => ({ kinds, ask: (value) => ({ query: `query ($v: ${type}!) { ${field} }`, variables: { v: value } }) })
const live = (field: string, type: string, kinds: readonly Kind[]): Lookup => ({ kinds, live: true, ask: (value, { day }) => ({ query: `subscription ($v: ${type}!${field.includes('$day') ? ', $day: Date!' : ''}) { ${field} }`, variables: { v: value, ...(field.includes('$day') ? { day } : {}) } }) })

/** A mutation that a later check refuses, so that what is found changes nothing and still answers otherwise than what is not. */
function act(mutation: string, member: string, kinds: readonly Kind[], selection: string, rest: (own: { unit: string; things: Things; day: string }) => object): Lookup {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  return {
    kinds,
    ask: (value, own) => ({
      query: `mutation ($input: ${type === 'CloseAccountInput' || type === 'UnlockAccountInput' ? 'AccountInput' : type}!) { ${mutation}(input: $input) { __typename ${selection} ${refusal} } }`,
      variables: { input: { requestId: randomUUID(), ...rest(own), [member]: value } },
    }),
  }
}

const ofPayable = `... on Payable { ${payable} }`
const ofEntry = `... on JournalEntry { id canonical payable { ${payable} } }`
const ofUnit = '... on Unit { id code name parent { code } }'
const ofAccount = '... on Account { account name role unit { code } lockedUntil }'

export const LOOKUPS: Readonly<Record<string, Lookup>> = {
  'Query.unit(code)': query(`unit(code: $v) { id code name status parent { code } locatedIn { code } children { code name } ownTotals { amount creditorCount } payables(first: 5) { totalCount sums { amount } nodes { ${payable} } } }`, 'String', ['unit']),
  'Query.payable(id)': query(`payable(id: $v) { ${payable} unit { parent { code } } }`, 'ID', ['P']),
  'Query.node(id)': query('node(id: $v) { __typename id ... on Unit { code name } ... on Payable { amount contractNo note creditor { name } } ... on Creditor { title: name uscc } ... on JournalEntry { canonical recordedName } ... on DailyReport { day figures { outstanding } versions { canonical } } }', 'ID', ['U', 'P', 'E', 'C', 'R', 'K']),
  'Query.dailyReport(unit)': { kinds: ['unit'], ask: (value, { day }) => ({ query: 'query ($v: String!, $day: Date!) { dailyReport(unit: $v, day: $day) { id unit { code } figures { count outstanding } movements { kind amount } } }', variables: { v: value, day } }) },
  'Query.accounts(unit)': query('accounts(unit: $v) { account name role unit { code } }', 'String', ['unit']),
  'Query.apiKeys(unit)': query('apiKeys(unit: $v) { id name scopes }', 'String', ['unit']),
  'Query.auditTrail(account)': query('auditTrail(first: 5, account: $v) { nodes { id account subject action detail { name value } } }', 'String', ['account']),
  'Subscription.totals(unit)': live('totals(unit: $v) { unit { code name } amount outstanding creditorCount }', 'String', ['unit']),
  'Subscription.dailyBoard(unit)': live('dailyBoard(unit: $v, day: $day) { day expected total { outstanding } rows { unit { code name } } }', 'String', ['unit']),
  'Subscription.ledgerChanged(unit)': live('ledgerChanged(unit: $v) { entryCount payables { id creditor { name } } sums { amount } }', 'String', ['unit']),
  'Subscription.payableChanged(id)': live(`payableChanged(id: $v) { ${payable} }`, 'ID', ['P']),
  'PayableFilter.unit': { kinds: ['unit'], ask: (value, { unit }) => ({ query: `query ($u: String!, $f: PayableFilter) { unit(code: $u) { payables(first: 5, filter: $f) { totalCount sums { amount paid outstanding } nodes { ${payable} } } } }`, variables: { u: unit, f: { unit: value } } }) },
  'RegisterPayableInput.unit': act('registerPayable', 'unit', ['unit'], ofPayable, () => ({ creditor: { name: '某厂' }, category: 'GOODS', overdueSince: '2021-01-01', amount: '-1.00' })),
  'CorrectPayableInput.payableId': act('correctPayable', 'payableId', ['P'], ofPayable, () => ({ reason: '', amount: '5.00' })),
  'RecordPaymentInput.payableId': act('recordPayment', 'payableId', ['P'], ofEntry, () => ({ amount: '-1.00', paidOn: '2022-01-01', method: 'CASH' })),
  'RaiseDisputeInput.payableId': act('raiseDispute', 'payableId', ['P'], ofPayable, () => ({ amount: '-1.00', ground: '数量', channel: 'OTHER' })),
  'SettleDisputeInput.payableId': act('settleDispute', 'payableId', ['P'], ofPayable, () => ({ acceptedAmount: '1.00', extinguishedAmount: '1.00', reason: '和解' })),
  'ReverseEntryInput.entryId': act('reverseEntry', 'entryId', ['E'], ofEntry, () => ({ reason: '' })),
  'UndoImportInput.importId': act('undoImport', 'importId', ['import'], '... on ImportUndone { importId payables amount }', () => ({ reason: '误传' })),
  'SignDailyReportInput.unit': act('signDailyReport', 'unit', ['unit'], '... on DailyReport { id unit { code } figures { outstanding } }', () => ({ day: '2900-01-01' })),
  'OpenUnitInput.parent': act('openUnit', 'parent', ['unit'], ofUnit, () => ({ code: '140521-XIN', kind: 'DEPARTMENT', name: '' })),
  'OpenUnitInput.locatedIn': act('openUnit', 'locatedIn', ['unit'], ofUnit, () => ({ parent: '140521', code: '140521-XIN', kind: 'DEPARTMENT', name: '新局' })),
  'MoveUnitInput.unit': act('moveUnit', 'unit', ['unit'], ofUnit, () => ({ newParent: '140521-QHSY', effectiveOn: '2022-01-01', reason: '' })),
  'MoveUnitInput.newParent': act('moveUnit', 'newParent', ['unit'], ofUnit, () => ({ unit: '140521-CTJT', effectiveOn: '2022-01-01', reason: '' })),
  'InviteUserInput.unit': act('inviteUser', 'unit', ['unit'], '... on Invitation { account }', () => ({ account: 'neu.140521', name: '', role: 'CLERK' })),
  'IssueApiKeyInput.unit': act('issueApiKey', 'unit', ['unit'], '... on ApiKeyIssued { id }', () => ({ name: '', scopes: [], expiresOn: '2900-01-01' })),
  'RevokeApiKeyInput.id': act('revokeApiKey', 'id', ['K'], '... on ApiKey { id name revokedAt }', () => ({})),
  'RenewInvitationInput.account': act('renewInvitation', 'account', ['account'], '... on Invitation { account expiresAt }', () => ({})),
  'AssignRoleInput.account': act('assignRole', 'account', ['account'], ofAccount, () => ({ role: 'SYSTEM' })),
  'AccountInput.account': act('unlockAccount', 'account', ['account'], ofAccount, () => ({})),
  'AccountInput.account in closeAccount': act('closeAccount', 'account', ['account'], ofAccount, () => ({})),
}

/** Cursors: sweep-paths.test sends those that another caller was given. */
export const CURSORS = ['Payable.journal(after)', 'Payable.journal(before)', 'Query.auditTrail(after)', 'Query.auditTrail(before)', 'Unit.payables(after)', 'Unit.payables(before)']

/** Names of accounts before one is signed in: guessing.test. What one knows or chooses: no look-up. */
export const NO_LOOKUPS = [
  'Mutation.signIn(account)', 'Mutation.signIn(password)', 'Mutation.activateAccount(account)', 'Mutation.activateAccount(activationCode)', 'Mutation.activateAccount(password)', 'Mutation.changePassword(currentPassword)', 'Mutation.changePassword(newPassword)',
  // names chosen for something new, unique over the whole platform: that one is taken is said to SYSTEM alone (docs/security.md)
  'OpenUnitInput.code', 'InviteUserInput.account',
  'CorrectPayableInput.contractNo', 'CorrectPayableInput.reason', 'CreditorInput.name', 'CreditorInput.uscc', 'InviteUserInput.name', 'IssueApiKeyInput.allowedIps', 'IssueApiKeyInput.name', 'MoveUnitInput.reason', 'OpenUnitInput.name',
  'RaiseDisputeInput.ground', 'RecordPaymentInput.note', 'RecordPaymentInput.voucherNo', 'RegisterPayableInput.contractNo', 'RegisterPayableInput.note', 'ReverseEntryInput.reason', 'SettleDisputeInput.reason',
  'SignDailyReportInput.correctionReason', 'SignDailyReportInput.note', 'UndoImportInput.reason',
  // searches look only through what the caller reads: sweep-paths.test
  'PayableFilter.creditor', 'PayableFilter.search',
]

/** The same form, naming nothing; a fresh one each time. */
export function randomOf(kind: Kind): string {
  const digits = String(Math.floor(Math.random() * 900) + 100)
  if (kind === 'unit') return `140599${digits}`
  if (kind === 'U') return `U.140521.140599${digits}`
  if (kind === 'C') return `C.140521.${randomUUID().replaceAll('-', '').slice(0, 24)}`
  if (kind === 'R') return `R.140521.140599${digits}.2026-11-23`
  if (kind === 'account') return `spare.140599${digits}`
  return kind === 'import' ? randomUUID() : `${kind}.140521.${randomUUID()}`
}

/** Wrong in every way that is still a string. */
export const strangeValues = (things: Things): readonly string[] => [
  '', ' ', '140521%', "140521' or '1'='1", '../140521101', 'P.140521.', `P.140521.${'f'.repeat(36)}`, 'Z.1.2', '__proto__', 'constructor', randomUUID(),
  things.unit, things.U, things.E, things.K, 'A'.repeat(50_000), `${things.unit}\u0000`, '\u0000\u001b[2J\u202e', '\ud800', '140521101\n', '１４０５２１１０１',
]
