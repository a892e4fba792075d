// From a program's key to who asks. The database session's pass is derived from the key and kept nowhere: whoever reads the database
// alone can make none. An hour's session at a time; a new one whenever what the role gives has changed.
import { createHash, createHmac } from 'node:crypto';
import type pg from 'pg';
import { explainDatabaseError } from '../../database/door/errors.ts';
import { ProblemError } from '../../platform/problems.ts';
import type { SignedInKey } from '../sign-in/signed-in.ts';
import { hashKey } from './api-key.commands.ts';

const HOUR_MS = 3_600_000;
/** A request that begins at the end of the hour still has its pass. */
const GRACE_MS = 5 * 60_000;
/** Sessions known to be open; forgetting one costs a statement. */
const OPENED_LIMIT = 1_000;

interface KeyRow {
  readonly key_id: string;
  readonly name: string;
  readonly register_id: number;
  readonly register_key: string;
  readonly purposes: string[];
  readonly verbs: string[];
  readonly generation: number;
}

export function openKeys(
  accounts: pg.Pool,
  clock: () => Date,
): (key: string) => Promise<SignedInKey | undefined> {
  const opened = new Set<string>();
  return async (key) => {
    const hash = hashKey(key);
    const { rows } = await accounts.query<KeyRow>('select * from session.find_key($1)', [hash]);
    const row = rows[0];
    if (!row) return undefined;
    const { register_id: id, register_key, purposes, verbs } = row;
    return {
      by: 'key',
      keyId: row.key_id,
      name: row.name,
      registers: [{ id, key: register_key, tasks: [{ key: 'api-key', purposes, verbs }] }],
      passFor: async (register) => {
        if (register !== register_key)
          throw new ProblemError('not-found', 'There is nothing at this address.');
        return openPass(
          { accounts, opened },
          { key, hash, generation: row.generation, now_ms: clock().getTime() },
        );
      },
    };
  };
}

interface Opening {
  readonly key: string;
  readonly hash: Buffer;
  readonly generation: number;
  readonly now_ms: number;
}

async function openPass(
  { accounts, opened }: { accounts: pg.Pool; opened: Set<string> },
  { key, hash, generation, now_ms }: Opening,
): Promise<string> {
  const hour = Math.floor(now_ms / HOUR_MS);
  const pass = createHmac('sha256', key).update(`seloste pass ${generation} ${hour}`).digest('base64url');
  const passHash = createHash('sha256').update(pass).digest();
  const known = passHash.toString('base64url');
  if (opened.has(known)) return pass;
  const expires = new Date((hour + 1) * HOUR_MS + GRACE_MS);
  await accounts
    .query('select session.open_key($1, $2, $3)', [hash, passHash, expires])
    .catch((error: unknown) => {
      throw explainDatabaseError(error);
    });
  if (opened.size >= OPENED_LIMIT) opened.clear();
  opened.add(known);
  return pass;
}
