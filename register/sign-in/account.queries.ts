// What signing in asks about accounts: through functions of the database, which answer only for accounts with access.
import { query, type SignInContext } from './context.ts';
import { normaliseLogin } from './login.ts';

export interface Account {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly language: string;
}

type Context = Pick<SignInContext, 'pool'>;

/** Undefined when there is none, or its access was removed. */
export async function findAccountByLogin(context: Context, typed: string): Promise<string | undefined> {
  const rows = await query<{ account_id: string }>(
    context,
    'select account_id from session.find_account($1)',
    [normaliseLogin(typed)],
  );
  return rows[0]?.account_id;
}

export async function findAccount(context: Context, id: string): Promise<Account | undefined> {
  const [row] = await query<{ login: string; display_name: string; language: string }>(
    context,
    'select login, display_name, language from session.account_facts($1)',
    [id],
  );
  return row && { id, login: row.login, name: row.display_name, language: row.language };
}

export async function renameAccount(
  context: Context,
  id: string,
  { name, language }: { name?: string | undefined; language?: string | undefined },
): Promise<void> {
  await query(context, 'select session.rename_account($1, $2, $3)', [id, name ?? null, language ?? null]);
}
