import type { Words } from '../words.ts'
import type zh from '../zh/reporting.ts'

const reporting: Words<typeof zh> = {
  today: 'Today\'s reports',
  expected: 'Expected',
  reported: 'Reported',
  missing: 'Missing',
  onTime: 'On time',
  /** What a unit's name loses on a small tile. */
  shortName: '（演示）|[(]演示[)]|有限责任公司|有限公司|^[县市]|办公室$',
  status: { NOT_DUE: 'not due', OPEN: 'not reported', REPORTED: 'reported', LATE: 'late', MISSING: 'overdue', RETURNED: 'returned', EXEMPT: 'exempt' },
  day: {
    title: 'Report of {{day}}', note: 'Figures come from the ledger; nothing to fill in', item: 'Figure', previous: 'Yesterday', change: 'Change', now: 'Today', count: 'Payables', countNote: 'not cleared', outstanding: 'Outstanding', outstandingNote: 'principal',
    paid: 'Repaid', paidNote: 'since the baseline', creditors: '{{count}} creditors', exact: '{{amount}} yuan', why: 'Where the change comes from', times: '{{count}} times', none: 'As yesterday, nothing moved', noPrevious: 'No earlier report yet',
    adds: 'matches the change', confirm: 'Confirm and send', zero: 'As yesterday, zero report', again: 'Sign again', late: 'File late', note2: 'Add a note', wrong: 'Ledger is wrong', noteHint: 'Something moved today; this is no zero report.', reason: 'Why late or corrected', reasonNeeded: 'After 17:00 a reason is required',
    past: 'The report of that day', noReport: 'This unit files no daily report, or you may not see it.', saved: 'Not sent; the ledger has not changed.', noAuthority: 'The unit\'s clerk signs it.',
  },
  clock: { left: 'Time left', passed: 'Closed today at 17:00', note: 'Late from 17:00:00 on, by the server\'s clock', lateNote: 'A report sent now counts as late.' },
  moment: { title: 'Which moment is signed', text: 'The figures are those of the moment you press. What moves until 17:00 is listed apart and never changes what you signed.' },
  receipt: {
    title: 'Receipt of the daily report on overdue payments', number: 'No. {{number}}', done: 'Reported', late: 'Late', count: 'Payables', creditors: 'Creditors', outstanding: 'Outstanding', paid: 'Repaid (since the baseline)', signedBy: 'signed by {{name}}', position: 'at journal position {{position}}',
    digest: 'digest {{digest}}', image: 'Save as picture', print: 'Print', after: 'The ledger moved after the signature; until 17:00 it may be signed again without a reason.', unchanged: 'If the ledger moves before 17:00 it is listed here; signing again needs no reason.', version: 'version {{version}}', correction: 'Reason: {{reason}}', show: 'See present figures', back: 'See the receipt', closed: 'A correction needs a reason and makes a new version.',
  },
  none: 'Nothing below this unit reports.',
}
export default reporting
