// The first layer (Art. 12(1)): who, why, which data, how long, to whom, what one can do and whom to ask; each leads to the full
// answer below.
import type { ContactBlock } from '../../model/notice.ts';
import { describeRule } from '../algebra.ts';
import { fact, factBeside, facts, type Inline, type Line, type Section, section } from '../document.ts';
import { fill } from '../phrases/phrases.ts';
import { joined, ownWords, type Scope, sourcesInUse } from '../scope.ts';
import { mailLink, phoneLink } from './contact.ts';
import { rightKinds } from './rights.ts';

export function summarySection(scope: Scope): Section | undefined {
  const { notice, phrases, say } = scope;
  const words = phrases.summary;
  return section('summary', words.title, [
    ...ownWords(scope, notice.summary),
    facts([
      fact(words.who, [{ text: notice.controller.name, to: '#controller' }]),
      factBeside(
        words.why,
        first(
          scope,
          notice.purposes.map((purpose) => scope.link('purpose', purpose.key)),
          'purposes',
        ),
      ),
      factBeside(
        words.what,
        first(
          scope,
          notice.categories.map((category) => scope.link('category', category.key)),
          'data',
        ),
      ),
      fact(words.howLong, words.howLongText, ...periods(scope), [
        { text: words.howLongLink, to: '#retention' },
      ]),
      factBeside(
        words.from,
        first(
          scope,
          sourcesInUse(notice).map((source) => scope.link('source', source.key)),
          'sources',
        ),
      ),
      recipientsFact(scope),
      factBeside(
        words.rights,
        rightKinds(notice).map((kind) => ({ text: phrases.rightNames[kind], to: `#right-${kind}` })),
      ),
      fact(words.ask, joined(askWhom(notice.controller, say(notice.controller.contact.title)))),
    ]),
  ]);
}

function recipientsFact(scope: Scope) {
  const { notice, phrases } = scope;
  if (notice.recipients.length === 0) return fact(phrases.summary.to, phrases.summary.toNobody);
  return factBeside(
    phrases.summary.to,
    first(
      scope,
      notice.recipients.map((recipient) => scope.link('recipient', recipient.key)),
      'recipients',
    ),
  );
}

/** Longer rules are for the section of their own. */
const SHORT_SENTENCE = 90;
const PERIODS_SHOWN = 4;

/** A few plain periods as examples, so that "how long" is answered here and not only promised. */
function periods(scope: Scope): readonly Line[] {
  const sentences = scope.notice.retention.flatMap(({ key, stages }): readonly Line[] => {
    const [stage, ...others] = stages;
    if (stage === undefined || others.length > 0) return [];
    const sentence = describeRule(scope, stage.rule);
    return sentence.length > SHORT_SENTENCE ? [] : [[scope.link('plan', key), ` – ${sentence}`]];
  });
  return sentences.slice(0, PERIODS_SHOWN);
}

const SHORT = 6;

/** Short means short: the first few, and one way to all of them. */
function first(scope: Scope, words: readonly Inline[], whole: string): readonly Inline[] {
  if (words.length <= SHORT + 1) return words;
  const all = fill(scope.phrases.summary.all, { number: words.length });
  return [...words.slice(0, SHORT), { text: all, to: `#${whole}` }];
}

/** The data protection officer where there is one, else the contact person. */
function askWhom(controller: Scope['notice']['controller'], title: string): readonly Inline[] {
  const contact: ContactBlock =
    controller.officer.is === 'appointed' ? controller.officer.contact : controller.contact;
  const { name, email, phone } = contact;
  return [
    name ?? (contact === controller.contact ? title || controller.name : controller.name),
    ...(email === undefined ? [] : [mailLink(email)]),
    ...(phone === undefined ? [] : [phoneLink(phone)]),
  ];
}
