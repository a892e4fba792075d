// What can be said about a rule before any row exists: whether it can come due, which cases can be reached, whether its
// bounds contradict each other. Rules rest on few conditions, so every combination of answers is tried.
import { LAWS, type Law, lawOn } from '../language/laws.ts';
import type { Condition, RetentionPlan, Rule, Step } from '../model/retention.ts';
import type { Key, Place } from '../model/text.ts';
import type { Definitions } from './anchors.ts';
import { type Assignment, answerUnder, assignments, atomKey } from './assignments.ts';
import { pathKey } from './moments.ts';
import { atomsIn, conditionsIn, rulesIn } from './parts.ts';
import { STAGE_ENDED } from './stages.ts';
import { applySteps, type StepSettings } from './steps.ts';
import { onDay } from './value.ts';

/** The most conditions without parts a rule may rest on: two to the eighth combinations are tried. */
const MOST_ATOMS = 8;

export type Finding =
  /** Whatever the answers, the rule has no end; `because` names the event nobody may report, if that is why. */
  | { readonly kind: 'never-due'; readonly place: Place; readonly event?: Key }
  /** This case can be chosen, but has no end of its own. */
  | { readonly kind: 'case-never-due'; readonly place: Place }
  /** Earlier cases leave nothing for this one. */
  | { readonly kind: 'case-never-reached'; readonly place: Place }
  /** The condition has the same answer in every case. */
  | { readonly kind: 'condition-constant'; readonly place: Place; readonly answer: 'yes' | 'no' }
  /** `always`: from every day; else from some days only (month lengths, leap years). */
  | { readonly kind: 'floor-above-ceiling'; readonly place: Place; readonly always: boolean }
  /** A law's floor lies above the ceiling, which then has no effect. */
  | { readonly kind: 'ceiling-below-law'; readonly place: Place; readonly law: Key }
  | { readonly kind: 'too-many-conditions'; readonly place: Place; readonly count: number };

/** Everything wrong with the rules of a plan. Names that do not exist and circles of names are the checker's to tell. */
export function analysePlan(
  plan: RetentionPlan,
  definitions: Definitions,
  settings: StepSettings,
): readonly Finding[] {
  return plan.stages.flatMap((stage, index) =>
    analyseRule(stage.rule, { definitions, settings, isFirstStage: index === 0 }),
  );
}

export interface Surroundings {
  readonly definitions: Definitions;
  readonly settings: StepSettings;
  /** `stage-ended` cannot have happened before the first stage. */
  readonly isFirstStage: boolean;
}

export function analyseRule(rule: Rule, surroundings: Surroundings): readonly Finding[] {
  const atoms = allAtoms(rule);
  const bounds = withinRule(rule).flatMap((inner) => boundFindings(inner, surroundings));
  if (atoms.length > MOST_ATOMS)
    return [{ kind: 'too-many-conditions', place: rule.at, count: atoms.length }, ...bounds];
  const worlds = assignments(atoms);
  const scope: Scope = { ...surroundings, naming: [] };
  const findings: Finding[] = [
    ...bounds,
    ...withinRule(rule).flatMap((inner) => conditionFindings(inner, worlds, scope)),
  ];
  if (mayBeEndless(rule) || worlds.some((world) => canEnd(rule, world, scope))) return findings;
  const event = withinRule(rule).flatMap((inner) => deadEvent(inner, scope) ?? [])[0];
  return [{ kind: 'never-due', place: rule.at, ...(event === undefined ? {} : { event }) }, ...findings];
}

interface Scope extends Surroundings {
  readonly naming: readonly Key[];
}

/** Whether endless is allowed depends on the outcome; the checker of stages tells it. */
function mayBeEndless(rule: Rule): boolean {
  return rule.is === 'endless';
}

function withinRule(rule: Rule): readonly Rule[] {
  return [rule, ...rulesIn(rule).flatMap(withinRule)];
}

function allAtoms(rule: Rule): readonly Condition[] {
  const atoms = withinRule(rule).flatMap(conditionsIn).flatMap(atomsIn);
  return [...new Map(atoms.map((atom) => [atomKey(atom), atom])).values()];
}

/** Whether the rule's end can be a day in this world: an event that can happen, a condition that answers no. */
function canEnd(rule: Rule, world: Assignment, scope: Scope): boolean {
  const ends = (inner: Rule) => canEnd(inner, world, scope);
  switch (rule.is) {
    case 'window':
    case 'between':
      return canHappen(rule.from.event, scope);
    case 'law':
      return canHappen(rule.from?.event ?? lawEvent(rule.law), scope);
    case 'absent':
      return canHappen(rule.event.event, scope) || canHappen(rule.from.event, scope);
    case 'later-of':
      return rule.of.every(ends);
    case 'earlier-of':
    case 'first-known':
      return rule.of.some(ends);
    case 'bounded':
      return (
        (rule.atMost !== null && ends(rule.atMost)) ||
        (ends(rule.rule) && (rule.atLeast === null || ends(rule.atLeast)))
      );
    case 'cases': {
      const chosen = rule.cases.find((one) => answerUnder(one.if, world))?.rule ?? rule.otherwise;
      return chosen !== null && ends(chosen);
    }
    case 'while':
      return !answerUnder(rule.condition, world) && (rule.rule === null || ends(rule.rule));
    case 'agreed':
      return ends(rule.rule);
    case 'named':
      return canNamedEnd(rule.name, scope);
    case 'with':
    case 'newest':
      return true;
    case 'endless':
      return false;
    default:
      return rule satisfies never;
  }
}

/** A plan by name can end when each of its stages can; a missing name or a circle is told elsewhere. */
function canNamedEnd(name: Key, scope: Scope): boolean {
  const plan = scope.definitions.plans.find(({ key }) => key === name);
  if (plan === undefined || scope.naming.includes(name)) return true;
  const last = plan.stages.at(-1);
  if (last === undefined) return true;
  const atoms = allAtoms(last.rule);
  const inner: Scope = { ...scope, naming: [...scope.naming, name], isFirstStage: plan.stages.length === 1 };
  return atoms.length > MOST_ATOMS || assignments(atoms).some((world) => canEnd(last.rule, world, inner));
}

/** An event the notice does not define is told elsewhere; one that nobody may report never happens. */
function canHappen(event: Key, scope: Scope): boolean {
  if (event === STAGE_ENDED) return !scope.isFirstStage;
  const definition = scope.definitions.events.find(({ key }) => key === event);
  return definition === undefined || definition.by.length > 0;
}

function lawEvent(key: Key): Key {
  return LAWS.find((law) => law.key === key)?.event ?? 'recorded';
}

function deadEvent(rule: Rule, scope: Scope): Key | undefined {
  if (rule.is === 'law')
    return canHappen(rule.from?.event ?? lawEvent(rule.law), scope) ? undefined : rule.from?.event;
  if (rule.is !== 'window' && rule.is !== 'between') return undefined;
  return canHappen(rule.from.event, scope) ? undefined : rule.from.event;
}

function conditionFindings(rule: Rule, worlds: readonly Assignment[], scope: Scope): readonly Finding[] {
  if (rule.is === 'while') {
    const answers = new Set(worlds.map((world) => answerUnder(rule.condition, world)));
    if (answers.size !== 1) return [];
    return [
      { kind: 'condition-constant', place: rule.condition.place, answer: answers.has(true) ? 'yes' : 'no' },
    ];
  }
  if (rule.is !== 'cases') return [];
  return rule.cases.flatMap((one, index): readonly Finding[] => {
    const reached = worlds.filter(
      (world) => rule.cases.findIndex((each) => answerUnder(each.if, world)) === index,
    );
    if (reached.length === 0) return [{ kind: 'case-never-reached', place: one.if.place }];
    return reached.some((world) => canEnd(one.rule, world, scope))
      ? []
      : [{ kind: 'case-never-due', place: one.rule.at }];
  });
}

interface Bound {
  readonly start: string;
  readonly steps: readonly Step[];
  readonly law?: Law;
}

/** Bounds that count from the same event can be compared; from different events, either may come first. */
function boundFindings(rule: Rule, { settings }: Surroundings): readonly Finding[] {
  if (rule.is === 'between')
    return compare({ start: '', steps: rule.floor }, { start: '', steps: rule.ceiling }, rule.at, settings);
  if (rule.is !== 'bounded') return [];
  const floors = [rule.atLeast, rule.rule].flatMap((inner) => floorOf(inner, inner === rule.atLeast));
  const ceilings = [rule.atMost, rule.rule].flatMap((inner) => ceilingOf(inner, inner === rule.atMost));
  return floors.flatMap((floor) => ceilings.flatMap((ceiling) => compare(floor, ceiling, rule.at, settings)));
}

function floorOf(rule: Rule | null, isBound: boolean): readonly Bound[] {
  const law = lawBound(rule, 'floor');
  if (law !== undefined) return [law];
  return isBound && rule?.is === 'window' && rule.keepStated
    ? [{ start: startKey(rule), steps: rule.keep }]
    : [];
}

function ceilingOf(rule: Rule | null, isBound: boolean): readonly Bound[] {
  const law = lawBound(rule, 'ceiling');
  if (law !== undefined) return [law];
  if (!isBound || rule?.is !== 'window') return [];
  return [{ start: startKey(rule), steps: rule.by === null ? rule.keep : [...rule.keep, ...rule.by] }];
}

function startKey(rule: Extract<Rule, { is: 'window' }>): string {
  return `${rule.from.pick} ${rule.from.event} ${pathKey(rule.from.path)}`;
}

function lawBound(rule: Rule | null, kind: Law['kind']): Bound | undefined {
  if (rule?.is !== 'law') return undefined;
  const law = lawOn(LAWS, rule.law, SAMPLE.at(-1) ?? '');
  if (law === undefined || law.kind !== kind) return undefined;
  const { pick, event, path } = rule.from ?? { pick: 'last', event: law.event, path: [] };
  return { start: `${pick} ${event} ${pathKey(path)}`, steps: law.steps, law };
}

function compare(floor: Bound, ceiling: Bound, place: Place, settings: StepSettings): readonly Finding[] {
  if (floor.start !== ceiling.start) return [];
  const above = SAMPLE.filter((day) => {
    const [low, high] = [floor, ceiling].map(({ steps }) => applySteps(onDay(day), steps, settings));
    return low?.is === 'day' && high?.is === 'day' && low.day > high.day;
  });
  if (above.length === 0) return [];
  if (floor.law !== undefined && ceiling.law === undefined)
    return [{ kind: 'ceiling-below-law', place, law: floor.law.key }];
  return [{ kind: 'floor-above-ceiling', place, always: above.length === SAMPLE.length }];
}

/** Days on which periods differ in length: starts, middles and ends of the months of four years, a leap year among them. */
const SAMPLE: readonly string[] = [2024, 2025, 2026, 2027].flatMap((year) =>
  Array.from({ length: 12 }, (_, month) => month + 1).flatMap((month) =>
    [1, 15, 28, 29, 30, 31].flatMap((day) =>
      day <= daysIn(year, month) ? [`${year}-${two(month)}-${two(day)}`] : [],
    ),
  ),
);

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
