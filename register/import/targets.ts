// What a column may hold: a part of an item, or a person's answer to a purpose. `--map "Column=TARGET"` is written in these words.
import type { Channel } from '../../compiler/model/purposes.ts';
import type { Key } from '../../compiler/model/text.ts';
import { ProblemError } from '../../platform/problems.ts';

export type Part = 'value' | 'family' | 'given' | 'full' | 'street' | 'postal-code' | 'town' | 'country';

/** A bare yes in a table is enough for what closes; a consent needs its proof beside it (Art. 7(1)). */
export type AnswerKind = 'ban' | 'objection' | 'withdrawal' | 'consent';

export type AnswerPart = 'value' | 'time' | ProofPart;

/** The text shown, where and in which language it was answered, and what shows it: a form, a recording. */
type ProofPart = 'wording' | 'channel' | 'language' | 'proof';

export interface ItemTarget {
  readonly is: 'item';
  readonly item: Key;
  readonly part: Part;
}

export interface AnswerTarget {
  readonly is: 'answer';
  readonly kind: AnswerKind;
  /** Null: every purpose the kind concerns. */
  readonly purpose: Key | null;
  readonly channel: Channel | null;
  readonly part: AnswerPart;
}

/** The organisation the person's part is in, and the days of that part. Its position is the item `title`. */
export interface OrganisationTarget {
  readonly is: 'organisation';
  readonly part: 'name' | 'business-id' | 'kind';
}

export interface RelationshipTarget {
  readonly is: 'relationship';
  readonly part: 'started' | 'ended';
}

export type ColumnTarget = ItemTarget | AnswerTarget | OrganisationTarget | RelationshipTarget;

export const PARTS: Readonly<Record<Key, readonly Part[]>> = {
  name: ['family', 'given', 'full'],
  'postal-address': ['street', 'postal-code', 'town', 'country'],
};

const CHANNELS: readonly Channel[] = ['email', 'sms', 'phone', 'post', 'web', 'app', 'in-person'];
const CLOSING_PARTS: readonly AnswerPart[] = ['value', 'time'];
const CONSENT_PARTS: readonly AnswerPart[] = [...CLOSING_PARTS, 'wording', 'channel', 'language', 'proof'];

const ANSWER = /^(ban|objection|withdrawal|consent)(?::([^@.]*))?(?:@([^.]*))?(?:\.(.*))?$/;

/** The target in the words of `--map`; two columns of a table never have the same. */
export function writeTarget(target: ColumnTarget): string {
  const part = target.part === 'value' ? '' : `.${target.part}`;
  switch (target.is) {
    case 'item':
      return `${target.item}${part}`;
    case 'answer':
      return `${writeAnswer(target)}${part}`;
    default:
      return `${target.is}${part}`;
  }
}

export function writeAnswer({ kind, purpose, channel }: AnswerTarget): string {
  return `${kind}${purpose === null ? '' : `:${purpose}`}${channel === null ? '' : `@${channel}`}`;
}

/** Throws ProblemError that names the column and the words it may be mapped to. */
export function parseTarget(
  text: string,
  column: string,
  items: readonly { readonly key: Key }[],
): ColumnTarget {
  const [item = '', part] = text.split('.');
  if (items.some(({ key }) => key === item)) return parseItem(item, part, column);
  return parseTie(text, column) ?? parseAnswer(text, column) ?? refuse(notInNotice(column, item));
}

function parseItem(item: Key, part: string | undefined, column: string): ItemTarget {
  const parts = PARTS[item];
  if (!parts)
    return part === undefined ? { is: 'item', item, part: 'value' } : refuse(wrongPart(column, item, []));
  const found = parts.find((each) => each === part);
  return found ? { is: 'item', item, part: found } : refuse(wrongPart(column, item, parts));
}

const TIES: Readonly<Record<string, OrganisationTarget | RelationshipTarget>> = {
  'organisation.name': { is: 'organisation', part: 'name' },
  'organisation.business-id': { is: 'organisation', part: 'business-id' },
  'organisation.kind': { is: 'organisation', part: 'kind' },
  'relationship.started': { is: 'relationship', part: 'started' },
  'relationship.ended': { is: 'relationship', part: 'ended' },
};

function parseTie(text: string, column: string): OrganisationTarget | RelationshipTarget | null {
  if (!/^(?:organisation|relationship)(?:\.|$)/.test(text)) return null;
  return TIES[text] ?? refuse(wrong(`Column “${column}”: write one of ${Object.keys(TIES).join(', ')}.`));
}

function parseAnswer(text: string, column: string): AnswerTarget | null {
  const [whole, kind, purpose, channel, part] = ANSWER.exec(text) ?? [];
  if (whole === undefined) return null;
  const reached = CHANNELS.find((each) => each === channel) ?? null;
  if (channel !== undefined && reached === null) {
    refuse(wrong(`Column “${column}”: there is no channel “${channel}”. Channels: ${CHANNELS.join(', ')}.`));
  }
  const parts = kind === 'consent' ? CONSENT_PARTS : CLOSING_PARTS;
  const chosen = parts.find((each) => each === (part ?? 'value'));
  if (!chosen) throw wrong(`Column “${column}”: the parts of ${kind}:PURPOSE are ${parts.join(', ')}.`);
  return {
    is: 'answer',
    kind: kind as AnswerKind,
    purpose: purpose || null,
    channel: reached,
    part: chosen,
  };
}

export function notInNotice(column: string, item?: string): ProblemError {
  const what =
    item === undefined
      ? 'is not an item of the notice in force'
      : `is mapped to “${item}”, which the notice does not list`;
  return new ProblemError(
    'item-not-in-notice',
    `Column “${column}” ${what}, so it cannot be stored. Leave it out with --map "${column}=", or map it to an item: --map "${column}=ITEM".`,
  );
}

function wrongPart(column: string, item: Key, parts: readonly Part[]): ProblemError {
  const mend = parts.length
    ? `Write one of ${parts.map((part) => `${item}.${part}`).join(', ')}.`
    : `Write ${item} alone.`;
  return wrong(`Column “${column}”: ${item} has no such part. ${mend}`);
}

const wrong = (detail: string) => new ProblemError('import-mapping-wrong', detail);

function refuse(problem: ProblemError): never {
  throw problem;
}
