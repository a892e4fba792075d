// What every part of the lowering shares: the languages, the events known by name, the plans that inline rules become, and where
// problems are told. Lowering never stops at a problem; it leaves the part out and goes on.
import type { RetentionPlan } from '../../model/retention.ts';
import type { Key, Language, Place, Texts } from '../../model/text.ts';
import type { Told } from '../issues.ts';
import { KEY, type TextsInput } from '../surface/words.ts';

export interface Context {
  readonly languages: readonly Language[];
  readonly events: ReadonlySet<Key>;
  /** Plans of `retention:` and those made of inline rules, by key. */
  readonly plans: Map<Key, RetentionPlan>;
  readonly tell: (told: Told) => void;
}

type Defined<Shape> = {
  [Name in keyof Shape as undefined extends Shape[Name] ? never : Name]: Shape[Name];
} & {
  [Name in keyof Shape as undefined extends Shape[Name] ? Name : never]?: Exclude<Shape[Name], undefined>;
};

/** The object without the keys whose value is undefined: what is not said is absent, never `undefined`. */
export function defined<Shape extends object>(shape: Shape): Defined<Shape> {
  return Object.fromEntries(
    Object.entries(shape).filter(([, value]) => value !== undefined),
  ) as Defined<Shape>;
}

export function list<Value>(value: Value | readonly Value[] | undefined): readonly Value[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Value[]) : [value as Value];
}

/** Entries of a section in the order of the file, each with its place; badly written keys are told. */
export function entries<Entry>(
  context: Context,
  place: Place,
  section: Readonly<Record<string, Entry>> | undefined,
  reserved: readonly string[] = [],
): { key: Key; entry: Entry; at: Place }[] {
  return Object.entries(section ?? {})
    .filter(([key]) => !reserved.includes(key))
    .map(([key, entry]) => {
      const at = [...place, key];
      if (!KEY.test(key))
        context.tell({
          code: 'bad-key',
          place: at,
          of: 'key',
          message: `\`${key}\` is not a key: small letters, digits and single hyphens, beginning with a letter.`,
          hint: 'Write it like `customer-care`.',
        });
      return { key, entry, at };
    });
}

/** A text in each language; a plain text is one only where the register has one language. */
export function texts(context: Context, input: TextsInput, at: Place): Texts {
  if (typeof input === 'string') {
    if (context.languages.length > 1)
      context.tell({
        code: 'wrong-type',
        place: at,
        message: `\`${at.join('.')}\` is one text, and the register has ${context.languages.length} languages.`,
        hint: `Write { ${context.languages.map((language) => `${language}: …`).join(', ')} }, or { all: … } for a name that is the same in each.`,
      });
    return same(context, input);
  }
  const { all, ...own } = input;
  return defined({ ...(all === undefined ? {} : same(context, all)), ...defined(own) });
}

function same(context: Context, text: string): Texts {
  return Object.fromEntries(context.languages.map((language) => [language, text]));
}

export function optionalTexts(context: Context, input: TextsInput | undefined, at: Place): Texts | undefined {
  return input === undefined ? undefined : texts(context, input, at);
}
