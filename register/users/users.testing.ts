/** Users of a test: accounts with roles in the register of `gateNotice`, and what a session of theirs may do. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { behind } from '../../database/fixture.testing.ts';
import type { TestDatabase } from '../../tests/database.ts';
import type { Actor, RegisterName } from './actor.ts';
import { giveRole } from './grant.commands.ts';

export const SERVER: Actor = { accountId: null, name: 'the administrator of the server' };

export interface TestUser {
  readonly accountId: string;
  readonly name: string;
}

export interface Office {
  readonly accounts: pg.Pool;
  readonly register: RegisterName;
  readonly user: (roles: readonly string[], undertaking?: boolean) => Promise<TestUser>;
  /** The pass of a session as signing in opens it. */
  readonly pass: (user: TestUser) => Promise<string>;
  readonly close: () => Promise<void>;
}

export async function openOffice(database: TestDatabase, register: RegisterName): Promise<Office> {
  const accounts = new pg.Pool({ connectionString: database.accountsUrl, max: 10 });
  accounts.on('error', () => undefined);
  const user = async (roles: readonly string[], undertaking = true) => {
    const accountId = randomUUID();
    const name = `User ${accountId.slice(0, 8)}`;
    await accounts.query('insert into auth.account (id, login, display_name) values ($1, $2, $3)', [
      accountId,
      `${accountId}@user.example`,
      name,
    ]);
    if (undertaking) {
      await accounts.query(
        `insert into auth.undertaking (account_id, signed_on, document) values ($1, '2020-01-01', 'paper')`,
        [accountId],
      );
    }
    for (const role of roles) {
      await giveRole(accounts, { register, actor: SERVER, reason: 'for a test', accountId, role });
    }
    return { accountId, name };
  };
  const pass = async ({ accountId }: TestUser) => {
    const made = randomBytes(24).toString('base64url');
    await behind(
      database.superuserUrl,
      `select session.open($1, $2, $3, 'staff', now() + interval '1 hour', $4)`,
      [randomUUID(), createHash('sha256').update(made).digest(), register.key, accountId],
    );
    return made;
  };
  return { accounts, register, user, pass, close: () => accounts.end() };
}
