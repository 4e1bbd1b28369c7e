import type { Words } from '../words.ts'
import type zh from '../zh/import.ts'

const importing: Words<typeof zh> = {
  title: 'Import a ledger',
  into: 'into {{unit}}',
  behalf: 'entered by {{office}} on its behalf; both names are recorded',
  forbidden: 'This account may not import a ledger for this unit.',
  forbiddenTodo: 'The unit\'s clerk, the group or the office above can import it.',
  pastNote: 'A past moment is shown; go back to now to import.',
  drop: {
    title: 'Drop the ledger file here', choose: 'Choose a file', kinds: '.xlsx, .xls, .csv, .txt, up to 20 MB',
    how: 'No template needed: send it as you keep it. Where the headings stand, yuan or 10k yuan, how dates are written is recognised; what is recognised wrongly can be corrected.',
    safe: 'First it is only checked. Nothing is booked until you have seen the result and press "Register".',
    many: 'One file may hold payables of many units: each row goes to the unit in its unit column, or to the unit its sheet is named after. Rows without a unit go to {{unit}}.',
    several: 'One file at a time; the first was taken: {{name}}', active: 'Let go to check it',
  },
  bad: {
    kind: '{{name}} cannot be read', kindTodo: 'Choose an .xlsx, .xls, .csv or .txt file. Save .et of WPS as .xlsx.', size: '{{name}} is over 20 MB', sizeTodo: 'Remove pictures and the like, or split the file.',
  },
  run: {
    checking: 'Checking {{name}}', posting: 'Registering {{name}}', sending: 'Upload', reading: 'Read the sheets', checkingStage: 'Check row by row', postingStage: 'Write to the ledger',
    sent: '{{part}}% sent', read: '{{done}} rows read', checked: '{{done}} of {{total}} rows checked', rows: '{{total}} rows', wait: 'waiting', cancel: 'Cancel', cancelling: 'Cancelling', lost: 'The connection is lost, connecting again; the check goes on.',
    dry: 'Checking writes nothing; cancel at any time.', write: 'Written at once: either everything or not a single row.', cancelled: 'Cancelled; the ledger has not changed.',
  },
  failed: { check: 'The check did not finish', post: 'Not registered', safe: 'The ledger has not changed.', safeUnknown: 'It is not certain whether this was booked; pressing again never books twice.', todo: 'Correct the file and choose it again.', again: 'Press "Register" again.', open: 'Try again; if it keeps failing, tell the administrator the code.' },
  todo: {
    NO_HEADINGS: 'There must be at least a column for the creditor and one for the amount; add headings and send it again.', FORBIDDEN: 'Choose a unit you keep the ledger of, or ask the office above.', NOT_FOUND: 'Choose a unit of yours at the top left.', FILE_ENCRYPTED: 'Remove the password in the spreadsheet program, save and send again.',
    CANCELLED: 'Choose the file again when you need it.', TOOK_TOO_LONG: 'Split it into several files.',
  },
  columns: {
    title: 'Columns recognised', sheets: '{{count}} sheets', note: 'correct them here; corrections are remembered', sheet: 'Sheet {{name}}', none: '(no such column)', recalled: 'Your corrections of last time were used.', forget: 'Do not use them',
    again: 'Check again with these columns', changed: '{{count}} changed, not yet checked again', needed: 'required', letter: 'column {{letter}}', show: 'Show the columns', hide: 'Hide', matched: '{{found}} columns recognised, {{rest}} not used', noHeading: '(no heading)',
  },
  field: {
    unit: 'Debtor', creditor: 'Creditor', uscc: 'Credit code', contractNo: 'Contract number', category: 'Category', overdueSince: 'Overdue since', amount: 'Amount', paid: 'Paid', outstanding: 'Outstanding',
    disputed: 'Disputed or not', disputedAmount: 'Amount in dispute', undisputedAmount: 'Undisputed amount', note: 'Note',
  },
  sum: {
    title: 'Result of the check', accepted: 'Can be registered', rejected: 'Rejected', warnings: 'With a warning', rows: 'rows', payables: 'payables', creditors: 'creditors', amount: 'Amount', paid: '− paid', outstanding: '= outstanding', count: 'Outstanding', creditorCount: 'Creditors',
    disputed: 'In dispute', since: 'Since 2020', proved: 'adds up', broken: 'does not add up', file: 'Download the marked file', fileNote: 'your file with the faulty cells coloured and the reason in a last column', asIs: 'Sums are over the rows that can be registered; the unit of money is chosen at the top right',
    nothing: 'Not a single row can be registered. Correct the file by the reasons below and send it again.', clean: 'All rows are right.',
  },
  finding: {
    title: 'Reasons, cell by cell', row: 'Row', column: 'Column', reason: 'Reason', code: 'Code', errors: 'Rejected {{count}}', warnings: 'Warnings {{count}}', more: 'Show {{count}} more', none: 'None.', all: '{{count}} in all',
    byCode: 'Only', everything: 'all', sheet: 'Sheet', errorNote: 'rejected rows are not registered', warnNote: 'rows with a warning are registered; please check them',
  },
  accept: {
    title: 'Register', acceptedOnly: 'Register the {{count}} rows that are right', acceptedOnlyNote: 'The {{rejected}} rejected rows are left out; correct and send them alone, what is registered is not doubled.', acceptedClean: 'All rows are right and are registered at once.',
    allOrNothing: 'Only if every row is right', allOrNothingNote: 'If one row is rejected none is registered. {{rejected}} rows are rejected now.', allClean: 'Checked once more at the moment of writing; if a row turns out wrong then, none is registered.', button: 'Register {{count}} payables', other: 'Another file', noFile: 'The page was opened anew and the browser no longer holds the file. Choose the same file again.',
    after: 'The whole import can be undone afterwards.',
  },
  receipt: {
    title: 'Receipt of the import', done: 'Registered', none: 'Not a single row was registered', noneNote: '{{count}} rows were rejected while registering, and you chose "only if every row is right".', number: 'Number', at: 'Registered', file: 'File', unit: 'Into', payables: 'Payables', skipped: 'Rows left out',
    ledger: 'See these payables', again: 'Import another file', undo: 'Undo this import', undoTitle: 'Undo the whole import', undoNote: 'Opposite entries take back the {{count}} payables of this import; the old entries stay in the journal. Where payments or disputes came later, reverse those first.', reason: 'Why', reasonNeeded: 'Say why', undone: '{{count}} payables undone, {{amount}} yuan. The old entries stay in the journal.',
    rest: 'The rows left out stand in the marked file; correct and send them again.', undoSafe: 'Not undone; the ledger has not changed.', copy: 'Copy the number', copied: 'Copied',
  },
  recent: { title: 'Recent imports', note: 'kept on this computer', rows: '{{count}} payables' },
}
export default importing
