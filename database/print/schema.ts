/**
 * Prints what is in a database from its catalogue: tables, constraints, indexes, policies, triggers, rights. Our own printer, because
 * pg_dump does not come with the embedded server and refuses newer ones; the diff of its output shows what a change really does.
 */
import type pg from 'pg';

const SCHEMAS = ['register', 'session', 'audit', 'notice', 'auth', 'signin', 'job', 'gate'];

interface Line {
  readonly thing: string;
  readonly line: string;
}

/** Rows of `(thing, line)` in the order they are to be printed under their table. */
const ABOUT_TABLES: readonly string[] = [
  `select c.oid::regclass::text as thing,
          format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end,
            case when a.attidentity <> '' then ' generated always as identity'
                 when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end) as line
     from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = any ($1::regnamespace[]) and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
    order by 1, a.attnum`,
  `select k.conrelid::regclass::text as thing, format('  constraint %s %s', k.conname, pg_get_constraintdef(k.oid)) as line
     from pg_constraint k join pg_class c on c.oid = k.conrelid
    where c.relnamespace = any ($1::regnamespace[]) and k.contype in ('p', 'u', 'f', 'c', 'x')
    order by 1, array_position(array['p', 'u', 'f', 'c', 'x'], k.contype::text), k.conname`,
  `select i.indrelid::regclass::text as thing, '  ' || pg_get_indexdef(i.indexrelid) as line
     from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relnamespace = any ($1::regnamespace[]) and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
    order by 1, 2`,
  `select c.oid::regclass::text as thing, format('  row security %s', case when c.relforcerowsecurity then 'forced' else 'enabled' end) as line
     from pg_class c where c.relnamespace = any ($1::regnamespace[]) and c.relrowsecurity order by 1`,
  `select p.polrelid::regclass::text as thing,
          format('  policy %s for %s to %s', p.polname, case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
            (select string_agg(r.oid::regrole::text, ', ' order by 1) from pg_roles r where r.oid = any (p.polroles))) as line
     from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace = any ($1::regnamespace[]) order by 1, p.polname`,
  `select t.tgrelid::regclass::text as thing, '  ' || pg_get_triggerdef(t.oid) as line
     from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = any ($1::regnamespace[]) and not t.tgisinternal order by 1, t.tgname`,
  `select c.oid::regclass::text as thing, format('  grant %s to %s', string_agg(lower(x.privilege_type), ', ' order by x.privilege_type), x.grantee::regrole) as line
     from pg_class c cross join aclexplode(c.relacl) x
    where c.relnamespace = any ($1::regnamespace[]) and c.relkind in ('r', 'p') and x.grantee <> c.relowner
    group by c.oid, x.grantee order by 1, x.grantee::regrole::text`,
  `select c.oid::regclass::text as thing, format('  grant %s (%s) to %s', lower(x.privilege_type), string_agg(a.attname, ', ' order by a.attnum), x.grantee::regrole) as line
     from pg_attribute a join pg_class c on c.oid = a.attrelid cross join aclexplode(a.attacl) x
    where c.relnamespace = any ($1::regnamespace[]) and c.relkind in ('r', 'p')
    group by c.oid, x.privilege_type, x.grantee order by 1, x.grantee::regrole::text, x.privilege_type`,
];

const TABLES = `select c.oid::regclass::text as thing, coalesce(obj_description(c.oid, 'pg_class'), '') as line
  from pg_class c where c.relnamespace = any ($1::regnamespace[]) and c.relkind in ('r', 'p') order by 1`;

const FUNCTIONS = `select p.oid::regprocedure::text as thing,
       format('  returns %s, %s%s, owner %s%s', pg_get_function_result(p.oid), case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end,
         case when p.prosecdef then ', security definer' else '' end, case when p.proowner = (select datdba from pg_database where datname = current_database()) then 'the owner' else p.proowner::regrole::text end,
         coalesce((select ', execute to ' || string_agg(x.grantee::regrole::text, ', ' order by x.grantee::regrole::text) from aclexplode(p.proacl) x where x.grantee not in (p.proowner, 0)), '')) as line
  from pg_proc p where p.pronamespace = any ($1::regnamespace[])
   and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1`;

export async function printSchema(client: pg.Client): Promise<string> {
  const ask = async (sql: string) => (await client.query<Line>(sql, [SCHEMAS])).rows;
  await client.query(`set search_path = ''`);
  const details = new Map<string, string[]>();
  for (const sql of ABOUT_TABLES) {
    for (const { thing, line } of await ask(sql)) details.set(thing, [...(details.get(thing) ?? []), line]);
  }
  const tables = (await ask(TABLES)).map(({ thing, line }) =>
    [`table ${thing}`, `  -- ${line}`, ...(details.get(thing) ?? [])].join('\n'),
  );
  const functions = (await ask(FUNCTIONS)).map(({ thing, line }) => `function ${thing}\n${line}`);
  const header =
    '-- Printed from the catalogue of a freshly migrated database. Not to be run; a test compares it.';
  return `${[header, ...tables, ...functions].join('\n\n')}\n`;
}
