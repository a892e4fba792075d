// Compares two versions of one register's notice: what opens, what closes, whose consent or information is needed, which data ends
// earlier or later, and what would be refused at publishing.
import type { Notice } from '../model/notice.ts';
import { type Change, change } from './change.ts';
import { compareItems, compareSources } from './items.ts';
import { comparePeople, compareRoles } from './people.ts';
import type { Severity } from './phrases/phrase.ts';
import { comparePurposes } from './purposes.ts';
import { compareRecipients, compareTransfers } from './recipients.ts';
import { compareHolds, compareKeeps, compareRetention } from './retention.ts';
import type { Versions } from './versions.ts';
import { compareWording } from './wording.ts';

const ORDER: readonly Severity[] = ['refuse', 'duty', 'open', 'close', 'neutral'];

function compareRegister({ old, new: now }: Versions): readonly Change[] {
  if (old.register === now.register) return [];
  return [change('register-changed', ['register'], { from: old.register, to: now.register })];
}

/** Every change from `before` to `after`: refusals first, then duties, openings, closings and the rest, each in the notice's order. */
export function compare(before: Notice, after: Notice): readonly Change[] {
  const versions: Versions = { old: before, new: after };
  const changes = [
    ...compareRegister(versions),
    ...comparePurposes(versions),
    ...compareItems(versions),
    ...compareSources(versions),
    ...compareRecipients(versions),
    ...compareTransfers(versions),
    ...comparePeople(versions),
    ...compareRoles(versions),
    ...compareRetention(versions),
    ...compareKeeps(versions),
    ...compareHolds(versions),
    ...compareWording(versions),
  ];
  return ORDER.flatMap((severity) => changes.filter((entry) => entry.severity === severity));
}
