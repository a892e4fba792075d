// Whether somebody about to be recorded is there already: the same address, number or code, or a name much alike. Only people the
// purpose sees are told; whoever is closed to it is asked of when the person is saved, and never named.
import type { CompiledItem } from '../../compiler/model/compiled.ts';
import type { Door } from '../../database/door/door.ts';
import { type Columns, itemToWrite, readValue } from './fact-input.ts';
import { searchPeople } from './people.search.ts';
import type { FactValue, Similar } from './people-writing.schemas.ts';
import type { Asking } from './words.ts';

interface Wish {
  readonly facts: readonly { readonly item: string; readonly value: FactValue }[];
  readonly organisation?: string | undefined;
}

type Confidence = Similar['rows'][number]['confidence'];

const SHOWN = 10;
const WORDS_LIMIT = 6;

/** Those with two signs in common first. */
export async function findSimilar(door: Door, asking: Asking, wish: Wish, now: Date): Promise<Similar> {
  const facts = wish.facts.map(({ item: key, value }, index) => {
    const item = itemToWrite(asking, key, `facts.${index}.item`);
    return { item, columns: readValue(asking, item, value, { path: `facts.${index}.value`, now }) };
  });
  const signs = facts.flatMap(({ item, columns }) => signOf(item, columns)).slice(0, WORDS_LIMIT);
  const rows = new Map<string, Similar['rows'][number]>();
  for (const sign of signs) {
    const found = await searchPeople(door, asking, { words: sign.words, limit: SHOWN });
    for (const person of found.rows) {
      const because = person.because.filter((each) => sign.isOf(each));
      if (because.length === 0) continue;
      const before = rows.get(person.id);
      const all = [...(before?.because ?? []), ...because];
      const confidence = surer(before, sign.confidence(because));
      rows.set(person.id, { ...person, because: all, confidence });
    }
  }
  const ranked = [...rows.values()].toSorted((one, other) => RANK[other.confidence] - RANK[one.confidence]);
  return { rows: ranked.slice(0, SHOWN) };
}

const RANK: Readonly<Record<Confidence, number>> = { same: 2, likely: 1, possible: 0 };

/** An address and a name together are the same person; either alone may be family or a namesake. */
function surer(before: { confidence: Confidence } | undefined, now: Confidence): Confidence {
  if (!before) return now;
  return before.confidence === 'possible' && now === 'possible' ? 'likely' : 'same';
}

type Because = Similar['rows'][number]['because'][number];

interface Sign {
  readonly words: string;
  readonly isOf: (because: Because) => boolean;
  readonly confidence: (because: readonly Because[]) => Confidence;
}

function signOf(item: CompiledItem, columns: Columns): readonly Sign[] {
  if (item.table === 'person_name') {
    const words = [columns.given_name, columns.family_name].filter(Boolean).join(' ');
    return [{ words, isOf: (each) => each.item === item.key, confidence: () => 'possible' }];
  }
  const value = columns.address ?? columns.number ?? (OWN_CODES.has(item.key) ? columns.value : null);
  if (!value) return [];
  const isSame = (each: Because) => each.value.toLowerCase() === value.toLowerCase();
  return [{ words: value, isOf: isSame, confidence: () => 'likely' }];
}

const OWN_CODES = new Set(['customer-number', 'user-id']);
