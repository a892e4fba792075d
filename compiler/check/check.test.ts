import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINIMAL, minimalWith } from '../read/fixtures.testing.ts';
import { checkNotice, hasErrors } from './check.ts';
import type { Finding } from './finding.ts';

const NOTICES = path.join(import.meta.dirname, '../../notices');
const codes = (text: string): readonly string[] => checkNotice(text, 'notice.yaml').map(({ code }) => code);

function isOrdered(findings: readonly Finding[]): boolean {
  return findings.every((finding, position) => {
    const before = findings[position - 1];
    return (
      !before ||
      before.line < finding.line ||
      (before.line === finding.line && before.column <= finding.column)
    );
  });
}

describe('the checker', () => {
  it('finds nothing in a small complete notice', () => {
    expect(checkNotice(MINIMAL, 'notice.yaml')).toEqual([]);
  });

  it('finds problems of reading and of meaning in one run, in the order of the file', () => {
    const text = minimalWith('basis: contract', 'basis: contract\n    chanel: post').replace(
      'keep: relationship',
      'keep: relation',
    );
    expect(codes(text)).toEqual(['unknown-key', 'unknown-rule', 'unused-definition']);
  });

  it('tells a definition lost in reading once, and not at each of its mentions', () => {
    const text = minimalWith(
      'title: { fi: Uutiskirje, sv: Nyhetsbrev, en: Newsletter }',
      'title: [Newsletter]',
    );
    expect(codes(text)).toEqual(['wrong-type']);
  });

  it('answers “did you mean” with the nearest word of the section', () => {
    const [finding] = checkNotice(minimalWith('items: [name, email]', 'items: [name, emial]'), 'notice.yaml');
    expect(finding).toMatchObject({ code: 'unknown-item', severity: 'error', hint: 'Did you mean “email”?' });
  });

  it('finds no errors in the example notices', () => {
    for (const file of readdirSync(NOTICES).filter((name) => name.endsWith('.yaml'))) {
      const findings = checkNotice(readFileSync(path.join(NOTICES, file), 'utf8'), file);
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });

  it('tells errors from warnings', () => {
    const systems = 'systems: { crm: { title: { fi: a, sv: b, en: c } } }\n';
    expect(hasErrors(checkNotice(`${MINIMAL}${systems}`, 'notice.yaml'))).toBe(false);
    expect(hasErrors(checkNotice('seloste: 1', 'notice.yaml'))).toBe(true);
  });
});

describe('whatever the file holds', { timeout: 60_000 }, () => {
  const lines = MINIMAL.split('\n');
  const inOrder = (text: string): void => {
    expect(isOrdered(checkNotice(text, 'notice.yaml'))).toBe(true);
  };

  it('never throws when lines are lost, doubled or moved', () => {
    const edit = fc.record({
      at: fc.nat(lines.length - 1),
      to: fc.nat(lines.length - 1),
      take: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 6 }), (edits) => {
        const changed = [...lines];
        for (const { at, to, take } of edits) {
          const [line] = take ? changed.splice(at, 1) : changed.slice(at, at + 1);
          changed.splice(to, 0, line ?? '');
        }
        inOrder(changed.join('\n'));
      }),
      { numRuns: 120, seed: 20261121 },
    );
  });

  it('never throws when values change their type', () => {
    const value = fc.constantFrom(
      '5',
      '[]',
      '{}',
      '[[1]]',
      'null',
      'true',
      '{ a: { b: c } }',
      '"x"',
      '2026-13-01',
      '*a',
    );
    fc.assert(
      fc.property(fc.nat(lines.length - 1), value, (at, replacement) => {
        inOrder(
          lines
            .map((line, position) => (position === at ? line.replace(/: .*/u, `: ${replacement}`) : line))
            .join('\n'),
        );
      }),
      { numRuns: 120, seed: 20261121 },
    );
  });

  it('never throws for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => inOrder(text)),
      { numRuns: 120, seed: 20261121 },
    );
  });
});
