// The confidentiality undertaking: its text in versions, and who signed which. Without a signature on record nobody gets access
// (RE.17, ME.15). It is the installation's, not one register's: one person signs once.
import type pg from 'pg';
import { z } from 'zod';
import { ProblemError } from '../../platform/problems.ts';
import { type Actor, note, type RegisterName } from './actor.ts';
import { changeAccess } from './transaction.ts';

export interface UndertakingText {
  readonly version: number;
  readonly texts: Record<string, string>;
  /** Whether those who signed an earlier version must sign this one. */
  readonly asksAgain: boolean;
  readonly lastsMonths: number | null;
  readonly recordedAt: string;
  readonly recordedBy: string;
}

const VERSIONS_LIMIT = 200;

/** Newest first. */
export async function listUndertakingTexts(accounts: pg.Pool): Promise<UndertakingText[]> {
  const { rows } = await accounts.query<UndertakingText>(
    `select version, texts, asks_again as "asksAgain", lasts_months as "lastsMonths", to_json(recorded_at)#>>'{}' as "recordedAt",
            recorded_by_name as "recordedBy"
       from auth.undertaking_text order by version desc limit $1`,
    [VERSIONS_LIMIT],
  );
  return rows;
}

/** The one to sign. */
export async function getUndertakingText(
  accounts: pg.Pool,
): Promise<{ version: number; text: Record<string, string> }> {
  const { rows } = await accounts.query<{ version: number; text: Record<string, string> }>(
    'select version, texts as text from auth.undertaking_text order by version desc limit 1',
  );
  if (rows[0]) return rows[0];
  throw new ProblemError('not-found', 'There is no undertaking to sign.');
}

export interface Signing {
  readonly accountId: string;
  readonly version: number;
  /** As typed when signing. */
  readonly name: string;
  readonly language: string;
}

/** Throws `request-invalid` when a newer text has come meanwhile: what is signed is what was read. */
export async function signUndertaking(accounts: pg.Pool, signing: Signing): Promise<void> {
  const { rows } = await accounts.query<{ signed: boolean }>(
    'select session.sign_undertaking_text($1, $2, $3, $4) as signed',
    [signing.accountId, signing.version, signing.name, signing.language],
  );
  if (rows[0]?.signed) return;
  throw new ProblemError('request-invalid', 'The text has changed meanwhile: read it again and sign that.');
}

export interface NewText {
  readonly actor: Actor;
  readonly texts: Record<string, string>;
  readonly asksAgain: boolean;
  readonly lastsMonths: number | null;
}

export async function publishUndertakingText(accounts: pg.Pool, text: NewText): Promise<number> {
  const { rows } = await accounts.query<{ version: number }>(
    `insert into auth.undertaking_text (version, texts, asks_again, lasts_months, recorded_at, recorded_by, recorded_by_name)
     select coalesce(max(version), 0) + 1, $1, $2, $3, clock_timestamp(), $4, $5 from auth.undertaking_text returning version`,
    [JSON.stringify(text.texts), text.asksAgain, text.lastsMonths, text.actor.accountId, text.actor.name],
  );
  return rows[0]?.version ?? 0;
}

export interface PaperUndertaking {
  readonly register: RegisterName;
  readonly actor: Actor;
  readonly accountId: string;
  /** Which document, and where it is: e.g. the contract of employment (RE.17). */
  readonly document: string;
  readonly signedOn: string;
}

/** Throws `request-invalid` for a day that is none, or has not come. */
export async function recordPaperUndertaking(accounts: pg.Pool, paper: PaperUndertaking): Promise<void> {
  const day = z.iso.date().safeParse(paper.signedOn);
  const detail = 'Give the day it was signed, such as 2026-11-21, not later than today.';
  if (!day.success) throw new ProblemError('request-invalid', detail);
  await changeAccess(accounts, paper.register.id, async (client) => {
    const { rowCount } = await client.query(
      `insert into auth.undertaking (account_id, signed_on, document, recorded_at) select $1, $2, $3, clock_timestamp() where $2::date <= current_date
       on conflict on constraint undertaking_pk do update set document = excluded.document, recorded_at = excluded.recorded_at`,
      [paper.accountId, paper.signedOn, paper.document],
    );
    if (!rowCount) throw new ProblemError('request-invalid', detail);
    await note(client, { ...paper, kind: 'undertaking-recorded', what: paper.accountId });
  });
}
