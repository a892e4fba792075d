import { describe, expect, test } from 'vitest';
import { compile } from '../compile/compile.ts';
import { fromJson, toJson } from '../compile/json.ts';
import { category, consentPurpose, item, notice, plan, purpose } from '../compile/notice.fixture.ts';
import { emitIndexes } from './indexes.ts';
import { emitRegister, emitRegisterChange } from './register.ts';
import type { EnforcedTable } from './table.ts';

const compiled = compile(notice(), 'hash');

describe('the look-ups of a register', () => {
  const sql = emitRegister('postgresql', compiled);

  test('mark what left the notice as not live and write what is in it', () => {
    expect(sql).toContain('update notice.purpose set live = false');
    expect(sql).toContain("('newsletter', 5, false, 'consent', 'consent', 'email'");
    expect(sql).toContain(
      "(20, 'email', 'email', 63::bigint, false, false, 'all', null, null, null, '[]'::jsonb, false, true)",
    );
  });

  test('quote titles and texts so that no word of a notice becomes a statement', () => {
    const sly = plan('relationship', { period: 'P1Y' });
    const text = { en: "O'Hara'); drop table notice.version; --" };
    const hostile = compile(notice({ retention: [{ ...sly, text }] }), 'hash');
    expect(emitRegister('postgresql', hostile)).toContain("O''Hara''); drop table notice.version; --");
  });

  test('let a successor inherit the closings of all before it, those of earlier versions too', () => {
    const later = compile(
      notice({
        purposes: [purpose('care'), consentPurpose('letters', { succeeds: 'newsletter' })],
        categories: [category('contact', { items: ['name'], for: ['care', 'letters'] })],
      }),
      'hash',
      compiled.assignments,
    );
    const line = emitRegister('postgresql', later);
    expect(line).toContain("array['letters', 'newsletter']::text[]");
    expect(line).toContain('select unnest(p.inherits) from notice.purpose p');
  });

  test('are the same rows for both targets', () => {
    const rows = (text: string) => text.slice(text.indexOf('\n'));
    expect(rows(emitRegister('citus', compiled))).toBe(rows(sql));
  });
});

describe('the change from one version to the next', () => {
  test('is empty when no look-up changes, also after the earlier version was stored', () => {
    const stored = fromJson(JSON.stringify(JSON.parse(toJson(compiled))));
    expect(emitRegisterChange(stored, compile(notice({ title: { en: 'Other' } }), 'other'))).toBe('');
  });

  test('writes the rows that differ and retires those that left', () => {
    const next = compile(
      notice({
        items: [item('diet')],
        categories: [category('contact', { items: ['name', 'diet'], for: ['care', 'newsletter'] })],
      }),
      'hash',
      compiled.assignments,
    );
    const sql = emitRegisterChange(compiled, next);
    expect(sql).toContain("1000::smallint, 'diet'::text");
    expect(sql).toContain('update notice.item set live = false, purposes = 15::bigint');
    expect(sql).toContain('and (item_no) in (values (20::smallint))');
    expect(sql).not.toContain("'person_name'");
    expect(sql).not.toContain('notice.purpose');
  });
});

describe('indexes of purposes that few are open to', () => {
  const email: EnforcedTable = {
    schema: 'register',
    name: 'email',
    class: 'fact',
    items: 'several',
    values: [],
    sorts: [['address']],
  };
  const record: EnforcedTable = { ...email, name: 'record', class: 'record', sorts: [['happened_at']] };
  const subject: EnforcedTable = { ...email, name: 'subject', items: 'identity', sorts: [['recorded_at']] };

  test('are made for consent purposes, where one of their items lies', () => {
    expect(emitIndexes(3, compiled, [email, record])).toEqual([
      {
        name: 'email_r3_p5_address',
        table: 'register.email',
        statement:
          'create index concurrently if not exists email_r3_p5_address on register.email (register_id, address, subject_id) where register_id = 3 and (gate & 32::bigint) <> 0',
      },
    ]);
  });

  test('are made for the list of people by the day they were recorded, too', () => {
    expect(emitIndexes(3, compiled, [subject]).map((index) => index.statement)).toEqual([
      'create index concurrently if not exists subject_r3_p5_recorded_at on register.subject (register_id, recorded_at, id) where register_id = 3 and (gate & 32::bigint) <> 0',
    ]);
  });

  test('are named after the columns of a sort order that is an expression', () => {
    const sorted = { ...email, sorts: [[`coalesce(address, '') collate "fi-x-icu"`]] };
    expect(emitIndexes(3, compiled, [sorted])[0]).toMatchObject({
      name: 'email_r3_p5_address',
      statement: expect.stringContaining(
        `(register_id, coalesce(address, '') collate "fi-x-icu", subject_id)`,
      ),
    });
  });
});
