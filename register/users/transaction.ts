// One change of users, roles or keys: a transaction on the accounts' login, one register's changes one after another.
import type pg from 'pg';
import { explainDatabaseError } from '../../database/door/errors.ts';

/**
 * Changes of one register's access wait for each other, so that two managers who remove each other at once cannot both succeed and
 * leave nobody (threat case A99). Read committed: what sessions may do is changed in such transactions only.
 */
export async function changeAccess<Result>(
  accounts: pg.Pool,
  registerId: number,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await accounts.connect();
  let broken = true;
  try {
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtextextended('access', $1))`, [registerId]);
    const result = await work(client);
    await client.query('commit');
    broken = false;
    return result;
  } catch (error) {
    broken = await client.query('rollback').then(
      () => false,
      () => true,
    );
    throw explainDatabaseError(error);
  } finally {
    client.release(broken);
  }
}
