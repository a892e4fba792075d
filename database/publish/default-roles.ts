/**
 * The roles every register has from its first notice on, so that it can be worked in at once: owner, manager, member, reader. Their
 * tasks name the notice's purposes one by one (CG.40), so that they can be narrowed; what a later notice adds is given by a person,
 * to the owner alone by itself, since new data must not open to everybody unasked.
 */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { CompiledNotice, CompiledPurpose } from '../../compiler/model/compiled.ts';
import type { Texts } from '../../compiler/model/text.ts';

interface DefaultTask {
  readonly key: string;
  readonly title: Texts;
  readonly purposes: readonly string[];
  readonly verbs: readonly string[];
  readonly roles: readonly string[];
}

const ALL_VERBS = ['read', 'add', 'change', 'remove', 'count', 'export', 'send', 'manage'];

const ROLES: Readonly<Record<string, Texts>> = {
  owner: { fi: 'Omistaja', sv: 'Ägare', en: 'Owner' },
  manager: { fi: 'Ylläpitäjä', sv: 'Administratör', en: 'Manager' },
  member: { fi: 'Jäsen', sv: 'Medlem', en: 'Member' },
  reader: { fi: 'Lukija', sv: 'Läsare', en: 'Reader' },
};

export interface DefaultRoles {
  readonly registerId: number;
  readonly compiled: CompiledNotice;
  readonly isFirst: boolean;
}

export async function publishDefaultRoles(
  client: pg.Client,
  { registerId, compiled, isFirst }: DefaultRoles,
): Promise<void> {
  const tasks = isFirst ? [ownersTask(compiled), ...tasksOf(compiled)] : [ownersTask(compiled)];
  if (isFirst) await insertRoles(client, registerId);
  await insertTasks(client, registerId, tasks);
  if (isFirst) await insertRoleTasks(client, registerId, tasks);
}

const ownersTask = (compiled: CompiledNotice): DefaultTask => ({
  key: 'own',
  title: { fi: 'Kaikki tehtävät', sv: 'Alla uppgifter', en: 'Every task' },
  purposes: compiled.purposes.filter((purpose) => !purpose.inMemory).map((purpose) => purpose.key),
  verbs: ALL_VERBS,
  roles: ['owner'],
});

function tasksOf(compiled: CompiledNotice): DefaultTask[] {
  const ordinary = compiled.purposes.filter((purpose) => !purpose.implicit && !purpose.inMemory);
  const marketing = ordinary.filter((purpose) => purpose.directMarketing);
  const keys = (purposes: readonly CompiledPurpose[]) => purposes.map((purpose) => purpose.key);
  const named = (words: Texts, { title }: CompiledPurpose): Texts => withPurpose(words, title);
  const work = { fi: 'Työ', sv: 'Arbete', en: 'Work' };
  const look = { fi: 'Katselu', sv: 'Läsning', en: 'Looking' };
  return [
    ...ordinary.map((purpose) => ({
      key: `work-${purpose.key}`,
      title: named(work, purpose),
      purposes: [purpose.key],
      verbs: ['read', 'add', 'change', 'remove', 'count'],
      roles: ['manager', 'member'],
    })),
    ...ordinary.map((purpose) => ({
      key: `look-${purpose.key}`,
      title: named(look, purpose),
      purposes: [purpose.key],
      verbs: ['read'],
      roles: ['reader'],
    })),
    { key: 'export', title: EXPORT, purposes: keys(ordinary), verbs: ['read', 'export'], roles: ['manager'] },
    { key: 'send', title: SEND, purposes: keys(marketing), verbs: ['read', 'send'], roles: ['manager'] },
    {
      key: 'answer-requests',
      title: ANSWER,
      purposes: ['rights'],
      verbs: ['read', 'add', 'change', 'remove', 'export'],
      roles: ['manager'],
    },
    { key: 'investigate', title: INVESTIGATE, purposes: ['security'], verbs: ['read'], roles: ['manager'] },
    { key: 'administer', title: ADMINISTER, purposes: [], verbs: ['manage'], roles: ['manager'] },
  ];
}

const EXPORT: Texts = { fi: 'Vienti tiedostoon', sv: 'Export till fil', en: 'Export to a file' };
const SEND: Texts = {
  fi: 'Markkinoinnin lähettäminen',
  sv: 'Utskick av marknadsföring',
  en: 'Sending marketing',
};
const ANSWER: Texts = {
  fi: 'Rekisteröityjen pyyntöihin vastaaminen',
  sv: 'Svar på de registrerades begäranden',
  en: 'Answering data subjects’ requests',
};
const INVESTIGATE: Texts = {
  fi: 'Tietoturvatapausten selvittäminen',
  sv: 'Utredning av säkerhetshändelser',
  en: 'Looking into security events',
};
const ADMINISTER: Texts = {
  fi: 'Käyttäjien ja oikeuksien ylläpito',
  sv: 'Administration av användare och rättigheter',
  en: 'Administering users and access',
};

/** “Työ: laskutus”: the purpose stands in the nominative after a colon, since Finnish would inflect it. */
function withPurpose(words: Texts, title: Texts): Texts {
  const entries = Object.entries(title).map(([language, text]) => [
    language,
    `${words[language as keyof Texts] ?? words.en}: ${text}`,
  ]);
  return Object.fromEntries(entries) as Texts;
}

async function insertRoles(client: pg.Client, registerId: number): Promise<void> {
  const roles = Object.entries(ROLES);
  await client.query(
    `insert into auth.role (id, register_id, key, title, origin)
     select r.id, $1, r.key, r.title, 'default' from unnest($2::uuid[], $3::text[], $4::jsonb[]) r (id, key, title)
     on conflict on constraint role_key_unique do nothing`,
    [
      registerId,
      roles.map(() => randomUUID()),
      roles.map(([key]) => key),
      roles.map(([, title]) => JSON.stringify(title)),
    ],
  );
}

/** The owner's task follows the notice; the others are left as people have made them. */
async function insertTasks(
  client: pg.Client,
  registerId: number,
  tasks: readonly DefaultTask[],
): Promise<void> {
  const rows = tasks.map((task) => ({ ...task, id: randomUUID() }));
  await client.query(
    `insert into auth.task as t (id, register_id, key, title, purposes, verbs, origin)
     select r.id, $1, r.key, r.title, array(select jsonb_array_elements_text(r.purposes)), array(select jsonb_array_elements_text(r.verbs)), 'default'
       from jsonb_to_recordset($2) r (id uuid, key text, title jsonb, purposes jsonb, verbs jsonb)
     on conflict on constraint task_key_unique do update set purposes = excluded.purposes
       where t.key = 'own' and t.origin <> 'notice' and t.purposes <> excluded.purposes`,
    [registerId, JSON.stringify(rows)],
  );
}

async function insertRoleTasks(
  client: pg.Client,
  registerId: number,
  tasks: readonly DefaultTask[],
): Promise<void> {
  const pairs = tasks.flatMap((task) => task.roles.map((role) => ({ role, task: task.key })));
  await client.query(
    `insert into auth.role_task (role_id, task_id)
     select r.id, t.id from unnest($2::text[], $3::text[]) p (role, task)
       join auth.role r on r.register_id = $1 and r.key = p.role and r.origin = 'default'
       join auth.task t on t.register_id = $1 and t.key = p.task and t.origin = 'default'
     on conflict on constraint role_task_pk do nothing`,
    [registerId, pairs.map((pair) => pair.role), pairs.map((pair) => pair.task)],
  );
}
