import type { Words } from '../words.ts'
import type zh from '../zh/ledger.ts'

const ledger: Words<typeof zh> = {
  crumb: 'Ledger',
  title: 'Ledger of {{unit}}',
  includesBelow: 'with all units below',
  register: 'Register a payable',
  nameTail: '(服务|集团)?(股份|责任)?有限(责任)?公司|[（(]演示[)）]',
  tabsLabel: 'By state',
  export: 'Export to Excel',
  copied: '{{count}} rows copied; paste them into Excel',
  cannot: { past: 'A past moment is shown; nothing can be recorded', role: 'Your account reads only', unit: 'You record your own unit only' },
  mark: { one: 'Select {{name}}', all: 'Select all that is loaded', count: '{{count}} selected, outstanding' },
  views: { title: 'View', plain: 'everything', unsaved: 'not saved', none: 'Keep a filter you use often as a view.', name: 'Name of the view', keep: 'Keep this filter', drop: 'Remove', dropNamed: 'Remove the view {{name}}' },
  print: { until: 'As of {{moment}}', count: '{{count}} payables · {{creditors}} creditors owed', filledBy: 'Filled in by:', checkedBy: 'Checked by:', head: 'Head of the unit:', tooMany: '{{count}} payables: filter to at most 3,000 for printing, or export to Excel.' },
  tabs: { all: 'All', owed: 'Outstanding', disputed: 'In dispute', cleared: 'Cleared' },
  filter: { open: 'Filter', search: 'Firm, pinyin, code, contract', unit: 'Unit', vintage: 'Vintage', age: 'Age', category: 'Category', status: 'State', from: 'Overdue since, from', to: 'Overdue since, to', order: 'Order', clear: 'Clear filters' },
  order: { overdueAsc: 'longest overdue', outstandingDesc: 'most outstanding', amountDesc: 'largest', recordedDesc: 'latest registered' },
  status: { OPEN: 'nothing paid', PARTLY_PAID: 'partly paid', CLEARED: 'cleared' },
  column: {
    number: 'No.', unit: 'Debtor', creditor: 'Creditor', uscc: 'Credit code', contract: 'Contract', category: 'Category', since: 'Overdue since', age: 'Age',
    amount: 'Amount', paid: 'Paid', extinguished: 'Written off', outstanding: 'Outstanding', disputed: 'In dispute', due: 'Due', state: 'State',
  },
  age: { y1: 'under 1 y', y2: '1–2 y', y3: '2–3 y', more: 'over 3 y', notYet: 'not yet' },
  state: { withdrawn: 'Withdrawn', cleared: 'Cleared', disputed: 'In dispute', overdue: 'Past the deadline', open: 'Outstanding', partly: 'Partly paid', mediation: 'by mediation' },
  sum: { total: 'Total', count: '{{count}} payables', open: '{{count}} outstanding · {{creditors}} creditors', extinguished: 'Besides, {{amount}} written off (disputes settled): amount = paid + written off + outstanding', closed: 'balances', broken: 'does not balance', scope: 'Totals are over what is filtered', none: 'No payable matches', empty: 'No payables yet. Paste from Excel, or register one.' },
  keys: '↑ ↓ row   P payment   Enter open   Space select   / search   Ctrl+C copy as table',
  moved: 'The ledger has moved; click to update',
  pay: {
    title: 'Record a payment', amount: 'Amount', on: 'Paid on', method: 'Method', voucher: 'Voucher', after: 'Left after', save: 'Save', note: 'Note', all: 'Pay all',
    done: 'Booked: {{amount}} yuan', readOnly: 'A past moment is shown; nothing can be recorded', wan: '{{wan}} × 10,000 is booked as {{yuan}} yuan',
  },
  /** What may follow the digits of an amount. */
  amountSuffix: { wan: '\\s*万元?\\s*$', yuan: '\\s*元\\s*$' },
  pastNote: 'These are the present rows; those of a past moment cannot be shown yet.',
  method: { BANK_TRANSFER: 'Bank transfer', CASH: 'Cash', BILL: 'Bill', OFFSET: 'Offset' },
  fault: {
    AMOUNT_UNREADABLE: 'This is not an amount; write 12345.67', AMOUNT_TOO_PRECISE: 'Two decimals at most', AMOUNT_NOT_POSITIVE: 'It must be more than zero', tooMuch: 'More than the outstanding {{amount}}',
    day: 'Choose a day', future: 'Not later than today', required: 'Required', sum: 'The two must add up to the disputed {{amount}}',
  },
  todo: {
    PAYS_MORE_THAN_OUTSTANDING: 'Check the amount, or see in the journal whether it is booked already.', DATE_IN_FUTURE: 'It cannot be later than today; correct it and submit again.', DUPLICATE: 'The same payable is in the ledger; search first.',
    AMOUNT_BELOW_SETTLED: 'Reverse the payment that was too much first, then correct the amount.', HAS_LATER_ENTRIES: 'Reverse what stands on it first.', DISPUTE_EXCEEDS_OUTSTANDING: 'Only what is outstanding and undisputed can be disputed.', ALREADY_REVERSED: 'Nothing to do; the reversal is in the journal.', FORBIDDEN: 'The unit\'s clerk or the office above can record it.',
  },
  payable: {
    title: 'Payable', owes: 'owes', outstanding: 'Outstanding', due: 'Due', left: '{{count}} days left', over: '{{count}} days over', noDue: 'after the dispute',
    amount: 'Amount', paid: '− paid', extinguished: '− written off (dispute settled)', equalsUndisputed: '= outstanding, all undisputed', equalsDisputed: '= outstanding, in dispute {{amount}}', cleared: 'Cleared',
    withdrawn: 'Its registration was reversed; it counts nowhere', parties: 'Parties', creditor: 'Creditor', debtor: 'Debtor', uscc: 'Credit code', contract: 'Contract', category: 'Category', since: 'Overdue since', sinceDays: '{{count}} days', vintage: 'Vintage',
    dispute: 'Raise a dispute', settle: 'Settle the dispute', reverse: 'Reverse this entry', print: 'Print',
  },
  journal: {
    title: 'Journal', note: 'append-only; a correction is another entry', dates: 'Effective / recorded', what: 'What', amount: 'Amount (yuan)', balance: 'Balance (yuan)', recorded: 'rec. {{moment}}', sameDay: 'same day',
    number: 'No. {{seq}}', by: 'by {{name}}', onBehalf: 'on behalf', hash: 'hash', until: 'To {{moment}}', reversedBy: 'reversed by No. {{seq}}', reverses: 'reverses No. {{seq}}', ofIt: 'of it',
    voucher: 'voucher {{no}}', checked: 'checked here', checkedTitle: 'The hash worked out in this browser is the one shown, over what is shown', follows: 'follows the one above', allChecked: '{{count}} hashes checked in this browser', differs: 'Hash and content differ; tell an administrator',
    proves: 'This browser worked out every hash anew from the one before it and the entry\'s own text, and compared that text with what the page shows: a single character changed after recording would show. It does not prove that what was entered was true, nor that nobody has remade the whole journal with all later hashes; for that the offline verifier compares hashes kept from before.',
    unable: 'Over plain http this browser offers no means to check; nothing was checked here. The offline verifier can.',
    copy: 'Click to copy the whole hash', count: '{{count}} entries',
  },
  kind: {
    REGISTER: 'Registered', OPENING_PAID: 'Paid before the ledger', PAYMENT: 'Payment', REVERSAL: 'Reversal', CORRECTION: 'Correction', DISPUTE: 'Dispute raised', SETTLEMENT: 'Dispute settled', TRANSFER_OUT: 'Transferred out', TRANSFER_IN: 'Transferred in', RECLASSIFY: 'Reclassified',
  },
  due: {
    title: 'How the deadline was found', cutoffBefore: 'before the cut-off {{cutoff}}', cutoffSince: 'not before the cut-off {{cutoff}}', undisputed: 'All undisputed', undisputedNote: 'neither amount nor fact is contested', partly: 'Disputed in part', wholly: 'All in dispute',
    disputedAmount: 'in dispute {{amount}}, undisputed {{rest}}', clauseSince: '3(3): formed since 2020, to be cleared by {{since}}', clauseBefore: '3(3): formed before 2020 and undisputed, to be cleared by {{before}}', clauseDisputed: '3(3): formed before 2020 and disputed, to be settled by mediation first; then the deadline is set',
    rest: 'The disputed part', restSince: 'the same day is its target while the dispute is settled', restBefore: 'has its deadline once the dispute is settled',
  },
  correct: {
    open: 'Correct', title: 'Correct what was registered', explain: 'Change only what is wrong; old values and the reason stay in the journal.', amount: 'Amount (yuan)', sinceNote: 'Changing it may change the vintage and the deadline', reason: 'Why', save: 'Record the correction', nothing: 'Nothing differs from what stands',
  },
  paste: {
    /** How a row of totals begins; the importer leaves it out. */
    totals: '^(合计|总计|小计)$',
    open: 'Paste from Excel', title: 'Paste from Excel', how: 'Copy the ledger with its headings in Excel or WPS, and press Ctrl+V here.', area: 'Paste here', check: 'Check', checking: 'Checking…', again: 'Paste anew', legend: 'Green: new payables that can be registered   Red: with errors, not registered', new: 'new', warn: 'look again', wrong: 'error', skipped: 'no payable',
    good: '{{count}} can be registered', bad: '{{count}} rows with errors', sums: 'amount {{amount}}, paid {{paid}}, outstanding {{outstanding}} yuan', accept: 'Register {{count}}', done: '{{count}} registered, outstanding {{outstanding}} yuan', undo: 'Take these back', none: 'Nothing to register', more: 'Only the first {{count}} rows are shown; all are checked and registered.', close: 'Close', row: 'Row', into: 'Into {{unit}}, or the unit each row names',
  },
  dispute: { title: 'Raise a dispute', amount: 'Amount in dispute', ground: 'What is disputed', channel: 'How it will be settled', save: 'Raise the dispute' },
  channel: { NEGOTIATION: 'Negotiation', MEDIATION: 'Mediation', ARBITRATION: 'Arbitration', LITIGATION: 'Litigation', OTHER: 'Other' },
  settle: { title: 'Settle the dispute', accepted: 'Accepted (becomes undisputed)', extinguished: 'Written off (no longer owed)', reason: 'Ground', save: 'Record the settlement' },
  reverse: { title: 'Reverse No. {{seq}}', explain: 'An opposite entry is appended; the old one stays.', reason: 'Why', save: 'Reverse this entry' },
  form: {
    title: 'Register a payable', unit: 'Debtor', creditor: 'Name of the creditor', uscc: 'Credit code', contract: 'Contract number', category: 'Category', since: 'Overdue since', sinceHint: 'the first day after the time to pay by contract or law', amount: 'Amount owed (yuan)',
    disputed: 'of it in dispute (yuan)', note: 'Note', save: 'Register', done: 'Registered', next: 'Register another', open: 'Open this payable',
    usccLength: '18 characters; old codes may be kept for now',
  },
}
export default ledger
