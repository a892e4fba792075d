import { describe, expect, it } from 'vitest';
import { parseText } from './parse-text.ts';

const valueIn = (text: string, item: string) =>
  parseText(text).facts.find(({ items }) => items[0] === item)?.value;

const SIGNATURE = `Ystävällisin terveisin

Šušana Äijälä-Öhman
Hankintapäällikkö
Testikunta Oy | Y-tunnus 2464491-9
Puh. 040 123 4567, susana@example.fi
Esimerkkikatu 3 B
00100 Helsinki
www.example.fi
Kaikki muu jää tähän`;

const CARD = `BEGIN:VCARD
VERSION:3.0
N:Äijälä-Öhman;Šušana;;;
FN:Šušana Äijälä-Öhman
ORG:Testikunta Oy;Hankinnat
TITLE:Hankinta
 päällikkö
TEL;TYPE=WORK,VOICE:+358 40 123 4567
item1.EMAIL;TYPE=INTERNET,HOME:susana@example.fi
ADR;TYPE=WORK:;;Esimerkkikatu 3\\, B;Helsinki;;00100;Finland
NOTE:likes tea
END:VCARD`;

describe('reading a pasted text', () => {
  it('finds what a signature holds and says what is left', () => {
    const read = parseText(SIGNATURE);
    expect(read.organisation).toEqual({ name: 'Testikunta Oy', businessId: '2464491-9' });
    expect(read.facts.find(({ items }) => items[0] === 'name')?.parts).toEqual({
      given_name: 'Šušana',
      family_name: 'Äijälä-Öhman',
    });
    expect(valueIn(SIGNATURE, 'title')).toBe('Hankintapäällikkö');
    expect(valueIn(SIGNATURE, 'work-email')).toBe('susana@example.fi');
    expect(valueIn(SIGNATURE, 'work-phone')).toBe('+358401234567');
    expect(valueIn(SIGNATURE, 'postal-address')).toBe('Esimerkkikatu 3 B, 00100, Helsinki');
    expect(read.left).toEqual(['Kaikki muu jää tähän']);
  });

  it('reads a vCard by its properties, folded lines too', () => {
    const read = parseText(CARD);
    expect(read).toMatchObject({
      from: 'vcard',
      organisation: { name: 'Testikunta Oy' },
      left: ['likes tea'],
    });
    expect(valueIn(CARD, 'title')).toBe('Hankintapäällikkö');
    expect(valueIn(CARD, 'work-phone')).toBe('+358401234567');
    expect(valueIn(CARD, 'email')).toBe('susana@example.fi');
    expect(valueIn(CARD, 'postal-address')).toBe('Esimerkkikatu 3, B, 00100, Helsinki');
    expect(read.facts.every(({ sure }) => sure)).toBe(true);
  });

  it('keeps a particle with the family name', () => {
    expect(parseText('Carl von Testinen').facts[0]?.parts).toEqual({
      given_name: 'Carl',
      family_name: 'von Testinen',
    });
  });

  it.each([
    '',
    '   \n\n',
    'x',
    '0'.repeat(20_000),
    '@'.repeat(5_000),
    'BEGIN:VCARD\nEND:VCARD',
    'BEGIN:VCARD\nN',
    ':'.repeat(9_000),
  ])('takes any text without failing (%#)', (text) => {
    expect(parseText(text).facts).toEqual([]);
  });
});
