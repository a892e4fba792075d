// Whose data the register holds (Art. 30(1)(c)): each kind of person, what a relationship opens, and which data is required of it.
import type { PersonKind, Requirement } from '../../model/people.ts';
import { describeCondition } from '../algebra.ts';
import {
  details,
  type Fact,
  fact,
  factBeside,
  facts,
  type Line,
  type Section,
  section,
  text,
} from '../document.ts';
import { fill } from '../phrases/phrases.ts';
import { idOf, ownWords, type Scope } from '../scope.ts';

export function peopleSection(scope: Scope): Section | undefined {
  const kinds = scope.notice.people.map((kind) => kindSection(scope, kind));
  return section('people', scope.phrases.people.title, [], kinds);
}

function kindSection(scope: Scope, kind: PersonKind): Section | undefined {
  const words = scope.phrases.people;
  const id = idOf('people', kind.key);
  return section(id, scope.say(kind.title), [
    ...ownWords(scope, kind.text),
    ...(kind.with === 'organisation' ? [text(words.withOrganisation)] : []),
    ...(kind.with === 'project' ? [text(words.withProject)] : []),
    ...(kind.identified ? [] : [text(words.unidentified)]),
    facts([
      factBeside(
        words.purposes,
        kind.opens.map((key) => scope.link('purpose', key)),
      ),
      afterEnd(scope, kind),
      factBeside(
        words.sources,
        (kind.sources ?? []).map((key) => scope.link('source', key)),
      ),
      factBeside(words.keep, kind.keep === undefined ? [] : [scope.link('plan', kind.keep)]),
    ]),
    details(`${id}-requirements`, words.requirements, requirementBlocks(scope, kind)),
  ]);
}

function afterEnd(scope: Scope, kind: PersonKind) {
  const words = scope.phrases.people;
  if (kind.opens.length === 0 || !kind.identified) return undefined;
  if (kind.afterEnd.length === 0) return fact(words.after, words.afterNothing);
  return factBeside(
    words.after,
    kind.afterEnd.map((key) => scope.link('purpose', key)),
  );
}

function requirementBlocks(scope: Scope, kind: PersonKind) {
  const words = scope.phrases.people;
  const { requirements } = kind;
  const links = kind.links.map((link): Line => {
    const required = link.mandatory ? ` (${words.linkMandatory})` : '';
    return [fill(words.link, { kind: scope.title('people', link.kind) }) + required];
  });
  const ofLevel = (level: Requirement['level']) =>
    (requirements ?? []).filter((one) => one.level === level).map((one) => requirementLine(scope, one));
  return [
    facts([
      levelFact(words.mandatory, ofLevel('mandatory')),
      levelFact(words.optional, ofLevel('optional')),
      levelFact(words.never, ofLevel('never')),
    ]),
    ...kind.oneOf.map((keys) =>
      text(fill(words.oneOf, { items: keys.map((key) => scope.title('item', key)).join(', ') })),
    ),
    { is: 'list' as const, lines: links },
    ...(requirements === null ? [] : [text(words.onlyListed)]),
  ];
}

/** Bare items stand beside one another; items with conditions need a line each. */
function levelFact(label: string, lines: readonly Line[]): Fact {
  return { label, lines, beside: lines.every((line) => line.length === 1) };
}

/** The item and, after a dash each, when it is asked, what proves it and what follows when it is not given. */
export function requirementLine(scope: Scope, requirement: Requirement): Line {
  const { phrases } = scope;
  const words = phrases.people;
  const ends = { erase: words.groundEndsErase, keep: words.groundEndsKeep };
  const additions = [
    requirement.condition && `${phrases.page.condition}: ${describeCondition(scope, requirement.condition)}`,
    requirement.proof && `${words.proof}: ${proofOf(scope, requirement.proof)}`,
    requirement.else && `${words.else}: ${scope.say(requirement.else)}`,
    requirement.groundEnds && ends[requirement.groundEnds],
  ].filter((addition) => addition);
  return [scope.link('item', requirement.item), ...additions.map((addition) => ` – ${addition}`)];
}

function proofOf(scope: Scope, proof: string): string {
  const item = scope.title('item', proof);
  return item === proof ? scope.title('people', proof) : item;
}
