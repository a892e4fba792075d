// A pasted text as facts of the purpose: what the notice does not let be recorded here stays a line that was left over.
import type { CompiledItem } from '../../compiler/model/compiled.ts';
import { ProblemError } from '../../platform/problems.ts';
import { readValue } from './fact-input.ts';
import { parseText, type ReadFact } from './parse-text.ts';
import type { Parsed } from './people-writing.schemas.ts';
import { type Asking, itemsOf } from './words.ts';

export function propose(asking: Asking, text: string, now: Date): Parsed {
  const { from, facts, organisation, left } = parseText(text);
  const open = itemsOf(asking);
  const proposed: Parsed['facts'] = [];
  const over = [...left];
  for (const read of facts) {
    const item = open.find(
      ({ key }) => key === read.items.find((each) => open.some((one) => one.key === each)),
    );
    if (item && isOf(asking, item, read, now))
      proposed.push({
        item: item.key,
        title: item.title,
        value: read.value,
        parts: { ...read.parts },
        sure: read.sure,
      });
    else over.push(read.value);
  }
  return { from, facts: proposed, organisation, left: over };
}

function isOf(asking: Asking, item: CompiledItem, { value, parts }: ReadFact, now: Date): boolean {
  try {
    readValue(asking, item, Object.keys(parts).length > 0 ? parts : value, { path: 'text', now });
    return true;
  } catch (error) {
    if (error instanceof ProblemError) return false;
    throw error;
  }
}
