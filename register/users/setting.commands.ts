// What a register asks of its users beyond its notice: a second factor (CO.26), and how often access is reviewed (CO.28).
import type pg from 'pg';
import { type Actor, note, type RegisterName } from './actor.ts';
import { changeAccess } from './transaction.ts';

export interface AccessSettings {
  readonly multiFactor: boolean;
  /** The notice asks for it, so the setting cannot take it away. */
  readonly multiFactorByNotice: boolean;
  readonly reviewMonths: number;
}

export async function getSettings(
  accounts: pg.Pool | pg.ClientBase,
  registerId: number,
): Promise<AccessSettings> {
  const { rows } = await accounts.query<AccessSettings>(
    `select coalesce(s.multi_factor, false) or f.multi_factor as "multiFactor", f.multi_factor as "multiFactorByNotice",
            coalesce(s.review_months, 6) as "reviewMonths"
       from notice.in_force f left join auth.register_setting s on s.register_id = f.register_id where f.register_id = $1`,
    [registerId],
  );
  return rows[0] ?? { multiFactor: false, multiFactorByNotice: false, reviewMonths: 6 };
}

export interface SettingsEdit {
  readonly multiFactor?: boolean | undefined;
  readonly reviewMonths?: number | undefined;
}

export function changeSettings(
  accounts: pg.Pool,
  change: { readonly register: RegisterName; readonly actor: Actor },
  edit: SettingsEdit,
): Promise<AccessSettings> {
  return changeAccess(accounts, change.register.id, async (client) => {
    await client.query(
      `insert into auth.register_setting as s (register_id, multi_factor, review_months) values ($1, coalesce($2, false), coalesce($3, 6))
       on conflict on constraint register_setting_pk do update
         set multi_factor = coalesce($2, s.multi_factor), review_months = coalesce($3, s.review_months)`,
      [change.register.id, edit.multiFactor ?? null, edit.reviewMonths ?? null],
    );
    await note(client, { ...change, kind: 'access-settings-changed', what: change.register.key });
    return getSettings(client, change.register.id);
  });
}
