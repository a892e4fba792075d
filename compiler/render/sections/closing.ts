// The end of the notice: the organisation's further sections, how changes are told, and every version (TS.31).
import { fact, facts, type Line, type Section, section, text, type VersionLink } from '../document.ts';
import { fill } from '../phrases/phrases.ts';
import { ownWords, type Scope } from '../scope.ts';
import { sayDay, sayDuration } from '../words.ts';

export function furtherSections(scope: Scope): readonly (Section | undefined)[] {
  return scope.notice.texts.map((one, index) =>
    section(`text-${index + 1}`, scope.say(one.title), ownWords(scope, one.text)),
  );
}

export function changesSection(scope: Scope, versions: readonly VersionLink[]): Section | undefined {
  const { notice, phrases } = scope;
  const words = phrases.changes;
  const own = ownWords(scope, notice.changes.tell);
  const before = notice.changes.before;
  return section('changes', words.title, [
    ...(own.length > 0 ? own : [text(words.text)]),
    facts([
      fact(words.before, before && sayDuration(before, phrases)),
      fact(words.versions, ...versions.map((version) => versionLine(scope, version))),
    ]),
  ]);
}

function versionLine(scope: Scope, version: VersionLink): Line {
  const { phrases, language } = scope;
  const published =
    version.published && fill(phrases.changes.published, { date: sayDay(version.published, language) });
  const remarks = [published, version.current ? phrases.page.current : ''].filter((remark) => remark);
  const name = fill(phrases.page.version, { number: version.version });
  return [
    { text: `${name}, ${sayDay(version.updated, language)}`, to: version.to },
    ...(remarks.length > 0 ? [` (${remarks.join(', ')})`] : []),
  ];
}
