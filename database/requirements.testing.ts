/** A register whose notice requires things: of kinds of people, of kinds of record, and of the verbs of a purpose. */
import { randomUUID } from 'node:crypto';
import { behind, gateNotice, under, type Work } from './fixture.testing.ts';
import { ITEM_FACTS } from './tables.ts';

const text = (word: string) => `{ en: ${word} }`;

const PEOPLE = `
  trainee:
    title: ${text('Trainee')}
    opens: [training]
    items:
      name: mandatory
      shoe-size: mandatory
      language: optional
      nationality: optional
      passport: { mandatory: { if: { not: { item: nationality, in: [fi, se] } }, else: ${text('No journey.')} } }
      permit: { optional: { if: { yes: newsletter } } }
      swims: { mandatory: { if: { age-below: 15 } } }
      nickname: { never: { if: { missing: language } } }
      birth-date: optional
      email: optional
      phone: optional
      accident: optional
    one-of: [[email, phone]]`;

const ITEMS = `
items:
  nationality: { title: ${text('Nationality')}, type: text }
  passport: { title: ${text('Passport')}, type: text }
  permit: { title: ${text('Permit')}, type: text }
  swims: { title: ${text('Swims')}, type: yes-no }
  nickname: { title: ${text('Nickname')}, type: text }
  accident:
    title: ${text('Accident')}
    type: record
    items: { injury: mandatory, sick-leave: { optional: { if: { item: injury, in: [bad] } } }, phone: { mandatory: { if: { age-below: 18 } } } }
    one-of: [[witness, report]]
  injury: { title: ${text('Injury')}, part-of: accident }
  sick-leave: { title: ${text('Leave')}, part-of: accident }
  witness: { title: ${text('Witness')}, part-of: accident }
  report: { title: ${text('Report')}, part-of: accident }
`;

const OWN = 'nationality, passport, permit, swims, nickname, accident, injury, sick-leave, witness, report';

/** The gate register with requirements; `statistics` may only be read, `letters` only added and changed to. */
export function requiringNotice(): string {
  return gateNotice((yaml) =>
    yaml
      .replace(`\n  trainee: { title: ${text('Trainee')}, opens: [training] }`, PEOPLE)
      .replace('\nitems:\n', ITEMS)
      .replace('items: [shoe-size, identity-code]', `items: [shoe-size, identity-code, ${OWN}]`)
      .replace(
        'purposes:\n',
        `purposes:
  statistics: { title: ${text('Statistics')}, basis: { public-task: ${text('counting')}, verbs: [read, count] } }
  letters: { title: ${text('Letters')}, basis: [{ contract: ${text('contract')}, verbs: add }, { legal-obligation: ${text('law')}, verbs: change }] }
`,
      )
      .replaceAll('offers, club]', 'offers, club, statistics, letters]'),
  );
}

export interface Given {
  /** Key of an item and its value. */
  readonly [item: string]: string;
}

/** Adds facts as pages and commands do, one insert each, from the person. */
export async function addFacts(query: Work['query'], subject: string, facts: Given): Promise<void> {
  for (const [item, value] of Object.entries(facts)) {
    const [row] = await query<{ item_no: number; source_no: number; table_name: string }>(
      `select i.item_no, i.table_name, s.source_no from notice.item i join notice.source s on s.register_id = i.register_id and s.key = 'the-person'
        where i.register_id = session.register_id() and i.key = $1`,
      [item],
    );
    const table = ITEM_FACTS.find(({ name }) => name === row?.table_name);
    await query(
      `insert into register.${table?.name} (subject_id, id, item_no, source_no, ${table?.values.at(-1)?.name})
       values ($1, gen_random_uuid(), $2, $3, $4)`,
      [subject, row?.item_no, row?.source_no, value],
    );
  }
}

export interface Start {
  readonly appUrl: string;
  readonly pass: string;
  readonly purpose?: string;
}

/** A person who begins as the kind, with these facts, in one transaction. */
export async function begin(
  { appUrl, pass, purpose = 'training' }: Start,
  kind: string,
  facts: Given,
): Promise<string> {
  const subject = randomUUID();
  await under(appUrl, { pass, purpose }, async ({ query }) => {
    await query(`select gate.add_subject($1, 'the-person')`, [subject]);
    await query(`select gate.add_relationship($1, gen_random_uuid(), $2, 'the-person')`, [subject, kind]);
    await addFacts(query, subject, facts);
  });
  return subject;
}

/** Keys of what is stored of a subject, behind the policies. */
export async function storedOf(superuserUrl: string, subject: string): Promise<readonly string[]> {
  const rows = await behind<{ key: string }>(
    superuserUrl,
    `select i.key from gate.facts_of(array[$1::uuid]) f join register.subject s on s.id = $1
       join notice.item i on i.register_id = s.register_id and i.item_no = f.item_no order by i.key`,
    [subject],
  );
  return rows.map(({ key }) => key);
}
