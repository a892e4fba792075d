import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { CompiledItem } from '../../compiler/model/compiled.ts';
import { mapColumns } from './columns.ts';
import { readRow } from './row.ts';

const now = Temporal.Instant.from('2026-11-21T10:00:00Z');
const item = (key: string, table: string, type = 'text'): CompiledItem => ({
  key,
  no: 1,
  title: { fi: key },
  table,
  type,
  builtIn: true,
  encrypted: false,
  neverStored: false,
  categories: [],
  purposes: 0n,
  sources: [],
  kinds: null,
  keep: [],
  audience: 'all',
  partOf: null,
  requirements: null,
  oneOf: [],
});
const items = [
  item('name', 'person_name'),
  item('email', 'email'),
  item('phone', 'phone'),
  item('postal-address', 'postal_address'),
  item('birth-date', 'birth_date', 'date'),
  item('identity-code', 'identity_code'),
  item('language', 'attribute_text'),
  item('visits', 'attribute_number', 'number'),
  item('member', 'attribute_flag', 'yes-no'),
  item('seen', 'attribute_time', 'time'),
];

const byKey = new Map(items.map((each) => [each.key, each]));

function read(table: Record<string, string>) {
  const columns = mapColumns(Object.keys(table), items, {});
  return readRow(Object.values(table), {
    columns,
    items: new Map(items.map((each) => [each.key, each])),
    timeZone: 'Europe/Helsinki',
    now,
    required: [],
  });
}
const values = (table: Record<string, string>) => read(table).facts.map((fact) => fact.values);

describe('readRow', () => {
  it('keeps names in parts, however they are written', () => {
    expect(values({ Sukunimi: 'Äijälä-Öhman', Etunimi: 'Šušana' })).toEqual([
      { family_name: 'Äijälä-Öhman', given_name: 'Šušana' },
    ]);
    expect(values({ Nimi: 'Virtanen, Aino Maria' })).toEqual([
      { family_name: 'Virtanen', given_name: 'Aino Maria' },
    ]);
    expect(values({ Nimi: 'Aino Maria Virtanen' })).toEqual([
      { family_name: 'Virtanen', given_name: 'Aino Maria' },
    ]);
  });
  it('normalises each item into the columns of its table', () => {
    const row = {
      Puhelin: '040 123 4567',
      'E-post': 'Aino@Example.FI',
      Syntymäaika: '1.2.1990',
      Kieli: 'Suomi',
      visits: '1 200',
      member: 'Kyllä',
      seen: '21.11.2026',
    };
    expect(values(row)).toEqual([
      { number: '+358401234567' },
      { address: 'Aino@example.fi' },
      { day: '1990-02-01' },
      { value: 'fi' },
      { value: '1200' },
      { value: 'true' },
      { value: '2026-11-20T22:00:00Z' },
    ]);
  });
  it('gathers an address from its columns and checks Finnish postal codes only in Finland', () => {
    expect(values({ Katuosoite: 'Testikatu 1', Postinumero: '00100', Postitoimipaikka: 'Helsinki' })).toEqual(
      [{ street: 'Testikatu 1', postal_code: '00100', locality: 'Helsinki', country: 'FI' }],
    );
    expect(read({ Katuosoite: 'Testikatu 1', Postinumero: '100' }).problems).toEqual([
      { column: 'Postinumero', problem: 'postal-code-malformed' },
    ]);
    expect(read({ Katuosoite: 'Gatan 1', Postinumero: '114 55', Maa: 'SE' }).problems).toEqual([]);
  });
  it('leaves empty cells out and refuses an empty row', () => {
    expect(values({ Email: 'a@example.fi', Puhelin: ' ' })).toHaveLength(1);
    expect(read({ Email: '', Puhelin: '' }).problems).toEqual([{ column: null, problem: 'row-empty' }]);
  });
  it('names every bad column of a row at once, without its value', () => {
    const { problems } = read({
      Email: 'ei ole',
      Puhelin: '12',
      Hetu: '010190-999K',
      visits: '1,5',
      member: 'ehkä',
      Nimi: 'a\u0000b',
    });
    expect(problems).toEqual([
      { column: 'Email', problem: 'email-malformed' },
      { column: 'Puhelin', problem: 'phone-malformed' },
      { column: 'Hetu', problem: 'identity-code-check' },
      { column: 'visits', problem: 'number-malformed' },
      { column: 'member', problem: 'flag-malformed' },
      { column: 'Nimi', problem: 'control-character' },
    ]);
  });
  it('rejects a row with more or fewer cells than columns', () => {
    const columns = mapColumns(['Email', 'Puhelin'], items, {});
    const context = {
      columns,
      items: new Map(items.map((each) => [each.key, each])),
      timeZone: 'Europe/Helsinki',
      now,
      required: [],
    };
    expect(readRow(['a@example.fi'], context).problems).toEqual([
      { column: null, problem: 'columns-unequal' },
    ]);
  });
  it('rejects a row without what the notice requires of the kind of person', () => {
    const columns = mapColumns(['Nimi', 'Kieli'], items, {});
    const context = {
      columns,
      items: new Map(items.map((each) => [each.key, each])),
      timeZone: 'Europe/Helsinki',
      now,
      required: ['name', 'language'],
    };
    expect(readRow(['Virtanen, Aino', 'sv'], context).problems).toEqual([]);
    expect(readRow(['Virtanen, Aino', ' '], context).problems).toEqual([
      { column: 'Kieli', problem: 'required-missing' },
    ]);
  });
  it.each([
    ['Kyllä', 1],
    ['ja', 1],
    ['YES', 1],
    ['x', 1],
    ['1', 1],
    ['true', 1],
    ['ei', 0],
    ['nej', 0],
    ['No', 0],
    ['0', 0],
    ['', 0],
  ])('reads %j in a column of bans as %i answers', (word, count) => {
    const columns = mapColumns(['Email', 'Kielto'], items, { Kielto: 'ban:sales@email' });
    const context = { columns, items: byKey, timeZone: 'Europe/Helsinki', now, required: [] };
    expect(readRow(['a@example.fi', word], context)).toMatchObject({
      answers: Array(count).fill({ kind: 'ban', purpose: 'sales', channel: 'email', at: null }),
      problems: [],
    });
  });
  it('rejects a ban that is neither yes nor no, or lies ahead', () => {
    const columns = mapColumns(['Email', 'Kielto', 'Milloin'], items, { Kielto: 'ban', Milloin: 'ban.time' });
    const context = { columns, items: byKey, timeZone: 'Europe/Helsinki', now, required: [] };
    const problems = (...cells: string[]) => readRow(['a@example.fi', ...cells], context).problems;
    expect(problems('x', '20.11.2026')).toEqual([]);
    expect(problems('ehkä', '')).toEqual([{ column: 'Kielto', problem: 'flag-malformed' }]);
    expect(problems('x', '2.12.2026')).toEqual([{ column: 'Milloin', problem: 'time-ahead' }]);
    expect(problems('x', 'eilen')).toEqual([{ column: 'Milloin', problem: 'date-malformed' }]);
  });
});
