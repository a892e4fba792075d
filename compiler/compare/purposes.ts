// What changes between two versions in purposes: new ones and whose consent or information they need, ended ones, and what a purpose
// may never change. A basis switch would open everyone who never said yes (design-notes 21), so it is refused.
import type { Purpose } from '../model/purposes.ts';
import { type Change, change } from './change.ts';
import { difference, isSameContent, titleOf, type Versions } from './versions.ts';

function addedPurpose(versions: Versions, added: Purpose): readonly Change[] {
  const subject = ['purposes', added.key];
  const purpose = titleOf(versions, 'purposes', added.key);
  const succeeded =
    added.succeeds === undefined
      ? []
      : [
          change('purpose-succeeded', subject, {
            purpose,
            from: titleOf(versions, 'purposes', added.succeeds),
          }),
        ];
  const asked =
    added.open === 'consent'
      ? change('consent-needed', subject, { purpose })
      : change('information-purpose', subject, { purpose });
  return [change('purpose-added', subject, { purpose }), ...succeeded, asked];
}

interface Pair {
  readonly key: string;
  readonly old: Purpose;
  readonly new: Purpose;
}

/** The main basis first, then the others in a fixed order: their order in the file says nothing. */
function basesOf(purpose: Purpose): string {
  const [main, ...others] = purpose.bases.map((basis) => basis.kind);
  return [main ?? '–', ...others.sort()].join(', ');
}

function basis(versions: Versions, pair: Pair): readonly Change[] {
  const purpose = titleOf(versions, 'purposes', pair.key);
  const [from, to] = [basesOf(pair.old), basesOf(pair.new)];
  return from === to ? [] : [change('basis-changed', ['purposes', pair.key], { purpose, from, to })];
}

/** From the narrowest: who is open before anybody has said anything. */
const OPENNESS: readonly Purpose['open'][] = ['consent', 'relationship', 'default'];

function openness(versions: Versions, pair: Pair): readonly Change[] {
  const [from, to] = [pair.old.open, pair.new.open];
  if (from === to) return [];
  const code = OPENNESS.indexOf(to) > OPENNESS.indexOf(from) ? 'openness-widened' : 'openness-narrowed';
  const purpose = titleOf(versions, 'purposes', pair.key);
  return [change(code, ['purposes', pair.key], { purpose, from, to })];
}

function ages(versions: Versions, pair: Pair): readonly Change[] {
  const purpose = titleOf(versions, 'purposes', pair.key);
  return (['minimumAge', 'guardianBelow'] as const).flatMap((limit) => {
    const [from, to] = [pair.old[limit] ?? 0, pair.new[limit] ?? 0];
    if (from === to) return [];
    const words = { purpose, from: String(from), to: String(to) };
    return [change(to > from ? 'age-raised' : 'age-lowered', ['purposes', pair.key], words)];
  });
}

function keptPurpose(versions: Versions, pair: Pair): readonly Change[] {
  const subject = ['purposes', pair.key];
  const purpose = titleOf(versions, 'purposes', pair.key);
  const [from, to] = [pair.old.channel ?? '–', pair.new.channel ?? '–'];
  return [
    ...basis(versions, pair),
    ...openness(versions, pair),
    ...(from === to ? [] : [change('channel-changed', subject, { purpose, from, to })]),
    ...ages(versions, pair),
    ...(isSameContent(pair.old.wording, pair.new.wording)
      ? []
      : [change('consent-wording-changed', subject, { purpose })]),
  ];
}

export function comparePurposes(versions: Versions): readonly Change[] {
  const { added, removed, kept } = difference(versions.old.purposes, versions.new.purposes);
  return [
    ...kept.flatMap((pair) => keptPurpose(versions, pair)),
    ...added.flatMap((purpose) => addedPurpose(versions, purpose)),
    ...removed.map(({ key }) =>
      change('purpose-removed', ['purposes', key], { purpose: titleOf(versions, 'purposes', key) }),
    ),
  ];
}
