import type { Words } from '../words.ts'
import type zh from '../zh/administration.ts'

const administration: Words<typeof zh> = {
  forbidden: { units: 'This page is for the system administrator.', users: 'This page is for the system and the security administrator.', keys: 'This page is for the security administrator.', trail: 'This page is for the audit administrator.', todo: 'Duties are separate: every account has one of them.' },
  refusedSafe: 'Nothing was changed.',
  choose: 'Unit',
  search: 'Name, pinyin, code',
  none: 'No unit matches',
  fault: { required: 'Required', code: 'Digits, capitals and single hyphens only, e.g. 140521-QHSY-08', account: '3 to 60 letters, digits, dots and hyphens, e.g. clerk.140521100', future: 'Not later than today', day: 'Choose a day', late: 'One year at most, not after {{day}}', past: 'Later than today', ip: 'Line {{line}} is no IP address or range', scope: 'Choose at least one' },
  units: {
    title: 'Units', note: '{{count}} units', tree: 'Tree of units', code: 'Code', kind: 'Kind', line: 'Reporting line', status: 'Status', located: 'Stands in', parent: 'Parent', children: 'Units below', noChildren: 'No units below.', open: 'Open a unit below', move: 'Move', users: 'Accounts', keys: 'Keys',
    opened: 'Opened', moved: 'Moved',
    form: {
      title: 'Open a unit below {{unit}}', code: 'Code', codeHint: 'for ever; below a unit it begins with that unit\'s code', name: 'Name', kind: 'Kind', line: 'Reporting line', lineHint: 'chosen directly below a city or county; further down it follows the parent', located: 'Township or zone it stands in', openedOn: 'Opened on', openedHint: 'before that day it is not in the tree', save: 'Open',
    },
    moveForm: {
      title: 'Move {{unit}}', to: 'To', effectiveOn: 'Effective on', effectiveHint: 'counts below the new parent from that day; earlier figures keep the earlier tree', reason: 'Why', save: 'Move this unit', self: 'That is its parent now', circle: 'Not below itself', kind: '{{kind}} cannot stand below {{parent}}',
    },
    preview: {
      title: 'What the move changes', from: 'From', to: 'To', count: '{{count}} units move, those below included', lose: 'Totals fall', gain: 'Totals rise', same: 'Totals stay', sameNote: '{{unit}} and above do not change: the unit only goes from one branch below to another', line: 'Reporting line', lineChange: '{{from}} → {{to}}', none: 'none', past: 'The figures of any past day keep the tree of that day.', accounts: 'Accounts, keys and ledgers go along.',
    },
  },
  users: {
    title: 'Accounts', account: 'Account', name: 'Name', role: 'Role', state: 'State', unit: 'Unit', acts: 'Actions', empty: 'This unit has no account yet.', count: '{{count}} accounts',
    active: 'Active', waiting: 'Waiting for activation', locked: 'locked until {{moment}}', closed: 'closed {{moment}}',
    invite: 'Invite somebody', renew: 'New activation sheet', assign: 'Change role', close: 'Close', unlock: 'Unlock',
    form: { title: 'Invite to {{unit}}', account: 'Account', accountHint: 'to sign in with, for ever', name: 'Name', role: 'Role', save: 'Invite and make the sheet', suggest: 'e.g. {{account}}' },
    renewNote: 'The old password and all sessions end now; a new password is set with the new sheet.', renewTitle: 'New activation sheet for {{account}}', closeNote: 'This cannot be taken back; all sessions end now. The journal keeps the name.', closeTitle: 'Close {{account}}', assignTitle: 'Change the role of {{account}}', assignNote: 'They must sign in again. The role of an administrator\'s account never changes.', assignSave: 'Change role', unlockDone: 'Unlocked',
    sheet: { title: 'Activation sheet', account: 'Account', code: 'Activation code', expires: 'Valid until', print: 'Open the sheet to print', copy: 'Copy the code', copied: 'Copied', note: 'Hand the sheet to the person. Once used it opens nothing; a lost one is made anew.', done: 'Done' },
  },
  keys: {
    title: 'API keys', note: 'programs read figures with them', name: 'Name', scopes: 'Scopes', expires: 'Expires', state: 'State', acts: 'Actions', empty: 'This unit has no key yet.', active: 'Valid', expired: 'Expired', revoked: 'revoked {{moment}}', issue: 'Issue a key', revoke: 'Revoke', id: 'Id',
    scope: { TOTALS_READ: 'Totals', LEDGER_READ: 'Ledger', REPORTS_READ: 'Daily reports', PUBLIC_READ: 'Public data' },
    scopeNote: { TOTALS_READ: 'sums at every level, no single payable', LEDGER_READ: 'payables and their journals, sums included', REPORTS_READ: 'daily reports and boards, sums included', PUBLIC_READ: 'published figures only' },
    form: { title: 'Issue a key for {{unit}}', name: 'Name', nameHint: 'the system that uses it, e.g. state-asset platform', expires: 'Expires on', expiresHint: 'one year at most', ips: 'Allowed IPs', ipsHint: 'one address or range a line, e.g. 10.0.0.0/8; empty: any', save: 'Issue the key' },
    secret: { title: 'The secret is shown only now', note: 'Copy it for whoever uses it. Closed, nobody can see it again; a lost one is revoked and issued anew.', copy: 'Copy the secret', copied: 'Copied', done: 'It is safe, close this', label: 'Secret' },
    revokeTitle: 'Revoke {{name}}', revokeNote: 'At once: programs using it lose their access, and it cannot be taken back.', revokeSave: 'Revoke this key',
  },
  trail: {
    title: 'Audit trail', note: 'append-only, newest first', at: 'When', account: 'Who', action: 'What', subject: 'To whom', detail: 'Details', all: 'all', accountFilter: 'Account', actionFilter: 'Action', newer: 'Newer', older: 'Older', first: 'Newest', empty: 'Nothing matches.', search: 'Search', size: '{{count}} a page',
    name: { from: 'from', to: 'to', effectiveOn: 'effective', reason: 'reason', role: 'role', name: 'name', kind: 'kind', parent: 'parent', openedOn: 'opened', unit: 'unit', scopes: 'scopes', expiresOn: 'expires', allowedIps: 'allowed IPs', ip: 'from', until: 'until' },
  },
  action: {
    SIGNED_IN: 'signed in', SIGNED_OUT: 'signed out', SIGN_IN_FAILED: 'sign-in failed', LOCKED_OUT: 'locked out', ACTIVATED: 'activated', PASSWORD_CHANGED: 'changed the password', UNIT_OPENED: 'opened a unit', UNIT_MOVED: 'moved a unit', USER_INVITED: 'invited', INVITATION_RENEWED: 'renewed an invitation',
    ROLE_ASSIGNED: 'assigned a role', ACCOUNT_CLOSED: 'closed an account', ACCOUNT_UNLOCKED: 'unlocked', KEY_ISSUED: 'issued a key', KEY_REVOKED: 'revoked a key',
  },
  activate: {
    title: 'Activate the account', note: 'Fill in from the activation sheet and choose a password', account: 'Account', code: 'Activation code', password: 'New password', again: 'Once more', submit: 'Activate and sign in', rule: 'At least 10 characters of three kinds: capitals, small letters, digits, signs; not the account', weak: 'Not yet: {{missing}}', length: 'at least 10 characters', kinds: 'three kinds of characters', named: 'without the account', differ: 'The two differ', failed: 'Not activated', failedSafe: 'The account has not changed.', failedTodo: 'Check account and code; if it is used or expired, ask the system administrator for a new sheet.', weakTodo: 'Choose a stronger password.', toSignIn: 'Already active? Sign in',
  },
}
export default administration
