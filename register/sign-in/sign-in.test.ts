import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceOf } from './device.ts';
import { isPlainEmail, normaliseLogin } from './login.ts';
import { refuseWeakPassword } from './password-strength.ts';
import { stepOf } from './step.ts';
import { networkOf } from './throttle.ts';

describe('the step that is missing', () => {
  const at = (gave: boolean, has: boolean, asks: boolean, undertaking: boolean) =>
    stepOf({
      gaveSecondFactor: gave,
      hasSecondFactor: has,
      asksSecondFactor: asks,
      hasUndertaking: undertaking,
    });

  it('RE.17 is the undertaking for everybody who has signed none', () => {
    expect(at(true, true, true, false)).toBe('undertaking');
    expect(at(false, false, false, false)).toBe('undertaking');
  });

  it('CO.26 is the second factor where one is asked, given or made first', () => {
    expect(at(false, false, true, true)).toBe('enrol-second-factor');
    expect(at(false, true, true, true)).toBe('second-factor');
  });

  it('is the second factor for whoever has one, asked or not', () => {
    expect(at(false, true, false, true)).toBe('second-factor');
  });

  it('is none only when nothing is missing', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), (gave, has, asks, undertaking) => {
        const isReady = at(gave, has, asks, undertaking) === 'ready';
        expect(isReady).toBe(undertaking && (gave || (!has && !asks)));
      }),
    );
  });
});

describe('a login', () => {
  it('RE.18 is one person’s in any spelling', () => {
    expect(normaliseLogin('  Aino@Example.TEST ')).toBe('aino@example.test');
    expect(normaliseLogin('ａino@example.test')).toBe('aino@example.test');
  });

  it.each([
    'a@b',
    'a b@c.example',
    '"a"@c.example',
    'a@c.example,b@d.example',
    'Aino <a@c.example>',
    'a@c.example\nx',
  ])('is no address that mail programs read in several ways: %s', (login) => {
    expect(isPlainEmail(login)).toBe(false);
  });

  it('is a plain address', () => {
    expect(isPlainEmail('aino.åkerö+work@posti.example')).toBe(true);
  });
});

describe('a password', () => {
  it.each(['violetti kanootti hyrrää 47', 'tuoli-lamppu-järvi-hanhi', 'Xk4!pQ9z#Lm2'])(
    'may be %s',
    (password) => {
      expect(() => refuseWeakPassword(password, ['aino@owner.example', 'Aino Omistaja'])).not.toThrow();
    },
  );

  it.each([
    'salasana',
    'passwordpassword',
    'qwertyuiopas',
    'aaaaaaaaaaaaaa',
    'seloste seloste',
    'aino.omistaja.2026',
  ])('may not be %s', (password) => {
    const refused = expect.objectContaining({ code: 'password-weak' });
    expect(() => refuseWeakPassword(password, ['aino@owner.example', 'Aino Omistaja'])).toThrowError(refused);
  });

  it('is judged in a moment however long it is', () => {
    expect(() => refuseWeakPassword('ab'.repeat(128), [])).toThrow();
  });
});

describe('the network of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('a device', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge, Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari, iOS',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
      'Chrome, Android',
    ],
    [undefined, '?'],
    ['<script>', '?'],
  ])('%s is %s', (header, device) => {
    expect(deviceOf(header)).toBe(device);
  });
});
