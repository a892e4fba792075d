import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { phrasesOf } from './phrases.ts';

/** Groups whose keys are words of the notice language: the model chooses among them, no source names them. */
const CHOSEN_BY_MODEL = [
  ...[
    'kinds',
    'needs',
    'forms',
    'mechanisms',
    'covers',
    'rightNames',
    'rightTexts',
    'ways',
    'proofs',
    'verbs',
  ],
  ...['channels', 'bases', 'specials', 'specialConditions', 'units', 'site', 'protection'],
];

function sourcesUnder(folder: URL): string {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter(({ name }) => name !== 'phrases' && !name.includes('.test') && name !== 'golden')
    .map((entry) => {
      if (entry.isDirectory()) return sourcesUnder(new URL(`${entry.name}/`, folder));
      return entry.name.endsWith('.ts') ? readFileSync(new URL(entry.name, folder), 'utf8') : '';
    })
    .join('\n');
}

const compiler = new URL('../../', import.meta.url);
const register = new URL('../../../register/notices/', import.meta.url);
const sources = sourcesUnder(compiler) + sourcesUnder(register);

describe('the phrases of a notice', () => {
  const groups = Object.entries(phrasesOf('fi')).filter(([group]) => !CHOSEN_BY_MODEL.includes(group));
  it.each(groups)('hold nothing in %s that no rendering says', (group, phrases) => {
    // Keys of several words may be chosen by name (`'openDefault'`); a single word in quotes is too likely something else.
    const named = (key: string) =>
      new RegExp(`(?:words|phrases|implicit|${group})\\.${key}\\b`).test(sources) ||
      (/[A-Z]/.test(key) && sources.includes(`'${key}'`));
    const keys = typeof phrases === 'string' ? [group] : Object.keys(phrases);
    expect(keys.filter((key) => !named(key))).toEqual([]);
  });
});
