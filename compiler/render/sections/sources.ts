// Where data comes from (Art. 14(2)(f)), and whether the source is public.
import type { Source } from '../../model/notice.ts';
import { describeCondition } from '../algebra.ts';
import { fact, factBeside, facts, type Section, section, text } from '../document.ts';
import { idOf, ownWords, type Scope, sourcesInUse } from '../scope.ts';

export function sourcesSection(scope: Scope): Section | undefined {
  const sources = sourcesInUse(scope.notice).map((source) => sourceSection(scope, source));
  return section('sources', scope.phrases.sources.title, [], sources);
}

function sourceSection(scope: Scope, source: Source): Section | undefined {
  const { notice, phrases } = scope;
  const words = phrases.sources;
  const categories = notice.categories.filter((one) => one.sources.some((use) => use.key === source.key));
  return section(idOf('source', source.key), scope.say(source.title), [
    ...ownWords(scope, source.text),
    ...(source.fromPerson ? [text(words.fromPerson)] : []),
    ...(source.public ? [text(words.public)] : []),
    ...(source.automatic ? [text(words.automatic)] : []),
    facts([
      factBeside(
        words.data,
        categories.map((category) => scope.link('category', category.key)),
      ),
      fact(phrases.page.condition, source.condition && describeCondition(scope, source.condition)),
    ]),
  ]);
}
