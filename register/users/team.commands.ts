// Teams: whose records colleagues see when their audience is "team".
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { ProblemError } from '../../platform/problems.ts';
import { type Actor, note, type RegisterName } from './actor.ts';
import { changeAccess } from './transaction.ts';
import { getUser } from './user.queries.ts';

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly users: number;
}

interface Change {
  readonly register: RegisterName;
  readonly actor: Actor;
}

const TEAMS_LIMIT = 1_000;

export async function listTeams(accounts: pg.Pool, registerId: number): Promise<Team[]> {
  const { rows } = await accounts.query<Team>(
    `select m.id, m.name, (select count(*)::int from auth.account a where a.team_id = m.id and a.access_removed_at is null) as users
       from auth.team m where m.register_id = $1 order by m.name limit $2`,
    [registerId, TEAMS_LIMIT],
  );
  return rows;
}

export function makeTeam(accounts: pg.Pool, change: Change, name: string): Promise<string> {
  return changeAccess(accounts, change.register.id, async (client) => {
    const id = randomUUID();
    const { rowCount } = await client.query(
      'insert into auth.team (id, register_id, name) values ($1, $2, $3) on conflict on constraint team_name_unique do nothing',
      [id, change.register.id, name],
    );
    if (!rowCount) throw nameTaken();
    await note(client, { ...change, kind: 'team-changed', what: id });
    return id;
  });
}

export function renameTeam(
  accounts: pg.Pool,
  change: Change,
  { id, name }: { id: string; name: string },
): Promise<void> {
  return changeAccess(accounts, change.register.id, async (client) => {
    const taken = await client.query(
      'select from auth.team where register_id = $1 and name = $2 and id <> $3',
      [change.register.id, name, id],
    );
    if (taken.rowCount) throw nameTaken();
    const { rowCount } = await client.query(
      'update auth.team set name = $3 where id = $1 and register_id = $2',
      [id, change.register.id, name],
    );
    if (!rowCount) throw noTeam();
    await note(client, { ...change, kind: 'team-changed', what: id });
  });
}

/** Who was in it is in no team then, so records for the team are seen by their makers alone. */
export function removeTeam(accounts: pg.Pool, change: Change, id: string): Promise<void> {
  return changeAccess(accounts, change.register.id, async (client) => {
    const { rowCount } = await client.query('delete from auth.team where id = $1 and register_id = $2', [
      id,
      change.register.id,
    ]);
    if (!rowCount) throw noTeam();
    await note(client, { ...change, kind: 'team-removed', what: id });
  });
}

export interface Placing {
  readonly accountId: string;
  /** Null: in none. */
  readonly teamId: string | null;
}

export function putInTeam(accounts: pg.Pool, change: Change, { accountId, teamId }: Placing): Promise<void> {
  return changeAccess(accounts, change.register.id, async (client) => {
    await getUser(client, change.register.id, accountId);
    await refuseElsewhere(client, change.register.id, accountId);
    const { rowCount } = await client.query(
      `update auth.account a set team_id = $2
        where a.id = $1 and ($2::uuid is null or exists (select from auth.team m where m.id = $2 and m.register_id = $3))`,
      [accountId, teamId, change.register.id],
    );
    if (!rowCount) throw noTeam();
    await note(client, { ...change, kind: 'team-joined', what: `${accountId} ${teamId ?? 'none'}` });
  });
}

/** Somebody has one team; the managers of another register do not take them out of it. */
async function refuseElsewhere(client: pg.ClientBase, registerId: number, accountId: string): Promise<void> {
  const { rowCount } = await client.query(
    'select from auth.account a join auth.team m on m.id = a.team_id where a.id = $1 and m.register_id <> $2',
    [accountId, registerId],
  );
  if (!rowCount) return;
  throw new ProblemError('not-allowed', 'The user is in a team of another register, whose managers keep it.');
}

const noTeam = () => new ProblemError('not-found', 'There is no such team in this register.');

function nameTaken(): ProblemError {
  const fields = [{ path: 'name', code: 'taken', message: 'There is a team of this name already.' }];
  return new ProblemError('request-invalid', 'There is a team of this name already.', { fields });
}
