/** A database of its own for a test: cloned from the migrated template in a few tens of milliseconds, dropped at the end. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { ACCOUNTS_LOGIN, OWNER_LOGIN, PORTAL_LOGIN, SERVER_LOGIN } from '../database/ensure.ts';

export type TestDatabase = {
  ownerUrl: string;
  appUrl: string;
  /** The login of sessions of one person and of add-only forms. */
  portalUrl: string;
  /** The login of accounts, roles, sessions and credentials. */
  accountsUrl: string;
  /** For looking behind the policies in an assertion; the product never has such a login. */
  superuserUrl: string;
  drop(): Promise<void>;
};

export async function openTestDatabase(): Promise<TestDatabase> {
  const cluster = inject('cluster');
  const { superuserUrl, template } = cluster;
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asSuperuser(superuserUrl, async (client) => {
    await client.query(`create database ${name} template ${template} owner ${OWNER_LOGIN}`);
    await copyGrants(client, template, name);
  });
  const urlOf = (login: string, password: string) => {
    const url = new URL(superuserUrl);
    Object.assign(url, { username: login, password, pathname: `/${name}` });
    return url.href;
  };
  return {
    ownerUrl: urlOf(OWNER_LOGIN, cluster.ownerPassword),
    appUrl: urlOf(SERVER_LOGIN, cluster.serverPassword),
    portalUrl: urlOf(PORTAL_LOGIN, cluster.portalPassword),
    accountsUrl: urlOf(ACCOUNTS_LOGIN, cluster.accountsPassword),
    superuserUrl: urlOf(new URL(superuserUrl).username, new URL(superuserUrl).password),
    drop: () => asSuperuser(superuserUrl, (client) => client.query(`drop database ${name} with (force)`)),
  };
}

async function asSuperuser(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** A clone has everything of its template but the rights on the database itself. */
async function copyGrants(client: pg.Client, from: string, to: string): Promise<void> {
  await client.query(`revoke all on database ${to} from public`);
  const { rows } = await client.query<{ statement: string }>(
    `select format('grant %s on database %I to %s', given.privilege_type, $2::text,
                   case given.grantee when 0 then 'public' else given.grantee::regrole::text end) as statement
       from pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) as given
      where datname = $1`,
    [from, to],
  );
  for (const { statement } of rows) await client.query(statement);
}
