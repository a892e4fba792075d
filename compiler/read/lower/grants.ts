// Recipients, transfers, agreements, roles, publication and the site from their spelling (language.md h, i, k, l).
import type { Agreement, Publication, Recipient, Role, SiteItem, Transfer } from '../../model/grants.ts';
import type { Key, Place } from '../../model/text.ts';
import type {
  AgreementInput,
  PublicationInput,
  RecipientInput,
  RoleInput,
  SiteItemInput,
  TransferInput,
} from '../surface/grants.ts';
import { path } from './anchors.ts';
import { optionalCondition } from './conditions.ts';
import { type Context, defined, list, optionalTexts, texts } from './context.ts';
import { form, needs } from './people.ts';
import { rule } from './rules.ts';

function recipientKind(context: Context, input: RecipientInput, at: Place): Recipient['kind'] {
  if (input.kind !== undefined) return input.kind;
  if (input.register !== undefined) return 'register';
  if (input.party !== undefined) return 'row-party';
  context.tell({
    code: 'missing-key',
    place: [...at, 'kind'],
    message: `\`kind\` is missing from \`${at.join('.')}\`.`,
    hint: 'Say what the recipient is: processor, controller, authority, group …; the duties differ (Art. 28).',
  });
  return 'controller';
}

export function recipient(context: Context, key: Key, input: RecipientInput, at: Place): Recipient {
  const { party } = input;
  return defined({
    key,
    title: texts(context, input.title, [...at, 'title']),
    text: optionalTexts(context, input.text, [...at, 'text']),
    kind: recipientKind(context, input, at),
    party:
      party === undefined
        ? undefined
        : { path: path(context, party.of, [...at, 'party', 'of']), as: party.as },
    register: input.register,
    data: input.data === 'all' ? [] : list(input.data),
    allData: input.data === 'all',
    purposes: list(input.for),
    form: form(input.form),
    condition: optionalCondition(context, input.if, [...at, 'if']),
    from: input.from,
    to: input.to,
    needs: needs(context, input.needs, [...at, 'needs']),
    tells: list(input.tells),
    transfer: input.transfer,
    may: input.may ?? false,
    at,
  });
}

export function transfer(context: Context, key: Key, input: TransferInput, at: Place): Transfer {
  return defined({
    key,
    title: texts(context, input.title, [...at, 'title']),
    text: optionalTexts(context, input.text, [...at, 'text']),
    countries: list(input.countries),
    mechanism: input.mechanism ?? null,
    derogation: input.derogation,
    copy: optionalTexts(context, input.copy, [...at, 'copy']),
    onlyIf: optionalTexts(context, input['only-if'], [...at, 'only-if']),
    at,
  });
}

export function agreement(context: Context, key: Key, input: AgreementInput, at: Place): Agreement {
  return defined({
    key,
    title: texts(context, input.title, [...at, 'title']),
    text: optionalTexts(context, input.text, [...at, 'text']),
    covers: list(input.covers),
    at,
  });
}

function copies(context: Context, input: RoleInput['copies'], at: Place): Role['copies'] {
  if (input === undefined) return undefined;
  return defined({
    form: input.form,
    atMost: input['at-most'],
    holder: texts(context, input.holder, [...at, 'holder']),
    while: optionalCondition(context, input.while, [...at, 'while']),
    then: input.then,
  });
}

function reach(context: Context, input: RoleInput['reach'], at: Place): Role['reach'] {
  if (input === undefined) return 'all';
  return typeof input === 'string' ? input : { path: path(context, input.path, [...at, 'path']) };
}

export function role(context: Context, key: Key, input: RoleInput, at: Place): Role {
  return defined({
    key,
    title: texts(context, input.title, [...at, 'title']),
    text: optionalTexts(context, input.text, [...at, 'text']),
    purposes: list(input.for),
    verbs: input.verbs === undefined ? (['read', 'add', 'change'] as const) : list(input.verbs),
    data: list(input.data),
    reach: reach(context, input.reach, [...at, 'reach']),
    needs: needs(context, input.needs, [...at, 'needs']),
    copies: copies(context, input.copies, [...at, 'copies']),
    at,
  });
}

export function publication(context: Context, key: Key, input: PublicationInput, at: Place): Publication {
  return defined({
    key,
    title: texts(context, input.title, [...at, 'title']),
    place: texts(context, input.place, [...at, 'place']),
    items: list(input.items),
    ground:
      'yes' in input.needs
        ? { is: 'yes' as const, to: input.needs.yes }
        : { is: 'law' as const, text: texts(context, input.needs.law, [...at, 'needs', 'law']) },
    ends: input.ends === undefined ? null : (rule(context, input.ends, [...at, 'ends']) ?? null),
    takenDownWithin: input['taken-down'],
    masked: list(input.masked),
    stays: optionalTexts(context, input.stays, [...at, 'stays']),
    at,
  });
}

export function siteItem(context: Context, key: Key, input: SiteItemInput, at: Place): SiteItem {
  const joins = input['joins-person'];
  const joined = typeof joins === 'object' && 'if' in joins ? joins.if : joins;
  return defined({
    key,
    title: texts(context, input.title, [...at, 'title']),
    text: optionalTexts(context, input.text, [...at, 'text']),
    kind: input.kind,
    party: input.party,
    provider: input.provider,
    for: input.for,
    lives: input.lives,
    items: list(input.items),
    joinsPerson: optionalCondition(context, joined as Parameters<typeof optionalCondition>[1], [
      ...at,
      'joins-person',
    ]),
    switch: input.switch,
    at,
  });
}
