-- The first migration: everything the main job stands on. docs/architecture.md explains why it is laid out so.
-- county_id is the immutable home of a row and leads every key; path is an access label that a move rewrites.

-- Reference tables: who and what there is. No tenant data, no row-level security.

create table unit (
  id text collate "C" primary key,
  county_id text collate "C" not null,
  path text collate "C" not null unique,
  name text not null,
  kind text not null,
  line text,
  located_in text collate "C" references unit (id),
  position int not null,
  opened_on date not null,
  recorded_at timestamptz not null,
  unique (county_id, id, path)
);

create table unit_placement (
  unit_id text collate "C" not null references unit (id),
  number int not null,
  parent_id text collate "C" references unit (id),
  effective_on date not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  reason text,
  primary key (unit_id, number)
);

create table unit_status (
  unit_id text collate "C" not null references unit (id),
  number int not null,
  status text not null,
  effective_on date not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  certificate text,
  primary key (unit_id, number)
);

create table policy (
  id text primary key,
  valid_from date not null,
  title text not null,
  cutoff date not null,
  baseline date not null,
  deadline_since date not null,
  deadline_before date not null,
  daily_due text not null,
  daily_from date not null
);

create table account (
  id text collate "C" primary key,
  name text not null,
  role text not null,
  unit_id text collate "C" not null references unit (id),
  password_hash text,
  activation_hash bytea,
  activation_expires_at timestamptz,
  failures int not null default 0,
  locked_until timestamptz,
  closed_at timestamptz,
  created_at timestamptz not null,
  created_by text not null
);

create table session (
  token_hash bytea primary key,
  account_id text collate "C" not null references account (id),
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index session_account on session (account_id);

create table api_key (
  id uuid primary key,
  unit_id text collate "C" not null references unit (id),
  name text not null,
  secret_hash bytea not null unique,
  scopes text[] not null,
  expires_on date not null,
  allowed_ips text[] not null,
  created_at timestamptz not null,
  created_by text not null,
  revoked_at timestamptz
);
create index api_key_unit on api_key (unit_id);

-- Who did what to units, accounts and keys. Append-only by grant.
create table audit_event (
  id uuid primary key,
  at timestamptz not null,
  account_id text not null,
  action text not null,
  subject text not null,
  detail jsonb not null
);
create index audit_event_at on audit_event (at);

-- Tenant tables. Each: county_id first, path, forced row-level security below (docs/isolation.md is the recipe). Policies
-- look at path, so (county_id, unit_id, path) of every row refers to its unit's head: no row can bear one unit's number and
-- another's label, and whoever writes a label that a move has made stale is refused. Deferrable for relabel() alone.

create table unit_head (
  county_id text collate "C" not null,
  unit_id text collate "C" not null,
  path text collate "C" not null,
  seq bigint not null default 0,
  hash bytea not null default '\x',
  recorded_at timestamptz not null default '1970-01-01',
  primary key (county_id, unit_id),
  unique (county_id, unit_id, path),
  foreign key (county_id, unit_id, path) references unit (county_id, id, path) deferrable
) with (fillfactor = 50);

create table payable (
  county_id text collate "C" not null,
  id uuid not null,
  unit_id text collate "C" not null,
  path text collate "C" not null,
  creditor_id text collate "C" not null,
  creditor_name text not null,
  creditor_uscc text,
  search text not null,
  contract_no text,
  category text not null,
  vintage text not null,
  overdue_since date not null,
  amount bigint not null,
  paid bigint not null default 0,
  opening_paid bigint not null default 0,
  extinguished bigint not null default 0,
  disputed bigint not null default 0,
  outstanding bigint not null generated always as (amount - paid - extinguished) stored,
  withdrawn boolean not null default false,
  note text,
  import_id uuid,
  recorded_at timestamptz not null,
  primary key (county_id, id),
  unique (county_id, id, unit_id),
  foreign key (county_id, unit_id, path) references unit_head (county_id, unit_id, path) deferrable,
  check (amount >= 0 and paid >= 0 and extinguished >= 0 and disputed >= 0 and opening_paid between 0 and paid),
  check (paid + extinguished + disputed <= amount)
) with (fillfactor = 80);
create index payable_overdue on payable (county_id, overdue_since, id) where not withdrawn;
create index payable_open on payable (county_id, overdue_since, id) where outstanding > 0;
create index payable_unit on payable (county_id, path, overdue_since, id);
create index payable_creditor on payable (county_id, creditor_id);
create index payable_import on payable (county_id, import_id) where import_id is not null;

create table journal_entry (
  county_id text collate "C" not null,
  unit_id text collate "C" not null,
  seq bigint not null,
  id uuid not null,
  path text collate "C" not null,
  payable_id uuid not null,
  kind text not null,
  amount bigint not null,
  effective_on date not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  recorded_name text not null,
  on_behalf boolean not null,
  reason text,
  reverses uuid,
  detail jsonb not null,
  legs jsonb not null,
  hash bytea not null,
  xid xid8 not null default pg_current_xact_id(),
  primary key (county_id, unit_id, seq),
  unique (county_id, id),
  foreign key (county_id, unit_id, path) references unit_head (county_id, unit_id, path) deferrable,
  foreign key (county_id, payable_id, unit_id) references payable (county_id, id, unit_id)
);
create index journal_entry_xid on journal_entry (xid);
create index journal_entry_payable on journal_entry (county_id, payable_id, seq);
create unique index journal_entry_reverses on journal_entry (county_id, reverses, unit_id) where reverses is not null;
create index journal_entry_recorded on journal_entry (county_id, unit_id, recorded_at);

-- What a unit's journal adds up to, by both clocks: the truth for as-of questions.
create table totals_day (
  county_id text collate "C" not null,
  unit_id text collate "C" not null,
  path text collate "C" not null,
  recorded_day date not null,
  effective_day date not null,
  cell smallint not null,
  payables int not null,
  open int not null,
  cleared int not null,
  amount numeric(38, 0) not null,
  registered numeric(38, 0) not null,
  paid numeric(38, 0) not null,
  opening numeric(38, 0) not null,
  extinguished numeric(38, 0) not null,
  disputed numeric(38, 0) not null,
  primary key (county_id, unit_id, recorded_day, effective_day, cell),
  foreign key (county_id, unit_id, path) references unit_head (county_id, unit_id, path) deferrable
) with (fillfactor = 50);

-- One effect for each request id of an account; kept 30 days.
create table request (
  county_id text collate "C" not null,
  account_id text collate "C" not null,
  id uuid not null,
  input_hash bytea not null,
  result jsonb not null,
  recorded_at timestamptz not null,
  primary key (county_id, account_id, id)
);

create table daily_report_version (
  county_id text collate "C" not null,
  unit_id text collate "C" not null,
  day date not null,
  version int not null,
  path text collate "C" not null,
  signed_at timestamptz not null,
  signed_by text not null,
  signed_name text not null,
  automatic boolean not null default false,
  on_behalf boolean not null default false,
  count int not null,
  creditors int not null,
  outstanding numeric(38, 0) not null,
  paid numeric(38, 0) not null,
  position jsonb not null,
  journal_position text not null,
  missing_units text[] not null,
  note text,
  correction_reason text,
  digest text not null,
  primary key (county_id, unit_id, day, version),
  foreign key (county_id, unit_id, path) references unit_head (county_id, unit_id, path) deferrable
);
create index daily_report_version_day on daily_report_version (county_id, day, path);

create table import_run (
  county_id text collate "C" not null,
  id uuid not null,
  unit_id text collate "C" not null,
  path text collate "C" not null,
  account_id text collate "C" not null,
  request_id uuid not null,
  file_name text not null,
  mode text not null,
  status text not null,
  progress jsonb,
  result jsonb,
  created_at timestamptz not null,
  finished_at timestamptz,
  undone_at timestamptz,
  primary key (county_id, id),
  foreign key (county_id, unit_id, path) references unit_head (county_id, unit_id, path) deferrable
);
create index import_run_path on import_run (county_id, path, created_at desc);

-- Append-only: the journal and the signed reports know no other change than the access label of a moved unit.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'append-only' using errcode = 'restrict_violation';
end $$;
create function refuse_all_but_label() returns trigger language plpgsql as $$
declare
  relabelled record := new;
begin
  relabelled.path := old.path;
  if relabelled *= old then return new; end if;
  raise exception 'append-only' using errcode = 'restrict_violation';
end $$;
do $$
declare
  tab text;
begin
  foreach tab in array array['journal_entry', 'daily_report_version', 'audit_event'] loop
    execute format('create trigger append_only before update on %I for each row execute function %I()', tab, case tab when 'audit_event' then 'refuse_change' else 'refuse_all_but_label' end);
    execute format('create trigger append_only_rows before delete on %I for each row execute function refuse_change()', tab);
    execute format('create trigger append_only_whole before truncate on %I for each statement execute function refuse_change()', tab);
  end loop;
end $$;

-- Isolation. The scope of a transaction is one setting, "from|to|from|to|from|to|account": two read ranges, the write
-- range, the account. Unset or empty it reaches nothing: no path is below ''.
do $$
declare
  tab text;
  reach constant text := $e$(path >= split_part(current_setting('qq.scope', true), '|', 1) and path < split_part(current_setting('qq.scope', true), '|', 2)
    or path >= split_part(current_setting('qq.scope', true), '|', 3) and path < split_part(current_setting('qq.scope', true), '|', 4))$e$;
  writes constant text := $e$(path >= split_part(current_setting('qq.scope', true), '|', 5) and path < split_part(current_setting('qq.scope', true), '|', 6))$e$;
begin
  foreach tab in array array['unit_head', 'payable', 'journal_entry', 'totals_day', 'daily_report_version', 'import_run'] loop
    execute format('alter table %I enable row level security, force row level security', tab);
    execute format('create policy guard on %I as restrictive for all to qingqian_app using (%s or %s) with check (%s)', tab, reach, writes, writes);
    execute format('create policy reads on %I for select to qingqian_app using (%s)', tab, reach);
    execute format('create policy appends on %I for insert to qingqian_app with check (%s)', tab, writes);
    execute format('create policy changes on %I for update to qingqian_app using (%s) with check (%s)', tab, writes, writes);
    execute format('create policy tails on %I for select to qingqian_tail using (true)', tab);
    -- The owner is a member of the mover: without this condition the policy would be the owner's way around FORCE.
    execute format('create policy moves on %I for all to qingqian_mover using (current_user = %L) with check (current_user = %L)', tab, 'qingqian_mover', 'qingqian_mover');
    execute format('grant select on %I to qingqian_app, qingqian_tail, qingqian_mover', tab);
    execute format('grant update (path) on %I to qingqian_mover', tab);
  end loop;
end $$;

alter table request enable row level security, force row level security;
create policy guard on request as restrictive for all to qingqian_app
  using (account_id = nullif(split_part(current_setting('qq.scope', true), '|', 7), ''))
  with check (account_id = nullif(split_part(current_setting('qq.scope', true), '|', 7), ''));
create policy owns on request for all to qingqian_app
  using (account_id = nullif(split_part(current_setting('qq.scope', true), '|', 7), ''))
  with check (account_id = nullif(split_part(current_setting('qq.scope', true), '|', 7), ''));
create policy sweeps on request for all to qingqian_access using (true) with check (true);

create policy opens on unit_head for insert to qingqian_access with check (seq = 0);

grant insert on payable, totals_day, daily_report_version, import_run to qingqian_app;
-- Not xid: the tail finds entries by it, so nobody may choose it.
grant insert (county_id, unit_id, seq, id, path, payable_id, kind, amount, effective_on, recorded_at, recorded_by, recorded_name, on_behalf, reason, reverses, detail, legs, hash) on journal_entry to qingqian_app;
grant update (seq, hash, recorded_at) on unit_head to qingqian_app;
grant update (creditor_id, creditor_name, creditor_uscc, search, contract_no, category, vintage, overdue_since, amount, paid, opening_paid, extinguished, disputed, withdrawn) on payable to qingqian_app;
grant update (payables, open, cleared, amount, registered, paid, opening, extinguished, disputed) on totals_day to qingqian_app;
grant update (status, progress, result, finished_at, undone_at) on import_run to qingqian_app;
grant select, insert on request to qingqian_app;
grant select, insert, delete on request to qingqian_access;
grant insert on unit_head to qingqian_access;

grant select on unit, unit_placement, unit_status, policy to qingqian_app, qingqian_access, qingqian_tail;
-- Not path and county_id: the label is relabel()'s, the home never changes.
grant insert, update (name, line, located_in, position) on unit to qingqian_access;
grant insert on unit_placement, unit_status, policy to qingqian_access;
grant select, insert, update on account, session, api_key to qingqian_access;
grant delete on session to qingqian_access;
grant select, insert on audit_event to qingqian_access;

-- A move rewrites the access label of everything the moved units own, after locking their heads so that no entry is
-- appended with the old one. It runs as a role that can change labels and nothing else.
grant select, update (path) on unit to qingqian_mover;
create function relabel(from_path text, to_path text) returns bigint
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  upper_path constant text := left(from_path, -1) || '0';
  moved bigint := 0;
  more bigint;
  tab text;
begin
  if from_path !~ '^(/[0-9A-Z-]+)+/$' or to_path !~ '^(/[0-9A-Z-]+)+/$' then raise exception 'not a path' using errcode = 'invalid_parameter_value'; end if;
  set constraints all deferred;
  perform 1 from unit_head where path >= from_path collate "C" and path < upper_path collate "C" order by county_id, unit_id for update;
  foreach tab in array array['unit', 'unit_head', 'payable', 'journal_entry', 'totals_day', 'daily_report_version', 'import_run'] loop
    execute format('update %I set path = $2 || substr(path, length($1) + 1) where path >= $1 collate "C" and path < $3 collate "C"', tab)
      using from_path, to_path, upper_path;
    get diagnostics more = row_count;
    moved := moved + more;
  end loop;
  set constraints all immediate;
  return moved;
end $$;
alter function relabel(text, text) owner to qingqian_mover;
revoke all on function relabel(text, text) from public;
grant execute on function relabel(text, text) to qingqian_access;
