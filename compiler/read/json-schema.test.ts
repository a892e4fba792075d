import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { MINIMAL, minimalPlus } from './fixtures.testing.ts';
import { makeNoticeSchema } from './json-schema.ts';

const NOTICES = new URL('../../notices/', import.meta.url);
const files = readdirSync(NOTICES).filter((name) => name.endsWith('.yaml'));
const validate = new Ajv2020({ strict: false, allErrors: true }).compile(JSON.parse(makeNoticeSchema()));

function errorsOf(text: string): readonly string[] {
  validate(parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('the published JSON Schema', () => {
  it('is the one in the repository', () => {
    expect(readFileSync(new URL('notice.schema.json', NOTICES), 'utf8')).toBe(makeNoticeSchema());
  });

  it.each(files)('accepts %s', (file) => {
    expect(errorsOf(readFileSync(new URL(file, NOTICES), 'utf8'))).toEqual([]);
  });

  it('accepts the small notice and refuses what the reader refuses', () => {
    expect(errorsOf(MINIMAL)).toEqual([]);
    for (const wrong of [
      'purposes: { newsletter: { chanel: email } }',
      'updated: 21.11.2026',
      'retention: { relationship: { form: recorded } }',
      'data: { contact: { items: name } }',
      'languages: [xx]',
    ])
      expect(errorsOf(minimalPlus(wrong))).not.toEqual([]);
  });

  it('explains every word, so that an editor can show it', () => {
    const schema: { properties: Record<string, { description?: string; $ref?: string }> } = JSON.parse(
      makeNoticeSchema(),
    );
    const silent = Object.entries(schema.properties).filter(([, word]) => word.description === undefined);
    expect(silent).toEqual([]);
  });
});
