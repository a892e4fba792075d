import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompiledItem } from '../../compiler/model/compiled.ts';
import type { Notice } from '../../compiler/model/notice.ts';
import type { Purpose } from '../../compiler/model/purposes.ts';
import { readNotice } from '../../compiler/read/read.ts';
import { behind, gateNotice, openPass, under, type Work } from '../../database/fixture.testing.ts';
import { publishNotice } from '../../database/publish/publish.ts';
import { ITEM_FACTS, type Table } from '../../database/tables.ts';
import { openTestDatabase, type TestDatabase } from '../database.ts';
import { acceptsSource, isListed, isNeverStored, lendsVerb, mayRead } from './oracle.ts';
import { insertRow, type MatrixPerson, type Seeding, seedPeople } from './people.ts';
import { statesOf } from './states.ts';

const REGISTERS = ['consultancy-group', 'coaching', 'rail-engineering', 'media', 'trust-services', 'verbs'];

/** The five example notices, and one whose purposes rest on bases for some verbs only. */
async function textOf(name: string): Promise<string> {
  if (name === 'verbs') return noticeOfVerbs();
  return readFile(path.join(import.meta.dirname, '../../notices', `${name}.yaml`), 'utf8');
}

const VERBS = ['read', 'add', 'change', 'remove'];

/** A purpose for each verb alone, one for each verb left out, and one whose two bases carry different verbs; all see the same items. */
function noticeOfVerbs(): string {
  const interest = 'legitimate-interest: { en: counting }, balancing: { en: fine }';
  const title = (word: string) => `title: { en: ${word} }`;
  const lines = VERBS.flatMap((verb) => [
    `  only-${verb}: { ${title(`Only ${verb}`)}, basis: { ${interest}, verbs: ${verb} } }`,
    `  all-but-${verb}: { ${title(`Not ${verb}`)}, basis: { ${interest}, verbs: [${VERBS.filter((each) => each !== verb).join(', ')}] } }`,
  ]);
  lines.push(
    `  two-bases: { ${title('Two bases')}, basis: [{ ${interest}, verbs: read }, { contract: { en: contract }, verbs: change }] }`,
  );
  const keys = lines.map((line) => line.slice(2, line.indexOf(':')));
  return gateNotice((yaml) =>
    yaml
      .replace('offers, club]', `offers, club, ${keys.join(', ')}]`)
      .replace(
        '  training: { title: { en: Training }, basis',
        `${lines.join('\n')}\n  training: { title: { en: Training }, basis`,
      ),
  );
}

const EVERY_ROW = ITEM_FACTS.map((table) => `select id from register.${table.name}`).join(' union all ');

describe.each(REGISTERS)('access matrix of %s', (name) => {
  let database: TestDatabase;
  let notice: Notice;
  let seeding: Seeding;
  let people: MatrixPerson[];

  beforeAll(async () => {
    database = await openTestDatabase();
    const text = await textOf(name);
    const read = readNotice(text, name).notice;
    if (!read) throw new Error(`${name} cannot be read`);
    notice = read;
    const { compiled } = await publishNotice(database.ownerUrl, { notice, text, publisher: 'test' });
    const pass = await openPass(database.superuserUrl, { register: notice.register });
    seeding = { appUrl: database.appUrl, superuserUrl: database.superuserUrl, pass, compiled };
    people = await seedPeople(seeding, statesOf(notice));
  }, 300_000);
  afterAll(() => database.drop());

  const seen = (purpose: string, sql = EVERY_ROW) =>
    under(
      database.appUrl,
      { pass: seeding.pass, purpose },
      async ({ query }) => new Set((await query<{ id: string }>(sql)).map((row) => row.id)),
    );

  /** Differences between what the purpose sees and what the notice says, in words. */
  function differences(purpose: Purpose, ids: ReadonlySet<string>, verb: 'read' | 'change'): string[] {
    return people.flatMap((person) =>
      person.rows.flatMap((row) => {
        const expected = lendsVerb(purpose, verb) && mayRead(notice, purpose, person.state, row);
        if (ids.has(row.id) === expected) return [];
        const part = row.relationship === null ? 'own' : person.state.relationships[row.relationship]?.kind;
        return [`${expected ? 'hidden' : 'LEAKED'}: ${person.name} · ${row.item} (${part})`];
      }),
    );
  }

  function whoMayHave(item: CompiledItem) {
    const kind = seeding.compiled.kinds.find((each) => item.kinds === null || item.kinds.includes(each.no));
    return people.find((person) => person.name === `live ${kind?.key}`);
  }

  async function attempt(query: Work['query'], table: Table, head: readonly unknown[]): Promise<boolean> {
    await query('savepoint attempt');
    const added = await insertRow(query, { table }, head).then(
      () => true,
      () => false,
    );
    await query('rollback to savepoint attempt');
    return added;
  }

  function oneAcceptedOneNot(item: string) {
    const { sources } = seeding.compiled;
    const accepted = sources.find((source) => acceptsSource(notice, item, source.key));
    const other = sources.find((source) => !acceptsSource(notice, item, source.key));
    return [accepted, other].filter((source) => source !== undefined);
  }

  it('reads exactly what the notice lists and the person leaves open, for every purpose, item and state', async () => {
    for (const purpose of notice.purposes) {
      if (purpose.inMemory) continue;
      expect(differences(purpose, await seen(purpose.key), 'read'), purpose.key).toEqual([]);
    }
    const everything = people.flatMap((person) => person.rows).length;
    expect(everything).toBeGreaterThan(name === 'verbs' ? 200 : 500);
  });

  it('changes exactly what it reads and its bases let it change', async () => {
    // Locking for update asks the policies of reading and of changing, and fires no trigger.
    const lockable = ITEM_FACTS.map((table) => `select id from register.${table.name} for update`);
    for (const purpose of notice.purposes) {
      if (purpose.inMemory) continue;
      const changeable = new Set<string>();
      await under(database.appUrl, { pass: seeding.pass, purpose: purpose.key }, async ({ query }) => {
        for (const sql of lockable)
          for (const row of await query<{ id: string }>(sql)) changeable.add(row.id);
      });
      expect(differences(purpose, changeable, 'change'), purpose.key).toEqual([]);
    }
  });

  it('adds an item exactly where notice and source allow it, and never what is never stored', async () => {
    const wrong: string[] = [];
    for (const purpose of notice.purposes) {
      await under(database.appUrl, { pass: seeding.pass, purpose: purpose.key }, async ({ query }) => {
        for (const item of seeding.compiled.items) {
          const table = ITEM_FACTS.find((each) => each.name === item.table);
          const subject = whoMayHave(item)?.subject;
          if (!table || !subject) continue;
          const listed = isListed(notice, item.key, purpose.key);
          // Where the item is not listed no source helps, so the accepted one is the harder case.
          for (const source of oneAcceptedOneNot(item.key).slice(0, listed ? 2 : 1)) {
            const added = await attempt(query, table, [
              subject,
              crypto.randomUUID(),
              null,
              item.no,
              source.no,
            ]);
            const expected =
              listed &&
              lendsVerb(purpose, 'add') &&
              !isNeverStored(notice, item.key) &&
              acceptsSource(notice, item.key, source.key);
            if (added !== expected)
              wrong.push(
                `${expected ? 'refused' : 'ADDED'}: ${item.key} from ${source.key} for ${purpose.key}`,
              );
          }
        }
        await query('rollback');
      });
    }
    expect(wrong).toEqual([]);
  });

  it('refuses an item of some kinds of people for the others', async () => {
    for (const item of seeding.compiled.items.filter((each) => each.kinds !== null)) {
      const table = ITEM_FACTS.find((each) => each.name === item.table);
      const purpose = notice.purposes.find(
        (each) => isListed(notice, item.key, each.key) && !each.inMemory && lendsVerb(each, 'add'),
      );
      const nobody = people.find((person) => person.name === 'no relationship');
      if (!table || !purpose || !nobody || item.sources.length === 0) continue;
      await under(database.appUrl, { pass: seeding.pass, purpose: purpose.key }, async ({ query }) => {
        const added = await attempt(query, table, [
          nobody.subject,
          crypto.randomUUID(),
          null,
          item.no,
          item.sources[0]?.no,
        ]);
        expect(added, item.key).toBe(false);
        await query('rollback');
      });
    }
  });

  it('removes a row it sees, leaving proof, and answers alike for a hidden and an absent one', async () => {
    const purpose = notice.purposes.find(
      (each) =>
        !each.inMemory &&
        lendsVerb(each, 'remove') &&
        people.some((person) => person.rows.some((row) => mayRead(notice, each, person.state, row))),
    );
    if (!purpose) throw new Error('a purpose that sees nobody');
    const rows = people
      .filter((person) => person.state.restrictions.length === 0)
      .flatMap((person) => person.rows.map((row) => ({ person, row })));
    const visible = rows.find(({ person, row }) => mayRead(notice, purpose, person.state, row));
    const hidden = rows.find(({ person, row }) => !mayRead(notice, purpose, person.state, row));
    const erase = (subject: string, table: string, id: string) =>
      under(database.appUrl, { pass: seeding.pass, purpose: purpose.key }, ({ query }) =>
        query(`select gate.erase_fact($1, $2, $3, 'test')`, [table, subject, id]),
      );
    if (!visible || !hidden) throw new Error('the states are too much alike');
    await expect(erase(hidden.person.subject, hidden.row.table.name, hidden.row.id)).rejects.toMatchObject({
      code: 'SE016',
    });
    await expect(
      erase(visible.person.subject, visible.row.table.name, crypto.randomUUID()),
    ).rejects.toMatchObject({ code: 'SE016' });
    await erase(visible.person.subject, visible.row.table.name, visible.row.id);
    people = people.map((person) => ({ ...person, rows: person.rows.filter((row) => row !== visible.row) }));
    expect(await seen(purpose.key)).not.toContain(visible.row.id);
    const proofs = await behind(database.superuserUrl, 'select from audit.destruction where row_id = $1', [
      visible.row.id,
    ]);
    expect(proofs).toHaveLength(1);
  });

  it('removes nothing under a purpose whose bases do not carry it', async () => {
    const [row] = people.flatMap((person) =>
      person.rows.map((each) => ({ ...each, subject: person.subject })),
    );
    for (const purpose of notice.purposes.filter((each) => !lendsVerb(each, 'remove')))
      await expect(
        under(database.appUrl, { pass: seeding.pass, purpose: purpose.key }, ({ query }) =>
          query(`select gate.erase_fact($1, $2, $3, 'test')`, [row?.table.name, row?.subject, row?.id]),
        ),
        purpose.key,
      ).rejects.toMatchObject({ code: 'SE001' });
  });

  it.each([
    ['no purpose', (pass: string) => ({ pass, purpose: '' })],
    ['a purpose that does not exist', (pass: string) => ({ pass, purpose: 'gossip' })],
    ['no session', () => ({ pass: '', purpose: 'FIRST' })],
    ['a forged session', () => ({ pass: 'forged', purpose: 'FIRST' })],
    ['rights without a case', (pass: string) => ({ pass, purpose: 'rights' })],
    ['retention', (pass: string) => ({ pass, purpose: 'retention' })],
    ['security without a case', (pass: string) => ({ pass, purpose: 'security' })],
    ['upkeep', (pass: string) => ({ pass, purpose: 'upkeep' })],
  ])('gives nothing and changes nothing with %s', async (_name, contextOf) => {
    const wish = contextOf(seeding.pass);
    const context = {
      ...wish,
      purpose: wish.purpose === 'FIRST' ? (notice.purposes[0]?.key ?? '') : wish.purpose,
    };
    await under(database.appUrl, context, async ({ query }) => {
      expect(await query(EVERY_ROW)).toEqual([]);
      for (const table of ITEM_FACTS) {
        const column = table.values[0]?.name ?? '';
        expect(await query(`update register.${table.name} set ${column} = ${column} returning id`)).toEqual(
          [],
        );
      }
    });
  });

  it('gives nothing to a role without the verb, to an ended session and to a session of another register', async () => {
    const first = notice.purposes.find((purpose) => !purpose.inMemory)?.key ?? '';
    const passes = [
      await openPass(database.superuserUrl, { register: notice.register, verbs: ['add'] }),
      await openPass(database.superuserUrl, { register: notice.register, purposes: [] }),
      await openPass(database.superuserUrl, { register: notice.register, expires: '-1 second' }),
    ];
    await behind(
      database.superuserUrl,
      `insert into notice.register (key) values ('another') on conflict do nothing`,
    );
    passes.push(await openPass(database.superuserUrl, { register: 'another' }));
    for (const pass of passes) {
      const rows = await under(database.appUrl, { pass, purpose: first }, ({ query }) => query(EVERY_ROW));
      expect(rows).toEqual([]);
    }
  });

  it('keeps every stored gate equal to the recomputed one', async () => {
    expect(await behind(database.superuserUrl, 'select * from gate.check_gates() limit 5')).toEqual([]);
  });
});
