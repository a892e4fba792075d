// Every text in every language, each used, none forgotten in another language's words.
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { problems } from '../../platform/problems.ts';

const FOLDER = new URL('./', import.meta.url);
const WEB = fileURLToPath(new URL('../', import.meta.url));
const LANGUAGES = ['fi', 'sv', 'en'] as const;
type Language = (typeof LANGUAGES)[number];

/** Words that are the same in two languages because they are names, formats or international. */
const ALIKE = new Set([
  'Status',
  'Server',
  'Motivering',
  'Session',
  'Norm',
  'Normal',
  'Register: {title}',
  '{name}, {day}',
  'Passkey',
  'Namn',
  'Name',
  'Given',
  'Administration',
  '{count} session',
  'Person',
  'Organisation',
  '{number} person',
]);

async function readTexts(language: Language): Promise<Map<string, string>> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(`.${language}.json`));
  const areas = files.map(async (file) => {
    const texts: Record<string, string> = JSON.parse(await readFile(new URL(file, FOLDER), 'utf8'));
    return Object.entries(texts).map(([key, text]) => [`${file.split('.')[0]}.${key}`, text] as const);
  });
  return new Map((await Promise.all(areas)).flat());
}

async function readSources(): Promise<string> {
  const files = await readdir(WEB, { recursive: true });
  const sources = files.filter(
    (file) => /\.tsx?$/.test(file) && !file.startsWith('dist') && !file.includes('.test.'),
  );
  const contents = await Promise.all(sources.map((file) => readFile(`${WEB}/${file}`, 'utf8')));
  return contents.join('\n');
}

const [fi, sv, en] = await Promise.all(LANGUAGES.map(readTexts));
const all = { fi, sv, en } as Readonly<Record<Language, Map<string, string>>>;
const sources = await readSources();

/** Plural forms are asked for by their stem. */
const stemOf = (key: string) => key.replace(/_(one|other)$/, '');
const keys = [...all.fi.keys()];
const stems = new Set(keys.map(stemOf));

const KEY = '[a-z][a-z0-9-]*\\.[\\w.-]+';
/** In quotes: `'users.title'`. A name of a file has the form too, so only areas that there are count. */
const written = [...sources.matchAll(new RegExp(`['"\`](${KEY})['"\`]`, 'g'))].map(([, key = '']) => key);
/** Made of parts: `users.state.${state}`; what begins so is used. */
const begun = [...sources.matchAll(/`([a-z][a-z0-9-]*\.[\w.-]*)\$\{/g)].map(([, start = '']) => start);
const areas = new Set(keys.map((key) => key.split('.')[0]));
const isArea = (key: string) => areas.has(key.split('.')[0] ?? '') && !/\.(tsx?|css|json|svg|md)$/.test(key);

describe('the texts', () => {
  it.each(['sv', 'en'] as const)('exist in %s exactly as in Finnish', (language) => {
    expect([...all[language].keys()].sort()).toEqual([...keys].sort());
  });

  it('are there for every key that is asked', () => {
    const asked = [...sources.matchAll(new RegExp(`\\bt\\(\\s*['"](${KEY})['"]`, 'g'))].map(
      ([, key = '']) => key,
    );
    const missing = [...asked, ...written.filter(isArea)].filter((key) => !stems.has(key));
    expect([...new Set(missing)]).toEqual([]);
  });

  it('are there for every key that is made of parts', () => {
    expect(begun.filter(isArea).filter((start) => !keys.some((key) => key.startsWith(start)))).toEqual([]);
  });

  it('are all used', () => {
    const used = new Set(written);
    const unused = [...stems].filter(
      (key) => !used.has(key) && !begun.some((start) => key.startsWith(start)),
    );
    expect(unused).toEqual([]);
  });

  it('explain only problems that there are: of the catalogue, or of the browser alone', () => {
    const ofTheBrowser = ['offline', 'passkey-cancelled', 'retry-at'];
    const explained = keys.filter((key) => key.startsWith('problem.')).map((key) => key.split('.')[1] ?? '');
    const unknown = explained.filter((code) => !(code in problems) && !ofTheBrowser.includes(code));
    expect(unknown).toEqual([]);
  });

  it.each([
    ['sv', 'fi'],
    ['en', 'fi'],
    ['en', 'sv'],
  ] as const)('are translated: no text of %s is the one of %s', (language, other) => {
    const same = keys.filter((key) => all[language].get(key) === all[other].get(key));
    expect(same.filter((key) => !ALIKE.has(all[language].get(key) ?? ''))).toEqual([]);
  });

  it.each(LANGUAGES)('keep the same places for values in %s, and are not empty', (language) => {
    const places = (text = '') => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [key, text] of all[language]) {
      expect([key, text.trim()]).toEqual([key, text]);
      expect(text).not.toBe('');
      expect([key, places(text)]).toEqual([key, places(all.fi.get(key))]);
    }
  });

  it.each(LANGUAGES)(
    'follow the style in %s: no exclamation marks, no "OK", no straight quotes',
    (language) => {
      for (const [key, text] of all[language])
        expect([key, text]).not.toEqual([key, expect.stringMatching(/!|^OK$|"|'/)]);
    },
  );
});
