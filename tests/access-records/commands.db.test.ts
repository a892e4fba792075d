/**
 * Whoever looks is on record (promise 6): what the commands do, run against a register with people, compared with the access records;
 * and what happens when a record can't be written, which is that nothing is shown.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Context, type Door, type Entered, openDoor } from '../../database/door/door.ts';
import {
  addPerson,
  behind,
  gateNotice,
  openPass,
  publishText,
  type TestPerson,
} from '../../database/fixture.testing.ts';
import { importFile } from '../../register/import/import.ts';
import { openKeyStore } from '../../register/keys/key-store.ts';
import { getCompiledNotice, getNotice } from '../../register/notices/in-force.ts';
import { type Acting, recordAnswer } from '../../register/permissions/permission.commands.ts';
import { endRelationship } from '../../register/relationships/relationship.commands.ts';
import { redateAll } from '../../register/retention/due.ts';
import { reportEvent } from '../../register/retention/event.commands.ts';
import { findSubjects, showSubject } from '../../register/subjects/subject.queries.ts';
import { openTestDatabase, type TestDatabase } from '../database.ts';

let database: TestDatabase;
let door: Door;
let acting: Acting;
let people: TestPerson[];
/** Values of people that left the door by another way than the three verbs; must stay empty. */
let unlogged: string[];

/** Every seeded person's name and address carries it. */
const MARKER = 'Merkkinen';

beforeEach(async () => {
  database = await openTestDatabase();
  const { registerId } = await publishText(database.ownerUrl, gateNotice());
  const pass = await openPass(database.superuserUrl);
  unlogged = [];
  door = watched(openDoor({ url: database.appUrl, connections: 2 }));
  acting = { door, pass, registerId };
  people = [];
  for (const name of [MARKER, MARKER, `${MARKER}-Toinen`])
    people.push(await addPerson(database.appUrl, pass, name));
});
afterEach(async () => {
  await door.close();
  await database.drop();
});

/** A door that looks at everything `plain` and `call` answer: a value of a person there was shown without a record. */
function watched(real: Door): Door {
  const watch = (entered: Entered): Entered => {
    const looking = <Row>(verb: Entered['call']) =>
      (async (statement: Parameters<Entered['call']>[0]) => {
        const rows = (await verb(statement)) as Row[];
        const text = JSON.stringify(rows);
        if (text.includes(MARKER) || text.includes('@example.test')) unlogged.push(text);
        return rows;
      }) as Entered['call'];
    return { ...entered, plain: looking(entered.plain), call: looking(entered.call) };
  };
  return {
    ...real,
    enter: (context, work) => real.enter(context, (entered) => work(watch(entered))),
    enterStreaming: (context, work) =>
      real.enterStreaming(context, (entered, client) => work(watch(entered), client)),
  };
}

interface Recorded {
  readonly verb: string;
  readonly purpose_key: string;
  readonly what: string;
  readonly subjects: string[];
}

const recorded = () =>
  behind<Recorded>(
    database.superuserUrl,
    `select a.verb, a.purpose_key, a.what, array(select s.subject_id::text from audit.access_subject s where s.access_id = a.id order by 1) as subjects
       from audit.access a order by a.at`,
  );

/** What a piece of work put on record, and what it answered. */
async function during<Result>(work: () => Promise<Result>): Promise<{ result: Result; looks: Recorded[] }> {
  const before = (await recorded()).length;
  const result = await work();
  return { result, looks: (await recorded()).slice(before) };
}

const under = <Result>(purpose: string, work: (entered: Entered) => Promise<Result>) =>
  door.enter({ pass: acting.pass, purpose }, work);

const show = (subject: string, purpose = 'customer-care') =>
  under(purpose, async (entered) =>
    showSubject(entered, subject, {
      notice: await getCompiledNotice(entered, acting.registerId),
      terms: await getNotice(entered, acting.registerId),
      language: 'en',
    }),
  );

const ids = (...subjects: readonly string[]) => subjects.toSorted();

describe('what a command shows is on record', () => {
  it('with everybody a search found, and nobody else', async () => {
    const { result, looks } = await during(() =>
      under('customer-care', (entered) => findSubjects(entered, MARKER)),
    );
    expect(result).toHaveLength(3);
    expect(looks).toEqual([
      {
        verb: 'read',
        purpose_key: 'customer-care',
        what: 'subject: search',
        subjects: ids(...result.map(({ id }) => id)),
      },
    ]);
    expect(unlogged).toEqual([]);
  });

  it('with the person who was shown, under the purpose it was shown for', async () => {
    const [person] = people;
    const { result, looks } = await during(() => show(person?.subject ?? ''));
    expect(result.facts.length).toBeGreaterThan(0);
    expect(looks.length).toBeGreaterThan(0);
    for (const look of looks)
      expect(look).toMatchObject({ verb: 'read', purpose_key: 'customer-care', subjects: [person?.subject] });
    expect(unlogged).toEqual([]);
  });

  it('that somebody looked and was shown nobody', async () => {
    const { looks } = await during(() => show(people[0]?.subject ?? '', 'newsletter').catch(() => undefined));
    expect(looks).toEqual([expect.objectContaining({ purpose_key: 'newsletter', subjects: [] })]);
  });

  it('of an import its header; its rows answer nothing about anybody', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'seloste-records-'));
    const keys = await openKeyStore({
      folder: path.join(folder, 'keys'),
      mirrorFolder: path.join(folder, 'mirror'),
    });
    const file = path.join(folder, 'people.csv');
    await writeFile(
      file,
      `Sukunimi;Etunimi;Email\n${MARKER};Uusi;${people[0]?.subject}@example.test\n${MARKER};Toinen;uusi@example.test\n`,
    );
    const { looks } = await during(() =>
      importFile(
        { ...acting, keys },
        {
          file,
          source: 'the-person',
          purpose: 'customer-care',
          kind: 'contact',
          map: {},
          dryRun: false,
          importId: randomUUID(),
          rejectsFolder: path.join(folder, 'rejects'),
          now: Temporal.Instant.from('2026-11-21T10:00:00Z'),
        },
      ),
    );
    await keys.close();
    await rm(folder, { recursive: true });
    expect(looks).toEqual([{ verb: 'set', purpose_key: 'customer-care', what: 'import', subjects: [] }]);
    expect(unlogged).toEqual([]);
  });

  it('of an answer, an end, an event and dating anew nothing, since they show nothing', async () => {
    const [one, other] = people;
    const { looks } = await during(async () => {
      await recordAnswer(acting, {
        kind: 'ban',
        subjectId: one?.subject ?? '',
        channel: 'email',
        source: 'the-person',
      });
      await reportEvent(acting, {
        purpose: 'customer-care',
        event: 'relationship-ended',
        ownerId: one?.relationship ?? '',
        subjectId: one?.subject ?? '',
      }).catch(() => undefined);
      await endRelationship(acting, {
        subjectId: other?.subject ?? '',
        relationshipId: other?.relationship ?? '',
        purpose: 'customer-care',
      });
      await redateAll(acting);
    });
    expect(looks.filter(({ subjects }) => subjects.length > 0)).toEqual([]);
    expect(unlogged).toEqual([]);
  });
});

describe('a planted look', () => {
  it('is noticed by these tests when a function answers a value past the verbs', async () => {
    await under('customer-care', (entered) =>
      entered.call({ text: `select $1::text as planted`, values: [MARKER] }),
    );
    expect(unlogged).toHaveLength(1);
  });

  it.each([
    'select * from register.person_name',
    'select n.family_name from "register"."person_name" n',
    'with people as (select * from register.person_name) select * from people',
    `select set_config('search_path', 'register, public', true)`,
    'select * from person_name',
  ])('is refused by the door in every spelling: %s', async (text) => {
    for (const verb of ['plain', 'call'] as const)
      await expect(under('customer-care', (entered) => entered[verb]({ text, values: [] }))).rejects.toThrow(
        /without a record/,
      );
  });
});

describe('no record, no data', () => {
  const names = { text: 'select subject_id, family_name from register.person_name', values: [] };
  const looking = (context: Context) => door.enter(context, (entered) => entered.read('broken', names));

  it('answers nothing when the function that records may not be called', async () => {
    await behind(
      database.superuserUrl,
      'revoke execute on function session.record_access(text, text, jsonb, uuid[], bigint) from seloste_app',
    );
    await expect(looking({ pass: acting.pass, purpose: 'customer-care' })).rejects.toThrow();
    await expect(show(people[0]?.subject ?? '')).rejects.toThrow();
    expect(await recorded()).toEqual([]);
  });

  it('answers nothing when the record’s table refuses the row, be it of the look or of a person', async () => {
    for (const table of ['access', 'access_subject']) {
      await behind(
        database.superuserUrl,
        `create or replace function audit.broken() returns trigger language plpgsql as $$ begin raise exception 'the disk is full'; end $$;
         create trigger broken before insert on audit.${table} for each row execute function audit.broken()`,
      );
      await expect(looking({ pass: acting.pass, purpose: 'customer-care' })).rejects.toThrow();
      const counting = under('customer-care', (entered) =>
        entered.count({ what: 'broken' }, { text: `select '7' as n`, values: [] }),
      );
      if (table === 'access') await expect(counting).rejects.toThrow();
      else await counting;
      await behind(database.superuserUrl, `drop trigger broken on audit.${table}`);
    }
  });

  it('keeps the record of rows whose work failed afterwards', async () => {
    const failing = under('customer-care', async (entered) => {
      await findSubjects(entered, MARKER);
      throw new Error('the printer is out of paper');
    });
    await expect(failing).rejects.toThrow('paper');
    expect(await recorded()).toMatchObject([
      { what: 'subject: search', subjects: ids(...people.map((each) => each.subject)) },
    ]);
  });
});
