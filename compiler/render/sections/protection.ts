// How data is protected (Art. 32, 30(1)(g)) and who among staff may use it, in words.
import type { Protection } from '../../model/conduct.ts';
import type { Role } from '../../model/grants.ts';
import { planSentence } from '../algebra.ts';
import { type Block, details, fact, factBeside, facts, type Section, section, text } from '../document.ts';
import { fill } from '../phrases/phrases.ts';
import { idOf, ownWords, type Scope } from '../scope.ts';
import { capitalise, sayEvery } from '../words.ts';
import { needWords } from './needs.ts';

export function protectionSection(scope: Scope): Section | undefined {
  const { notice, phrases } = scope;
  const inner = notice.protection.map((protection) => protectionOne(scope, protection));
  return section('protection', phrases.protection.title, [], [...inner, rolesSection(scope)]);
}

function protectionOne(scope: Scope, protection: Protection): Section | undefined {
  const words = scope.phrases.protection;
  const title = scope.say(protection.title) || words[protection.kind];
  return section(`protection-${protection.key}`, title, protectionBlocks(scope, protection));
}

export function protectionBlocks(scope: Scope, protection: Protection): readonly Block[] {
  const words = scope.phrases.protection;
  return [
    ...ownWords(scope, protection.text),
    ...(protection.aims ? [text(words.aims)] : []),
    facts([fact(words.every, protection.every && sayEvery(protection.every, scope.phrases))]),
  ];
}

function rolesSection(scope: Scope): Section | undefined {
  const { notice, phrases } = scope;
  const { access } = notice;
  const words = phrases.protection;
  const blocks: readonly Block[] = [
    text(words.named),
    text(words.looks),
    ...(access.undertaking ? [text(words.undertaking)] : []),
    ...(access.multiFactor ? [text(words.multiFactor)] : []),
    facts([
      fact(words.accessReview, access.review && sayEvery(access.review, phrases)),
      fact(words.accessKeep, access.keep && planSentence(scope, access.keep)),
    ]),
  ];
  const roles = notice.roles.map((role) => roleSection(scope, role));
  return section('roles', words.roles, blocks, roles);
}

function roleSection(scope: Scope, role: Role): Section | undefined {
  const { phrases } = scope;
  const words = phrases.protection;
  const id = idOf('role', role.key);
  return section(id, scope.say(role.title), [
    ...ownWords(scope, role.text),
    facts([
      factBeside(
        words.rolePurposes,
        role.purposes.map((key) => scope.link('purpose', key)),
      ),
    ]),
    details(`${id}-more`, fill(phrases.page.moreFor, { title: scope.say(role.title) }), [
      facts([
        factBeside(
          words.roleDoes,
          role.verbs.map((verb) => phrases.verbs[verb]),
        ),
        factBeside(
          words.roleData,
          role.data.map((key) => scope.data(key)),
        ),
        fact(words.reach, capitalise(reachWords(scope, role))),
        fact(phrases.purposes.needs, ...needWords(scope, role.needs).map(capitalise)),
        fact(words.copies, copiesWords(scope, role)),
      ]),
    ]),
  ]);
}

export function reachWords(scope: Scope, role: Role): string {
  const words = scope.phrases.protection;
  const { reach } = role;
  if (typeof reach === 'object') {
    const path = reach.path.map((key) => scope.title('item', key)).join(', ');
    return fill(words.reachPath, { path });
  }
  return { own: words.reachOwn, team: words.reachTeam, all: words.reachAll }[reach];
}

function copiesWords(scope: Scope, role: Role): string | undefined {
  const { copies } = role;
  if (copies === undefined) return undefined;
  const words = scope.phrases.protection;
  const parts = [
    copies.form,
    copies.atMost === undefined ? '' : fill(words.copiesAtMost, { number: copies.atMost }),
    scope.say(copies.holder),
    copies.then === 'return' ? words.copiesReturn : words.copiesDestroy,
  ];
  return parts.filter((part) => part).join(', ');
}
