// Registers by their key, for the administrator of the server.
import type pg from 'pg';
import { ProblemError } from '../../platform/problems.ts';
import type { RegisterName } from './actor.ts';

/** Throws `not-found` with the registers there are. */
export async function findRegister(accounts: pg.Pool, key: string): Promise<RegisterName> {
  const { rows } = await accounts.query<RegisterName>(
    'select id, key from notice.register order by key limit 500',
  );
  const found = rows.find((register) => register.key === key);
  if (found) return found;
  const names = rows.map((register) => register.key).join(', ') || 'none yet; publish a notice first';
  throw new ProblemError('not-found', `There is no register “${key}”. Registers: ${names}.`);
}
