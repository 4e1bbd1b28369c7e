/**
 * What everything is measured against: bare node http and one prepared statement a request, on the same database, no isolation,
 * no journal, no request id; PostgreSQL writes the JSON. `node bare.ts <address of the database> <port>`; answers its port.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'

const PAYMENTS = `(select coalesce(json_agg(json_build_object('voucherNo', e.voucher, 'paidOn', e.paid_on, 'amount', e.amount::text)), '[]') from (select voucher, paid_on, amount from bench.payment e where e.debt_id = p.id order by e.number desc limit 3) e)`
const PAYABLE = `'id', p.id, 'category', p.category, 'overdueSince', p.overdue_since, 'amount', p.amount::text, 'paid', p.paid::text, 'outstanding', (p.amount - p.paid)::text, 'creditor', json_build_object('name', p.creditor_name, 'uscc', p.creditor_uscc), 'payments', ${PAYMENTS}`
const SUMS = `sum(t.payables)::int as payables, sum(t.amount)::text as amount, sum(t.paid)::text as paid`

/** Tables as plain as they can be, filled from the ledger's. */
const TABLES = `
  create schema if not exists bench;
  drop table if exists bench.debt, bench.payment, bench.total cascade;
  create table bench.debt with (fillfactor = 85) as select id, unit_id, path, creditor_name, creditor_uscc, category, vintage, overdue_since, amount, paid, (amount > paid) as open from payable;
  alter table bench.debt add primary key (id);
  create index on bench.debt (overdue_since, id) where open;
  create table bench.payment (number bigint generated always as identity primary key, debt_id uuid not null references bench.debt, paid_on date not null, amount bigint not null, voucher text);
  insert into bench.payment (debt_id, paid_on, amount, voucher) select payable_id, effective_on, amount, detail->>'voucherNo' from journal_entry where kind = 'PAYMENT' order by unit_id, seq;
  create index on bench.payment (debt_id, number);
  create table bench.total with (fillfactor = 50) as select unit_id, path, cell, sum(payables)::bigint as payables, sum(amount)::bigint as amount, sum(paid)::bigint as paid from totals_day group by 1, 2, 3;
  alter table bench.total add primary key (unit_id, cell);
  create index on bench.total (path collate "C");
  create or replace function bench.pay(which uuid, fen bigint, day date, word text) returns text language plpgsql as $$
    declare found bench.debt;
    begin
      update bench.debt set paid = paid + fen where id = which returning * into found;
      insert into bench.payment (debt_id, paid_on, amount, voucher) values (which, day, fen, word);
      update bench.total set paid = paid + fen where unit_id = found.unit_id and cell = (select min(cell) from bench.total where unit_id = found.unit_id);
      return json_build_object('id', found.id, 'paid', found.paid::text);
    end $$;
  analyze bench.debt, bench.payment, bench.total;`

const STATEMENTS: Readonly<Record<string, string>> = {
  totals: `select json_agg(json_build_object('code', u.id, 'name', u.name, 'parts', (select json_agg(s) from (select t.cell & 3 as part, ${SUMS} from bench.total t where t.path >= u.path and t.path < left(u.path, -1) || '0' group by 1) s)))::text
    from (select id, name, path from unit where id = $1 union all select c.id, c.name, c.path from unit_placement l join unit c on c.id = l.unit_id where l.parent_id = $1) u`,
  page: `select json_agg(json_build_object(${PAYABLE}, 'unit', json_build_object('code', u.id, 'name', u.name)) order by p.overdue_since, p.id)::text
    from (select d.* from bench.debt d, unit r where r.id = $1 and d.open and d.path collate "C" >= r.path and d.path collate "C" < left(r.path, -1) || '0' order by d.overdue_since, d.id limit 50) p join unit u on u.id = p.unit_id`,
  one: `select json_build_object(${PAYABLE}, 'units', (select json_agg(json_build_object('code', a.id, 'name', a.name)) from unit u join unit a on u.path like a.path || '%' where u.id = p.unit_id))::text from bench.debt p where p.id = $1`,
  payment: 'select bench.pay($1, 1, current_date, $2)',
  asOf: `select json_agg(s)::text from (select t.cell, sum(t.payables)::int as payables, sum(t.amount)::text as amount, sum(t.paid)::text as paid from totals_day t, unit u
    where u.id = $1 and t.county_id = u.county_id and t.path >= u.path and t.path < left(u.path, -1) || '0' and t.effective_day <= $2::date group by 1) s`,
}

const [address, port = '0'] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: address!, max: 10 })
await pool.query(TABLES)
const server = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8').on('data', (data: string) => (body += data)).on('end', () => {
    const name = request.url!.slice(1)
    pool.query<[string]>({ name, text: STATEMENTS[name]!, values: JSON.parse(body) as unknown[], rowMode: 'array' }).then(
      ({ rows }) => {
        const text = rows[0]![0]
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text)
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
})
server.listen(Number(port), '127.0.0.1', () => console.log(`bare ${(server.address() as AddressInfo).port}`))
