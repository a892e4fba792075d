import { describe, expect, it } from 'vitest';
import { refusePersonal, refuseReturning } from './statement.ts';

const sql = (text: string) => ({ text, values: [] });

describe('a look without a record', () => {
  it.each([
    'select * from register.person_name',
    'select given_name from "register"."person_name" as n',
    'select * from register . email',
    'select * from Register.Email',
    'select * from register/* all */.phone',
    'select * from register.\n  phone',
    'select * from register.--\nphone',
    'with people as (select * from register.subject) select * from people',
    'select (select address from register.email limit 1)',
    'table register.birth_date',
    'select * from only register.attribute_text',
    'select * from notice.item i join register.attribute_text a using (item_no)',
    'select * from notice.item, register.record',
    'select * from person_name',
    `select set_config('search_path', 'register', true)`,
    'set local search_path = register',
    'select * from U&"register".U&"person_name"',
    `select query_to_xml('select * from register.email', true, true, '')`,
    'select * from register.due',
    'select * from register.search',
  ])('is refused: %s', (text) => {
    expect(() => refusePersonal(sql(text))).toThrow(/without a record/);
  });

  it.each([
    'select row_no, answer from gate.match()',
    'select * from gate.search($1, 50)',
    `select 'register.email' as word`,
    'select id, name from register.organisation',
    'select s.row_no, s.subject_id from gate.staged_subjects() s',
    'select item_no, key from notice.item where register_id = $1',
  ])('is not mistaken for a function or a table about nobody: %s', (text) => {
    expect(refusePersonal(sql(text)).text).toBe(text);
  });
});

describe('writing', () => {
  it('takes an insert or an update of a personal table', () => {
    for (const text of [
      'insert into register.email (subject_id, id, address) values ($1, $2, $3)',
      'update register.phone set number = $1 where id = $2',
      'update "register"."phone" set number = $1',
    ])
      expect(refuseReturning(sql(text)).text).toBe(text);
  });

  it.each([
    'select 1',
    'delete from register.email',
    'update register.phone set number = $1 returning number',
    'with x as (select 1) update register.phone set number = $1',
    'insert into register.organisation (name) select address from register.email',
    'update register.organisation set name = e.address from register.email e',
  ])('refuses what answers rows, removes them or copies them out: %s', (text) => {
    expect(() => refuseReturning(sql(text))).toThrow();
  });
});
