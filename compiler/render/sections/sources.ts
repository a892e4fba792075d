// Where data comes from (Art. 14(2)(f)), and whether the source is public.
import type { Source } from '../../model/data.ts';
import { describeCondition } from '../algebra.ts';
import { type Fact, facts, type Line, type Section, section } from '../document.ts';
import { idOf, joined, type Scope, sourcesInUse } from '../scope.ts';

export function sourcesSection(scope: Scope): Section | undefined {
  const rows = sourcesInUse(scope.notice).map((source) => sourceRow(scope, source));
  return section('sources', scope.phrases.sources.title, [facts(rows)]);
}

function sourceRow(scope: Scope, source: Source): Fact {
  const { phrases } = scope;
  const words = phrases.sources;
  const remarks = [
    scope.say(source.text),
    source.fromPerson && words.fromPerson,
    source.public && words.public,
    source.automatic && words.automatic,
    source.condition && `${phrases.page.condition}: ${describeCondition(scope, source.condition)}`,
  ].filter((remark) => typeof remark === 'string' && remark !== '') as string[];
  const lines: readonly Line[] = [...remarks.map((remark) => [remark]), dataLine(scope, source.key)];
  return {
    id: idOf('source', source.key),
    label: scope.say(source.title),
    lines: lines.filter((line) => line.length > 0),
  };
}

/** A source no category accepts stands all the same: an item or a kind of person may name it. */
function dataLine(scope: Scope, source: string): Line {
  const { notice, phrases } = scope;
  const categories = notice.categories.filter((one) => one.sources.some((use) => use.key === source));
  const items = notice.items.filter((item) => item.sources?.some((use) => use.key === source));
  const kinds = notice.people.filter((kind) => kind.sources?.includes(source));
  const links = [
    ...categories.map((category) => scope.link('category', category.key)),
    ...(categories.length > 0 ? [] : items.map((item) => scope.link('item', item.key))),
    ...(categories.length + items.length > 0 ? [] : kinds.map((kind) => scope.link('people', kind.key))),
  ];
  return [`${phrases.sources.data}: `, ...(links.length > 0 ? joined(links) : [phrases.page.none])];
}
