/**
 * Brings a database to this version: migrations once and forward, then everything that is generated, in one transaction behind a
 * lock, so that two servers starting at once are safe and a failure leaves nothing half done. Why not a library: docs/decisions.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { emitPolicies } from '../compiler/enforce/policies.ts';
import { ProblemError } from '../platform/problems.ts';
import { GATEKEEPER_FUNCTIONS } from './gatekeeper.ts';
import { emitElsewhere } from './generate/elsewhere.ts';
import { emitFacts } from './generate/facts.ts';
import { emitGuardFunctions, emitGuards } from './generate/guards.ts';
import { emitHandling } from './generate/handling.ts';
import { emitProtection } from './generate/protection.ts';
import { emitHidden, emitInserting, emitSpreading } from './generate/spreading.ts';
import { TABLES } from './tables.ts';

export interface MigrateOptions {
  /** The server's login: made a member of seloste_app and of nothing else. */
  readonly appLogin?: string;
  /** The login of portal and form sessions: a member of seloste_portal only. */
  readonly portalLogin?: string;
  /** The login that sees accounts and credentials: a member of seloste_signin only. */
  readonly accountsLogin?: string;
}

export interface Migrated {
  readonly applied: readonly string[];
  readonly regenerated: boolean;
}

interface Script {
  readonly name: string;
  readonly text: string;
  readonly hash: string;
}

/** Any number will do, as long as nothing else of ours takes the same lock. */
const LOCK = 7_305_414_212;
const TIMEOUT_MS = 600_000;

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

async function readScripts(folder: URL): Promise<Script[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8');
      return { name, text, hash: hashOf(text) };
    }),
  );
}

export async function migrate(ownerUrl: string, options: MigrateOptions = {}): Promise<Migrated> {
  const migrations = await readScripts(new URL('./migrations/', import.meta.url));
  const functions = await readScripts(new URL('./functions/', import.meta.url));
  const client = new pg.Client({ connectionString: ownerUrl, query_timeout: TIMEOUT_MS });
  await client.connect();
  try {
    await client.query('begin');
    // Waited for, not tried: the second server starts as soon as the first has migrated.
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const applied = await applyMigrations(client, migrations);
    const regenerated = await regenerate(client, functions, options);
    await client.query('commit');
    return { applied, regenerated };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}

async function applyMigrations(client: pg.Client, migrations: readonly Script[]): Promise<string[]> {
  await client.query('create schema if not exists migration');
  await client.query(
    `create table if not exists migration.applied (
       name text constraint applied_pk primary key, hash text not null, applied_at timestamptz not null default now())`,
  );
  const { rows } = await client.query<{ name: string; hash: string }>(
    'select name, hash from migration.applied',
  );
  const done = new Map(rows.map((row) => [row.name, row.hash]));
  refuseNewer(rows, migrations);
  const applied: string[] = [];
  for (const { name, text, hash } of migrations) {
    const before = done.get(name);
    if (before !== undefined && before !== hash) {
      const detail = `Migration ${name} is not the one this database was made with: restore the file, and put the change in a new migration.`;
      throw new ProblemError('migration-changed', detail);
    }
    if (before !== undefined) continue;
    await client.query(text);
    await client.query('insert into migration.applied (name, hash) values ($1, $2)', [name, hash]);
    applied.push(name);
  }
  return applied;
}

/** A server that does not know the newest tables might write round them. */
function refuseNewer(rows: readonly { name: string }[], migrations: readonly Script[]): void {
  const known = new Set(migrations.map((migration) => migration.name));
  const newer = rows.find((row) => !known.has(row.name));
  if (!newer) return;
  const detail = `The database has migration ${newer.name}, which this version of Seloste does not know: start the version that made it, or a later one.`;
  throw new ProblemError('database-newer', detail);
}

/** Functions, protection, guards and policies follow from files and the catalogue: made anew as a whole when any of it changed. */
async function regenerate(
  client: pg.Client,
  functions: readonly Script[],
  options: MigrateOptions,
): Promise<boolean> {
  const statements = [
    ...functions.map((script) => script.text),
    emitSpreading(),
    emitInserting(),
    emitElsewhere(),
    emitFacts(),
    emitHidden(),
    emitGuardFunctions(),
    emitHandling(),
    emitProtection(TABLES),
    emitOwnership(),
    emitGuards(),
    emitPolicies('postgresql', TABLES),
    emitMemberships(options),
    emitCatalogue(),
  ];
  const hash = hashOf(statements.join('\n'));
  await client.query(
    'create table if not exists migration.generated (hash text not null, at timestamptz not null default now())',
  );
  const { rows } = await client.query<{ hash: string }>('select hash from migration.generated');
  if (rows[0]?.hash === hash) return false;
  // Handing functions over takes membership. It is taken for this transaction only: with it the owner would see every row.
  await client.query('grant seloste_gatekeeper to current_user');
  await client.query(DROP_GENERATED);
  for (const statement of statements) await client.query(statement);
  await client.query('revoke seloste_gatekeeper from current_user');
  await client.query('delete from migration.generated');
  await client.query('insert into migration.generated (hash) values ($1)', [hash]);
  return true;
}

/** Policies and triggers go with the functions they use; nothing else depends on them. */
const DROP_GENERATED = `do $$
declare
  thing record;
begin
  for thing in select p.oid::regprocedure as name from pg_proc p
    where p.pronamespace in ('gate'::regnamespace, 'session'::regnamespace)
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') loop
    execute format('drop function if exists %s cascade', thing.name);
  end loop;
  for thing in select t.oid::regtype as name from pg_type t join pg_class c on c.oid = t.typrelid
    where t.typnamespace = 'gate'::regnamespace and c.relkind = 'c' loop
    execute format('drop type if exists %s cascade', thing.name);
  end loop;
end
$$`;

/** Every function of both schemas is the gatekeeper's; who may call it stands in one list. */
function emitOwnership(): string {
  const grants = Object.entries(GATEKEEPER_FUNCTIONS).flatMap(([name, callers]) =>
    callers.map((caller) => `      ('${name}', '${caller}')`),
  );
  return `do $$
declare
  thing record;
begin
  for thing in select p.oid::regprocedure as name from pg_proc p
    where p.pronamespace in ('gate'::regnamespace, 'session'::regnamespace)
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') loop
    execute format('revoke all on function %s from public', thing.name);
    execute format('alter function %s owner to seloste_gatekeeper', thing.name);
  end loop;
  for thing in
    select p.oid::regprocedure as name, case g.caller when 'seloste_owner' then current_user::text else g.caller end as caller
      from (values
${grants.join(',\n')}
      ) as g (function_name, caller)
      join pg_proc p on p.pronamespace::regnamespace::text || '.' || p.proname = g.function_name loop
    execute format('grant execute on function %s to %I', thing.name, thing.caller);
  end loop;
end
$$;`;
}

/** The catalogue and the list of definer functions, for the checks to compare the database with. */
function emitCatalogue(): string {
  const tables = TABLES.map((table) => `('${table.schema}', '${table.name}', '${table.class}')`);
  const functions = Object.keys(GATEKEEPER_FUNCTIONS).map((name) => `('${name}')`);
  return `create table if not exists migration.catalogue (
  schema_name text, table_name text, class text not null, constraint catalogue_pk primary key (schema_name, table_name));
create table if not exists migration.gatekeeper_function (name text constraint gatekeeper_function_pk primary key);
delete from migration.catalogue;
insert into migration.catalogue (schema_name, table_name, class) values ${tables.join(', ')};
delete from migration.gatekeeper_function;
insert into migration.gatekeeper_function (name) values ${functions.join(', ')};`;
}

const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;

function emitMemberships({
  appLogin = 'seloste_server',
  portalLogin = 'seloste_door',
  accountsLogin = 'seloste_doorkeeper',
}: MigrateOptions): string {
  const grant = (role: string, login: string) => `do $$
begin
  if exists (select from pg_roles where rolname = '${login.replaceAll("'", "''")}') then
    grant ${role} to ${quoteName(login)};
  end if;
end
$$;`;
  return [
    grant('seloste_app', appLogin),
    grant('seloste_portal', portalLogin),
    grant('seloste_signin', accountsLogin),
  ].join('\n');
}
