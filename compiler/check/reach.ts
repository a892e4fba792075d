// Whether the events and states a rule rests on can be those of the rows it is for: a fact has no record that closes, and nobody
// withdraws a consent that is not asked. What cannot happen is never, and what is never known never erases.
import type { Notice } from '../model/notice.ts';
import type { Anchor, Condition, Owner, Rule } from '../model/retention.ts';
import type { Key, Place } from '../model/text.ts';
import { innerConditions, innerRules, ruleAnchors, ruleConditions } from './algebra.ts';
import type { CheckCode } from './codes.ts';
import type { Problem } from './finding.ts';
import { type Check, itemType, type NoticeIndex, purposesOfItem } from './index-notice.ts';

/** Rows that are under one plan. */
interface Rows {
  readonly plan: Key;
  readonly items: readonly Key[];
  /** What is listed with them: a fact beside a record may be said of that record. */
  readonly beside: readonly Key[];
  readonly purposes: readonly Key[];
}

const besides = (index: NoticeIndex, item: Key): readonly Key[] =>
  (index.listedIn.get(item) ?? []).flatMap((category) => category.items.map(({ key }) => key));

function rowsUnderPlans(index: NoticeIndex): readonly Rows[] {
  const ownKeep = (item: Key) => index.items.get(item)?.keep;
  const categories = index.notice.categories.flatMap(({ keep, items, purposes }): readonly Rows[] => {
    const under = items.map(({ key }) => key).filter((item) => ownKeep(item) === undefined);
    if (keep === null || under.length === 0) return [];
    const beside = items.map(({ key }) => key);
    return [{ plan: keep, items: under, beside, purposes: purposes.map(({ key }) => key) }];
  });
  const items = index.notice.items.flatMap(({ key, keep }): readonly Rows[] =>
    keep !== undefined && index.listedIn.has(key)
      ? [{ plan: keep, items: [key], beside: besides(index, key), purposes: [...purposesOfItem(index, key)] }]
      : [],
  );
  return [...categories, ...items];
}

/** Owners that some row of the register can have. A project or an organisation comes only through a relationship with one. */
function reachableOwners(notice: Notice): ReadonlySet<Owner> {
  const owners = new Set<Owner>(['row', 'record', 'relationship', 'group', 'subject', 'session', 'register']);
  for (const kind of notice.people) if (kind.with !== 'nothing') owners.add(kind.with);
  return owners;
}

/** Only records, parts of records and files have events of a record. */
function isOfRecord(index: NoticeIndex, item: Key): boolean {
  const type = itemType(index, item);
  return (
    type === undefined || type === 'record' || type === 'file' || index.items.get(item)?.partOf !== undefined
  );
}

/** Events of consent happen only where consent is asked. */
const OF_CONSENT: readonly Key[] = ['consent-given', 'consent-withdrawn'];

function asksConsent(index: NoticeIndex, { purposes }: Rows): boolean {
  return purposes.some(
    (key) => index.purposes.get(key)?.bases.some((basis) => basis.kind === 'consent') ?? true,
  );
}

interface Asked {
  readonly anchors: Anchor[];
  readonly states: Extract<Condition, { is: 'state' }>[];
}

function takeStates(asked: Asked, condition: Condition): void {
  if (condition.is === 'state') asked.states.push(condition);
  for (const inner of innerConditions(condition)) takeStates(asked, inner);
}

/** Everything a plan rests on, through the rules it names; each plan is entered once. */
function takePlan(index: NoticeIndex, key: Key, asked: Asked, entered: Set<Key>): void {
  if (entered.has(key)) return;
  entered.add(key);
  const take = (rule: Rule): void => {
    asked.anchors.push(...ruleAnchors(rule));
    for (const condition of ruleConditions(rule)) takeStates(asked, condition);
    if (rule.is === 'named') takePlan(index, rule.name, asked, entered);
    for (const inner of innerRules(rule)) take(inner);
  };
  for (const stage of index.plans.get(key)?.stages ?? []) take(stage.rule);
}

/** Why nothing of this owner ever happens to these rows, or null. */
function outOfReach(index: NoticeIndex, rows: Rows, owner: Owner, owners: ReadonlySet<Owner>): string | null {
  if (!owners.has(owner)) return `no kind of person is with a ${owner}`;
  const records = owner === 'record' || owner === 'group';
  return records && !rows.beside.some((item) => isOfRecord(index, item)) ? 'none of them is a record' : null;
}

function* problemsOf(
  index: NoticeIndex,
  rows: Rows,
  owners: ReadonlySet<Owner>,
): Generator<Problem<CheckCode>> {
  const asked: Asked = { anchors: [], states: [] };
  takePlan(index, rows.plan, asked, new Set());
  const states = new Map(index.notice.states.map((state) => [state.key, state]));
  for (const { event, path, at } of asked.anchors) {
    const owner = index.events.get(event)?.owner;
    if (owner === undefined || path.length > 0) continue;
    const unasked = OF_CONSENT.includes(event) && !asksConsent(index, rows);
    const why = unasked ? 'no purpose of theirs rests on consent' : outOfReach(index, rows, owner, owners);
    if (why !== null) yield mismatch(`The event “${event}”`, at, rows, why);
  }
  for (const { state, place } of asked.states) {
    const owner = states.get(state)?.owner;
    const why = owner === undefined ? null : outOfReach(index, rows, owner, owners);
    if (why !== null) yield mismatch(`The state “${state}”`, place, rows, why);
  }
}

function mismatch(what: string, place: Place, { items }: Rows, why: string): Problem<CheckCode> {
  return {
    code: 'event-owner-mismatch',
    place,
    message: `${what} never concerns ${items.slice(0, 3).join(', ')}${items.length > 3 ? ' …' : ''}: ${why}.`,
    ...(why.endsWith('record')
      ? { hint: 'Use an event of these rows, or write EVENT of ITEM with the record’s item.' }
      : {}),
  };
}

export const checkOwners: Check = function* (index) {
  const owners = reachableOwners(index.notice);
  const told = new Set<Place>();
  for (const rows of rowsUnderPlans(index))
    for (const problem of problemsOf(index, rows, owners)) {
      if (told.has(problem.place)) continue;
      told.add(problem.place);
      yield problem;
    }
};
