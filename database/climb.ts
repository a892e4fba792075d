/**
 * Refuses logins that could climb: row-level security binds neither a superuser nor a table's owner, so the server's
 * login may be neither, nor become one.
 */
import { ProblemError } from '../platform/problems.ts';
import { withClient } from './client.ts';

/** Roles the login is, or could turn into with `set role`, that pass row-level security by or may make such roles. */
const climbsSql = `
  select role.rolname as role,
         array_remove(array[
           case when role.rolsuper then 'superuser' end,
           case when role.rolbypassrls then 'bypassrls' end,
           case when role.rolcreaterole then 'createrole' end,
           case when role.rolreplication then 'replication' end,
           case when role.rolname in ('pg_read_all_data', 'pg_write_all_data', 'pg_read_server_files',
             'pg_write_server_files', 'pg_execute_server_program') then 'reads or writes everything' end,
           case when role.rolname = $1 then 'the owner' end,
           case when exists (select from pg_class where relowner = role.oid and relkind in ('r', 'p')) then 'owns tables' end
         ], null) as because
    from pg_roles as role
   where pg_has_role(current_user, role.oid, 'member')
   order by role.rolname <> current_user, role.rolname`;

type Logins = {
  ownerUrl: string;
  appUrl: string;
  directUrl?: string;
  portalUrl?: string | undefined;
  accountsUrl?: string | undefined;
};

/** Throws with the first reason found; every sentence names roles only, never passwords. */
export async function checkLogins({
  ownerUrl,
  appUrl,
  directUrl = appUrl,
  portalUrl,
  accountsUrl,
}: Logins): Promise<void> {
  const owner = decodeURIComponent(new URL(ownerUrl).username);
  await checkLogin('DATABASE_URL', appUrl, owner);
  if (directUrl !== appUrl) await checkLogin('DATABASE_DIRECT_URL', directUrl, owner);
  if (portalUrl !== undefined) await checkLogin('DATABASE_PORTAL_URL', portalUrl, owner);
  if (accountsUrl !== undefined) await checkLogin('DATABASE_ACCOUNTS_URL', accountsUrl, owner);
}

async function checkLogin(variable: string, url: string, owner: string): Promise<void> {
  const rows = await withClient(url, async (client) => {
    const found = await client.query<{ role: string; because: string[] }>(climbsSql, [owner]);
    return found.rows;
  });
  const climb = rows.find((row) => row.because.length > 0);
  if (!climb) return;
  const detail = `The login of ${variable} can act as ${climb.role} (${climb.because.join(', ')}), so the notice would not bind it: give it a plain login and revoke that role.`;
  throw new ProblemError('login-could-climb', detail);
}
