// Why a row is kept until a day: the branch of the rule that decided, as data. Sentences are made of it in any language.
import type { Condition, Step } from '../model/retention.ts';
import type { Duration, Key } from '../model/text.ts';
import type { Value } from './value.ts';

export type Trace =
  /** An anchor and its steps. `on` is the anchor's own value: never = has not happened, unknown = day not known. */
  | {
      readonly why: 'window';
      readonly event: Key;
      readonly path: readonly Key[];
      readonly on: Value;
      readonly keep: readonly Step[];
      readonly by: readonly Step[] | null;
      readonly keepStated: boolean;
    }
  | { readonly why: 'with'; readonly path: readonly Key[] }
  | { readonly why: 'newest'; readonly count: number; readonly displaced: Value }
  | { readonly why: 'law'; readonly law: Key; readonly event: Key; readonly on: Value }
  /** `chosen` null: nobody has chosen yet, so the two periods are floor and ceiling. */
  | {
      readonly why: 'between';
      readonly choice: Key;
      readonly chosen: Duration | null;
      readonly event: Key;
      readonly on: Value;
    }
  | { readonly why: 'later-of' | 'earlier-of' | 'first-known'; readonly of: Trace }
  /** The bound decided, not the rule inside it. */
  | { readonly why: 'at-least' | 'at-most'; readonly of: Trace }
  | { readonly why: 'case' | 'otherwise'; readonly index: number; readonly of: Trace }
  /** `until` never: the condition still holds. */
  | {
      readonly why: 'while';
      readonly spelled: 'while' | 'unless';
      readonly condition: Condition;
      readonly until: Value;
    }
  | {
      readonly why: 'absent';
      readonly event: Key;
      readonly path: readonly Key[];
      readonly seen: boolean;
      readonly on: Value;
      readonly within: readonly Step[];
    }
  | { readonly why: 'agreed'; readonly scope: 'person' | 'project' | 'record'; readonly of: Trace | null }
  | { readonly why: 'named'; readonly name: Key; readonly of: Trace }
  | { readonly why: 'endless' }
  | { readonly why: 'hold'; readonly hold: Key; readonly until: Value; readonly of: Trace | null }
  /** The answer of a condition that chooses the branch is not known. */
  | { readonly why: 'condition-unknown'; readonly condition: Condition }
  /** No part of the rule applies to this row: no case fits, it sits in nothing, no such rule. */
  | { readonly why: 'does-not-apply' };

/** The innermost reason: what a person recognises, an event with its day or a condition. */
export function innermost(trace: Trace): Trace {
  return 'of' in trace && trace.of !== null ? innermost(trace.of) : trace;
}
