import { describe, expect, test } from 'vitest';
import { emitPolicies } from './policies.ts';
import type { EnforcedTable } from './table.ts';

const fact = (name: string, items: EnforcedTable['items'] & {}): EnforcedTable => ({
  schema: 'register',
  name,
  class: 'fact',
  items,
  values: [{ name: 'value' }],
  sorts: [],
});

const BIRTH_DATE = fact('birth_date', 3);
const EMAIL = fact('email', 'several');
const ATTRIBUTE = fact('attribute_text', 'several');
const SUBJECT: EnforcedTable = { ...fact('subject', 'identity'), values: [] };
const RECORD: EnforcedTable = { ...fact('record', 'several'), class: 'record' };
const ALL = [BIRTH_DATE, EMAIL, ATTRIBUTE, SUBJECT, RECORD];

/** The policy's statement, from `create policy` to its semicolon. */
function policy(sql: string, name: string, table: string): string {
  const start = sql.indexOf(`create policy ${name} on register.${table} `);
  return start < 0 ? '' : sql.slice(start, sql.indexOf(';', start));
}

describe('policies for postgresql', () => {
  const sql = emitPolicies('postgresql', ALL);

  test('a table of one item asks once a statement whether the notice lists it', () => {
    expect(policy(sql, 'read', 'birth_date')).toBe(
      `create policy read on register.birth_date for select to seloste_app
using (register_id = (select session.register_id())
  and (gate # (select session.flip())) & ~barred & coalesce((select session.open_bit('read', 3::smallint)), session.scoped_bit('read', 3::smallint, subject_id), 0) <> 0
  and shut_at > now())`,
    );
  });

  test('a table of several items is asked as a whole first, and else for the item of the row', () => {
    for (const table of ['email', 'attribute_text'])
      expect(policy(sql, 'read', table)).toMatch(
        new RegExp(
          `coalesce\\(\\(select session.whole_bit\\('read', '${table}'\\)\\), \\(\\(select session.open_bits\\('read'\\)\\)`,
        ),
      );
  });

  test('a portal is never asked for what opens without a scope', () => {
    for (const table of ['birth_date', 'email', 'subject'])
      expect(policy(sql, 'read_portal', table)).not.toMatch(/open_|whole_/);
  });

  test('every policy on personal rows is limited to the register', () => {
    const policies = sql.split('create policy ').slice(1);
    const personal = policies.filter((text) => !text.startsWith('gatekeeper'));
    expect(personal.length).toBeGreaterThan(0);
    for (const text of personal) expect(text).toContain('register_id = (select session.register_id())');
  });

  test('a portal session without a scope reads nothing', () => {
    const portal = policy(sql, 'read_portal', 'birth_date');
    expect(portal).toContain('subject_id = any ((select session.subject_scope())::uuid[])');
    expect(portal).not.toContain('is null');
  });

  test('the subject row carries its own id in the scope', () => {
    expect(policy(sql, 'read_portal', 'subject')).toContain(' and id = any (');
  });

  test('a record is read by its audience and within the scope of its people', () => {
    const read = policy(sql, 'read', 'record');
    expect(read).toContain("audience = 'all'");
    expect(read).toContain("session.scoped_record_bit('read', item_no, id)");
  });

  test('adding asks the source and never openness', () => {
    const add = policy(sql, 'add', 'birth_date');
    expect(add).toContain('source_no = any ((select session.add_sources(3::smallint))::smallint[])');
    expect(add).not.toContain('gate');
  });

  test('a table the gatekeeper writes has no policy for adding or changing', () => {
    expect(policy(sql, 'add', 'subject')).toBe('');
    expect(policy(sql, 'change', 'subject')).toBe('');
    expect(policy(sql, 'gatekeeper', 'subject')).toContain('to seloste_gatekeeper');
  });

  test('no policy lets the application delete', () => {
    expect(sql).not.toMatch(/for (delete|all) to seloste_(app|portal)/);
  });

  test('every policy says in the catalogue what it keeps', () => {
    const created = [...sql.matchAll(/create policy (\w+) on (\S+)/g)].map(
      ([, name, table]) => `${name} ${table}`,
    );
    const commented = [...sql.matchAll(/comment on policy (\w+) on (\S+) is/g)].map(
      ([, name, table]) => `${name} ${table}`,
    );
    expect(commented).toEqual(created);
  });

  test('row-level security is forced on every table', () => {
    for (const { name } of ALL)
      expect(sql).toContain(`alter table register.${name} force row level security;`);
  });
});

describe('policies for citus', () => {
  const sql = emitPolicies('citus', ALL);

  test('use settings and no sub-select or session function, which the engine refuses', () => {
    expect(sql).not.toMatch(/\(\s*select/);
    expect(sql).not.toContain('session.');
  });

  test('an absent scope closes, and only the word all opens', () => {
    expect(policy(sql, 'read', 'birth_date')).toContain(
      "case when nullif(current_setting('seloste.subject_scope', true), '') = 'all' then -2::bigint when subject_id = any",
    );
  });

  test('are on the same tables, for the same roles, as those for postgresql', () => {
    const heads = (text: string) => [...text.matchAll(/create policy .*/g)].map(([line]) => line);
    expect(heads(sql)).toEqual(heads(emitPolicies('postgresql', ALL)));
  });
});
