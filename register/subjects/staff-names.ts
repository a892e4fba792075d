// Names of the members of staff behind ids of accounts: for staff only, the person is told roles.
import type pg from 'pg';

const NAMES_LIMIT = 1_000;

export async function namesOf(
  accounts: pg.Pool,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const { rows } = await accounts.query<{ id: string; display_name: string }>(
    'select id, display_name from auth.account where id = any ($1::uuid[]) limit $2',
    [wanted, NAMES_LIMIT],
  );
  return new Map(rows.map((row) => [row.id, row.display_name]));
}
