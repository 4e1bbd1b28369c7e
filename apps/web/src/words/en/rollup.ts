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
  sinceBaseline: 'since the baseline',
  clearance: 'Clearance rate',
  all: 'All',
  undisputedPart: 'Undisputed part',
  sinceYesterday: 'since yesterday',
  sinceYesterday17: 'since yesterday 17:00',
  today: 'today',
  move: {
    before: 'yesterday', registered: 'registered', corrected: 'corrected', paid: 'paid', reversed: 'payments reversed', extinguished: 'written off', restored: 'restored', now: 'now',
    proved: 'adds up', broken: 'does not add up by {{amount}}', none: 'Nothing has moved since yesterday 17:00',
  },
  bar: {
    paid: 'Paid', paidSince: 'of it since the baseline {{amount}}', undisputed: 'Owed · undisputed', disputed: 'Owed · in dispute',
    extinguished: 'Written off {{amount}} (narrow grey part) is not owed', whole: 'Whole ledger {{amount}} {{unit}}, the sum of the four', excluded: '{{amount}} excluded, not counted',
  },
  children: {
    title: 'Units below', legend: 'solid = paid  hollow = owed  hatched = in dispute', unit: 'Unit', count: 'Payables', creditors: 'Creditors ①', outstanding: 'Outstanding',
    progress: 'Progress', repaid: 'Repaid', rate: 'Rate', rateUndisputed: 'Undisputed', change: 'Since yesterday', report: 'Today\'s report', total: 'Total', units: '{{count}} units',
    creditorsNote: '① Creditors are counted once; a firm may be owed by several units, so the rows do not add up.', balanced: 'balances', unbalanced: 'off by {{amount}}', noLedger: 'no ledger', own: 'itself',
    reported: 'reported {{done}} / {{all}}', toLedger: 'See these payables',
  },
  cells: {
    title: 'What it consists of', undisputed: 'Undisputed', disputed: 'In dispute (mediation)', count: '{{count}} payables', byCategory: 'by category', byKind: 'by kind of unit', category: 'Category', kind: 'Kind of unit',
    chartSays: 'outstanding by category, undisputed and in dispute', empty: 'No arrears; a zero report will do today.', what: 'outstanding',
  },
  empty: { title: 'No payables yet', todo: 'Import from Excel, or register one.', proved: 'No arrears; a zero report will do today.' },
  asOfNote: 'Data as of {{moment}}',
}
export default rollup
