import type { Words } from '../words.ts'
import type zh from '../zh/screen.ts'

const screen: Words<typeof zh> = {
  title: 'Overdue payments to small firms · {{unit}}',
  named: 'Big screen · {{unit}} · Qingqian',
  live: 'Live', connecting: 'Connecting', offline: 'Offline', last: 'last update {{time}}',
  left: 'To the 17:00 report', passed: 'Closed today at 17:00',
  outstanding: 'Outstanding', since17: 'Since yesterday 17:00', registered: 'of it registered {{amount}}', count: 'Payables', creditors: '{{count}} creditors', repaid: 'Repaid', sinceBaseline: ' (since the baseline)', today: 'today', clearance: 'Clearance rate', all: 'All', undisputed: 'Undisputed', notYet: 'no figures yesterday',
  bar: { paid: 'solid: paid and written off', undisputed: 'hollow: owed · undisputed', disputed: 'hatched: owed · in dispute' },
  tiles: { title: 'Clearance by unit', map: 'schematic; rate and outstanding ({{unit}})', plain: 'rate and outstanding ({{unit}})', low: 'low', high: 'high', none: 'no ledger', steps: 'five steps of clearance, low to high', empty: 'No units below this one.' },
  wall: { title: 'Reports today', note: 'by 17:00', expected: 'Expected', reported: 'Reported', missing: 'Missing', none: 'Nobody has to report today.' },
  parts: { title: 'What it consists of', undisputed: 'Undisputed', disputed: 'In dispute' },
  moves: { title: 'Moved today', count: '{{count}} units', unit: 'Unit', registered: 'Registered', paid: 'Paid', none: 'Nothing registered or paid yet today.', cleared: 'no arrears', more: '{{count}} more units' },
  rank: { title: 'Ranking', note: '{{count}} units with a ledger', between: '{{count}} units between', none: 'No unit below has a ledger yet.' },
  burn: { title: 'Burn-down', note: 'since 2020, undisputed', left: '{{amount}} left', need: 'To be clear by {{day}}: ', perDay: '{{amount}} {{unit}} a day', over: 'The deadline {{day}} has passed; {{amount}} {{unit}} left', done: 'All cleared.', says: 'Outstanding undisputed arrears since 2020 over the last {{days}} days', today: 'today', series: 'outstanding', needSeries: 'needed from today' },
  foot: { asOf: 'As of {{moment}}', unit: 'Amounts in {{unit}}', meaning: 'Outstanding is unpaid principal, without suspended firms', position: 'journal position {{position}}', back: 'To the board', full: 'Full screen', leave: 'Leave full screen' },
  failed: 'The server was not reached; connecting again.', failedSafe: 'The ledger has not changed.', failedTodo: 'It appears by itself once connected.', missing: 'There is no such unit, or you may not see it.', waiting: 'Loading',
}
export default screen
