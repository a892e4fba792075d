import { describe, expect, it } from 'vitest';
import { normaliseBusinessId } from './business-id.ts';
import { normaliseDate } from './date.ts';
import { emailMatchForm, normaliseEmail } from './email.ts';
import { hasControlCharacter, normaliseText } from './identifier.ts';
import { maskIdentityCode, normaliseIdentityCode } from './identity-code.ts';
import { normalisePhone } from './phone.ts';

describe('normalisePhone', () => {
  it.each([
    ['040 123 4567', '+358401234567'],
    ['00358 40 1234567', '+358401234567'],
    ['(09) 1234 567', '+35891234567'],
    ['+358 40 123 4567', '+358401234567'],
    ['+46 8 123 456 78', '+46812345678'],
    ['0100100', '+358100100'],
  ])('stores %s in E.164', (typed, stored) => {
    expect(normalisePhone(typed)).toEqual({ ok: true, value: stored });
  });
  it.each([
    '',
    'abc',
    '12',
    '+358 0',
    '+35840123456789012',
    '1234567',
    '+999 123 456 789',
    '040-123\u00004567',
  ])('refuses %j', (typed) => expect(normalisePhone(typed).ok).toBe(false));
});

describe('normaliseEmail', () => {
  it('keeps the local part, lower-cases the domain and matches without case', () => {
    expect(normaliseEmail(' Aino.Esimerkki@Example.FI ')).toEqual({
      ok: true,
      value: 'Aino.Esimerkki@example.fi',
    });
    expect(emailMatchForm('Aino.Esimerkki@example.fi')).toBe('aino.esimerkki@example.fi');
    expect(normaliseEmail('aino@äijälä.example')).toEqual({ ok: true, value: 'aino@xn--ijl-placb.example' });
  });
  it.each([
    'a',
    'a@b',
    '@example.fi',
    'a@@example.fi',
    'a b@example.fi',
    '"a@x"@example.fi',
    'a@example.fi, b@example.fi',
    'a@example..fi',
    '.a@example.fi',
    'a\r\nBcc: b@example.fi',
    `${'a'.repeat(65)}@example.fi`,
    'a@1.2.3.4',
    'a@example.fi\u202e',
  ])('refuses %j', (typed) => expect(normaliseEmail(typed).ok).toBe(false));
  it('answers at once for a long hostile address', () => {
    expect(normaliseEmail(`${'a.'.repeat(200)}@${'a.'.repeat(200)}`).ok).toBe(false);
  });
});

describe('normaliseIdentityCode', () => {
  it.each([
    '010594Y9032',
    '010516B903X',
    '020504A902E',
    '010190-999W',
    '010190Y999W',
    '290200A900B',
    '290224A901K',
    '311299+950V',
  ])('accepts the test code %s', (code) =>
    expect(normaliseIdentityCode(code.toLowerCase())).toEqual({ ok: true, value: code }),
  );
  it.each([
    ['310294-900W', 'identity-code-date'],
    ['290201A900L', 'identity-code-date'],
    ['010190-999K', 'identity-code-check'],
    ['010190999W', 'identity-code-malformed'],
    ['010190-000W', 'identity-code-malformed'],
  ])('refuses %s as %s', (code, problem) =>
    expect(normaliseIdentityCode(code)).toEqual({ ok: false, problem }),
  );
  it('keeps codes that differ by their separator apart and masks all but the birth date', () => {
    expect(normaliseIdentityCode('010190-999W')).not.toEqual(normaliseIdentityCode('010190Y999W'));
    expect(maskIdentityCode('010190-999W')).toBe('010190-****');
  });
});

describe('normaliseDate', () => {
  it.each([
    ['21.11.2026', '2026-11-21'],
    ['1.2.2024', '2024-02-01'],
    ['2024-02-29', '2024-02-29'],
  ])('reads %s', (typed, day) => expect(normaliseDate(typed)).toEqual({ ok: true, value: day }));
  it.each(['29.2.2023', '31.11.2026', '1.1.26', '2026', 'eilen', '00.01.2026'])('refuses %s', (typed) =>
    expect(normaliseDate(typed)).toEqual({ ok: false, problem: 'date-malformed' }),
  );
});

describe('normaliseText', () => {
  it('composes, trims and folds white space', () => {
    expect(normaliseText('  A\u0308ija\u0308la\u0308   O\u0308hman ', 100)).toEqual({
      ok: true,
      value: 'Äijälä Öhman',
    });
  });
  it('refuses controls, bidirectional marks, emptiness and excess', () => {
    expect(normaliseText('a\u0000b', 10)).toEqual({ ok: false, problem: 'control-character' });
    expect(hasControlCharacter('abc\u202edef')).toBe(true);
    expect(normaliseText('   ', 10)).toEqual({ ok: false, problem: 'empty' });
    expect(normaliseText('abcdef', 5)).toEqual({ ok: false, problem: 'too-long' });
  });
});

describe('normaliseBusinessId', () => {
  it.each([
    ['2345678-0', '2345678-0'],
    ['FI 12345671', '1234567-1'],
    ['123456-2', '0123456-2'],
  ])('stores %s as %s', (typed, stored) => {
    expect(normaliseBusinessId(typed)).toEqual({ ok: true, value: stored });
  });
  it.each([
    ['2345678-1', 'business-id-check'],
    ['1111111-1', 'business-id-check'],
    ['12345-1', 'business-id-malformed'],
    ['SE556677889901', 'business-id-malformed'],
    ['', 'empty'],
  ])('refuses %j: %s', (typed, problem) => {
    expect(normaliseBusinessId(typed)).toEqual({ ok: false, problem });
  });
});
