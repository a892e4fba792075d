// Kinds of person and purposes from their spelling.
import type { GrantForm, Need } from '../../model/grants.ts';
import type { PersonKind, Requirement } from '../../model/people.ts';
import type { Basis, BasisKind, Purpose } from '../../model/purposes.ts';
import type { Key, Place } from '../../model/text.ts';
import {
  BASES,
  type BasisInput,
  type NeedInput,
  type PersonInput,
  type PurposeInput,
  type RequirementInput,
} from '../surface/people.ts';
import { optionalCondition } from './conditions.ts';
import { type Context, defined, entries, list, optionalTexts, texts } from './context.ts';
import { optionalKeep } from './plans.ts';

const LEVELS = ['mandatory', 'optional', 'never'] as const;

function requirement(
  context: Context,
  item: Key,
  input: RequirementInput,
  at: Place,
): Requirement | undefined {
  if (typeof input === 'string') return { item, level: input, at };
  const [level, ...others] = LEVELS.filter((candidate) => input[candidate] !== undefined);
  const terms = level === undefined ? undefined : input[level];
  if (level === undefined || terms === undefined || others.length > 0) {
    context.tell({
      code: 'bad-value',
      place: at,
      message: `The requirement of \`${item}\` is not one of mandatory, optional and never.`,
      hint: 'Write `mandatory`, or { mandatory: { if: …, else: … } }.',
    });
    return undefined;
  }
  const here = [...at, level];
  return defined({
    item,
    level,
    condition: optionalCondition(context, terms.if, [...here, 'if']),
    else: optionalTexts(context, terms.else, [...here, 'else']),
    proof: terms.proof,
    groundEnds: terms['ground-ends'],
    at,
  });
}

/** The requirements of a kind of person or record, in the order of the file. */
export function requirements(
  context: Context,
  section: Readonly<Record<Key, RequirementInput>>,
  at: Place,
): readonly Requirement[] {
  return entries(context, at, section).flatMap(
    (each) => requirement(context, each.key, each.entry, each.at) ?? [],
  );
}

export function personKind(context: Context, key: Key, input: PersonInput, at: Place): PersonKind {
  return defined({
    key,
    title: texts(context, input.title, [...at, 'title']),
    text: optionalTexts(context, input.text, [...at, 'text']),
    opens: list(input.opens),
    afterEnd: list(input['after-end']),
    identified: input.identified ?? true,
    with: input.with ?? 'nothing',
    keep: optionalKeep(context, input.keep, key, [...at, 'keep']),
    requirements: input.items === undefined ? null : requirements(context, input.items, [...at, 'items']),
    oneOf: input['one-of'] ?? [],
    links: entries(context, [...at, 'links'], input.links).map(({ key: link, entry, at: here }) =>
      typeof entry === 'string'
        ? { key: link, kind: entry, mandatory: true, at: here }
        : { key: link, kind: entry.kind, mandatory: entry.mandatory ?? true, at: here },
    ),
    sources: input.from === undefined ? null : list(input.from),
    at,
  });
}

function basis(context: Context, input: BasisInput, at: Place): Basis | undefined {
  if (typeof input === 'string') return { kind: input, at };
  const said = BASES.filter((candidate) => input[candidate] !== undefined);
  const [kind] = said;
  if (kind === undefined || said.length > 1) {
    context.tell({
      code: 'bad-value',
      place: at,
      message:
        kind === undefined
          ? 'This basis names none of Art. 6(1).'
          : `\`${said.join('` and `')}\` are two bases in one.`,
      hint: `Write one of ${BASES.join(', ')}; several are a list, the main one first.`,
    });
    return undefined;
  }
  return defined({
    kind,
    text: optionalTexts(context, input[kind], [...at, kind]),
    balancing: optionalTexts(context, input.balancing, [...at, 'balancing']),
    verbs: input.verbs === undefined ? undefined : list(input.verbs),
    at,
  });
}

function bases(context: Context, input: PurposeInput['basis'], at: Place): readonly Basis[] {
  // A purpose without a basis is kept, so that the checker tells that and not the loss of the purpose.
  if (input === undefined) return [];
  if (!Array.isArray(input)) return list(basis(context, input, at));
  return input.flatMap((each, index) => basis(context, each, [...at, index]) ?? []);
}

export function needs(
  context: Context,
  input: NeedInput | readonly NeedInput[] | undefined,
  at: Place,
): Need[] {
  return list(input).flatMap((need, index) => {
    const here = Array.isArray(input) ? [...at, index] : at;
    if (typeof need === 'string') return [{ is: need, at: here }];
    const lowered: Need[] = [];
    if (need.agreement !== undefined) lowered.push({ is: 'agreement', key: need.agreement, at: here });
    if (need.told !== undefined) lowered.push({ is: 'told', before: need.told, at: here });
    if (lowered.length === 0)
      context.tell({
        code: 'bad-value',
        place: here,
        message: 'This need says nothing.',
        hint: 'Write { agreement: KEY } or { told: P1M }.',
      });
    return lowered;
  });
}

export function form(input: 'full' | 'aggregate' | { readonly derived: Key } | undefined): GrantForm {
  if (input === undefined) return { is: 'full' };
  return typeof input === 'string' ? { is: input } : { is: 'derived', item: input.derived };
}

/** Art. 21: against marketing always, on personal grounds against a legitimate interest or a public task. */
function objectionFrom(kinds: readonly BasisKind[], directMarketing: boolean): Purpose['objection'] {
  if (directMarketing) return 'always';
  return kinds.includes('legitimate-interest') || kinds.includes('public-task')
    ? 'on-personal-grounds'
    : 'none';
}

function openFrom(main: BasisKind | undefined, opened: boolean): Purpose['open'] {
  if (main === 'consent') return 'consent';
  return opened ? 'relationship' : 'default';
}

/** `opened`: whether some kind of person names the purpose in `opens` or `after-end`. */
export function purpose(
  context: Context,
  key: Key,
  input: PurposeInput,
  place: { at: Place; opened: boolean },
): Purpose {
  const { at, opened } = place;
  const lowered = bases(context, input.basis, [...at, 'basis']);
  const directMarketing = input['direct-marketing'] ?? false;
  return defined({
    key,
    title: texts(context, input.title, [...at, 'title']),
    text: optionalTexts(context, input.text, [...at, 'text']),
    bases: lowered,
    open: input.open ?? openFrom(lowered[0]?.kind, opened),
    channel: input.channel,
    directMarketing,
    profiling: input.profiling ?? false,
    minimumAge: input['minimum-age'],
    guardianBelow: input['guardian-below'],
    objection:
      input.objection ??
      objectionFrom(
        lowered.map((each) => each.kind),
        directMarketing,
      ),
    succeeds: input.succeeds,
    keep: optionalKeep(context, input.keep, key, [...at, 'keep']),
    audience: input.audience ?? 'all',
    withdraw: optionalTexts(context, input.withdraw, [...at, 'withdraw']),
    consentLasts: input['consent-lasts'],
    wording: optionalTexts(context, input.wording, [...at, 'wording']),
    condition: optionalCondition(context, input.if, [...at, 'if']),
    from: input.from,
    to: input.to,
    form: input.form === undefined ? undefined : form(input.form),
    needs: needs(context, input.needs, [...at, 'needs']),
    inMemory: input['in-memory'] ?? false,
    dpv: input.dpv,
    at,
  });
}
