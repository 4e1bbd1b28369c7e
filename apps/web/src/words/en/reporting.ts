import type { Words } from '../words.ts'
import type zh from '../zh/reporting.ts'

const reporting: Words<typeof zh> = {
  today: 'Today\'s reports',
  expected: 'Expected',
  reported: 'Reported',
  missing: 'Missing',
  onTime: 'On time',
  lateCount: 'Late',
  deadlineAt: 'Until {{time}}',
  closedOpen: 'Closed, some missing',
  closedAll: 'Closed, all reported',
  /** What a unit's name loses on a small tile. */
  shortName: '（演示）|[(]演示[)]|有限责任公司|有限公司|^[县市]|办公室$',
  /** The same, and what offices call it. */
  tileName: {
    drop: '（演示）|[(]演示[)]|有限责任公司|有限公司|^[县市]|办公室$',
    said: '工业和信息化局=工信局|发展和改革局=发改局|人力资源和社会保障局=人社局|住房和城乡建设局=住建局|卫生健康局=卫健局|文化和旅游局=文旅局|农业农村局=农业局|交通运输局=交通局|中小企业发展促进中心=中小企业|开发区管理委员会=管委会|城市建设投资集团=城投|国有资本运营集团=国资运营|能源发展=能源|文旅投资=文旅投|实业集团=实业',
  },
  status: { NOT_DUE: 'not required', OPEN: 'not reported', REPORTED: 'reported', LATE: 'late', MISSING: 'overdue', RETURNED: 'returned', EXEMPT: 'exempt' },
  day: {
    title: 'Report of {{day}}', note: 'Figures come from the ledger; nothing to fill in', item: 'Figure', previous: 'Yesterday', previousOf: 'Last ({{day}})', change: 'Change', now: 'Today', count: 'Payables', countNote: 'not cleared', outstanding: 'Outstanding', outstandingNote: 'principal',
    paid: 'Repaid', paidNote: 'since {{day}}', creditors: '{{count}} creditors', exact: '{{amount}} yuan', why: 'Where the change comes from', times: '{{count}} times', none: 'As yesterday, nothing moved', noPrevious: 'No earlier report yet',
    adds: 'matches the change', confirm: 'Confirm and send', zero: 'As yesterday, zero report', again: 'Sign again', late: 'File late', note2: 'Add a note', wrong: 'Ledger is wrong', noteHint: 'Something moved today; this is no zero report.', reason: 'Why late or corrected', reasonNeeded: 'After 17:00 a reason is required',
    past: 'The report of that day', noReport: 'This unit files no daily report, or you may not see it.', saved: 'Not sent; the ledger has not changed.', noAuthority: 'The unit\'s clerk signs it.',
  },
  clock: { left: 'Time left', passed: 'Closed today at 17:00', note: 'Late from 17:00:00 on, by the server\'s clock', lateNote: 'A report sent now counts as late.' },
  moment: { title: 'Which moment is signed', text: 'The figures are those of the moment you press. What moves until 17:00 is listed apart and never changes what you signed.' },
  receipt: {
    title: 'Receipt of the daily report on overdue payments', number: 'No. {{number}}', done: 'Reported', late: 'Late', count: 'Payables', creditors: 'Creditors', outstanding: 'Outstanding', paid: 'Repaid (since {{day}})', signedBy: 'signed by {{name}}', position: 'at journal position {{position}}',
    digest: 'digest {{digest}}', image: 'Save as picture', print: 'Print', note: 'Note: {{note}}', afterTitle: 'The ledger moved after the signature', after: 'Until 17:00 it may be signed again without a reason.', unchanged: 'If the ledger moves before 17:00 it is listed here; signing again needs no reason.', version: 'version {{version}}', correction: 'Reason: {{reason}}', show: 'See present figures', back: 'See the receipt', closed: 'A correction needs a reason and makes a new version.',
  },
  none: 'Nothing below this unit reports.',
  attention: {
    title: 'Needs attention', none: 'Nothing needs attention now.', and: ', ', units: '{{names}} and others, {{count}} units', few: '{{names}}', moved: 'moved after', rising: 'rising', since: '{{unit}} since yesterday 17:00', near: 'due soon', over: 'overdue',
    deadline: '{{vintage}} undisputed · by {{day}}, {{count}} days left', deadlineOver: '{{vintage}} undisputed · {{day}}, {{count}} days over', excluded: 'excluded', suspended: 'Suspended units, not counted as outstanding',
  },
  switch: { before: 'Day before', after: 'Day after', today: 'Today' },
  dispatch: { title: 'Dispatch of {{day}}', remind: 'Remind {{count}} units', brief: 'Daily brief', wall: 'Who reported' },
  rows: { title: 'Reports', show: 'Which', all: 'All', open: 'Missing', moved: 'Moved after', unit: 'Unit', state: 'State', time: 'Signed', deviation: 'Since signed', done: 'reported {{done}} / {{all}}', below: '{{count}} below missing', version: 'version {{version}}', none: 'No such unit.' },
  remind: {
    title: 'Reminder', copied: 'Copied, ready to paste', copy: 'Copy', close: 'Close', county: '{{unit}} ({{names}})',
    before: 'Reminder: the daily report of {{day}} closes at {{time}}; {{reported}} of {{expected}} have reported. Still awaited, {{count}} units: {{names}}. Open “Today\'s report”: the figures are there, Enter confirms; no change needs a zero report, too. {{unit}} office',
    after: 'Overdue: the daily report of {{day}} closed at {{time}}; {{reported}} of {{expected}} have reported. Missing, {{count}} units, please file at once: {{names}}. {{unit}} office',
  },
  brief: {
    title: 'Daily brief on overdue payments to small firms, {{unit}}', closed: 'Data as of {{time}}, the figures of the day', open: 'Data as of {{time}}, the day is not closed', copy: 'Copy text', kind: 'Event', count: 'Count', amount: 'Amount', stop: '.',
    whole: '1. Overall', owed: 'Outstanding {{amount}}, {{count}} payables of {{creditors}} creditors', than: ', {{amount}} since yesterday 17:00.', paid: 'Repaid since {{day}}: {{amount}}',
    moved: '2. Movement (amounts in {{unit}})', still: 'Nothing moved since yesterday.', movers: 'Largest changes: {{names}}.', semicolon: '; ',
    reports: '3. Reports', counts: '{{expected}} units expected, {{reported}} reported, {{onTime}} on time, {{late}} late; {{open}} missing.', late: 'Late: {{names}}.', missing: 'Missing: {{names}}.', notYet: 'Not yet: {{names}}.',
    odd: '4. To be explained', reversed: '{{count}} reversals over {{amount}}; check the vouchers.', risen: '{{unit}}: outstanding rose by {{amount}}.', deviates: '{{unit}}: the ledger moved after signing: outstanding {{amount}}, repaid {{paid}}.', nothing: 'No reversals, no unit\'s arrears rose, what was signed equals the ledger.',
    foot: '{{unit}} office. Under {{title}}. Made by the ledger; principal outstanding, without suspended units.',
  },
  strip: { title: 'Last 14 days', onTime: 'on time {{count}}', late: 'late {{count}}', missing: 'missing {{count}}', today: 'today', word: { NOT_DUE: '—', OPEN: 'open', REPORTED: 'on time', LATE: 'late', MISSING: 'missing', RETURNED: 'returned', EXEMPT: 'exempt' }, all: 'Past reports' },
  history: {
    title: 'Past reports', month: '{{year}}-{{month}}', before: 'Month before', after: 'Month after', day: 'Day', state: 'State', time: 'Signed', by: 'By', version: 'Version', deviation: 'Ledger at the deadline', same: 'same', reason: 'Reason / note', none: 'No reports in this month.', office: 'Counties and cities have no report of their own; see the dispatch for who reported.', toDispatch: 'To the dispatch',
    onBehalf: 'on behalf', counts: '{{onTime}} on time, {{late}} late, {{missing}} missing',
  },
  versions: { title: 'Versions', note: 'Each is kept; the digest of one holds that of the one before', version: 'version {{version}}' },
  late: { missing: '17:00 has passed without a report. Filed now it counts as late.', past: 'Nothing was filed on that day. Filed now it counts as late.', filed: '{{minutes}} minutes late' },
}
export default reporting
