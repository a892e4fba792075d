// The record of processing activities (Art. 30(1)(a)–(g)) from the same notice: seven sections in the order of the law.
import { IMPLICIT_PURPOSES } from '../compile/implicit.ts';
import type { Notice } from '../model/notice.ts';
import type { PersonKind } from '../model/people.ts';
import type { Language } from '../model/text.ts';
import { planSentence } from './algebra.ts';
import {
  fact,
  factBeside,
  facts,
  type Line,
  type NoticeDocument,
  type Section,
  section,
  text,
} from './document.ts';
import { datesOf } from './notice.ts';
import { joined, type Scope, scopeOf } from './scope.ts';
import { contactRows } from './sections/contact.ts';
import { protectionBlocks } from './sections/protection.ts';
import { basisWords, concernedBy } from './sections/purposes.ts';
import { mechanismWords } from './sections/recipients.ts';
import { capitalise, sayCountry, sayDay } from './words.ts';

export function recordDocument(notice: Notice, language: Language): NoticeDocument {
  const scope = scopeOf(notice, language);
  const { phrases } = scope;
  const sections = [
    controllerPart(scope),
    purposesPart(scope),
    peoplePart(scope),
    recipientsPart(scope),
    transfersPart(scope),
    limitsPart(scope),
    measuresPart(scope),
  ].filter((part) => part !== undefined);
  return {
    kind: 'record',
    register: notice.register,
    language,
    languages: notice.languages,
    title: scope.say(notice.title),
    kicker: phrases.kicker.record,
    dates: [notice.controller.name, ...datesOf(scope), phrases.record.lead],
    updated: notice.updated,
    contents: phrases.page.contents,
    sections,
  };
}

function controllerPart(scope: Scope): Section | undefined {
  const { controller } = scope.notice;
  const words = scope.phrases.controller;
  const { officer, representative } = controller;
  const officerRows =
    officer.is === 'appointed'
      ? contactRows(scope, officer.contact, words.officer)
      : [
          fact(words.officer, words.noOfficer, scope.say(officer.because)),
          fact(words.noOfficerAssessed, officer.assessed && sayDay(officer.assessed, scope.language)),
        ];
  return section('controller', scope.phrases.record.a, [
    facts([
      ...contactRows(scope, controller, words.controller),
      fact(words.businessId, controller.businessId),
      fact(words.group, ...controller.group.map((company) => company.name)),
      fact(words.joint, ...controller.joint.map((joint) => `${joint.name}: ${scope.say(joint.part)}`)),
    ]),
    facts(contactRows(scope, controller.contact, words.contact)),
    facts(representative === undefined ? [] : contactRows(scope, representative, words.representative)),
    facts(officerRows),
  ]);
}

function purposesPart(scope: Scope): Section | undefined {
  const { notice, phrases } = scope;
  const words = phrases.record;
  const rows = notice.purposes.map((purpose): readonly Line[] => {
    const kinds = concernedBy(notice, purpose.key);
    return [
      [scope.say(purpose.title)],
      [purpose.bases.map((basis) => basisWords(scope, basis)).join('; ')],
      [kindWords(scope, kinds)],
    ];
  });
  const ofEveryRegister = IMPLICIT_PURPOSES.map((purpose): readonly Line[] => [
    [scope.say(purpose.title)],
    [capitalise(phrases.bases[purpose.basis])],
    [words.everyKind],
  ]);
  return section('purposes', words.b, [
    {
      is: 'table',
      caption: '',
      head: [words.purpose, words.basis, words.peopleKinds],
      rows: [...rows, ...ofEveryRegister],
    },
  ]);
}

function peoplePart(scope: Scope): Section | undefined {
  const { notice, phrases } = scope;
  const words = phrases.record;
  const rows = notice.categories.map((category): readonly Line[] => {
    const kinds = notice.people.filter(
      (kind) => category.people.length === 0 || category.people.includes(kind.key),
    );
    return [
      [scope.say(category.title)],
      [category.items.map((item) => itemWords(scope, item.key)).join(', ')],
      [kindWords(scope, kinds)],
    ];
  });
  return section('data', words.c, [
    facts([fact(words.peopleKinds, ...notice.people.map((kind) => scope.say(kind.title)))]),
    {
      is: 'table',
      caption: '',
      head: [words.category, phrases.data.items, words.peopleKinds],
      rows,
    },
  ]);
}

function kindWords(scope: Scope, kinds: readonly PersonKind[]): string {
  const isEvery = kinds.length > 1 && kinds.length === scope.notice.people.length;
  return isEvery ? scope.phrases.record.everyKind : kinds.map((kind) => scope.say(kind.title)).join(', ');
}

/** Special categories are marked, since the record must show them. */
function itemWords(scope: Scope, key: string): string {
  const special = scope.notice.items.find((item) => item.key === key)?.special;
  const title = scope.title('item', key);
  return special === undefined ? title : `${title} (${scope.phrases.specials[special]})`;
}

function recipientsPart(scope: Scope): Section | undefined {
  const { notice, phrases } = scope;
  const words = phrases.recipients;
  if (notice.recipients.length === 0) return section('recipients', phrases.record.d, [text(words.none)]);
  const rows = notice.recipients.map((recipient): readonly Line[] => [
    [scope.say(recipient.title)],
    [capitalise(phrases.kinds[recipient.kind])],
    recipient.allData ? [words.allData] : joined(recipient.data.map((key) => plain(scope, key))),
  ]);
  const table = {
    is: 'table' as const,
    caption: '',
    head: [phrases.recipients.title, words.role, words.data],
    rows,
  };
  return section('recipients', phrases.record.d, [table]);
}

const plain = (scope: Scope, key: string): string => {
  const data = scope.data(key);
  return typeof data === 'string' ? data : data.text;
};

function transfersPart(scope: Scope): Section | undefined {
  const { notice, phrases, language } = scope;
  const words = phrases.transfers;
  if (notice.transfers.length === 0) {
    return section('transfers', phrases.record.e, [text(scope.say(notice.transfersText) || words.none)]);
  }
  const rows = notice.transfers.map((transfer): readonly Line[] => [
    [scope.say(transfer.title)],
    [transfer.countries.map((code) => sayCountry(code, language, phrases)).join(', ')],
    [mechanismWords(scope, transfer)],
  ]);
  const table = {
    is: 'table' as const,
    caption: '',
    head: [words.title, words.countries, words.mechanism],
    rows,
  };
  return section('transfers', phrases.record.e, [table]);
}

function limitsPart(scope: Scope): Section | undefined {
  const { notice, phrases } = scope;
  const words = phrases.record;
  const rows = notice.categories.map((category): readonly Line[] => [
    [scope.say(category.title)],
    [limitWords(scope, category.key)],
  ]);
  return section('limits', words.f, [
    { is: 'table', caption: '', head: [words.category, words.limit], rows },
    facts([
      factBeside(
        phrases.retention.holds,
        notice.holds.map((hold) => scope.say(hold.title)),
      ),
    ]),
  ]);
}

/** The category's plan and those its items, purposes and kinds of person have instead. */
function limitWords(scope: Scope, key: string): string {
  const { notice } = scope;
  const category = notice.categories.find((one) => one.key === key);
  if (category === undefined) return '';
  const items = new Set(category.items.map((item) => item.key));
  const purposes = new Set(category.purposes.map((purpose) => purpose.key));
  const plans = [
    category.keep,
    ...notice.items.filter((item) => items.has(item.key)).map((item) => item.keep),
    ...notice.purposes.filter((purpose) => purposes.has(purpose.key)).map((purpose) => purpose.keep),
    ...notice.people.filter((kind) => category.people.includes(kind.key)).map((kind) => kind.keep),
  ].filter((plan) => plan !== null && plan !== undefined);
  const sentences = [...new Set(plans)].map(
    (plan) => `${scope.title('plan', plan)}: ${planSentence(scope, plan)}`,
  );
  return sentences.join(' ');
}

function measuresPart(scope: Scope): Section | undefined {
  const { notice, phrases } = scope;
  const words = phrases.protection;
  const parts = notice.protection.map((protection) =>
    section(
      `protection-${protection.key}`,
      scope.say(protection.title) || words[protection.kind],
      protectionBlocks(scope, protection),
    ),
  );
  return section('measures', phrases.record.g, [text(words.named), text(words.looks)], parts);
}
