// A word the notice in force does not have, answered with those it has.
import type { Key } from '../../compiler/model/text.ts';
import { ProblemError } from '../../platform/problems.ts';

export const listKeys = (keys: readonly { readonly key: Key }[]) => keys.map((each) => each.key).join(', ');

export function unknown(
  code: 'source-not-in-notice' | 'purpose-not-in-notice' | 'kind-not-in-notice',
  what: string,
  key: Key,
  known: readonly { readonly key: Key }[],
): ProblemError {
  return new ProblemError(code, `The notice in force has no ${what} “${key}”. It has: ${listKeys(known)}.`);
}
