-- Whether something is outstanding, as a column of its own. The index over what is open asked for `outstanding > 0`, so every
-- payment changed a column that an index looks at, and made an entry in each of the six indexes. What is open mostly stays
-- open when a part is paid: then the new version of the row stays on its page and no index learns of it (HOT).
alter table payable add column is_open boolean not null generated always as (amount - paid - extinguished > 0) stored;
drop index payable_open;
create index payable_open on payable (county_id, overdue_since, id) where is_open;
