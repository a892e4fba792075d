// What a plan's dates depend on: the checker asks whether they can be known, the database which event re-dates whom.
import { LAWS } from '../language/laws.ts';
import type {
  Anchor,
  Condition,
  EventDefinition,
  Owner,
  RetentionPlan,
  Rule,
  StateDefinition,
} from '../model/retention.ts';
import type { Key } from '../model/text.ts';
import { anchorsIn, atomsIn, conditionsIn, rulesIn } from './parts.ts';
import { STAGE_ENDED } from './stages.ts';

/** The parts of a notice that give names a meaning. */
export interface Definitions {
  readonly events: readonly EventDefinition[];
  readonly states: readonly StateDefinition[];
  readonly plans: readonly RetentionPlan[];
}

export interface Dependencies {
  /** Every anchor, conditions' events included, each event and path once for each pick. */
  readonly anchors: readonly Anchor[];
  readonly events: readonly Key[];
  readonly states: readonly Key[];
  /** Items whose value or number is asked about. */
  readonly items: readonly Key[];
  /** Purposes, choices and outcomes whose yes or no is asked about. */
  readonly answers: readonly Key[];
  readonly agreements: readonly Key[];
  readonly choices: readonly Key[];
  /** Paths whose window is inherited (`with`), joined with dots. */
  readonly inherited: readonly string[];
  readonly plans: readonly Key[];
  /** Whether the row's place among the newest counts. */
  readonly newest: boolean;
  /** Whether a later report moves the end: such a plan is dated once per owner, not on each row. */
  readonly sliding: boolean;
  /** The owner at which the plan is dated: the finest of those whose events it counts from. */
  readonly finest: Owner;
}

/** From the finest to the coarsest. Mixed owners are dated at the finest, where all their events can be seen. */
const FINENESS: readonly Owner[] = [
  'row',
  'session',
  'record',
  'group',
  'relationship',
  'project',
  'subject',
  'organisation',
  'register',
];

interface Found {
  readonly rules: Rule[];
  readonly conditions: Condition[];
  readonly plans: Set<Key>;
}

export function dependenciesOf(plan: RetentionPlan, definitions: Definitions): Dependencies {
  const found: Found = { rules: [], conditions: [], plans: new Set() };
  visitPlan(plan, definitions, found);
  const atoms = found.conditions.flatMap(atomsIn);
  const states = unique(atoms.flatMap(stateOf));
  const anchors = [
    ...found.rules.flatMap(anchorsOf),
    ...eventsOfStates(states, definitions),
    ...atoms.flatMap(frozenOf),
  ];
  const sliding = found.rules.some(
    (rule) =>
      rule.is === 'absent' || anchorsIn(rule).some(({ pick, event }) => pick === 'last' && mayRepeat(event)),
  );
  return {
    anchors: distinct(anchors),
    events: unique(anchors.map(({ event }) => event)),
    states,
    items: unique(atoms.flatMap((atom) => ('item' in atom ? [atom.item] : []))),
    answers: unique(atoms.flatMap((atom) => (atom.is === 'answer' ? [atom.to] : []))),
    agreements: unique([
      ...atoms.flatMap((atom) => (atom.is === 'agreed' ? [atom.key] : [])),
      ...found.rules.flatMap((rule) => (rule.is === 'agreed' ? [rule.scope] : [])),
    ]),
    choices: unique(found.rules.flatMap((rule) => (rule.is === 'between' ? [rule.choice] : []))),
    inherited: unique(found.rules.flatMap((rule) => (rule.is === 'with' ? [rule.path.join('.')] : []))),
    plans: [...found.plans],
    newest: found.rules.some(({ is }) => is === 'newest'),
    sliding,
    finest: finestOwner(anchors, definitions),
  };
}

/** Events that are reported once and then only corrected do not slide although their last report counts. */
const ONCE = new Set<Key>(['recorded', 'answered', 'taken', 'made', 'died', STAGE_ENDED]);

function mayRepeat(event: Key): boolean {
  return !ONCE.has(event);
}

function visitPlan(plan: RetentionPlan, definitions: Definitions, found: Found): void {
  if (found.plans.has(plan.key)) return;
  found.plans.add(plan.key);
  for (const stage of plan.stages) {
    visitRule(stage.rule, definitions, found);
    if (stage.condition !== undefined) found.conditions.push(stage.condition);
  }
}

function visitRule(rule: Rule, definitions: Definitions, found: Found): void {
  found.rules.push(rule);
  found.conditions.push(...conditionsIn(rule));
  for (const inner of rulesIn(rule)) visitRule(inner, definitions, found);
  if (rule.is !== 'named') return;
  const plan = definitions.plans.find(({ key }) => key === rule.name);
  if (plan !== undefined) visitPlan(plan, definitions, found);
}

/** A law without an anchor of its own counts from the event the table names. */
function anchorsOf(rule: Rule): readonly Anchor[] {
  if (rule.is !== 'law' || rule.from !== null) return anchorsIn(rule);
  const event = LAWS.find(({ key }) => key === rule.law)?.event;
  return event === undefined ? [] : [{ pick: 'last', event, path: [], at: rule.at }];
}

function eventsOfStates(states: readonly Key[], definitions: Definitions): readonly Anchor[] {
  return definitions.states
    .filter(({ key }) => states.includes(key))
    .flatMap((state) =>
      [state.from, ...(state.to === undefined ? [] : [state.to])].map((event) => ({
        pick: 'last' as const,
        event,
        path: [],
        at: state.at,
      })),
    );
}

function frozenOf(atom: Condition): readonly Anchor[] {
  return atom.frozenAt === undefined
    ? []
    : [{ pick: 'last', event: atom.frozenAt, path: [], at: atom.place }];
}

function stateOf(atom: Condition): readonly Key[] {
  return (atom.is === 'state' || atom.is === 'count') && atom.state !== undefined ? [atom.state] : [];
}

function finestOwner(anchors: readonly Anchor[], definitions: Definitions): Owner {
  const owners = anchors.flatMap(
    ({ event }) => definitions.events.find(({ key }) => key === event)?.owner ?? [],
  );
  return FINENESS.find((owner) => owners.includes(owner)) ?? 'row';
}

function unique(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)];
}

function distinct(anchors: readonly Anchor[]): readonly Anchor[] {
  return [
    ...new Map(
      anchors.map((anchor) => [`${anchor.pick} ${anchor.event} ${anchor.path.join('.')}`, anchor]),
    ).values(),
  ];
}
