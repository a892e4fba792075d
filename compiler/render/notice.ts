// The public notice as a document: the sections of Art. 13 and 14 in the order a reader asks, short first.
import type { Notice } from '../model/notice.ts';
import type { Language } from '../model/text.ts';
import type { NoticeDocument, VersionLink } from './document.ts';
import { fill } from './phrases/phrases.ts';
import { type Scope, scopeOf } from './scope.ts';
import { changesSection, furtherSections } from './sections/closing.ts';
import { decisionsSection, provisionSection, publicationSection, siteSection } from './sections/conduct.ts';
import { controllerSection, registerSection } from './sections/controller.ts';
import { dataSection } from './sections/data.ts';
import { peopleSection } from './sections/people.ts';
import { protectionSection } from './sections/protection.ts';
import { purposesSection } from './sections/purposes.ts';
import { recipientsSection, transfersSection } from './sections/recipients.ts';
import { retentionSection } from './sections/retention.ts';
import { rightsSection } from './sections/rights.ts';
import { sourcesSection } from './sections/sources.ts';
import { summarySection } from './sections/summary.ts';
import { sayDay } from './words.ts';

/** The versions to list are the caller's: the compiler knows one text, the register all that were published. */
export function noticeDocument(
  notice: Notice,
  language: Language,
  versions: readonly VersionLink[] = [],
): NoticeDocument {
  const scope = scopeOf(notice, language);
  const sections = [
    summarySection(scope),
    controllerSection(scope),
    registerSection(scope),
    peopleSection(scope),
    purposesSection(scope),
    dataSection(scope),
    sourcesSection(scope),
    recipientsSection(scope),
    transfersSection(scope),
    retentionSection(scope),
    rightsSection(scope),
    decisionsSection(scope),
    provisionSection(scope),
    siteSection(scope),
    publicationSection(scope),
    protectionSection(scope),
    ...furtherSections(scope),
    changesSection(scope, versions),
  ].filter((section) => section !== undefined);
  return {
    kind: 'notice',
    register: notice.register,
    language,
    languages: notice.languages,
    title: scope.say(notice.title),
    kicker: scope.phrases.kicker.notice,
    dates: [notice.controller.name, ...datesOf(scope)],
    updated: notice.updated,
    contents: scope.phrases.page.contents,
    sections,
  };
}

/** "Last updated" first of the dates: a change is told at the start of the notice. */
export function datesOf(scope: Scope): readonly string[] {
  const { notice, language, phrases } = scope;
  const updated = fill(phrases.page.updated, { date: sayDay(notice.updated, language) });
  const drawnUp = notice.drawnUp && fill(phrases.page.drawnUp, { date: sayDay(notice.drawnUp, language) });
  return drawnUp === undefined ? [updated] : [updated, drawnUp];
}
