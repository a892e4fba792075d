// How long data is kept (Art. 13(2)(a)): each rule's generated sentence beside the organisation's own words, what it applies to, and
// what makes erasure wait.
import type { Notice } from '../../model/notice.ts';
import type { Hold, RetentionPlan } from '../../model/retention.ts';
import type { Key } from '../../model/text.ts';
import { describeAnchor, describeCondition, describeRule, planSentence } from '../algebra.ts';
import { type Fact, fact, factBeside, facts, type Inline, type Section, section, text } from '../document.ts';
import { lawTitle } from '../laws.ts';
import { idOf, ownWords, type Scope } from '../scope.ts';
import { sayEvery } from '../words.ts';

export function retentionSection(scope: Scope): Section | undefined {
  const { notice, phrases } = scope;
  const plans = notice.retention.map((plan) => planSection(scope, plan));
  return section(
    'retention',
    phrases.retention.title,
    [...ownWords(scope, notice.retentionText), text(phrases.retention.lead), text(phrases.retention.backups)],
    [...plans, holdsSection(scope)],
  );
}

function planSection(scope: Scope, plan: RetentionPlan): Section | undefined {
  const words = scope.phrases.retention;
  return section(idOf('plan', plan.key), scope.title('plan', plan.key), [
    ...ownWords(scope, plan.text),
    facts([
      fact(words.rule, planSentence(scope, plan.key)),
      factBeside(words.used, usersOf(scope, plan.key)),
    ]),
  ]);
}

/** Everything that says `keep:` with this plan: categories, items, purposes, kinds of person, and the administration of users. */
export function usersOf(scope: Scope, plan: Key): readonly Inline[] {
  const { notice } = scope;
  const keeping = <T extends { readonly key: Key; readonly keep?: Key | null }>(entries: readonly T[]) =>
    entries.filter((entry) => entry.keep === plan).map((entry) => entry.key);
  return [
    ...keeping(notice.categories).map((key) => scope.link('category', key)),
    ...keeping(notice.items.filter((item) => !isInCategoryKept(notice, item.key, plan))).map((key) =>
      scope.link('item', key),
    ),
    ...keeping(notice.purposes).map((key) => scope.link('purpose', key)),
    ...keeping(notice.people).map((key) => scope.link('people', key)),
    ...notice.holds.filter((hold) => follows(hold, plan)).map((hold) => scope.link('hold', hold.key)),
    ...(notice.access.keep === plan ? [{ text: scope.phrases.protection.roles, to: '#roles' }] : []),
  ];
}

/** A state lies between two events; a reader who is told of the state is told of them too. */
function stateRows(scope: Scope, { while: condition }: Hold): readonly Fact[] {
  const words = scope.phrases.retention;
  const key = condition?.is === 'state' || condition?.is === 'count' ? condition.state : undefined;
  const state = scope.notice.states.find((one) => one.key === key);
  if (state === undefined) return [];
  return [
    fact(words.stateFrom, scope.title('event', state.from)),
    fact(words.stateTo, state.to && scope.title('event', state.to)),
  ];
}

const follows = (hold: Hold, plan: Key) => hold.then?.is === 'named' && hold.then.name === plan;

/** An item that says what its category says already is not worth a second mention. */
function isInCategoryKept(notice: Notice, item: Key, plan: Key): boolean {
  return notice.categories.some(
    (category) => category.keep === plan && category.items.some((listed) => listed.key === item),
  );
}

function holdsSection(scope: Scope): Section | undefined {
  const { notice, phrases } = scope;
  if (notice.holds.length === 0) return undefined;
  const inner = notice.holds.map((hold) => holdSection(scope, hold));
  return section('holds', phrases.retention.holds, [text(phrases.retention.holdsLead)], inner);
}

function holdSection(scope: Scope, hold: Hold): Section | undefined {
  const words = scope.phrases.retention;
  return section(idOf('hold', hold.key), scope.say(hold.title), [
    facts([
      fact(words.ground, scope.say(hold.ground)),
      fact(words.law, hold.law && lawTitle(hold.law, scope.language)),
      factBeside(
        words.on,
        hold.on.map((key) => scope.data(key)),
      ),
      fact(words.while, hold.while && describeCondition(scope, hold.while)),
      ...stateRows(scope, hold),
      fact(words.until, hold.until && describeAnchor(scope, hold.until)),
      factBeside(
        words.by,
        hold.by.map((key) => scope.actor(key)),
      ),
      fact(words.lift, hold.lift > 1 ? String(hold.lift) : undefined),
      fact(words.review, hold.review && sayEvery(hold.review, scope.phrases)),
      fact(words.after, hold.then === null ? words.resume : describeRule(scope, hold.then)),
      factBeside(
        words.opensTo,
        hold.opensTo.map((key) => scope.link('purpose', key)),
      ),
    ]),
  ]);
}
