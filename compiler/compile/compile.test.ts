import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CompiledItem, CompiledNotice } from '../model/compiled.ts';
import type { Notice } from '../model/notice.ts';
import { compile } from './compile.ts';
import { fromJson, toJson } from './json.ts';
import { bitsOf } from './masks.ts';
import { category, consentPurpose, item, kind, notice, plan, purpose, source } from './notice.fixture.ts';

const HASH = 'ab'.repeat(32);

function itemOf(compiled: CompiledNotice, key: string): CompiledItem {
  const found = compiled.items.find((entry) => entry.key === key);
  if (found === undefined) throw new Error(`no item ${key}`);
  return found;
}

function purposeKeys(compiled: CompiledNotice, key: string): readonly string[] {
  const bits = bitsOf(itemOf(compiled, key).purposes);
  return compiled.purposes
    .filter((entry) => !entry.implicit && bits.includes(entry.bit))
    .map((entry) => entry.key);
}

/** `purpose (kind): plan` for each keep entry, readable in an expectation. */
function keeps(compiled: CompiledNotice, key: string): readonly string[] {
  return itemOf(compiled, key).keep.map((entry) => {
    const of = compiled.purposes.find((candidate) => candidate.bit === entry.purpose)?.key;
    const under = compiled.kinds.find((candidate) => candidate.no === entry.kind)?.key;
    const rule = compiled.plans.find((candidate) => candidate.no === entry.plan)?.key;
    return `${of}${under === undefined ? '' : ` (${under})`}: ${rule}`;
  });
}

describe('numbers', () => {
  test('the four implicit purposes have bits 0 to 3 and stand on every item', () => {
    const compiled = compile(notice(), HASH);
    expect(compiled.purposes.slice(0, 4).map(({ key, bit }) => `${key} ${bit}`)).toEqual([
      'rights 0',
      'retention 1',
      'security 2',
      'upkeep 3',
    ]);
    for (const entry of compiled.items) expect(entry.purposes & 0b1111n).toBe(0b1111n);
  });

  test('a built-in item has its fixed number and table, an own one a number from 1000', () => {
    const compiled = compile(
      notice({
        items: [item('diet'), item('visits', { type: 'number' })],
        categories: [category('contact', { items: ['name', 'diet', 'visits'], for: ['care'] })],
      }),
      HASH,
    );
    const places = compiled.items.map(({ key, no, table }) => `${key} ${no} ${table}`);
    expect(places).toEqual([
      'name 1 person_name',
      'diet 1000 attribute_text',
      'visits 1001 attribute_number',
    ]);
  });

  test('CG.16 an item the notice does not name has no number and cannot be stored', () => {
    const compiled = compile(notice(), HASH);
    expect(compiled.assignments.items).toEqual({ name: 1, email: 20 });
  });

  test('a purpose that goes keeps its bit, and a new one gets another', () => {
    const first = compile(notice(), HASH);
    const second = compile(
      notice({
        purposes: [purpose('care'), purpose('events')],
        categories: [category('contact', { items: ['name'], for: ['care', 'events'] })],
      }),
      HASH,
      first.assignments,
    );
    expect(second.assignments.purposes).toMatchObject({ care: 4, newsletter: 5, events: 6 });
  });

  test('a renamed item takes its number along', () => {
    const before = compile(
      notice({ items: [item('diet')], categories: [category('c', { items: ['diet'], for: ['care'] })] }),
      HASH,
    );
    const after = compile(
      notice({
        items: [item('food', { was: 'diet' })],
        categories: [category('c', { items: ['food'], for: ['care'] })],
      }),
      HASH,
      before.assignments,
    );
    expect(after.assignments.items).toEqual({ food: 1000 });
  });

  test('of a split item the first part takes the number along', () => {
    const before = compile(
      notice({ items: [item('role')], categories: [category('c', { items: ['role'], for: ['care'] })] }),
      HASH,
    );
    const after = compile(
      notice({
        items: [item('task', { was: 'role' }), item('rank', { was: 'role' })],
        categories: [category('c', { items: ['task', 'rank'], for: ['care'] })],
      }),
      HASH,
      before.assignments,
    );
    expect(after.assignments.items).toEqual({ task: 1000, rank: 1001 });
  });

  test('an item named before the catalogue knew it keeps its own number and attribute table', () => {
    const earlier = { ...compile(notice(), HASH).assignments, items: { gender: 1007 } };
    const compiled = compile(
      notice({ items: [item('gender')], categories: [category('c', { items: ['gender'], for: ['care'] })] }),
      HASH,
      earlier,
    );
    expect(itemOf(compiled, 'gender')).toMatchObject({ no: 1007, table: 'attribute_text', builtIn: false });
  });

  test('more than 62 purposes over all versions are refused', () => {
    const many = Array.from({ length: 59 }, (_, index) => purpose(`purpose-${index}`));
    const tooMany = notice({
      purposes: many,
      categories: [category('c', { items: ['name'], for: ['purpose-0'] })],
    });
    expect(() => compile(tooMany, HASH)).toThrow(/all 62 purposes/);
    expect(compile({ ...tooMany, purposes: many.slice(0, 58) }, HASH).purposes).toHaveLength(62);
  });

  test('never change when purposes and items come and go', () => {
    const words = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), { minLength: 1 });
    const version = (keys: readonly string[]): Notice =>
      notice({
        purposes: keys.map((key) => purpose(key)),
        items: keys.map((key) => item(`item-${key}`)),
        sources: keys.map((key) => source(key)),
        categories: [category('c', { items: keys.map((key) => `item-${key}`), for: keys, from: keys })],
      });
    fc.assert(
      fc.property(fc.array(words, { minLength: 2, maxLength: 6 }), (versions) => {
        let earlier = compile(version(versions[0] ?? []), HASH).assignments;
        for (const keys of versions) {
          const next = compile(version(keys), HASH, earlier).assignments;
          for (const section of ['purposes', 'items', 'sources'] as const) {
            expect(next[section]).toMatchObject(earlier[section]);
            const numbers = Object.values(next[section]);
            expect(new Set(numbers).size).toBe(numbers.length);
          }
          expect(compile(version(keys), HASH, next).assignments).toEqual(next);
          earlier = next;
        }
      }),
    );
  });
});

describe('the item × purpose matrix', () => {
  test('CG.4 an item in several groups serves the purposes of all of them', () => {
    const compiled = compile(
      notice({
        purposes: [purpose('care'), purpose('projects'), consentPurpose('newsletter')],
        categories: [
          category('relationship', { items: ['name', 'email'], for: ['care'] }),
          category('project', { items: ['name'], for: ['projects'] }),
          category('marketing', { items: ['email'], for: ['newsletter'] }),
        ],
      }),
      HASH,
    );
    expect(purposeKeys(compiled, 'name')).toEqual(['care', 'projects']);
    expect(purposeKeys(compiled, 'email')).toEqual(['care', 'newsletter']);
    expect(itemOf(compiled, 'name').categories).toEqual(['relationship', 'project']);
  });

  test('CO.11 an item with purposes of its own serves no others of its group', () => {
    const compiled = compile(
      notice({
        purposes: [purpose('care'), purpose('reports')],
        items: [item('gender', { purposes: ['reports'] })],
        categories: [category('person', { items: ['name', 'gender'], for: ['care', 'reports'] })],
      }),
      HASH,
    );
    expect(purposeKeys(compiled, 'gender')).toEqual(['reports']);
    expect(purposeKeys(compiled, 'name')).toEqual(['care', 'reports']);
  });

  test('only purposes that are open by default are in the flip', () => {
    const compiled = compile(
      notice({
        purposes: [
          purpose('care'),
          consentPurpose('newsletter'),
          purpose('training', { open: 'relationship' }),
        ],
      }),
      HASH,
    );
    expect(bitsOf(compiled.flip)).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('sources', () => {
  test('are those of the groups unless the item has its own', () => {
    const compiled = compile(
      notice({
        sources: [source('the-person', { fromPerson: true }), source('employer'), source('camera')],
        items: [item('footage', { sources: [{ key: 'camera', narrows: [], at: [] }] })],
        categories: [
          category('a', { items: ['name', 'footage'], for: ['care'], from: ['the-person'] }),
          category('b', { items: ['name'], for: ['newsletter'], from: ['employer'] }),
        ],
      }),
      HASH,
    );
    const keysOf = (key: string) =>
      itemOf(compiled, key).sources.map(
        ({ no }) => compiled.sources.find((candidate) => candidate.no === no)?.key,
      );
    expect(keysOf('name')).toEqual(['the-person', 'employer']);
    expect(keysOf('footage')).toEqual(['camera']);
  });

  test('a source that narrows bars the purpose unless another group takes it unnarrowed', () => {
    const narrowed = {
      ...category('a', { items: ['name'], for: ['care', 'newsletter'] }),
      sources: [{ key: 'the-person', narrows: ['newsletter'], at: [] }],
    };
    const barred = compile(notice({ categories: [narrowed] }), HASH);
    expect(bitsOf(itemOf(barred, 'name').sources[0]?.bars ?? 0n)).toEqual([5]);
    const open = compile(
      notice({ categories: [narrowed, category('b', { items: ['name'], for: ['newsletter'] })] }),
      HASH,
    );
    expect(itemOf(open, 'name').sources[0]?.bars).toBe(0n);
  });

  test('a condition travels with the source unless one line asks none', () => {
    const condition = { is: 'agreed', key: 'names', place: [] } as const;
    const conditional = {
      ...category('a', { items: ['name'], for: ['care'] }),
      sources: [{ key: 'the-person', narrows: [], condition, at: [] }],
    };
    const asked = compile(notice({ categories: [conditional] }), HASH);
    expect(itemOf(asked, 'name').sources[0]?.condition).toEqual(condition);
    const plainly = category('b', { items: ['name'], for: ['care'] });
    const accepted = compile(notice({ categories: [conditional, plainly] }), HASH);
    expect(itemOf(accepted, 'name').sources[0]?.condition).toBeNull();
  });
});

describe('retention', () => {
  const plans = ['relationship', 'marketing', 'photos', 'training', 'short'].map((key) =>
    plan(key, { period: 'P1Y' }),
  );
  const two = [
    category('customer', { items: ['name', 'email'], for: ['care'], keep: 'relationship' }),
    category('marketing', { items: ['email'], for: ['newsletter'], keep: 'marketing' }),
  ];

  test('the same item ends for each purpose by the rule of the group that lists it', () => {
    const compiled = compile(notice({ retention: plans, categories: two }), HASH);
    expect(keeps(compiled, 'email')).toEqual(['care: relationship', 'newsletter: marketing']);
  });

  test('the most specific line wins: item over purpose over kind of person over group', () => {
    const people = [kind('trainee', { keep: 'training' })];
    const byKind = compile(notice({ retention: plans, categories: two, people }), HASH);
    expect(keeps(byKind, 'name')).toEqual(['care: relationship', 'care (trainee): training']);
    const purposes = [purpose('care', { keep: 'short' }), consentPurpose('newsletter')];
    const byPurpose = compile(notice({ retention: plans, categories: two, people, purposes }), HASH);
    expect(keeps(byPurpose, 'name')).toEqual(['care: short']);
    const items = [item('name', { keep: 'photos' })];
    const byItem = compile(notice({ retention: plans, categories: two, people, purposes, items }), HASH);
    expect(keeps(byItem, 'name')).toEqual(['care: photos']);
  });

  test('a group of some kinds of person gives its rule to those kinds', () => {
    const compiled = compile(
      notice({
        retention: plans,
        people: [kind('customer'), kind('trainee')],
        categories: [
          category('a', { items: ['name'], for: ['care'], keep: 'relationship', of: ['customer'] }),
          category('b', { items: ['name'], for: ['care'], keep: 'training', of: ['trainee'] }),
        ],
      }),
      HASH,
    );
    expect(keeps(compiled, 'name')).toEqual([
      'care: relationship',
      'care: training',
      'care (customer): relationship',
      'care (trainee): training',
    ]);
  });

  test('a plan that counts from the last event, or from more than the row, slides', () => {
    const compiled = compile(
      notice({
        retention: [
          plan('relationship', { period: 'P10Y' }),
          plan('idle', { period: 'P5Y', event: 'contact', pick: 'last' }),
          plan('chat', { period: 'P3M', event: 'recorded' }),
        ],
      }),
      HASH,
    );
    expect(compiled.plans.map(({ key, sliding }) => [key, sliding])).toEqual([
      ['relationship', true],
      ['idle', true],
      ['chat', false],
    ]);
    const contact = compiled.events.find((event) => event.key === 'contact');
    expect(compiled.plans[1]?.events).toEqual([contact?.no]);
  });
});

describe('never stored', () => {
  test('CG.18 an item under never-stored has a number, its purpose, and no plan', () => {
    const compiled = compile(
      notice({
        purposes: [purpose('care'), purpose('badge', { inMemory: true })],
        items: [item('passport-copy', { type: 'file' })],
        categories: [
          category('documents', { items: ['passport-copy'], for: ['badge'], keep: 'never-stored' }),
        ],
      }),
      HASH,
    );
    expect(itemOf(compiled, 'passport-copy')).toMatchObject({ neverStored: true, keep: [] });
    expect(purposeKeys(compiled, 'passport-copy')).toEqual(['badge']);
  });

  test('CG.18 an item whose every purpose works in memory is never stored', () => {
    const compiled = compile(
      notice({
        purposes: [purpose('badge', { inMemory: true })],
        categories: [category('c', { items: ['name'], for: ['badge'] })],
      }),
      HASH,
    );
    expect(itemOf(compiled, 'name').neverStored).toBe(true);
  });

  test('an item also kept elsewhere is stored there', () => {
    const compiled = compile(
      notice({
        purposes: [purpose('care'), purpose('badge', { inMemory: true })],
        categories: [
          category('c', { items: ['name'], for: ['care'] }),
          category('d', { items: ['name'], for: ['badge'], keep: 'never-stored' }),
        ],
      }),
      HASH,
    );
    expect(itemOf(compiled, 'name').neverStored).toBe(false);
    expect(keeps(compiled, 'name')).toEqual(['care: relationship']);
  });
});

describe('kinds of person', () => {
  test('a kind that lists items carries no others', () => {
    const guest = kind('guest', { requirements: [{ item: 'name', level: 'mandatory', at: [] }] });
    const compiled = compile(notice({ people: [kind('customer'), guest] }), HASH);
    const customer = compiled.kinds.find((entry) => entry.key === 'customer')?.no;
    expect(itemOf(compiled, 'name').kinds).toBeNull();
    expect(itemOf(compiled, 'email').kinds).toEqual([customer]);
  });

  test('opens and after-end are masks of purposes', () => {
    const person = kind('customer', { opens: ['care'], afterEnd: ['newsletter'] });
    const compiled = compile(notice({ people: [person] }), HASH);
    expect(bitsOf(compiled.kinds[0]?.opens ?? 0n)).toEqual([4]);
    expect(bitsOf(compiled.kinds[0]?.afterEnd ?? 0n)).toEqual([5]);
  });
});

describe('the result', () => {
  test('is the same for the same notice, and survives JSON', () => {
    const once = compile(notice(), HASH);
    expect(toJson(compile(notice(), HASH))).toBe(toJson(once));
    expect(fromJson(toJson(once))).toEqual(once);
  });

  test('a role names purposes, verbs and the items of its groups', () => {
    const role = {
      key: 'seller',
      title: {},
      purposes: ['care'],
      verbs: ['read', 'add'],
      data: ['contact'],
      reach: 'team',
      needs: [],
      at: [],
    } as const;
    const compiled = compile(notice({ roles: [role] }), HASH);
    expect(compiled.roles).toEqual([
      { key: 'seller', title: {}, purposes: 16n, verbs: ['read', 'add'], items: [1, 20], reach: 'team' },
    ]);
  });

  test('a key the notice does not name stops with what to do', () => {
    const wrong = notice({ categories: [category('c', { items: ['diet'], for: ['care'] })] });
    expect(() => compile(wrong, HASH)).toThrow(/diet is not defined/);
  });
});
