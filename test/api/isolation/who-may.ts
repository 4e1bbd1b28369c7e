/**
 * Who may do what with which rows: written by hand, reviewed like law (contract/README.md, "Who may do what"). The matrix
 * probes every cell of it on a real database; the lint holds grants and policies to it. A table that is not named here
 * fails both.
 */
import type { Role } from '@qingqian/rules/permission'

/** `lock` is select for update, `move` gives a row to another tenant, `borrow` appends a row that bears one unit's number and another's label, or rests on another unit's row. */
export const VERBS = ['select', 'insert', 'update', 'delete', 'upsert', 'lock', 'move', 'borrow'] as const
export type Verb = (typeof VERBS)[number]

export interface TableLaw {
  /** Rows belong to a unit, by its label; or to an account. */
  by: 'path' | 'account'
  /** What the app's login may do where its scope reaches: select needs a read range, all else the write range. Nobody else may. */
  verbs: readonly Verb[]
  /** Columns the app may update; none for append-only tables. */
  updates: string
  /** Columns the app may give when inserting, where not all. */
  inserts?: string
  /** Rows never change but for their label, not even by the owner's hand. */
  appendOnly?: true
  /** What other logins may, and the policy that lets them. Tail and mover have theirs on every table by path. */
  others?: readonly { login: string; grants: string; policies: readonly { cmd: string; using: string | null; check: string | null }[] }[]
}

export const TENANT_TABLES: Readonly<Record<string, TableLaw>> = {
  unit_head: {
    by: 'path', verbs: ['select', 'update', 'lock'], updates: 'hash recorded_at seq',
    others: [{ login: 'qingqian_access', grants: 'INSERT', policies: [{ cmd: 'INSERT', using: null, check: '(seq = 0)' }] }],
  },
  payable: {
    by: 'path', verbs: ['select', 'insert', 'update', 'upsert', 'lock'],
    updates: 'amount category contract_no creditor_id creditor_name creditor_uscc disputed extinguished opening_paid overdue_since paid search vintage withdrawn',
  },
  journal_entry: {
    by: 'path', verbs: ['select', 'insert'], updates: '', appendOnly: true,
    // Not xid: the tail finds entries by it.
    inserts: 'amount county_id detail effective_on hash id kind legs on_behalf path payable_id reason recorded_at recorded_by recorded_name reverses seq unit_id',
  },
  totals_day: { by: 'path', verbs: ['select', 'insert', 'update', 'upsert', 'lock'], updates: 'amount cleared disputed extinguished open opening paid payables registered' },
  daily_report_version: { by: 'path', verbs: ['select', 'insert'], updates: '', appendOnly: true },
  import_run: { by: 'path', verbs: ['select', 'insert', 'update', 'upsert', 'lock'], updates: 'finished_at progress result status undone_at' },
  request: {
    by: 'account', verbs: ['select', 'insert'], updates: '',
    others: [{ login: 'qingqian_access', grants: 'DELETE INSERT SELECT', policies: [{ cmd: 'ALL', using: 'true', check: 'true' }] }],
  },
}

/** Who and what there is: no tenant's figures, no row-level security; what the logins may there. */
export const REFERENCE_TABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  unit: { qingqian_app: 'SELECT', qingqian_tail: 'SELECT', qingqian_access: 'INSERT SELECT UPDATE(line located_in name position)', qingqian_mover: 'SELECT UPDATE(path)' },
  unit_placement: { qingqian_app: 'SELECT', qingqian_tail: 'SELECT', qingqian_access: 'INSERT SELECT' },
  unit_status: { qingqian_app: 'SELECT', qingqian_tail: 'SELECT', qingqian_access: 'INSERT SELECT' },
  policy: { qingqian_app: 'SELECT', qingqian_tail: 'SELECT', qingqian_access: 'INSERT SELECT' },
  account: { qingqian_access: 'INSERT SELECT UPDATE' },
  api_key: { qingqian_access: 'INSERT SELECT UPDATE' },
  session: { qingqian_access: 'DELETE INSERT SELECT UPDATE' },
  audit_event: { qingqian_access: 'INSERT SELECT' },
  migration: {},
}

/** The one function that runs with another's rights. */
export const DEFINER_FUNCTIONS: Readonly<Record<string, { owner: string; callers: string }>> = {
  'relabel(text,text)': { owner: 'qingqian_mover', callers: 'qingqian_access' },
}

/** Indexes that are not led by the county, and why. */
export const INDEXES_WITHOUT_COUNTY: Readonly<Record<string, string>> = {
  journal_entry_xid: 'the tail follows all journals by transaction',
}

export type Reach = 'none' | 'read' | 'write'
export type Relation = 'own' | 'below' | 'sibling' | 'above' | 'elsewhere'

export interface Post {
  /** null: no scope at all. */
  role: Role | 'KEY' | null
  unit: string
  rows: readonly (readonly [Relation, unit: string, Reach])[]
}

const NOTHING_OF_CITY = [
  ['own', '140500', 'none'], ['below', '140521', 'none'], ['below', '140521100', 'none'], ['below', '140500-GJT', 'none'], ['sibling', '140600', 'none'], ['elsewhere', '140602100', 'none'],
] as const

/** A city has nothing above it. `140521-QHSY0` is there because its code begins like another's. */
export const POSTS: Readonly<Record<string, Post>> = {
  'clerk of a township': { role: 'CLERK', unit: '140521100', rows: [
    ['own', '140521100', 'write'], ['below', '140521100-ZX', 'read'], ['sibling', '140521101', 'none'], ['sibling', '140521-WJJ', 'none'],
    ['above', '140521', 'none'], ['above', '140500', 'none'], ['elsewhere', '140522100', 'none'], ['elsewhere', '140602100', 'none'],
  ] },
  'clerk of an institution': { role: 'CLERK', unit: '140521-WJJ-RMYY', rows: [
    ['own', '140521-WJJ-RMYY', 'write'], ['sibling', '140521-JYJ-DYZX', 'none'], ['above', '140521-WJJ', 'none'], ['above', '140521', 'none'], ['elsewhere', '140522-WJJ', 'none'],
  ] },
  'clerk of a group': { role: 'CLERK', unit: '140521-QHSY', rows: [
    ['own', '140521-QHSY', 'write'], ['below', '140521-QHSY-JC', 'write'], ['below', '140521-QHSY-JC-SH', 'write'], ['sibling', '140521-CTJT', 'none'], ['sibling', '140521-CTJT-LH', 'none'],
    ['sibling', '140521-QHSY0', 'none'], ['above', '140521', 'none'], ['above', '140500', 'none'], ['elsewhere', '140522', 'none'], ['elsewhere', '140500-GJT', 'none'],
  ] },
  'clerk of a subsidiary with its own': { role: 'CLERK', unit: '140521-QHSY-JC', rows: [
    ['own', '140521-QHSY-JC', 'write'], ['below', '140521-QHSY-JC-SH', 'read'], ['sibling', '140521-QHSY-SN', 'none'], ['above', '140521-QHSY', 'none'], ['above', '140521', 'none'], ['elsewhere', '140522100', 'none'],
  ] },
  'clerk of a municipal group': { role: 'CLERK', unit: '140500-GJT', rows: [
    ['own', '140500-GJT', 'write'], ['below', '140500-GJT-GJ', 'write'], ['sibling', '140500-JTJ', 'none'], ['above', '140500', 'none'], ['elsewhere', '140521', 'none'], ['elsewhere', '140521-QHSY', 'none'],
  ] },
  'finance bureau': { role: 'FINANCE', unit: '140521-CZJ', rows: [
    ['own', '140521-CZJ', 'write'], ['sibling', '140521-WJJ', 'write'], ['sibling', '140521-WJJ-RMYY', 'write'], ['sibling', '140521100', 'read'], ['sibling', '140521100-ZX', 'read'],
    ['sibling', '140521-QHSY', 'none'], ['sibling', '140521-QHSY-JC', 'none'], ['sibling', '140521-KFQ', 'none'], ['above', '140521', 'none'], ['above', '140500', 'none'],
    ['elsewhere', '140522-WJJ', 'none'], ['elsewhere', '140522100', 'none'], ['elsewhere', '140500-JTJ', 'none'],
  ] },
  'office of a county': { role: 'OFFICE', unit: '140521', rows: [
    ['own', '140521', 'write'], ['below', '140521100', 'write'], ['below', '140521100-ZX', 'write'], ['below', '140521-WJJ-RMYY', 'write'], ['below', '140521-QHSY-JC-SH', 'write'], ['below', '140521-KFQ', 'write'],
    ['sibling', '140522', 'none'], ['above', '140500', 'none'], ['elsewhere', '140522100', 'none'], ['elsewhere', '140500-GJT', 'none'], ['elsewhere', '140602100', 'none'],
  ] },
  'office of a city': { role: 'OFFICE', unit: '140500', rows: [
    ['own', '140500', 'write'], ['below', '140521', 'write'], ['below', '140521100', 'write'], ['below', '140522-WJJ', 'write'], ['below', '140500-GJT-GJ', 'write'], ['below', '140521-QHSY0', 'write'],
    ['sibling', '140600', 'none'], ['elsewhere', '140602', 'none'], ['elsewhere', '140602100', 'none'],
  ] },
  'audit office of a county': { role: 'AUDIT', unit: '140521-SJJ', rows: [
    ['own', '140521-SJJ', 'read'], ['sibling', '140521-WJJ', 'read'], ['sibling', '140521100', 'read'], ['sibling', '140521-QHSY-JC', 'read'], ['above', '140521', 'read'], ['above', '140500', 'none'],
    ['elsewhere', '140522', 'none'], ['elsewhere', '140522100', 'none'], ['elsewhere', '140500-JTJ', 'none'],
  ] },
  'observer of a county': { role: 'OBSERVER', unit: '140521', rows: [
    ['own', '140521', 'read'], ['below', '140521100', 'read'], ['below', '140521-QHSY-JC', 'read'], ['sibling', '140522', 'none'], ['above', '140500', 'none'], ['elsewhere', '140522100', 'none'],
  ] },
  'observer of a township': { role: 'OBSERVER', unit: '140521100', rows: [
    ['own', '140521100', 'read'], ['below', '140521100-ZX', 'read'], ['sibling', '140521101', 'none'], ['above', '140521', 'none'], ['elsewhere', '140522100', 'none'],
  ] },
  'SME centre': { role: 'INTAKE', unit: '140521-ZXQ', rows: [
    ['own', '140521-ZXQ', 'read'], ['sibling', '140521-WJJ', 'none'], ['sibling', '140521100', 'none'], ['above', '140521', 'none'], ['elsewhere', '140522100', 'none'],
  ] },
  'reform bureau': { role: 'PROJECTS', unit: '140521-FGJ', rows: [
    ['own', '140521-FGJ', 'read'], ['sibling', '140521-WJJ', 'none'], ['sibling', '140521100', 'none'], ['above', '140521', 'none'], ['elsewhere', '140522100', 'none'],
  ] },
  'system administrator': { role: 'SYSTEM', unit: '140500', rows: NOTHING_OF_CITY },
  'security administrator': { role: 'SECURITY', unit: '140500', rows: NOTHING_OF_CITY },
  'auditor of the administrators': { role: 'AUDITOR', unit: '140500', rows: NOTHING_OF_CITY },
  'API key of a group': { role: 'KEY', unit: '140521-QHSY', rows: [
    ['own', '140521-QHSY', 'read'], ['below', '140521-QHSY-JC-SH', 'read'], ['sibling', '140521-CTJT', 'none'], ['sibling', '140521-QHSY0', 'none'], ['above', '140521', 'none'], ['elsewhere', '140522', 'none'],
  ] },
  'no scope': { role: null, unit: '140521100', rows: [
    ['own', '140521100', 'none'], ['below', '140521100-ZX', 'none'], ['sibling', '140521101', 'none'], ['above', '140521', 'none'], ['elsewhere', '140522100', 'none'],
  ] },
}

/** What logins other than the app's may do with any row by path (no scope confines them): the rest is nobody's. */
export const LOGINS: Readonly<Record<string, { byPath: readonly Verb[]; more: Readonly<Record<string, readonly Verb[]>> }>> = {
  qingqian_tail: { byPath: ['select'], more: {} },
  qingqian_access: { byPath: [], more: { unit_head: ['insert'], request: ['select', 'insert', 'delete'] } },
  qingqian_mover: { byPath: ['select', 'lock', 'move'], more: {} },
  /** FORCE: who owns the tables reaches no row of them. */
  qingqian_owner: { byPath: [], more: {} },
}
