// The whole notice from its spelling. The order matters in one place only: plans of `retention:` are read first, so that inline
// rules find a free name.

import { BUILT_IN_SOURCES } from '../../language/built-in.ts';
import { BUILT_IN_EVENTS } from '../../language/events.ts';
import type { AccessRules } from '../../model/conduct.ts';
import type { Notice, Titled } from '../../model/notice.ts';
import type { RetentionPlan } from '../../model/retention.ts';
import type { Key, Place } from '../../model/text.ts';
import type { Told } from '../issues.ts';
import type { RecipientInput, SiteItemInput, TransferInput } from '../surface/grants.ts';
import type { NoticeSurface } from '../surface/notice.ts';
import { type Context, defined, entries, list, optionalTexts, texts } from './context.ts';
import { authority, controller } from './controller.ts';
import { category, item, itemsInPlace, source } from './data.ts';
import { agreement, publication, recipient, role, siteItem, transfer } from './grants.ts';
import { scopedHolds } from './hold-scope.ts';
import { personKind, purpose } from './people.ts';
import { hold, optionalKeep, plan } from './plans.ts';
import { decisions, protection, rights } from './rights.ts';
import { choice, events, run, state } from './time.ts';

/** A section of entries without the words that are the section's own. */
function entriesOnly<Entry>(
  section: Readonly<Record<string, unknown>> | undefined,
  own: readonly string[],
): Record<Key, Entry> {
  return Object.fromEntries(Object.entries(section ?? {}).filter(([key]) => !own.includes(key))) as Record<
    Key,
    Entry
  >;
}

function each<Entry, Lowered>(
  context: Context,
  name: string,
  section: Readonly<Record<Key, Entry>> | undefined,
  lower: (context: Context, key: Key, entry: Entry, at: Place) => Lowered,
): readonly Lowered[] {
  return entries(context, [name], section).map(({ key, entry, at }) => lower(context, key, entry, at));
}

function titled(
  context: Context,
  key: Key,
  input: { title: Parameters<typeof texts>[1]; text?: Parameters<typeof texts>[1] | undefined },
  at: Place,
): Titled {
  return defined({
    key,
    title: texts(context, input.title, [...at, 'title']),
    text: optionalTexts(context, input.text, [...at, 'text']),
    at,
  });
}

function sourcesOf(context: Context, surface: NoticeSurface): Notice['sources'] {
  const own = each(context, 'sources', surface.sources, source);
  return [...BUILT_IN_SOURCES.filter(({ key }) => !own.some((mine) => mine.key === key)), ...own];
}

function accessOf(context: Context, input: NoticeSurface['access']): AccessRules {
  return defined({
    undertaking: input?.undertaking === 'required',
    multiFactor: input?.['multi-factor'] === 'required',
    review: input?.review,
    keep: optionalKeep(context, input?.keep, 'user-administration', ['access', 'keep']),
    at: ['access'],
  });
}

function openedPurposes(surface: NoticeSurface): ReadonlySet<Key> {
  const kinds = Object.values(surface.people ?? {});
  return new Set(kinds.flatMap((kind) => [...list(kind.opens), ...list(kind['after-end'])]));
}

function profilingOf(context: Context, input: NoticeSurface['profiling']): Notice['profiling'] {
  const at: Place = ['profiling'];
  return input === undefined
    ? undefined
    : { allowed: input.allowed, text: texts(context, input.text, [...at, 'text']), at };
}

/** Words of the sections that hold a text beside their entries. */
function sectionTexts(context: Context, surface: NoticeSurface) {
  const { recipients, transfers, retention, site, rights: said, decisions: decided } = surface;
  const recipientsWord = recipients?.none === undefined ? 'text' : 'none';
  return {
    recipientsText: optionalTexts(context, recipients?.[recipientsWord], ['recipients', recipientsWord]),
    transfersText: optionalTexts(context, transfers?.text, ['transfers', 'text']),
    retentionText: optionalTexts(context, retention?.text, ['retention', 'text']),
    siteText: optionalTexts(context, site?.text, ['site', 'text']),
    rightsText: optionalTexts(context, said?.text, ['rights', 'text']),
    decisionsText:
      typeof decided === 'object' ? optionalTexts(context, decided.text, ['decisions', 'text']) : undefined,
  };
}

function head(context: Context, surface: NoticeSurface) {
  return {
    format: 1 as const,
    register: surface.register,
    title: texts(context, surface.title, ['title']),
    summary: texts(context, surface.summary, ['summary']),
    scope: optionalTexts(context, surface.scope, ['scope']),
    drawnUp: surface['drawn-up'],
    updated: surface.updated,
    languages: context.languages,
    timeZone: surface['time-zone'] ?? 'Europe/Helsinki',
    financialYearEnds: surface['financial-year-ends'] ?? '--12-31',
    controller: controller(context, surface.controller, ['controller']),
    authority: authority(context, surface.authority),
    systems: each(context, 'systems', surface.systems, titled),
  };
}

function dataAndPeople(context: Context, surface: NoticeSurface) {
  const opened = openedPurposes(surface);
  return {
    people: each(context, 'people', surface.people, personKind),
    purposes: each(context, 'purposes', surface.purposes, (shared, key, entry, at) =>
      purpose(shared, key, entry, { at, opened: opened.has(key) }),
    ),
    items: [...each(context, 'items', surface.items, item), ...itemsInPlace(context, surface.data)],
    categories: each(context, 'data', surface.data, category),
    sources: sourcesOf(context, surface),
  };
}

function grants(context: Context, surface: NoticeSurface) {
  return {
    recipients: each(
      context,
      'recipients',
      entriesOnly<RecipientInput>(surface.recipients, ['none', 'text']),
      recipient,
    ),
    transfers: each(context, 'transfers', entriesOnly<TransferInput>(surface.transfers, ['text']), transfer),
    agreements: each(context, 'agreements', surface.agreements, agreement),
    roles: each(context, 'roles', surface.roles, role),
    publications: each(context, 'publication', surface.publication, publication),
    site: each(context, 'site', entriesOnly<SiteItemInput>(surface.site, ['text']), siteItem),
  };
}

function time(context: Context, surface: NoticeSurface) {
  return {
    events: events(context, surface.events),
    states: each(context, 'states', surface.states, state),
    choices: each(context, 'choices', surface.choices, choice),
    runs: each(context, 'runs', surface.runs, run),
    holds: each(context, 'holds', surface.holds, hold),
  };
}

function promises(context: Context, surface: NoticeSurface) {
  return {
    rights: rights(context, surface.rights),
    decisions: decisions(context, surface.decisions),
    profiling: profilingOf(context, surface.profiling),
    provision: optionalTexts(context, surface.provision, ['provision']),
    protection: each(context, 'protection', surface.protection, protection),
    access: accessOf(context, surface.access),
    changes: defined({
      tell: optionalTexts(context, surface.changes?.tell, ['changes', 'tell']),
      before: surface.changes?.before,
      at: ['changes'],
    }),
    texts: (surface.texts ?? []).map((section, index) => ({
      title: texts(context, section.title, ['texts', index, 'title']),
      text: texts(context, section.text, ['texts', index, 'text']),
      at: ['texts', index],
    })),
  };
}

function readPlans(context: Context, surface: NoticeSurface): void {
  const named = entriesOnly<Parameters<typeof plan>[2]>(surface.retention, ['text']);
  // Every name is taken before any inline rule looks for one.
  for (const key of Object.keys(named)) context.plans.set(key, placeholder(key));
  for (const { key, entry, at } of entries(context, ['retention'], named))
    context.plans.set(key, plan(context, key, entry, at));
}

function placeholder(key: Key): RetentionPlan {
  return { key, neverStored: false, stages: [], asARule: false, at: ['retention', key] };
}

export function lowerNotice(surface: NoticeSurface, tell: (told: Told) => void): Notice {
  const languages = [...new Set(surface.languages)];
  const known = [...BUILT_IN_EVENTS.map(({ key }) => key), ...Object.keys(surface.events ?? {})];
  const context: Context = { languages, events: new Set(known), plans: new Map(), tell };
  readPlans(context, surface);
  const parts = {
    ...head(context, surface),
    ...sectionTexts(context, surface),
    ...dataAndPeople(context, surface),
    ...grants(context, surface),
    ...time(context, surface),
    ...promises(context, surface),
  };
  const holds = scopedHolds(parts.holds, parts);
  return defined({ ...parts, holds, retention: [...context.plans.values()] });
}
