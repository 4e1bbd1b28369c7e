import type { Words } from '../words.ts'
import type zh from '../zh/frame.ts'

const frame: Words<typeof zh> = {
  skip: 'Skip to content',
  menu: 'Menu',
  where: 'Where you are',
  home: 'Home',
  page: { board: 'Board', ledger: 'Ledger', payable: 'Payable', register: 'Register', report: 'Today\'s report', dispatch: 'Dispatch', history: 'Past reports', signIn: 'Sign in', import: 'Import', units: 'Units', users: 'Accounts', keys: 'API keys', trail: 'Audit trail', screen: 'Big screen' },
  clerkPage: { ledger: 'My ledger', board: 'Totals' },
  titled: '{{page}} · {{unit}} · Qingqian',
  switcher: { open: 'Switch unit', search: 'Name, pinyin initials, code', none: 'No unit matches', loading: 'Loading units' },
  asOf: {
    chip: 'As of', now: 'now', back: 'Back to now', title: 'See a past moment', day: 'Day', time: 'Time', ask: 'Show',
    known: 'Only what had been recorded then', knownHint: 'Unticked: by effective date, including what was recorded later.', readOnly: 'A past moment is shown; nothing can be recorded',
    past: 'As of {{moment}}', future: 'That moment has not come', last17: 'Yesterday {{time}}', monthStart: 'Start of month',
  },
  deadline: { left: 'To the {{time}} report', leftShort: 'To {{time}}', passed: 'Closed today at {{time}}' },
  live: { live: 'Live', connecting: 'Connecting', offline: 'Offline', last: 'last update {{time}}' },
  large: 'Large',
  language: '中 / EN',
  toDark: 'Dark',
  toLight: 'Light',
  user: { menu: 'Account', signOut: 'Sign out', everywhere: 'Sign out everywhere', account: 'Account {{account}}' },
  admin: 'This account manages units, accounts and keys; it sees no business data.',
}
export default frame
