import { describe, expect, it } from 'vitest';
import { READING_CODES } from './codes.ts';
import { MINIMAL, minimalWith } from './fixtures.testing.ts';
import { readNotice } from './read.ts';

interface Case {
  readonly code: keyof typeof READING_CODES;
  readonly text: string;
  /** The piece of the text the finding must point at. */
  readonly points: string;
  readonly says?: RegExp;
}

const rule = (text: string) =>
  minimalWith('relationship: { from: relationship-ended, keep: P10Y, then: erase }', text);
const RULE = 'relationship: ';

const CASES: readonly Case[] = [
  {
    code: 'syntax',
    text: minimalWith('languages: [fi, sv, en]', 'languages: [fi, sv, en'),
    points: 'controller:',
  },
  {
    code: 'syntax',
    text: minimalWith('    basis: contract', '\tbasis: contract'),
    points: '\tbasis',
    says: /spaces/,
  },
  { code: 'syntax', text: `${MINIMAL}---\nseloste: 1\n`, points: '---' },
  {
    code: 'syntax',
    text: minimalWith('basis: contract', 'basis: !js contract'),
    points: 'contract',
    says: /tag/,
  },
  {
    code: 'syntax',
    text: minimalWith('Esimerkki Oy', 'Esimerkki\u0000Oy'),
    points: '\u0000',
    says: /U\+0000/,
  },
  {
    code: 'duplicate-key',
    text: minimalWith('    basis: contract', '    basis: contract\n    basis: consent'),
    points: 'basis: consent',
  },
  { code: 'file-too-large', text: `${MINIMAL}#${'x'.repeat(1024 * 1024)}`, points: 'seloste' },
  { code: 'unknown-format-version', text: minimalWith('seloste: 1', 'seloste: 2'), points: '2' },
  {
    code: 'unknown-key',
    text: minimalWith('updated:', 'updatd:'),
    points: 'updatd',
    says: /Did you mean `updated`/,
  },
  {
    code: 'unknown-key',
    text: rule('relationship: { form: recorded, keep: P1Y }'),
    points: 'form: recorded',
    says: /`from`/,
  },
  { code: 'missing-key', text: minimalWith('  name: Esimerkki Oy\n', ''), points: 'controller:\n' },
  {
    code: 'wrong-type',
    text: minimalWith('    direct-marketing: true', '    direct-marketing: often'),
    points: 'often',
  },
  {
    code: 'wrong-type',
    text: minimalWith('    channel: email', '    channel:'),
    points: 'channel:',
    says: /is empty/,
  },
  {
    code: 'wrong-type',
    text: minimalWith('items: [name, email]', 'items: name'),
    points: 'name\n',
    says: /a list/,
  },
  {
    code: 'bad-value',
    text: minimalWith('channel: email', 'channel: emial'),
    points: 'emial',
    says: /`email`/,
  },
  {
    code: 'bad-value',
    text: minimalWith('basis: contract', 'basis: contrakt'),
    points: 'contrakt',
    says: /`contract`/,
  },
  {
    code: 'bad-key',
    text: minimalWith('  newsletter:\n', '  Newsletter:\n').replace(
      'customer-care, newsletter',
      'customer-care',
    ),
    points: 'Newsletter:',
  },
  { code: 'bad-date', text: minimalWith('2026-11-21', '2026-02-30'), points: '2026-02-30' },
  {
    code: 'bad-date',
    text: minimalWith('2026-11-21', '21.11.2026'),
    points: '21.11.2026',
    says: /2026-11-21/,
  },
  { code: 'bad-duration', text: minimalWith('keep: P10Y', 'keep: 10Y'), points: '10Y', says: /P10Y/ },
  {
    code: 'bad-duration',
    text: minimalWith('  access: {}', '  access: { answer: 3 weeks }'),
    points: '3 weeks',
  },
  { code: 'bad-language-tag', text: minimalWith('[fi, sv, en]', '[fi, sv, en, de]'), points: 'de]' },
  {
    code: 'bad-anchor',
    text: minimalWith('from: relationship-ended', 'from: the end of it'),
    points: 'the end',
  },
  {
    code: 'bad-anchor',
    text: minimalWith('from: relationship-ended', 'from: last contact of a.b.c'),
    points: 'last contact',
    says: /two keys/,
  },
  { code: 'bad-step', text: minimalWith('keep: P10Y', 'keep: [end-of week]'), points: 'end-of week' },
  {
    code: 'bad-condition',
    text: rule('relationship: { keep: P1Y, unless: { yes: newsletter, kind: customer } }'),
    points: 'unless:',
    says: /cannot stand/,
  },
  {
    code: 'bad-condition',
    text: rule('relationship: { keep: P1Y, unless: {} }'),
    points: 'unless:',
    says: /asks nothing/,
  },
  {
    code: 'bad-rule',
    text: rule('relationship: { keep: P1Y, until: contact-role-ended }'),
    points: RULE,
    says: /two periods/,
  },
  { code: 'bad-rule', text: rule('relationship: { from: recorded }'), points: RULE, says: /how long/ },
  {
    code: 'bad-rule',
    text: rule('relationship: { keep: P1Y, then: { transfer: a, move: b } }'),
    points: 'then: {',
    says: /two outcomes/,
  },
  {
    code: 'too-deep',
    text: rule(
      'relationship: { later-of: [{ earlier-of: [{ later-of: [{ earlier-of: [P1Y, P2Y] }, P1Y] }, P1Y] }, P1Y] }',
    ),
    points: '{ earlier-of: [P1Y',
    says: /name/,
  },
];

function positionOf(text: string, piece: string): { line: number; column: number } {
  const before = text.slice(0, text.indexOf(piece)).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

describe('what is wrong with the spelling of a notice', () => {
  it.each(CASES.map((each, index) => [each.code, index, each] as const))(
    'is told as %s (%i) at its line and column',
    (code, _index, { text, points, says }) => {
      const { findings } = readNotice(text, 'broken.yaml');
      expect(findings.map((finding) => finding.code)).toEqual([code]);
      expect(findings[0]).toMatchObject(positionOf(text, points));
      if (says !== undefined) expect(`${findings[0]?.message} ${findings[0]?.hint}`).toMatch(says);
    },
  );

  it('has a case for every code of its catalogue', () => {
    expect([...new Set(CASES.map(({ code }) => code))].sort()).toEqual(Object.keys(READING_CODES).sort());
  });

  it('reads a file with a byte order mark and one with the line ends of Windows', () => {
    for (const text of [`\ufeff${MINIMAL}`, MINIMAL.replaceAll('\n', '\r\n')]) {
      expect(readNotice(text, 'windows.yaml').findings).toEqual([]);
      const wrong = readNotice(text.replace('channel: email', 'channel: fax'), 'windows.yaml');
      expect(wrong.findings).toMatchObject([{ code: 'bad-value', line: 28, column: 14 }]);
    }
  });

  it('refuses bytes that are not UTF-8 instead of spoiling them', () => {
    const latin1 = new TextDecoder().decode(Buffer.from(MINIMAL, 'latin1'));
    expect(readNotice(latin1, 'latin1.yaml')).toMatchObject({
      notice: null,
      findings: [
        { code: 'syntax', message: 'The file is not UTF-8 here.', hint: expect.stringContaining('UTF-8') },
      ],
    });
  });

  it('names what is no notice at all', () => {
    for (const text of ['', '# nothing', '[]', 'just a text', '42', 'null'])
      expect(readNotice(text, 'other.yaml')).toMatchObject({
        notice: null,
        findings: [{ code: 'wrong-type', line: 1 }],
      });
  });

  it('keeps pointing at the right line after a list lost a wrong entry', () => {
    const text = minimalWith('languages: [fi, sv, en]', 'languages: [fi, 7, sv, xx, en, yy]');
    const { notice, findings } = readNotice(text, 'list.yaml');
    expect(findings.map(({ column }) => column)).toEqual([17, 24, 32]);
    expect(notice?.languages).toEqual(['fi', 'sv', 'en']);
  });

  it('refuses aliases that multiply and aliases that go in circles', () => {
    const bomb = Array.from({ length: 12 }, (_, level) =>
      level === 0
        ? 'a0: &a0 [x, x, x, x, x, x, x, x, x]'
        : `a${level}: &a${level} [${Array(9)
            .fill(`*a${level - 1}`)
            .join(', ')}]`,
    ).join('\n');
    expect(readNotice(bomb, 'bomb.yaml')).toMatchObject({ notice: null, findings: [{ code: 'syntax' }] });
    const circle = minimalWith('items: [name, email]', 'items: &loop [name, *loop]');
    expect(readNotice(circle, 'circle.yaml')).toMatchObject({ notice: null, findings: [{ code: 'syntax' }] });
    expect(readNotice('['.repeat(200_000), 'deep.yaml')).toMatchObject({
      notice: null,
      findings: [{ code: 'syntax' }],
    });
  });

  it('takes an alias as if its text stood there', () => {
    const text = minimalWith(
      'for: [customer-care, newsletter]',
      'for: &both [customer-care, newsletter]',
    ).replace(
      'retention:\n',
      '  more:\n    title: { all: More }\n    items: [phone]\n    for: *both\n    from: the-person\n    keep: relationship\nretention:\n',
    );
    const { notice, findings } = readNotice(text, 'alias.yaml');
    expect(findings).toEqual([]);
    expect(notice?.categories[1]?.purposes.map(({ key }) => key)).toEqual(['customer-care', 'newsletter']);
  });

  it('is read as the word that was meant, so that nothing more is told about it', () => {
    const text = MINIMAL.replace('title: { fi: Yhteystiedot', 'titel: { fi: Yhteystiedot')
      .replace('    from: the-person', '    source: the-person')
      .replace('then: erase', 'then: delete')
      .replace('    basis: consent', '    basis: concent');
    const { notice, findings, locate } = readNotice(text, 'meant.yaml');
    expect(findings.map(({ code, hint }) => [code, hint])).toEqual([
      ['bad-value', 'Did you mean `consent`?'],
      ['unknown-key', 'Did you mean `title`?'],
      ['unknown-key', 'Did you mean `from`?'],
      ['bad-value', 'Did you mean `erase`?'],
    ]);
    expect(notice?.categories[0]).toMatchObject({
      title: { en: 'Contact details' },
      sources: [{ key: 'the-person' }],
    });
    expect(locate(['data', 'contact', 'title', 'en']).line).toBe(positionOf(text, 'titel:').line);
  });

  it('is told once where a whole construct falls because of a part', () => {
    const broken = minimalWith('keep: P10Y', 'period-of: P10Y');
    expect(readNotice(broken, 'once.yaml').findings.map(({ code }) => code)).toEqual(['unknown-key']);
  });

  it('is told in one run, whatever the number', () => {
    const text = MINIMAL.replace('2026-11-21', '2026-02-30')
      .replace('keep: P10Y', 'keep: 10 years')
      .replace('channel: email', 'channel: e-mail')
      .replace('basis: contract', 'basis: contrat')
      .replace('    direct-marketing: true', '    direct-marketing: often');
    const { notice, findings } = readNotice(text, 'many.yaml');
    expect(findings.map(({ code }) => code)).toEqual([
      'bad-date',
      'bad-value',
      'bad-value',
      'wrong-type',
      'bad-duration',
    ]);
    expect(notice?.categories).toHaveLength(1);
  });
});
