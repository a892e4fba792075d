// The end of a relationship: what only it opened closes with the statement, and the periods that count from it start to run.
import type { Acting } from '../permissions/permission.commands.ts';
import { redate } from '../retention/due.ts';

export interface Ending {
  readonly subjectId: string;
  readonly relationshipId: string;
  readonly purpose: string;
  /** The first day it no longer is; today in the register's time zone by default. ISO 8601. */
  readonly on?: string;
}

export async function endRelationship(acting: Acting, ending: Ending): Promise<void> {
  await acting.door.enter({ pass: acting.pass, purpose: ending.purpose }, async (entered) => {
    await entered.call({
      text: 'select gate.end_relationship($1, $2, $3)',
      values: [ending.subjectId, ending.relationshipId, ending.on ?? null],
    });
    await redate(entered, acting.registerId, [ending.subjectId]);
  });
}
