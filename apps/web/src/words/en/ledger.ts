import type { Words } from '../words.ts'
import type zh from '../zh/ledger.ts'

const ledger: Words<typeof zh> = {
  title: 'Ledger of {{unit}}',
  includesBelow: 'with all units below',
  register: 'Register a payable',
  tabs: { all: 'All', owed: 'Outstanding', disputed: 'In dispute', cleared: 'Cleared' },
  filter: { search: 'Firm, pinyin, code, contract', vintage: 'Vintage', category: 'Category', order: 'Order', clear: 'Clear filters' },
  order: { overdueAsc: 'longest overdue', outstandingDesc: 'most outstanding', amountDesc: 'largest', recordedDesc: 'latest registered' },
  column: {
    number: 'No.', unit: 'Debtor', creditor: 'Creditor', uscc: 'Credit code', contract: 'Contract', category: 'Category', since: 'Overdue since', age: 'Age',
    amount: 'Amount', paid: 'Paid', outstanding: 'Outstanding', disputed: 'In dispute', due: 'Due', state: 'State',
  },
  age: { y1: 'up to 1 year', y2: '1–2 years', y3: '2–3 years', more: 'over 3 years', notYet: 'not overdue' },
  state: { cleared: 'Cleared', disputed: 'In dispute', overdue: 'Past the deadline', open: 'Outstanding', partly: 'Partly paid', mediation: 'by mediation' },
  sum: { total: 'Total', count: '{{count}} payables', closed: 'balances', broken: 'does not balance', scope: 'Totals are over what is filtered', none: 'No payable matches', empty: 'No payables yet. Import from Excel, or register one.' },
  keys: '↑ ↓ row   P payment   Enter open   / search',
  loaded: '{{shown}} of {{all}} shown',
  moved: 'The ledger has moved; click to update',
  loadMore: 'Loading more',
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
    ALREADY_REVERSED: 'Nothing to do; the reversal is in the journal.', FORBIDDEN: 'The unit\'s clerk or the office above can record it.',
  },
  payable: {
    title: 'Payable', owes: 'owes', outstanding: 'Outstanding', due: 'Due', left: '{{count}} days left', over: '{{count}} days over', noDue: 'after the dispute',
    amount: 'Amount', paid: '− paid', extinguished: '− written off (dispute settled)', equalsUndisputed: '= outstanding, all undisputed', equalsDisputed: '= outstanding, in dispute {{amount}}', cleared: 'Cleared',
    parties: 'Parties', creditor: 'Creditor', debtor: 'Debtor', uscc: 'Credit code', contract: 'Contract', category: 'Category', since: 'Overdue since', sinceDays: '{{count}} days', vintage: 'Vintage',
    dispute: 'Raise a dispute', settle: 'Settle the dispute', reverse: 'Reverse this entry', print: 'Print',
  },
  journal: {
    title: 'Journal', note: 'append-only; a correction is another entry', dates: 'Effective / recorded', what: 'What', amount: 'Amount (yuan)', balance: 'Balance (yuan)', recorded: 'recorded {{moment}}', sameDay: 'same day',
    number: 'No. {{seq}}', by: 'by {{name}}', onBehalf: 'on behalf', hash: 'hash', until: 'To {{moment}}', reversedBy: 'reversed by No. {{seq}}', reverses: 'reverses No. {{seq}}', ofIt: 'of it',
    copy: 'Click to copy the whole hash', count: '{{count}} entries',
  },
  kind: {
    REGISTER: 'Registered', OPENING_PAID: 'Paid before the ledger', PAYMENT: 'Payment', REVERSAL: 'Reversal', CORRECTION: 'Correction', DISPUTE: 'Dispute raised', SETTLEMENT: 'Dispute settled', TRANSFER_OUT: 'Transferred out', TRANSFER_IN: 'Transferred in', RECLASSIFY: 'Reclassified',
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
