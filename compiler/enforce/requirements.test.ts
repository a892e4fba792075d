import { describe, expect, test } from 'vitest';
import { compile } from '../compile/compile.ts';
import { category, item, kind, notice, purpose } from '../compile/notice.fixture.ts';
import type { PersonKind } from '../model/people.ts';
import type { Purpose } from '../model/purposes.ts';
import { emitRegister } from './register.ts';

const AT = ['test'] as const;

function kindsOf(...kinds: readonly PersonKind[]) {
  const items = [item('permit'), item('diet')];
  const listed = { items: ['name', 'email', 'phone', 'permit', 'diet'], for: ['care'] };
  return compile(
    notice({ items, people: kinds, purposes: [purpose('care')], categories: [category('all', listed)] }),
    'hash',
  );
}

const verbsOf = (bases: Purpose['bases']) =>
  compile(
    notice({
      purposes: [purpose('care', { bases })],
      categories: [category('all', { items: ['name'], for: ['care'] })],
    }),
    'hash',
  ).purposes.find(({ key }) => key === 'care')?.verbs;

describe('what the bases of a purpose allow', () => {
  test('is everything as soon as one basis names no verbs', () => {
    expect(verbsOf([{ kind: 'contract', at: AT }])).toBeNull();
    expect(
      verbsOf([
        { kind: 'contract', at: AT },
        { kind: 'consent', verbs: ['send'], at: AT },
      ]),
    ).toBeNull();
  });

  test('is else what they name between them', () => {
    const law = { kind: 'legal-obligation', verbs: ['read', 'add'], at: AT } as const;
    expect(verbsOf([law, { kind: 'consent', verbs: ['add', 'send'], at: AT }])).toEqual([
      'read',
      'add',
      'send',
    ]);
  });

  test('is written beside the purpose, the implicit ones under no limit', () => {
    const compiled = compile(
      notice({
        purposes: [purpose('care', { bases: [{ kind: 'contract', verbs: ['read'], at: AT }] })],
        categories: [category('all', { items: ['name'], for: ['care'] })],
      }),
      'hash',
    );
    const sql = emitRegister('postgresql', compiled);
    expect(sql).toMatch(/'care', 4, .*array\['read'\]::text\[\], true\)/);
    expect(sql).toMatch(/'rights'::text, 0.*null::text\[\], true::boolean\)/);
  });
});

describe('requirements of a kind of person', () => {
  test('carry numbers of items and tables, and no places in the file', () => {
    const condition = { is: 'missing', item: 'email', place: AT } as const;
    const compiled = kindsOf(
      kind('trainee', {
        requirements: [
          { item: 'name', level: 'mandatory', at: AT },
          { item: 'permit', level: 'optional', condition, at: AT },
        ],
      }),
    );
    expect(emitRegister('postgresql', compiled)).toContain(
      `'[{"condition":null,"item":1,"level":"mandatory"},{"condition":{"is":"missing","item":"email","no":20,"table":"email"},"item":1000,"level":"optional"}]'::jsonb`,
    );
  });

  test('mark the items that are asked about when they are added, and no others', () => {
    const compiled = kindsOf(
      kind('trainee', {
        requirements: [
          { item: 'name', level: 'mandatory', at: AT },
          { item: 'diet', level: 'never', condition: { is: 'age-below', years: 18, place: AT }, at: AT },
        ],
        oneOf: [['email', 'phone']],
      }),
    );
    const sql = emitRegister('postgresql', compiled);
    const isConditional = (key: string) =>
      new RegExp(`'${key}'.*, (true|false)(::boolean)?, true`).exec(sql)?.[1];
    expect(['name', 'email', 'phone', 'permit', 'diet'].map(isConditional)).toEqual([
      'false',
      'true',
      'true',
      'false',
      'true',
    ]);
  });

  test('let a kind have an item it names in a group alone', () => {
    const compiled = kindsOf(
      kind('trainee', {
        requirements: [{ item: 'name', level: 'mandatory', at: AT }],
        oneOf: [['email', 'phone']],
      }),
      kind('guest', { requirements: [{ item: 'name', level: 'mandatory', at: AT }] }),
    );
    expect(compiled.items.find(({ key }) => key === 'phone')?.kinds).toEqual([1]);
    expect(compiled.items.find(({ key }) => key === 'name')?.kinds).toBeNull();
    expect(compiled.items.find(({ key }) => key === 'diet')?.kinds).toEqual([]);
  });
});

describe('requirements of a kind of record', () => {
  test('name its parts by number', () => {
    const compiled = compile(
      notice({
        items: [
          item('accident', {
            type: 'record',
            requirements: [{ item: 'injury', level: 'mandatory', at: AT }],
            oneOf: [['injury', 'phone']],
          }),
          item('injury', { partOf: 'accident' }),
        ],
        categories: [category('all', { items: ['accident', 'injury', 'phone'], for: ['care'] })],
      }),
      'hash',
    );
    const { accident = 0, injury } = compiled.assignments.items;
    expect(compiled.items.find(({ key }) => key === 'injury')).toMatchObject({
      partOf: accident,
      requirements: null,
      oneOf: [],
    });
    expect(compiled.items.find(({ key }) => key === 'accident')).toMatchObject({
      partOf: null,
      requirements: [{ item: injury, level: 'mandatory', condition: null }],
      oneOf: [[injury, 22]],
    });
  });
});
