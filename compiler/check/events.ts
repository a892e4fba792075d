// Events and states: who may report them, whether they can happen to the rows a rule is for, and whether states close.

import type { Category, Notice } from '../model/notice.ts';
import type { Anchor, Owner, Rule } from '../model/retention.ts';
import type { Key } from '../model/text.ts';
import { innerRules, ruleAnchors } from './algebra.ts';
import { type Check, itemType, type NoticeIndex } from './index-notice.ts';

export const checkEvents: Check = function* ({ notice }) {
  for (const event of notice.events)
    if (!event.builtIn && event.by.length === 0)
      yield {
        code: 'event-without-reporter',
        place: event.at,
        message: `Nobody may report “${event.key}”, so it never happens.`,
      };
};

export const checkStates: Check = function* ({ notice, events }) {
  for (const state of notice.states) {
    if (state.to === undefined && !state.openEnded)
      yield {
        code: 'state-without-end',
        place: state.at,
        message: `Nothing closes the state “${state.key}”.`,
      };
    for (const [name, key] of Object.entries({ from: state.from, to: state.to })) {
      const event = key === undefined ? undefined : events.get(key);
      if (event && event.owner !== state.owner)
        yield {
          code: 'state-owner-mismatch',
          place: [...state.at, name],
          message: `“${state.key}” is a state of a ${state.owner}, but “${key}” is an event of a ${event.owner}.`,
        };
    }
  }
};

/** Owners that some row of the register can have. A project or an organisation comes only through a relationship with one. */
function reachableOwners(notice: Notice): ReadonlySet<Owner> {
  const owners = new Set<Owner>(['row', 'record', 'relationship', 'group', 'subject', 'session', 'register']);
  for (const kind of notice.people) if (kind.with !== 'nothing') owners.add(kind.with);
  return owners;
}

function* anchorsOf(rule: Rule): Generator<Anchor> {
  yield* ruleAnchors(rule);
  for (const inner of innerRules(rule)) yield* anchorsOf(inner);
}

/** True when the category holds records, parts of records or files: only these have events of a record. */
function holdsRecords(index: NoticeIndex, category: Category): boolean {
  return category.items.some(({ key }) => {
    const type = itemType(index, key);
    return (
      type === undefined || type === 'record' || type === 'file' || index.items.get(key)?.partOf !== undefined
    );
  });
}

/** Events of consent happen only where consent is asked. */
const OF_CONSENT: readonly Key[] = ['consent-given', 'consent-withdrawn'];

function asksConsent(index: NoticeIndex, category: Category): boolean {
  return category.purposes.some(
    ({ key }) => index.purposes.get(key)?.bases.some((basis) => basis.kind === 'consent') ?? true,
  );
}

function* misplaced(index: NoticeIndex, category: Category, owners: ReadonlySet<Owner>) {
  const plan = category.keep === null ? undefined : index.plans.get(category.keep);
  const records = holdsRecords(index, category);
  for (const stage of plan?.stages ?? [])
    for (const anchor of anchorsOf(stage.rule)) {
      const owner = anchor.path.length === 0 ? index.events.get(anchor.event)?.owner : undefined;
      if (owner === undefined) continue;
      if (OF_CONSENT.includes(anchor.event) && !asksConsent(index, category))
        yield { anchor, why: `no purpose of “${category.key}” rests on consent` };
      else if (!owners.has(owner)) yield { anchor, why: `no kind of person is with a ${owner}` };
      else if ((owner === 'record' || owner === 'group') && !records)
        yield { anchor, why: `“${category.key}” holds no records` };
    }
}

export const checkOwners: Check = function* (index) {
  const owners = reachableOwners(index.notice);
  const told = new Set<Anchor>();
  for (const category of index.notice.categories)
    for (const { anchor, why } of misplaced(index, category, owners)) {
      if (told.has(anchor)) continue;
      told.add(anchor);
      yield {
        code: 'event-owner-mismatch',
        place: anchor.at,
        message: `“${anchor.event}” never happens to these rows: ${why}.`,
        ...(why.endsWith('records')
          ? { hint: 'Count from an event of these rows, or write EVENT of ITEM with the record’s item.' }
          : {}),
      };
    }
};
