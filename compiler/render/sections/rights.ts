// The rights of the data subject (Art. 13(2)(b)–(d), 15–22, 77): those the law gives for this notice's bases, with the notice's own
// ways, deadlines, exceptions and refusals, and the authority to complain to.
import type { Right, RightKind } from '../../model/conduct.ts';
import type { Notice } from '../../model/notice.ts';
import { describeCondition, describeOutcome, describeRule } from '../algebra.ts';
import { details, fact, factBeside, facts, type Line, type Section, section, text } from '../document.ts';
import { fill } from '../phrases/phrases.ts';
import { ownWords, type Scope } from '../scope.ts';
import { capitalise, sayDuration } from '../words.ts';
import { mailLink, phoneLink, webLink } from './contact.ts';

const ORDER: readonly RightKind[] = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'objection',
  'marketing-objection',
  'portability',
  'withdrawal',
  'human-review',
  'anonymisation',
  'complaint',
];

/** The rights this register has by law, and any other the notice promises (facts: which right goes with which basis). */
export function rightKinds(notice: Notice): readonly RightKind[] {
  const bases = new Set(notice.purposes.flatMap((purpose) => purpose.bases.map((basis) => basis.kind)));
  const promised = new Set(notice.rights.map((right) => right.kind));
  const byLaw: Readonly<Record<RightKind, boolean>> = {
    access: true,
    rectification: true,
    erasure: true,
    restriction: true,
    objection: bases.has('legitimate-interest') || bases.has('public-task'),
    'marketing-objection': notice.purposes.some((purpose) => purpose.directMarketing),
    portability: bases.has('consent') || bases.has('contract'),
    withdrawal: bases.has('consent'),
    complaint: true,
    'human-review': notice.decisions.length > 0,
    anonymisation: false,
  };
  return ORDER.filter((kind) => byLaw[kind] || promised.has(kind));
}

export function rightsSection(scope: Scope): Section | undefined {
  const { notice, phrases } = scope;
  const common = commonTerms(notice);
  const inner = rightKinds(notice).map((kind) => rightSection(scope, kind, common));
  const intro = [
    ...ownWords(scope, notice.rightsText),
    text(phrases.rights.lead),
    facts([
      ...(common === undefined ? [] : termRows(scope, common)),
      fact(phrases.rights.answerTitle, phrases.rights.answerLaw),
      fact(phrases.rights.refusal, phrases.rights.refusalLaw),
    ]),
  ];
  return section('rights', phrases.rights.title, intro, [...inner, authoritySection(scope)]);
}

/** Ways, deadline and fee that most rights share are told once, at the start; a right then tells only where it differs. */
function commonTerms(notice: Notice): Right | undefined {
  const asked = notice.rights.filter((right) => right.kind !== 'complaint');
  const sharing = (right: Right) => asked.filter((other) => sameTerms(right, other)).length;
  const [most] = asked.toSorted((left, right) => sharing(right) - sharing(left));
  return most !== undefined && sharing(most) > 1 ? most : undefined;
}

function sameTerms(left: Right, right: Right): boolean {
  return termsOf(left) === termsOf(right);
}

/** Places in the file differ between equal ways, so they are left out of the comparison. */
function termsOf({ ways, answer, fee }: Right): string {
  return JSON.stringify([
    ways.map(({ way, to, proof, identity }) => [way, to, proof, identity]),
    answer,
    fee,
  ]);
}

function rightSection(scope: Scope, kind: RightKind, common: Right | undefined): Section | undefined {
  const { phrases } = scope;
  // The same right may be given to more than one party on different terms; each has its own block of facts.
  const rights = scope.notice.rights.filter((right) => right.kind === kind);
  const lead = rights.map((right) => scope.say(right.text)).find((own) => own) ?? '';
  // The complaint's sentence is the law's promise of the member state of residence (Art. 77); it always stands.
  const standard = lead === '' || kind === 'complaint' ? [text(phrases.rightTexts[kind])] : [];
  const title = (rights[0] && scope.say(rights[0].title)) || phrases.rightNames[kind];
  const id = `right-${kind}`;
  return section(id, title, [
    ...rights.flatMap((right) => ownWords(scope, right.text)),
    ...standard,
    ...rights.map((right) => facts(rightRows(scope, right, common))),
    details(`${id}-more`, fill(phrases.page.moreFor, { title }), [
      ...rights.map((right) => facts(moreRows(scope, right))),
    ]),
  ]);
}

/** How to ask, how soon the answer comes, what it costs. */
function termRows(scope: Scope, right: Right) {
  const { phrases } = scope;
  const words = phrases.rights;
  const atMost = fill(words.atMost, { duration: sayDuration(right.answer, phrases) });
  return [
    fact(words.how, ...right.ways.map((way) => wayLine(scope, way))),
    fact(words.answer, capitalise(atMost)),
    fact(words.fee, feeWords(scope, right)),
  ];
}

function rightRows(scope: Scope, right: Right, common: Right | undefined) {
  const words = scope.phrases.rights;
  // A complaint goes to the authority, on the authority's terms.
  const isTold = right.kind === 'complaint' || (common !== undefined && sameTerms(common, right));
  return [
    ...(isTold ? [] : termRows(scope, right)),
    fact(words.mustState, scope.say(right.mustState)),
    fact(words.exceptions, ...right.exceptions.map((exception) => exceptionLine(scope, exception))),
    fact(words.refusal, scope.say(right.refusal)),
  ];
}

function wayLine(scope: Scope, way: Right['ways'][number]): Line {
  const { phrases } = scope;
  const to = scope.say(way.to);
  // The notice's own words on identity stand instead of ours: they say the same, and more exactly.
  const proof = way.proof === undefined || way.proof === 'none' ? '' : phrases.proofs[way.proof];
  const identity = scope.say(way.identity) || proof;
  return [
    capitalise(phrases.ways[way.way]),
    ...(to === '' ? [] : [': ', /^\S+@\S+\.\S+$/.test(to) ? mailLink(to) : to]),
    ...(identity === '' ? [] : [` – ${phrases.rights.identity}: ${identity}`]),
  ];
}

function feeWords(scope: Scope, { fee }: Right): string {
  const { phrases } = scope;
  const words = phrases.rights;
  const base =
    fee.free === 'always'
      ? words.free
      : fill(fee.free === 1 ? words.freeTimes.one : words.freeTimes.other, {
          number: fee.free,
          duration: fee.per === undefined ? '' : sayDuration(fee.per, phrases),
        });
  const afterwards = scope.say(fee.then);
  const condition = fee.condition && `${phrases.page.condition}: ${describeCondition(scope, fee.condition)}`;
  const parts = [base, afterwards && fill(words.afterwards, { text: afterwards }), condition];
  return capitalise(parts.filter((part) => part).join('; '));
}

function exceptionLine(scope: Scope, exception: Right['exceptions'][number]): Line {
  const { phrases } = scope;
  const items = exception.items.map((key) => titleOf(scope, key)).join(', ');
  const parts = [
    exception.condition && `${phrases.page.condition}: ${describeCondition(scope, exception.condition)}`,
    exception.until && describeRule(scope, exception.until),
  ].filter((part) => part);
  const what = items === '' ? '' : `${items}: `;
  return [`${what}${scope.say(exception.ground)}`, ...parts.map((part) => ` – ${part}`)];
}

const titleOf = (scope: Scope, key: string) => {
  const data = scope.data(key);
  return typeof data === 'string' ? data : data.text;
};

function moreRows(scope: Scope, right: Right) {
  const { phrases } = scope;
  const words = phrases.rights;
  const { scope: reach, delivery } = right;
  const link = delivery?.link && fill(words.deliveryLink, { duration: sayDuration(delivery.link, phrases) });
  return [
    fact(words.by, ...(isOnlySelf(right) ? [] : right.by.map((by) => byLine(scope, by)))),
    factBeside(
      words.scope,
      reach === 'all'
        ? []
        : [
            ...reach.purposes.map((key) => scope.link('purpose', key)),
            ...reach.items.map((key) => scope.data(key)),
          ],
    ),
    fact(words.steps, ...right.steps.map((step) => stepLine(scope, step))),
    fact(
      words.delivery,
      scope.say(delivery?.form),
      delivery?.within && `${words.within}: ${sayDuration(delivery.within, phrases)}`,
      link,
    ),
    fact(words.does, ...right.does.map((one) => doesLine(scope, one))),
    factBeside(
      words.tells,
      right.tells.map((key) => scope.actor(key)),
    ),
  ];
}

const isOnlySelf = ({ by }: Right) => by.every((one) => one.who === 'self' && one.proof === undefined);

function byLine(scope: Scope, by: Right['by'][number]): Line {
  const proof =
    by.proof === undefined ? [] : [` – ${scope.phrases.rights.proof}: ${titleOf(scope, by.proof)}`];
  const who = scope.actor(by.who);
  return [typeof who === 'string' ? capitalise(who) : who, ...proof];
}

function stepLine(scope: Scope, step: Right['steps'][number]): Line {
  const within = step.within && `${scope.phrases.rights.within}: ${sayDuration(step.within, scope.phrases)}`;
  const by = step.by === undefined ? [] : [' – ', scope.actor(step.by)];
  return [scope.say(step.do), ...by, ...(within ? [` – ${within}`] : [])];
}

function doesLine(scope: Scope, does: Right['does'][number]): Line {
  const items = does.items.map((key) => titleOf(scope, key)).join(', ');
  const outcome = describeOutcome(scope, does.outcome);
  return [items === '' ? capitalise(outcome) : `${items}: ${outcome}`];
}

function authoritySection(scope: Scope): Section | undefined {
  const { authority } = scope.notice;
  const words = scope.phrases.authority;
  return section('authority', words.title, [
    facts([
      fact(words.name, scope.say(authority.name)),
      fact(words.visiting, scope.say(authority.visiting)),
      fact(words.postal, scope.say(authority.postal)),
      fact(words.phone, authority.phone && [phoneLink(authority.phone)]),
      fact(words.registry, authority.registry && [phoneOrText(authority.registry)]),
      fact(words.email, authority.email && [mailLink(authority.email)]),
      fact(words.website, authority.website && [webLink(authority.website)]),
    ]),
  ]);
}

const phoneOrText = (registry: string) => (/^[+\d ()-]+$/.test(registry) ? phoneLink(registry) : registry);
