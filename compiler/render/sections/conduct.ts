// What is done with data beyond storing it: automated decisions and profiling (Art. 13(2)(f)), whether it must be given (Art.
// 13(2)(e)), cookies and the site, and publication.
import type { Publication, SiteItem } from '../../model/grants.ts';
import { describeCondition, describeRule } from '../algebra.ts';
import { fact, factBeside, facts, type Line, type Section, section, text } from '../document.ts';
import { fill } from '../phrases/phrases.ts';
import { joined, ownWords, type Scope } from '../scope.ts';
import { capitalise, sayDuration } from '../words.ts';

export function decisionsSection(scope: Scope): Section | undefined {
  const { notice, phrases } = scope;
  const words = phrases.decisions;
  const profiling = notice.purposes.filter((purpose) => purpose.profiling);
  const allowed = notice.profiling?.allowed ?? profiling.length > 0;
  const inner = notice.decisions.map((decision) =>
    section(`decision-${decision.key}`, scope.say(decision.title), [
      facts([
        fact(words.logic, scope.say(decision.logic)),
        fact(words.effects, scope.say(decision.effects)),
        fact(words.human, scope.say(decision.human)),
      ]),
    ]),
  );
  const blocks = [
    ...(notice.decisions.length === 0 ? [text(words.none)] : []),
    ...ownWords(scope, notice.decisionsText),
    text(allowed ? words.profiling : words.noProfiling),
    ...ownWords(scope, notice.profiling?.text),
    facts([
      factBeside(
        words.profilingFor,
        profiling.map((purpose) => scope.link('purpose', purpose.key)),
      ),
    ]),
  ];
  return section('decisions', words.title, blocks, inner);
}

export function provisionSection(scope: Scope): Section | undefined {
  return section('provision', scope.phrases.provision.title, ownWords(scope, scope.notice.provision));
}

export function siteSection(scope: Scope): Section | undefined {
  const { notice, phrases } = scope;
  const words = phrases.site;
  if (notice.site.length === 0 && notice.siteText === undefined) return undefined;
  return section('site', words.title, [
    ...ownWords(scope, notice.siteText),
    ...(notice.site.length === 0 ? [] : [text(words.lead)]),
    {
      is: 'table',
      caption: words.caption,
      head: [words.name, words.for, words.lives, words.owner, words.items],
      rows: notice.site.map((item) => siteRow(scope, item)),
    },
  ]);
}

function siteRow(scope: Scope, item: SiteItem): readonly Line[] {
  const { phrases } = scope;
  const words = phrases.site;
  const purpose = item.for === 'necessary' ? capitalise(words.necessary) : scope.link('purpose', item.for);
  const lives = item.lives === 'session' ? capitalise(words.session) : sayDuration(item.lives, phrases);
  const joins = item.joinsPerson
    ? `${words.joins}: ${describeCondition(scope, item.joinsPerson)}`
    : capitalise(words.never);
  const own = item.switch === undefined ? [] : [` – ${words.switch}: ${switchTitle(scope, item.switch)}`];
  const about = scope.say(item.text);
  return [
    [`${scope.say(item.title)} (${words[item.kind]})`, ...(about === '' ? [] : [` – ${about}`])],
    [purpose, ...own],
    [lives],
    [[capitalise(words[item.party]), item.provider].filter((part) => part).join(': ')],
    [
      ...joined(item.items.map((key) => scope.title('item', key))),
      `${item.items.length > 0 ? ' – ' : ''}${joins}`,
    ],
  ];
}

/** A switch is named by a choice of the notice where there is one, else by the titles of what goes together under it. */
function switchTitle(scope: Scope, key: string): string {
  const choice = scope.title('choice', key);
  if (choice !== key) return choice;
  const together = scope.notice.site.filter((item) => item.switch === key);
  return together.map((item) => scope.say(item.title)).join(', ');
}

export function publicationSection(scope: Scope): Section | undefined {
  const inner = scope.notice.publications.map((publication) => publicationOne(scope, publication));
  return section('publication', scope.phrases.publication.title, [], inner);
}

function publicationOne(scope: Scope, publication: Publication): Section | undefined {
  const { phrases } = scope;
  const words = phrases.publication;
  const { ground } = publication;
  const within = sayDuration(publication.takenDownWithin, phrases);
  return section(`publication-${publication.key}`, scope.say(publication.title), [
    facts([
      fact(words.place, scope.say(publication.place)),
      factBeside(
        words.items,
        publication.items.map((key) => scope.data(key)),
      ),
      fact(
        words.ground,
        ground.is === 'law'
          ? scope.say(ground.text)
          : capitalise(fill(words.yes, { title: askedTitle(scope, ground.to) })),
      ),
      fact(words.ends, publication.ends === null ? undefined : describeRule(scope, publication.ends)),
      fact(words.down, capitalise(fill(words.downText, { duration: within }))),
      factBeside(
        words.masked,
        publication.masked.map((key) => scope.data(key)),
      ),
      fact(words.stays, scope.say(publication.stays)),
    ]),
  ]);
}

function askedTitle(scope: Scope, key: string): string {
  const choice = scope.title('choice', key);
  return choice === key ? scope.title('purpose', key) : choice;
}
