// Passwords: argon2id with the parameters OWASP recommends. A name nobody has costs the same time as one somebody has.
import { hash, verify } from '@node-rs/argon2';
import { query, type SignInContext } from './context.ts';
import { makeToken } from './secrets.ts';

/** 46 MiB, two passes: about a tenth of a second. argon2id is the library's default algorithm. */
const COST = { memoryCost: 47_104, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), COST);

let nobodys: Promise<string> | undefined;

/** False for a wrong password, and after the same work for an account that has none or does not exist. */
export async function isPassword(
  context: Pick<SignInContext, 'pool'>,
  accountId: string | undefined,
  password: string,
): Promise<boolean> {
  nobodys ??= hashPassword(makeToken());
  const [row] = await query<{ hash: string }>(
    context,
    'select hash from signin.password where account_id = $1',
    [accountId ?? null],
  );
  const isRight = await verify(row?.hash ?? (await nobodys), password.normalize('NFKC'));
  return isRight && row !== undefined;
}

export async function storePassword(
  context: Pick<SignInContext, 'pool' | 'clock'>,
  accountId: string,
  hashed: string,
): Promise<void> {
  await query(
    context,
    `insert into signin.password (account_id, hash, changed_at) values ($1, $2, $3)
     on conflict on constraint password_pk do update set hash = excluded.hash, changed_at = excluded.changed_at`,
    [accountId, hashed, context.clock()],
  );
}
