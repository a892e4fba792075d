// The page of every word (docs/notice-language/words.md), made from the published schema and the built-in catalogues, so that it
// lists what the reader knows and nothing else.
import { BUILT_IN_EVENTS } from '../language/events.ts';
import { BUILT_IN_ITEMS } from '../language/items.ts';
import { LAWS } from '../language/laws.ts';
import { makeNoticeSchema } from './json-schema.ts';

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | false;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** Schemas with a name of their own are explained once, and named elsewhere. */
const NAMED = [
  'Texts',
  'Contact',
  'Key',
  'Day',
  'Duration',
  'ClockDuration',
  'YearDay',
  'Language',
  'Steps',
  'Anchor',
  'Rule',
  'Keep',
  'Condition',
  'Outcome',
  'Form',
  'Needs',
  'Right',
  'Item',
  'Plan',
];
const EXPLAINED = ['Item', 'Plan', 'Condition', 'Outcome', 'Right'];

function nameOf(schema: Schema): string | undefined {
  return schema.$ref?.split('/').at(-1);
}

/** What may stand there, in a few words. */
function kindOf(schema: Schema, defs: Readonly<Record<string, Schema>>): string {
  const name = nameOf(schema);
  if (name !== undefined) return NAMED.includes(name) ? name.toLowerCase() : kindOf(defs[name] ?? {}, defs);
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.anyOf !== undefined)
    return [...new Set(schema.anyOf.map((option) => kindOf(option, defs)))].join(' or ');
  if (schema.type === 'array') return `list of ${kindOf(schema.items ?? {}, defs)}`;
  if (schema.type === 'object') return 'section';
  return schema.type === 'string' ? 'text' : (schema.type ?? 'anything');
}

function resolve(schema: Schema, defs: Readonly<Record<string, Schema>>): Schema[] {
  const name = nameOf(schema);
  if (name !== undefined) return NAMED.includes(name) ? [] : resolve(defs[name] ?? {}, defs);
  return schema.anyOf === undefined ? [schema] : schema.anyOf.flatMap((option) => resolve(option, defs));
}

function isNamed(schema: Schema): boolean {
  const name = nameOf(schema);
  return name !== undefined && NAMED.includes(name);
}

/** Cases and stages hold the words of a rule again; these are listed once, where the rule stands. */
function isNews(schema: Schema, word: string, path: string): boolean {
  const isRule = schema.properties?.['later-of'] !== undefined;
  return !isRule || path === '' || ['if', 'otherwise', 'items'].includes(word);
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Rows of an object's words, and of the objects inside it, with the path before them. */
function rows(schema: Schema, defs: Readonly<Record<string, Schema>>, path: string, depth: number): string[] {
  if (depth > 3) return [];
  return resolve(schema, defs).flatMap((option) => {
    const words = Object.entries(option.properties ?? {}).filter(([word]) => isNews(option, word, path));
    const own = words.flatMap(([word, inner]) => {
      const must = option.required?.includes(word) ? ' **must**' : '';
      const explanation =
        inner.description ?? (nameOf(inner) ? (defs[nameOf(inner) ?? '']?.description ?? '') : '');
      const row = `| \`${path}${word}\`${must} | ${cell(kindOf(inner, defs))} | ${cell(explanation)} |`;
      return [row, ...(isNamed(inner) ? [] : rows(inner, defs, `${path}${word}.`, depth + 1))];
    });
    const entry = option.additionalProperties;
    const entries = entry && !isNamed(entry) ? rows(entry, defs, `${path}KEY.`, depth + 1) : [];
    const listed = option.items && !isNamed(option.items) ? rows(option.items, defs, path, depth) : [];
    return [...own, ...entries, ...listed];
  });
}

const HEADER = ['| word | what stands there | meaning |', '|---|---|---|'];

function sections(schema: Schema, defs: Readonly<Record<string, Schema>>): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([word, inner]) => {
    const must = schema.required?.includes(word) ? ' (must)' : '';
    const table = isNamed(inner) ? [] : [...new Set(rows(inner, defs, '', 0))];
    const own = [`## \`${word}\`${must}`, '', inner.description ?? '', ''];
    return table.length === 0 ? own : [...own, ...HEADER, ...table, ''];
  });
}

function builtIn(): string[] {
  const items = BUILT_IN_ITEMS.map(
    ({ key, title, type, origin }) => `| \`${key}\` | ${cell(title.en)} | ${type} | ${origin} |`,
  );
  const events = BUILT_IN_EVENTS.map(
    ({ key, title, owner, by, ahead }) =>
      `| \`${key}\` | ${cell(title?.en ?? '')} | ${owner} | ${by.join(', ')}${ahead ? '; may lie ahead' : ''} |`,
  );
  const laws = [...new Set(LAWS.map(({ key }) => key))].map((key) => `- \`${key}\``);
  return [
    '## Built-in items',
    '',
    '| item | title | type | origin |',
    '|---|---|---|---|',
    ...items,
    '',
    '## Built-in events',
    '',
    '| event | title | of | reported by |',
    '|---|---|---|---|',
    ...events,
    '',
    '## Periods of law',
    '',
    ...laws,
    '',
  ];
}

export function makeWordsPage(): string {
  const schema = JSON.parse(makeNoticeSchema()) as Schema;
  const defs = schema.$defs ?? {};
  const shared = EXPLAINED.flatMap((name) => {
    const definition = defs[name];
    if (definition === undefined) return [];
    return [
      `## ${name}`,
      '',
      definition.description ?? '',
      '',
      ...HEADER,
      ...new Set(rows(definition, defs, '', 2)),
      '',
    ];
  });
  const lines = [
    '# Every word of the notice language',
    '',
    'Made from the published schema with `npm run generate`; the meaning of the constructs is in [notice-language.md](../notice-language.md).',
    '`KEY` is a word of your choosing; **must** marks what may not be left out.',
    '',
    ...sections(schema, defs),
    ...shared,
    ...builtIn(),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}
