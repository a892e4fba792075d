// Every place where a notice names something defined elsewhere. The same list finds words that lead nowhere and definitions
// that nothing leads to.
import type { SourceUse } from '../model/data.ts';
import type { Need } from '../model/grants.ts';
import type { Notice } from '../model/notice.ts';
import type { Requirement } from '../model/people.ts';
import type { Key, Place } from '../model/text.ts';
import type { Mention, Section } from './mention.ts';
import { algebraMentions } from './mentions-algebra.ts';

function* each(section: Section, keys: readonly Key[], place: Place): Generator<Mention> {
  for (const [position, key] of keys.entries()) yield { section, key, place: [...place, position] };
}

function* one(section: Section, key: Key | undefined | null, place: Place): Generator<Mention> {
  if (key !== undefined && key !== null) yield { section, key, place };
}

function* sourceUses(uses: readonly SourceUse[] | null): Generator<Mention> {
  for (const use of uses ?? []) {
    yield { section: 'source', key: use.key, place: use.at };
    yield* each('purpose', use.narrows, [...use.at, 'narrows']);
  }
}

function* needs(list: readonly Need[]): Generator<Mention> {
  for (const need of list)
    if (need.is === 'agreement')
      yield { section: 'agreement', key: need.key, place: [...need.at, 'agreement'] };
}

function* dataMentions(notice: Notice): Generator<Mention> {
  for (const category of notice.categories) {
    for (const item of category.items) yield { section: 'item', key: item.key, place: item.at };
    for (const purpose of category.purposes)
      yield { section: 'purpose', key: purpose.key, place: purpose.at };
    yield* sourceUses(category.sources);
    yield* one('rule', category.keep, [...category.at, 'keep']);
    yield* one('system', category.system, [...category.at, 'system']);
    yield* each('kind', category.people, [...category.at, 'of']);
  }
  for (const item of notice.items) {
    yield* one('rule', item.keep, [...item.at, 'keep']);
    yield* each('purpose', item.purposes ?? [], [...item.at, 'for']);
    yield* sourceUses(item.sources);
    yield* one('item', item.partOf, [...item.at, 'part-of']);
    yield* requirementMentions(item.requirements ?? []);
    for (const [position, group] of (item.oneOf ?? []).entries())
      yield* each('item', group, [...item.at, 'one-of', position]);
  }
}

function* requirementMentions(requirements: readonly Requirement[]): Generator<Mention> {
  for (const requirement of requirements)
    yield {
      section: requirement.level === 'never' ? 'forbidden' : 'item',
      key: requirement.item,
      place: requirement.at,
      of: 'key',
    };
}

function* peopleMentions(notice: Notice): Generator<Mention> {
  for (const kind of notice.people) {
    yield* each('purpose', kind.opens, [...kind.at, 'opens']);
    yield* each('purpose', kind.afterEnd, [...kind.at, 'after-end']);
    yield* one('rule', kind.keep, [...kind.at, 'keep']);
    yield* each('source', kind.sources ?? [], [...kind.at, 'from']);
    yield* requirementMentions(kind.requirements ?? []);
    for (const [position, group] of kind.oneOf.entries())
      yield* each('item', group, [...kind.at, 'one-of', position]);
    for (const link of kind.links) yield { section: 'kind', key: link.kind, place: link.at };
  }
}

function* purposeMentions(notice: Notice): Generator<Mention> {
  for (const purpose of notice.purposes) {
    yield* one('rule', purpose.keep, [...purpose.at, 'keep']);
    yield* needs(purpose.needs);
    if (purpose.form?.is === 'derived') yield* one('item', purpose.form.item, [...purpose.at, 'form']);
  }
}

function* grantMentions(notice: Notice): Generator<Mention> {
  for (const recipient of notice.recipients) {
    yield* each('data', recipient.data, [...recipient.at, 'data']);
    yield* each('purpose', recipient.purposes, [...recipient.at, 'for']);
    yield* needs(recipient.needs);
    yield* each('told', recipient.tells, [...recipient.at, 'tells']);
    yield* one('transfer', recipient.transfer, [...recipient.at, 'transfer']);
    yield* each('path', recipient.party?.path ?? [], [...recipient.at, 'party', 'of']);
    if (recipient.form.is === 'derived') yield* one('item', recipient.form.item, [...recipient.at, 'form']);
  }
  for (const role of notice.roles) {
    yield* each('purpose', role.purposes, [...role.at, 'for']);
    yield* each('data', role.data, [...role.at, 'data']);
    if (typeof role.reach === 'object') yield* each('path', role.reach.path, [...role.at, 'reach', 'path']);
    yield* needs(role.needs);
  }
  for (const publication of notice.publications) {
    yield* each('item', publication.items, [...publication.at, 'items']);
    yield* each('item', publication.masked, [...publication.at, 'masked']);
    if (publication.ground.is === 'yes')
      yield { section: 'answer', key: publication.ground.to, place: [...publication.at, 'needs'] };
  }
}

function* rightMentions(notice: Notice): Generator<Mention> {
  for (const right of notice.rights) {
    for (const [position, by] of right.by.entries())
      yield { section: 'party', key: by.who, place: [...right.at, 'by', position] };
    for (const [position, step] of right.steps.entries())
      yield* one('party', step.by, [...right.at, 'steps', position, 'by']);
    if (right.scope !== 'all') {
      yield* each('purpose', right.scope.purposes, [...right.at, 'scope', 'purposes']);
      yield* each('data', right.scope.items, [...right.at, 'scope', 'items']);
    }
    for (const exception of right.exceptions)
      yield* each('data', exception.items, [...exception.at, 'items']);
    for (const [position, done] of right.does.entries())
      yield* each('data', done.items, [...right.at, 'does', position, 'items']);
    yield* each('told', right.tells, [...right.at, 'tells']);
  }
}

function* siteMentions(notice: Notice): Generator<Mention> {
  for (const site of notice.site) {
    if (site.for !== 'necessary') yield { section: 'purpose', key: site.for, place: [...site.at, 'for'] };
    yield* each('item', site.items, [...site.at, 'items']);
  }
  yield* one('rule', notice.access.keep, [...notice.access.at, 'keep']);
}

export function* mentions(notice: Notice): Generator<Mention> {
  yield* dataMentions(notice);
  yield* peopleMentions(notice);
  yield* purposeMentions(notice);
  yield* grantMentions(notice);
  yield* rightMentions(notice);
  yield* siteMentions(notice);
  yield* algebraMentions(notice);
}
