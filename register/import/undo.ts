// Imports on record, and undoing one: what it added goes, with the keys of what was sealed; people of whom somebody else has come to know
// more stay with that.
import type { Entered } from '../../database/door/door.ts';
import type { KeyStore } from '../keys/key-store.ts';
import type { Acting } from '../permissions/permission.commands.ts';
import { redate } from '../retention/due.ts';

export interface ImportOnRecord {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly source: string;
  readonly added: number;
  readonly joined: number;
  readonly undoneAt: string | null;
}

interface ImportRow {
  readonly id: string;
  readonly recorded_at: Date;
  readonly source: string;
  readonly added: number;
  readonly joined: number;
  readonly undone_at: Date | null;
}

const LIST_LIMIT = 50;

/** The latest imports under the purpose of the transaction, newest first. */
export async function listImports(entered: Entered): Promise<readonly ImportOnRecord[]> {
  const rows = await entered.call<ImportRow>({
    text: 'select id, recorded_at, source, added, joined, undone_at from gate.imports($1)',
    values: [LIST_LIMIT],
  });
  return rows.map(({ recorded_at, undone_at, ...row }) => ({
    ...row,
    at: recorded_at.toISOString(),
    undoneAt: undone_at?.toISOString() ?? null,
  }));
}

export interface UndoRequest {
  readonly importId: string;
  readonly purpose: string;
  /** Otherwise everything is done, told and undone again. */
  readonly confirmed: boolean;
}

export interface Undone {
  readonly importId: string;
  readonly confirmed: boolean;
  readonly peopleGone: number;
  /** Who was there before the import, or of whom somebody else has recorded something since. */
  readonly peopleKept: number;
  readonly facts: number;
}

interface UndoneRow {
  readonly people_gone: number;
  readonly people_kept: number;
  readonly facts: string;
  readonly kept: readonly string[];
  readonly key_slots: readonly string[];
}

/** Throws ProblemError: no such import under the purpose, undone already, somebody in it held or restricted, no right to remove. */
export async function undoImport(
  { door, pass, registerId, keys }: Acting & { readonly keys: KeyStore },
  { importId, purpose, confirmed }: UndoRequest,
): Promise<Undone> {
  const outcome: { row: UndoneRow | null } = { row: null };
  try {
    await door.enterStreaming({ pass, purpose }, async (entered) => {
      const [row] = await entered.call<UndoneRow>({
        text: 'select people_gone, people_kept, facts, kept, key_slots from gate.undo_import($1)',
        values: [importId],
      });
      outcome.row = row ?? null;
      if (!confirmed) throw new RehearsalError();
      await redate(entered, registerId, row?.kept ?? []);
    });
  } catch (error) {
    if (!(error instanceof RehearsalError)) throw error;
  }
  if (!outcome.row) throw new Error('an import was undone without an answer');
  const { people_gone: peopleGone, people_kept: peopleKept, facts, key_slots: slots } = outcome.row;
  // Only once the rows are gone for certain: without its key a row that stayed would be lost.
  if (confirmed) for (const slot of slots) await keys.destroy(Number(slot));
  return { importId, confirmed, peopleGone, peopleKept, facts: Number(facts) };
}

class RehearsalError extends Error {}
