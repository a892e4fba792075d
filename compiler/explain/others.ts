// A purpose, a retention rule and a kind of person explained.
import type { Key } from '../model/text.ts';
import { describeCondition, planSentence } from '../render/algebra.ts';
import type { Scope } from '../render/scope.ts';
import { sourceLine } from '../render/sections/data.ts';
import { needWords } from '../render/sections/needs.ts';
import { requirementLine } from '../render/sections/people.ts';
import { concernedBy, stopWords } from '../render/sections/purposes.ts';
import { usersOf } from '../render/sections/retention.ts';
import type { Answer } from './answer.ts';
import { plainLine, purposeSentence, recipientSentence, roleSentence } from './item.ts';

export function purposeAnswers(scope: Scope, key: Key): readonly Answer[] {
  const { notice, phrases } = scope;
  const words = phrases.explain;
  const purpose = notice.purposes.find((one) => one.key === key);
  if (purpose === undefined) return [];
  const categories = notice.categories.filter((one) => one.purposes.some((use) => use.key === key));
  const roles = notice.roles.filter((role) => role.purposes.includes(key));
  const kinds = concernedBy(notice, key);
  const sources = categories.flatMap((one) => one.sources.map((use) => plainLine(sourceLine(scope, use))));
  const recipients = notice.recipients.filter((recipient) => recipient.purposes.includes(key));
  const condition =
    purpose.condition && `${phrases.page.condition}: ${describeCondition(scope, purpose.condition)}`;
  return [
    {
      question: words.why,
      sentences: [purposeSentence(scope, key), scope.say(purpose.text)].filter(Boolean),
    },
    {
      question: words.whoUses,
      sentences: roles.length > 0 ? roles.map((role) => roleSentence(scope, role)) : [words.nobody],
    },
    { question: phrases.purposes.people, sentences: kinds.map((kind) => scope.say(kind.title)) },
    {
      question: words.what,
      sentences: categories.map((category) => {
        const items = category.items.map((item) => scope.title('item', item.key)).join(', ');
        return `${scope.say(category.title)}: ${items}`;
      }),
    },
    { question: words.from, sentences: [...new Set(sources)] },
    {
      question: words.to,
      sentences:
        recipients.length > 0 ? recipients.map((one) => recipientSentence(scope, one)) : [words.nowhere],
    },
    { question: words.until, sentences: untilOfPurpose(scope, key) },
    { question: phrases.purposes.stop, sentences: stopWords(scope, purpose) },
    {
      question: phrases.purposes.needs,
      sentences: [...(condition ? [condition] : []), ...needWords(scope, purpose.needs)],
    },
  ];
}

function untilOfPurpose(scope: Scope, key: Key): readonly string[] {
  const { notice } = scope;
  const own = notice.purposes.find((purpose) => purpose.key === key)?.keep;
  if (own !== undefined) return [planSentence(scope, own)];
  return notice.categories
    .filter((category) => category.keep !== null && category.purposes.some((use) => use.key === key))
    .map((category) => `${scope.say(category.title)} – ${planSentence(scope, category.keep ?? '')}`);
}

export function ruleAnswers(scope: Scope, key: Key): readonly Answer[] {
  const { notice, phrases } = scope;
  const words = phrases.explain;
  const plan = notice.retention.find((one) => one.key === key);
  const users = usersOf(scope, key).map((user) => plainLine([user]));
  const holds = notice.holds.filter((hold) => hold.on.some((data) => concerns(scope, data, key)));
  return [
    { question: words.until, sentences: [planSentence(scope, key), scope.say(plan?.text)].filter(Boolean) },
    { question: words.usedBy, sentences: users.length > 0 ? users : [words.unused] },
    {
      question: words.holds,
      sentences: holds.map((hold) => `${scope.say(hold.title)}: ${scope.say(hold.ground)}`),
    },
  ];
}

/** Whether the item or category a hold names is kept under the plan. */
function concerns(scope: Scope, data: Key, plan: Key): boolean {
  const { categories, items } = scope.notice;
  const isKept = (category: (typeof categories)[number]) =>
    category.keep === plan && (category.key === data || category.items.some((item) => item.key === data));
  return categories.some(isKept) || items.some((item) => item.key === data && item.keep === plan);
}

export function kindAnswers(scope: Scope, key: Key): readonly Answer[] {
  const { notice, phrases } = scope;
  const words = phrases.people;
  const kind = notice.people.find((one) => one.key === key);
  if (kind === undefined) return [];
  const ofLevel = (level: 'mandatory' | 'optional' | 'never') =>
    (kind.requirements ?? [])
      .filter((one) => one.level === level)
      .map((one) => plainLine(requirementLine(scope, one)));
  const categories = notice.categories.filter((one) => one.people.length === 0 || one.people.includes(key));
  const until = categories.filter((one) => one.keep !== null);
  const own = kind.keep === undefined ? [] : [planSentence(scope, kind.keep)];
  return [
    {
      question: phrases.explain.why,
      sentences: kind.opens.map((purpose) => purposeSentence(scope, purpose)),
    },
    {
      question: words.after,
      sentences:
        kind.afterEnd.length > 0
          ? kind.afterEnd.map((purpose) => scope.title('purpose', purpose))
          : [words.afterNothing],
    },
    {
      question: words.sources,
      sentences: (kind.sources ?? []).map((source) => scope.title('source', source)),
    },
    { question: phrases.explain.what, sentences: categories.map((category) => scope.say(category.title)) },
    { question: words.mandatory, sentences: ofLevel('mandatory') },
    { question: words.optional, sentences: ofLevel('optional') },
    { question: words.never, sentences: ofLevel('never') },
    {
      question: phrases.explain.until,
      sentences:
        own.length > 0
          ? own
          : until.map((one) => `${scope.say(one.title)} – ${planSentence(scope, one.keep ?? '')}`),
    },
  ];
}
