// Saved views lie with the accounts, not with people's data: they hold words of the notice only. A view is its owner's to change; a
// shared one is everybody's to use.
import type pg from 'pg';
import { ProblemError } from '../../platform/problems.ts';
import { uuidv7 } from '../identifiers/uuid.ts';
import type { Filter, Sort } from '../subjects/people.schemas.ts';
import type { ViewBody, ViewChange } from './view.schemas.ts';

export interface StoredView {
  readonly id: string;
  readonly name: string;
  readonly shared: boolean;
  readonly columns: string[];
  readonly sort: Sort;
  readonly filter: Filter | null;
  readonly mine: boolean;
  readonly owner: string;
}

/** Whose views, in which register. */
export interface Whose {
  readonly accounts: pg.Pool;
  readonly registerId: number;
  readonly accountId: string;
}

const VIEWS_LIMIT = 200;

/** Own ones first, by name. */
export async function listViews({ accounts, registerId, accountId }: Whose): Promise<StoredView[]> {
  const { rows } = await accounts.query<StoredView>(
    `select v.id, v.name, v.shared, v.columns, v.sort, v.filter, v.account_id = $2 as mine, a.display_name as owner
       from auth.saved_view v join auth.account a on a.id = v.account_id
      where v.register_id = $1 and (v.account_id = $2 or (v.shared and a.access_removed_at is null))
      order by v.account_id = $2 desc, v.name collate "fi-x-icu", v.id limit $3`,
    [registerId, accountId, VIEWS_LIMIT],
  );
  return rows;
}

/** Throws `request-invalid` for a name one has already, or for too many. */
export async function addView({ accounts, registerId, accountId }: Whose, view: ViewBody): Promise<string> {
  const id = uuidv7();
  const { rowCount } = await once(() =>
    accounts.query(
      `insert into auth.saved_view (id, register_id, account_id, name, shared, columns, sort, filter)
       select $1, $2, $3, $4, $5, $6, $7, $8
        where (select count(*) from auth.saved_view o where o.register_id = $2 and o.account_id = $3) < $9`,
      [
        id,
        registerId,
        accountId,
        view.name,
        view.shared,
        view.columns,
        view.sort,
        jsonOf(view.filter),
        VIEWS_LIMIT,
      ],
    ),
  );
  if (rowCount === 1) return id;
  throw new ProblemError('request-invalid', `There are ${VIEWS_LIMIT} views already. Remove one first.`);
}

const jsonOf = (filter: Filter | null | undefined) => (filter ? JSON.stringify(filter) : null);

/** Throws `not-found` for one that is not theirs. */
export async function changeView(
  { accounts, registerId, accountId }: Whose,
  id: string,
  change: ViewChange,
): Promise<void> {
  const { rowCount } = await once(() =>
    accounts.query(
      `update auth.saved_view v
          set name = coalesce($4, v.name), shared = coalesce($5, v.shared), columns = coalesce($6, v.columns), sort = coalesce($7, v.sort),
              filter = case when $8 then $9::jsonb else v.filter end, changed_at = now()
        where v.id = $1 and v.register_id = $2 and v.account_id = $3`,
      [
        id,
        registerId,
        accountId,
        change.name ?? null,
        change.shared ?? null,
        change.columns ?? null,
        change.sort ?? null,
        change.filter !== undefined,
        jsonOf(change.filter),
      ],
    ),
  );
  if (rowCount === 0) throw noSuchView();
}

export async function removeView({ accounts, registerId, accountId }: Whose, id: string): Promise<void> {
  const { rowCount } = await accounts.query(
    'delete from auth.saved_view where id = $1 and register_id = $2 and account_id = $3',
    [id, registerId, accountId],
  );
  if (rowCount === 0) throw noSuchView();
}

const noSuchView = () => new ProblemError('not-found', 'There is no such view of yours.');

const NAME_TAKEN = 'saved_view_name_once';

async function once<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Error && 'constraint' in error && error.constraint === NAME_TAKEN)) throw error;
    const message = 'You have a view of this name already.';
    throw new ProblemError('request-invalid', message, {
      fields: [{ path: 'name', code: 'taken', message }],
    });
  }
}
