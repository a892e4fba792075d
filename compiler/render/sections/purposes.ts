// Each purpose with its legal basis (Art. 13(1)(c)–(d)), how to stop it, and in the second layer the balancing, the wording asked and
// the ages; then the four purposes every register has.
import type { Notice } from '../../model/notice.ts';
import type { PersonKind } from '../../model/people.ts';
import type { Basis, BasisKind, Purpose } from '../../model/purposes.ts';
import type { Key } from '../../model/text.ts';
import { describeCondition, planSentence } from '../algebra.ts';
import { type Block, details, fact, factBeside, facts, type Section, section, text } from '../document.ts';
import { fill } from '../phrases/phrases.ts';
import { idOf, ownWords, type Scope } from '../scope.ts';
import { capitalise, sayDay, sayDuration } from '../words.ts';
import { formWords, needWords } from './needs.ts';

/** Letters of Art. 6(1). */
const LETTERS: Readonly<Record<BasisKind, string>> = {
  consent: 'a',
  contract: 'b',
  'legal-obligation': 'c',
  'vital-interest': 'd',
  'public-task': 'e',
  'legitimate-interest': 'f',
};

export function purposesSection(scope: Scope): Section | undefined {
  const { notice, phrases } = scope;
  const own = notice.purposes.map((purpose) => purposeSection(scope, purpose));
  return section('purposes', phrases.purposes.title, [], [...own, implicitSection(scope)]);
}

/** Kinds of person a purpose concerns: those whose relationship opens it, those its data is about, or, when neither says, all. */
export function concernedBy(notice: Notice, purpose: Key): readonly PersonKind[] {
  const categories = notice.categories.filter((one) => one.purposes.some((use) => use.key === purpose));
  const about = new Set(categories.flatMap((category) => category.people));
  const opened = notice.people.filter((kind) => kind.opens.includes(purpose));
  if (opened.length > 0) return opened;
  const named = notice.people.filter((kind) => about.has(kind.key));
  return named.length > 0 ? named : notice.people;
}

export function basisWords(scope: Scope, basis: Basis): string {
  const name = capitalise(scope.phrases.bases[basis.kind]);
  const own = scope.say(basis.text);
  const verbs = (basis.verbs ?? []).map((verb) => scope.phrases.verbs[verb]).join(', ');
  const head = verbs === '' ? name : `${name} (${verbs})`;
  return own === '' ? head : `${head}: ${own}`;
}

function purposeSection(scope: Scope, purpose: Purpose): Section | undefined {
  const words = scope.phrases.purposes;
  const { notice } = scope;
  const id = idOf('purpose', purpose.key);
  const categories = notice.categories.filter((one) => one.purposes.some((use) => use.key === purpose.key));
  const kinds = concernedBy(notice, purpose.key);
  return section(id, scope.say(purpose.title), [
    ...ownWords(scope, purpose.text),
    facts([
      fact(words.basis, ...purpose.bases.map((basis) => basisWords(scope, basis))),
      fact(words.channel, purpose.channel && capitalise(scope.phrases.channels[purpose.channel])),
      factBeside(
        words.data,
        categories.map((category) => scope.link('category', category.key)),
      ),
      factBeside(
        words.people,
        kinds.map((kind) => scope.link('people', kind.key)),
      ),
      fact(words.stop, ...stopWords(scope, purpose)),
    ]),
    ...(purpose.inMemory ? [text(words.inMemory)] : []),
    details(`${id}-more`, fill(scope.phrases.page.moreFor, { title: scope.say(purpose.title) }), [
      facts(moreRows(scope, purpose)),
    ]),
  ]);
}

export function stopWords(scope: Scope, purpose: Purpose): readonly string[] {
  const words = scope.phrases.purposes;
  const consent = purpose.bases.some((basis) => basis.kind === 'consent');
  const withdraw = scope.say(purpose.withdraw) || words.withdraw;
  return [
    ...(consent ? [withdraw] : []),
    ...(purpose.objection === 'always'
      ? [purpose.directMarketing ? words.marketingStop : words.forbidStop]
      : []),
    ...(purpose.objection === 'on-personal-grounds' ? [words.objectStop] : []),
    ...(purpose.objection === 'none' && !consent ? [words.noObjection] : []),
  ];
}

const OPENINGS = {
  default: 'openDefault',
  consent: 'openConsent',
  relationship: 'openRelationship',
} as const;

function moreRows(scope: Scope, purpose: Purpose) {
  const { phrases, language } = scope;
  const words = phrases.purposes;
  const years = (age: number | undefined) => age && fill(words.ageText, { years: age });
  const audiences = { own: words.audienceOwn, team: words.audienceTeam, all: undefined };
  return [
    fact(phrases.page.law, ...purpose.bases.map((basis) => lawOf(scope, basis))),
    fact(words.balancing, ...purpose.bases.map((basis) => scope.say(basis.balancing))),
    fact(
      words.how,
      // A purpose nobody can object to is open without asking; "unless you have objected" would promise too much.
      purpose.open === 'default' && purpose.objection === 'none' ? undefined : openingWords(scope, purpose),
      audiences[purpose.audience],
      purpose.profiling ? words.profiling : undefined,
    ),
    fact(words.wording, scope.say(purpose.wording)),
    fact(words.lasts, purpose.consentLasts && sayDuration(purpose.consentLasts, phrases)),
    fact(words.age, years(purpose.minimumAge) || undefined),
    fact(words.guardian, years(purpose.guardianBelow) || undefined),
    fact(phrases.page.condition, purpose.condition && describeCondition(scope, purpose.condition)),
    fact(words.from, purpose.from && sayDay(purpose.from, language)),
    fact(words.to, purpose.to && sayDay(purpose.to, language)),
    fact(words.needs, ...needWords(scope, purpose.needs)),
    fact(words.form, purpose.form && formWords(scope, purpose.form)),
    fact(words.keep, purpose.keep && planSentence(scope, purpose.keep)),
    fact(words.succeeds, purpose.succeeds && [scope.link('purpose', purpose.succeeds)]),
  ];
}

/** A purpose that outlives the relationship must not be told to end with it. */
function openingWords(scope: Scope, purpose: Purpose): string {
  const words = scope.phrases.purposes;
  const outlives = scope.notice.people.some((kind) => kind.afterEnd.includes(purpose.key));
  return purpose.open === 'relationship' && outlives ? words.openAfterEnd : words[OPENINGS[purpose.open]];
}

function lawOf(scope: Scope, basis: Basis): string {
  return capitalise(fill(scope.phrases.basisLaw, { letter: LETTERS[basis.kind] }));
}

function implicitSection(scope: Scope): Section | undefined {
  const words = scope.phrases.purposes;
  const rows: readonly (readonly [string, string])[] = [
    [words.rightsTitle, words.rightsText],
    [words.retentionTitle, words.retentionText],
    [words.securityTitle, words.securityText],
    [words.upkeepTitle, words.upkeepText],
  ];
  const blocks: readonly Block[] = [
    text(words.implicitLead),
    facts(rows.map(([title, sentence]) => fact(title, sentence))),
  ];
  return section('purposes-of-every-register', words.implicit, blocks);
}
