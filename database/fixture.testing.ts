/** A small register for the tests of gate, door and publishing: one purpose of each way of opening, and a person to try them on. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { readNotice } from '../compiler/read/read.ts';
import { type Published, publishNotice } from './publish/publish.ts';

const text = (word: string) => `{ en: ${word} }`;

/** `more` replaces whole lines of the purposes, so that a second version can be published. */
export function gateNotice(change: (yaml: string) => string = (yaml) => yaml): string {
  return change(`seloste: 1
register: gate-register
title: ${text('Gate')}
summary: ${text('A register for tests')}
updated: 2026-11-21
languages: [en]
time-zone: Europe/Helsinki
controller:
  name: Gate Oy
  contact: { name: Someone, email: someone@gate.example }
  data-protection-officer: { none-because: ${text('small')} }
authority: finland
people:
  contact: { title: ${text('Contact')}, with: organisation, opens: [customer-care, archive], after-end: [archive] }
  trainee: { title: ${text('Trainee')}, opens: [training] }
purposes:
  customer-care: { title: ${text('Care')}, basis: contract }
  training: { title: ${text('Training')}, basis: contract }
  archive: { title: ${text('Archive')}, basis: { legal-obligation: ${text('law')} } }
  sales: { title: ${text('Sales')}, basis: { legitimate-interest: ${text('selling')}, balancing: ${text('fine')} }, direct-marketing: true }
  newsletter: { title: ${text('Newsletter')}, basis: consent, channel: email, direct-marketing: true, wording: ${text('May we')}, withdraw: ${text('any time')} }
  offers: { title: ${text('Offers')}, basis: consent, direct-marketing: true, wording: ${text('May we')}, withdraw: ${text('any time')} }
  club: { title: ${text('Club')}, basis: consent, minimum-age: 13, guardian-below: 18, wording: ${text('May we')}, withdraw: ${text('any time')} }
items:
  shoe-size: { title: ${text('Shoe size')}, type: number }
  visa: { title: ${text('Visa')}, type: text }
data:
  contact: { title: ${text('Contact')}, items: [name, email, phone, birth-date, language], for: [customer-care, training, archive, sales, newsletter, offers, club], from: [the-person, employer, { source: directory, narrows: [sales] }], keep: long }
  work: { title: ${text('Work')}, items: [title, note, meeting], for: [customer-care, archive], from: [the-person], keep: long }
  size: { title: ${text('Size')}, items: [shoe-size, identity-code], for: [training], from: [the-person], keep: long }
  travel: { title: ${text('Travel')}, items: [visa], for: [training], from: [the-person], keep: never-stored }
sources:
  the-person: { title: ${text('Person')}, from-person: true }
  employer: { title: ${text('Employer')} }
  directory: { title: ${text('Directory')}, public: true }
retention:
  long: { from: recorded, keep: P10Y, then: erase }
  never-stored: never-stored
rights: {}
protection: {}
`);
}

export interface TestRegister extends Published {
  readonly ownerUrl: string;
  readonly appUrl: string;
}

export async function publishText(ownerUrl: string, yaml: string): Promise<Published> {
  const { notice, findings } = readNotice(yaml, 'test.yaml');
  if (!notice) throw new Error(findings.map((finding) => finding.message).join('\n'));
  return publishNotice(ownerUrl, { notice, text: yaml, publisher: 'test' });
}

/** Runs statements as the superuser: for looking behind the policies and for planting bugs. */
export async function behind<Row extends object>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const answer = await client.query<Row>(sql, values);
    return Array.isArray(answer) ? [] : answer.rows;
  } finally {
    await client.end();
  }
}

export interface SessionWish {
  readonly kind?: 'staff' | 'cli' | 'service' | 'portal' | 'form';
  readonly scope?: string;
  readonly purposes?: readonly string[];
  readonly verbs?: readonly string[];
  readonly expires?: string;
  readonly caseId?: string;
  readonly register?: string;
}

const ALL_VERBS = ['read', 'add', 'change', 'remove', 'count', 'export'];

/** Opens a session with the purposes and verbs wished for, staff by default, and answers its pass. */
export async function openPass(superuserUrl: string, wish: SessionWish = {}): Promise<string> {
  const pass = randomBytes(24).toString('base64url');
  const kind = wish.kind ?? 'staff';
  const isStaff = kind === 'staff' || kind === 'cli';
  const register = wish.register ?? 'gate-register';
  const account = isStaff ? await makeAccount(superuserUrl, register, wish) : null;
  await behind(
    superuserUrl,
    `select session.open($1, $2, $3, $4, now() + $5::interval, $6, $7, $8, $9, $10)`,
    [
      randomUUID(),
      createHash('sha256').update(pass).digest(),
      register,
      kind,
      wish.expires ?? '1 hour',
      account,
      wish.scope ?? null,
      isStaff ? null : (wish.purposes ?? []),
      isStaff ? null : (wish.verbs ?? ['read']),
      wish.caseId ?? null,
    ],
  );
  return pass;
}

async function makeAccount(url: string, register: string, wish: SessionWish): Promise<string> {
  const account = randomUUID();
  await behind(url, `insert into auth.account (id, login, display_name) values ($1, $2, 'Test')`, [
    account,
    account,
  ]);
  await behind(
    url,
    `insert into auth.undertaking (account_id, signed_on, document) values ($1, '2020-01-01', 'test')`,
    [account],
  );
  await behind(
    url,
    `with r as (insert into auth.role (id, register_id, key, title) select $1, id, $2, '{}' from notice.register where key = $3 returning id, register_id),
          t as (insert into auth.task (id, register_id, key, purposes, verbs)
                select $1, r.register_id, $2, coalesce($4::text[], array(select key from notice.purpose p where p.register_id = r.register_id)), $5 from r returning id),
          b as (insert into auth.role_task select r.id, t.id from r, t)
     insert into auth.account_role (account_id, role_id, granted_by, reason) select $2::uuid, r.id, 'test', 'test' from r`,
    [randomUUID(), account, register, wish.purposes ?? null, wish.verbs ?? ALL_VERBS],
  );
  return account;
}

export interface Work {
  readonly query: <Row extends object>(sql: string, values?: unknown[]) => Promise<Row[]>;
  readonly client: pg.Client;
}

/** One transaction of the application's login under a purpose, as the door makes it; for statements the door itself refuses. */
export async function under<Result>(
  appUrl: string,
  context: { pass: string; purpose: string; caseId?: string },
  work: (work: Work) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(
      `select set_config('seloste.pass', $1, true), set_config('seloste.purpose', $2, true), set_config('seloste.case', $3, true)`,
      [context.pass, context.purpose, context.caseId ?? ''],
    );
    const query = async <Row extends object>(sql: string, values: unknown[] = []) =>
      (await client.query<Row>(sql, values)).rows;
    const result = await work({ query, client });
    await client.query('commit');
    return result;
  } finally {
    await client.end();
  }
}

export interface TestPerson {
  readonly subject: string;
  readonly relationship: string;
}

/** A contact with a name, an e-mail address and a phone number under a live relationship. */
export async function addPerson(appUrl: string, pass: string, name = 'Testilä'): Promise<TestPerson> {
  const [subject, relationship] = [randomUUID(), randomUUID()];
  await under(appUrl, { pass, purpose: 'customer-care' }, async ({ query }) => {
    await query(`select gate.add_subject($1, 'the-person')`, [subject]);
    await query(`select gate.add_relationship($1, $2, 'contact', 'the-person', null, null, '2020-01-01')`, [
      subject,
      relationship,
    ]);
    const source = (
      await query<{ source_no: number }>(`select source_no from notice.source where key = 'the-person'`)
    )[0]?.source_no;
    await query(
      `insert into register.person_name (subject_id, id, item_no, source_no, given_name, family_name) values ($1, gen_random_uuid(), 1, $2, 'Aino', $3)`,
      [subject, source, name],
    );
    await query(
      `insert into register.email (subject_id, id, relationship_id, item_no, source_no, address) values ($1, gen_random_uuid(), $2, 20, $3, $4)`,
      [subject, relationship, source, `${subject}@example.test`],
    );
    await query(
      `insert into register.phone (subject_id, id, item_no, source_no, number) values ($1, gen_random_uuid(), 22, $2, '+358440000001')`,
      [subject, source],
    );
  });
  return { subject, relationship };
}
