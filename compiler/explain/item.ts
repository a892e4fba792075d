// One item explained: the purposes that list it with their bases, the roles that have it among their tasks, the sources, the
// recipients, and for each purpose until when.
import { type Placement, placements } from '../compile/placement.ts';
import type { Recipient, Role } from '../model/grants.ts';
import type { Key } from '../model/text.ts';
import { describeCondition, planSentence } from '../render/algebra.ts';
import type { Line } from '../render/document.ts';
import type { Scope } from '../render/scope.ts';
import { remarks } from '../render/sections/data.ts';
import { needWords } from '../render/sections/needs.ts';
import { reachWords } from '../render/sections/protection.ts';
import { basisWords } from '../render/sections/purposes.ts';
import type { Answer } from './answer.ts';

export function itemAnswers(scope: Scope, key: Key): readonly Answer[] {
  const { phrases } = scope;
  const words = phrases.explain;
  const placement = placements(scope.notice).find((one) => one.key === key);
  if (placement === undefined) return [{ question: words.until, sentences: [words.notNamed] }];
  return [
    {
      question: words.category,
      sentences: [
        placement.categories.map((category) => scope.say(category.title)).join(', '),
        ...remarks(scope, placement.definition),
      ],
    },
    { question: words.whoUses, sentences: rolesOf(scope, placement) },
    {
      question: words.why,
      sentences: placement.purposes.map((purpose) => purposeSentence(scope, purpose)),
    },
    { question: words.from, sentences: placement.sources.map((source) => sourceSentence(scope, source)) },
    { question: words.to, sentences: recipientsOf(scope, placement) },
    { question: words.until, sentences: untilSentences(scope, placement) },
    { question: words.holds, sentences: holdsOf(scope, placement) },
  ];
}

export function purposeSentence(scope: Scope, key: Key): string {
  const purpose = scope.notice.purposes.find((one) => one.key === key);
  const bases = purpose?.bases.map((basis) => basisWords(scope, basis)).join('; ') ?? '';
  const title = scope.title('purpose', key);
  return purpose?.inMemory
    ? `${title} – ${bases}. ${scope.phrases.purposes.inMemory}`
    : `${title} – ${bases}`;
}

/** A role sees the item when one of its purposes lists it and its own data does not leave it out. */
function rolesOf(scope: Scope, placement: Placement): readonly string[] {
  const categories = placement.categories.map((category) => category.key);
  const sees = (role: Role) =>
    role.purposes.some((purpose) => placement.purposes.includes(purpose)) &&
    (role.data.length === 0 || role.data.some((key) => key === placement.key || categories.includes(key)));
  const roles = scope.notice.roles.filter(sees).map((role) => roleSentence(scope, role));
  return roles.length > 0 ? roles : [scope.phrases.explain.nobody];
}

export function roleSentence(scope: Scope, role: Role): string {
  const verbs = role.verbs.map((verb) => scope.phrases.verbs[verb]).join(', ');
  const needs = needWords(scope, role.needs);
  const parts = [verbs, reachWords(scope, role), ...needs].filter((part) => part !== '');
  return `${scope.say(role.title)}: ${parts.join('; ')}`;
}

function sourceSentence(scope: Scope, source: Placement['sources'][number]): string {
  const { phrases } = scope;
  const condition =
    source.condition && `${phrases.page.condition}: ${describeCondition(scope, source.condition)}`;
  const bars = source.bars.map((purpose) => scope.title('purpose', purpose)).join(', ');
  const narrows = bars && `${phrases.data.narrows}: ${bars}`;
  return [scope.title('source', source.key), condition, narrows].filter((part) => part).join(' – ');
}

function recipientsOf(scope: Scope, placement: Placement): readonly string[] {
  const categories = placement.categories.map((category) => category.key);
  const given = scope.notice.recipients.filter(
    ({ allData, data }) => allData || data.some((key) => key === placement.key || categories.includes(key)),
  );
  const sentences = given.map((recipient) => recipientSentence(scope, recipient));
  return sentences.length > 0 ? sentences : [scope.phrases.explain.nowhere];
}

export function recipientSentence(scope: Scope, recipient: Recipient): string {
  const { phrases } = scope;
  const needs = needWords(scope, recipient.needs);
  const condition =
    recipient.condition && `${phrases.page.condition}: ${describeCondition(scope, recipient.condition)}`;
  const parts = [phrases.kinds[recipient.kind], ...needs, condition].filter((part) => part);
  return `${scope.say(recipient.title)} – ${parts.join('; ')}`;
}

/** Most specific wins: the item's own plan, else each purpose's, else each category's; kinds of person may have their own. */
function untilSentences(scope: Scope, placement: Placement): readonly string[] {
  const own = placement.definition?.keep;
  if (own !== undefined) return [planSentence(scope, own)];
  const plans = groupedByPlan(scope, placement);
  const kinds = kindsWithPlans(scope, placement);
  const several = plans.length + kinds.length > 1 ? [scope.phrases.explain.also] : [];
  return [...plans, ...kinds, ...several];
}

/** Many purposes share a plan: each plan is told once, with its purposes when there is more than one plan. */
function groupedByPlan(scope: Scope, placement: Placement): readonly string[] {
  const purposesOf = new Map<Key, string[]>();
  for (const key of placement.purposes) {
    const purpose = scope.notice.purposes.find((one) => one.key === key);
    const listing = placement.categories.filter((one) => one.purposes.some((use) => use.key === key));
    const keeps = purpose?.keep === undefined ? listing.flatMap((one) => one.keep ?? []) : [purpose.keep];
    for (const plan of new Set(keeps)) {
      purposesOf.set(plan, [...(purposesOf.get(plan) ?? []), scope.title('purpose', key)]);
    }
  }
  if (purposesOf.size < 2) return [...purposesOf.keys()].map((plan) => planSentence(scope, plan));
  return [...purposesOf].map(([plan, titles]) => `${titles.join(', ')} – ${planSentence(scope, plan)}`);
}

function kindsWithPlans(scope: Scope, placement: Placement): readonly string[] {
  const { notice } = scope;
  const concerned = notice.people.filter(
    (kind) => placement.kinds === null || placement.kinds.includes(kind.key),
  );
  return concerned
    .filter((kind) => kind.keep && kind.opens.some((key) => placement.purposes.includes(key)))
    .map((kind) => `${scope.say(kind.title)} – ${planSentence(scope, kind.keep ?? '')}`);
}

function holdsOf(scope: Scope, placement: Placement): readonly string[] {
  const categories = placement.categories.map((category) => category.key);
  const holds = scope.notice.holds.filter(({ on }) =>
    on.some((key) => key === placement.key || categories.includes(key)),
  );
  return holds.map((hold) => `${scope.say(hold.title)}: ${scope.say(hold.ground)}`);
}

/** A line's words without its links. */
export function plainLine(line: Line): string {
  return line.map((inline) => (typeof inline === 'string' ? inline : inline.text)).join('');
}
