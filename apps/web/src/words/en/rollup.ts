import type { Words } from '../words.ts'
import type zh from '../zh/rollup.ts'

const rollup: Words<typeof zh> = {
  title: 'Overdue payments of {{unit}}',
  position: 'journal position',
  view: { label: 'View', owner: 'By ownership', territory: 'By territory (does not add up)', note: 'All that stands here, whoever it belongs to; it adds up with no other unit.' },
  outstanding: 'Outstanding',
  outstandingCount: 'Payables',
  creditors: 'Creditors',
  repaid: 'Repaid',
  sinceDay: 'since {{day}}',
  clearance: 'Clearance rate',
  all: 'All',
  undisputedPart: 'Undisputed part',
  sinceYesterday: 'since yesterday',
  sinceYesterday17: 'since yesterday 17:00',
  today: 'today',
  move: {
    before: 'yesterday', registered: 'registered', corrected: 'corrected', paid: 'paid', reversed: 'payments reversed', extinguished: 'written off', restored: 'restored', now: 'now',
    proved: 'adds up', broken: 'does not add up by {{amount}}', none: 'Nothing has moved since yesterday 17:00', first: 'There was no ledger then; from tomorrow on it is compared',
  },
  bar: {
    paid: 'Paid', paidSince: 'of it {{since}} {{amount}}', undisputed: 'Owed · undisputed', disputed: 'Owed · in dispute',
    extinguished: 'Written off {{amount}} (narrow grey part) is not owed', whole: 'Whole ledger {{amount}} {{unit}}, the sum of the four', excluded: '{{amount}} excluded, not counted',
  },
  children: {
    title: 'Units below', legend: 'solid = paid  hollow = owed  hatched = in dispute', unit: 'Unit', count: 'Payables', creditors: 'Creditors', outstanding: 'Outstanding',
    progress: 'Progress', repaid: 'Repaid', rate: 'Rate', rateUndisputed: 'Undisputed', change: 'Since yesterday', report: 'Today\'s report', total: 'Total', units: '{{count}} units',
    creditorsNote: 'Creditors are counted once; a firm may be owed by several units, so the rows do not add up.', balanced: 'balances', unbalanced: 'off by {{amount}}', noLedger: 'no ledger', own: 'itself',
    reported: 'reported {{done}} / {{all}}', toLedger: 'See these payables',
  },
  cells: {
    title: 'What it consists of', undisputed: 'Undisputed', disputed: 'In dispute (mediation)', count: '{{count}} payables', byCategory: 'by category', byKind: 'by kind of unit', category: 'Category', kind: 'Kind of unit',
    chartSays: 'outstanding by category, undisputed and in dispute', empty: 'No arrears; a zero report will do today.', what: 'outstanding. ',
  },
  target: {
    title: 'Targets', which: 'Which target', as: 'Chart or table', by: '{{vintage}} · by {{day}}', days: '{{count}} days left', over: '{{count}} days over', wholly: '{{count}} wholly in dispute',
    today: 'today', left: 'left', even: 'even pace', behind: 'above even pace', day: 'Day', what: 'Undisputed, {{vintage}}, to be cleared by {{day}}: ', needed: '{{amount}} {{unit}} a day needed', done: 'cleared', missed: 'the day has passed, {{amount}} {{unit}} left',
    comma: '; ', pace: '{{amount}} a day was paid over the last 14 days, of all arrears', still: 'nothing was paid over the last 14 days', lines: '. Dashed: even pace; dotted: what is needed from today.',
    chartSays: 'What was left of {{vintage}} undisputed arrears day by day; to be nothing on {{day}}',
  },
  payments: { title: 'Last payments', none: 'No payment yet. It appears here as soon as it is recorded.', cleared: 'cleared' },
  ranking: { title: 'Ranking', by: 'Ranked by', rate: 'Rate', owed: 'Owed', today: 'Paid today', between: '{{count}} units between' },
  replay: { open: 'Replay', title: 'Which day', play: 'Play', pause: 'Pause', close: 'End replay', now: 'Now' },
  empty: { title: 'No payables yet', todo: 'Import from Excel, or register one.', proved: 'No arrears; a zero report will do today.' },
  asOfNote: 'Data as of {{moment}}',
}
export default rollup
