// What changes between two versions in retention: rules that shorten or lengthen, other outcomes, and items that hang on another rule.
import { indexKeep, type KeepIndex, keepLines } from '../compile/keep.ts';
import type { Notice } from '../model/notice.ts';
import type { RetentionPlan } from '../model/retention.ts';
import type { Key, Language } from '../model/text.ts';
import { scopeOf } from '../render/scope.ts';
import { describePlan } from '../retention/sentence.ts';
import { type Change, change } from './change.ts';
import { type ItemPair, itemDifference } from './items.ts';
import type { ChangeCode } from './phrases.ts';
import { difference, isSameContent, itemTitle, keyDifference, titleOf, type Versions } from './versions.ts';
import { type Relation, relate } from './windows.ts';

type Sentence = Readonly<Record<Language, string>>;

function sentenceOf(notice: Notice, plans: readonly RetentionPlan[]): Sentence {
  const say = (language: Language) => {
    const { title } = scopeOf(notice, language);
    return plans.map((plan) => describePlan(plan, language, title)).join(' / ') || '–';
  };
  return { fi: say('fi'), sv: say('sv'), en: say('en') };
}

function rulesOf(plan: RetentionPlan) {
  return plan.stages.map(({ rule, condition }) => ({ rule, condition }));
}

/** All of a plan's stages but when they end. */
function outcomesOf(plan: RetentionPlan) {
  return plan.stages.map(({ rule: _rule, condition: _condition, ...rest }) => rest);
}

interface PlanPair {
  readonly key: Key;
  readonly old: RetentionPlan;
  readonly new: RetentionPlan;
}

const PLAN_CODES: Readonly<Record<Relation, ChangeCode>> = {
  same: 'outcome-changed',
  shorter: 'retention-shorter',
  longer: 'retention-longer',
  mixed: 'retention-changed',
  unknown: 'retention-changed',
};

function keptPlan(versions: Versions, pair: PlanPair): readonly Change[] {
  const stages = isSameContent(pair.old.stages, pair.new.stages);
  if (stages && pair.old.neverStored === pair.new.neverStored) return [];
  const words = {
    rule: titleOf(versions, 'retention', pair.key),
    from: sentenceOf(versions.old, [pair.old]),
    to: sentenceOf(versions.new, [pair.new]),
  };
  const relation = isSameContent(rulesOf(pair.old), rulesOf(pair.new))
    ? 'same'
    : relate({ notice: versions.old, plans: [pair.old] }, { notice: versions.new, plans: [pair.new] });
  const subject = ['retention', pair.key];
  const endsAlike = relation === 'same' && isSameContent(outcomesOf(pair.old), outcomesOf(pair.new));
  return endsAlike
    ? [change('wording-changed', subject, { what: words.rule })]
    : [change(PLAN_CODES[relation], subject, words)];
}

export function compareRetention(versions: Versions): readonly Change[] {
  const { added, removed, kept } = difference(versions.old.retention, versions.new.retention);
  const rule = (key: Key) => titleOf(versions, 'retention', key);
  return [
    ...kept.flatMap((pair) => keptPlan(versions, pair)),
    ...added.map((plan) =>
      change('retention-added', ['retention', plan.key], {
        rule: rule(plan.key),
        to: sentenceOf(versions.new, [plan]),
      }),
    ),
    ...removed.map((plan) =>
      change('retention-removed', ['retention', plan.key], {
        rule: rule(plan.key),
        from: sentenceOf(versions.old, [plan]),
      }),
    ),
  ];
}

const KEEP_CODES: Readonly<Record<Relation, ChangeCode>> = {
  same: 'keep-changed',
  shorter: 'keep-shorter',
  longer: 'keep-longer',
  mixed: 'keep-changed',
  unknown: 'keep-changed',
};

function plansOf(notice: Notice, keys: readonly Key[]): readonly RetentionPlan[] {
  return notice.retention.filter((plan) => keys.includes(plan.key));
}

/** Plan keys of an item by purpose and kind of person. */
function keysByLine(index: KeepIndex, placement: ItemPair['old']): ReadonlyMap<string, readonly Key[]> {
  const lines = new Map<string, Key[]>();
  for (const { purpose, kind, plan } of keepLines(index, placement)) {
    const name = `${purpose} ${kind ?? ''}`.trim();
    lines.set(name, [...(lines.get(name) ?? []), plan]);
  }
  return lines;
}

/** A line of an item that hangs on other plans than before. */
interface Moved {
  readonly item: Key;
  readonly purpose: Key;
  readonly from: readonly Key[];
  readonly to: readonly Key[];
}

function movedLines(
  indexes: { readonly old: KeepIndex; readonly new: KeepIndex },
  pair: ItemPair,
): readonly Moved[] {
  const before = keysByLine(indexes.old, pair.old);
  const after = keysByLine(indexes.new, pair.new);
  return [...after].flatMap(([name, to]) => {
    const from = before.get(name);
    const [purpose = ''] = name.split(' ');
    if (from === undefined || sameKeys(from, to)) return [];
    return [{ item: pair.key, purpose, from, to }];
  });
}

function sameKeys(left: readonly Key[], right: readonly Key[]): boolean {
  const { added, removed } = keyDifference(left, right);
  return added.length + removed.length === 0;
}

/** One sentence for all items that moved from the same plans to the same plans: a group's `keep` moves dozens at once. */
function movedTogether(versions: Versions, moved: readonly Moved[]): readonly Change[] {
  const [first] = moved;
  if (first === undefined) return [];
  const [from, to] = [plansOf(versions.old, first.from), plansOf(versions.new, first.to)];
  const relation = relate({ notice: versions.old, plans: from }, { notice: versions.new, plans: to });
  const items = [...new Set(moved.map((line) => line.item))].map((key) => itemTitle(versions, key));
  const purposes = [...new Set(moved.map((line) => line.purpose))].map((key) =>
    titleOf(versions, 'purposes', key),
  );
  return [
    change(KEEP_CODES[relation], ['retention', ...first.from, ...first.to], {
      item: joined(items),
      purpose: joined(purposes),
      from: sentenceOf(versions.old, from),
      to: sentenceOf(versions.new, to),
    }),
  ];
}

function joined(words: readonly Sentence[]): Sentence {
  const of = (language: Language) => words.map((word) => word[language]).join(', ');
  return { fi: of('fi'), sv: of('sv'), en: of('en') };
}

/** Items that hang on another rule than before, for a purpose both versions list. */
export function compareKeeps(versions: Versions): readonly Change[] {
  const indexes = { old: indexKeep(versions.old), new: indexKeep(versions.new) };
  const moved = itemDifference(versions).kept.flatMap((pair) => movedLines(indexes, pair));
  const groups = Map.groupBy(moved, ({ from, to }) => `${from.join(' ')} > ${to.join(' ')}`);
  return [...groups.values()].flatMap((group) => movedTogether(versions, group));
}

export function compareHolds(versions: Versions): readonly Change[] {
  const { added, removed } = difference(versions.old.holds, versions.new.holds);
  const toChange = (code: 'hold-added' | 'hold-removed') => (entry: { readonly key: Key }) =>
    change(code, ['holds', entry.key], { hold: titleOf(versions, 'holds', entry.key) });
  return [...added.map(toChange('hold-added')), ...removed.map(toChange('hold-removed'))];
}
