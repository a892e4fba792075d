/** Who may touch which table and column: emitted from the catalogue, so that a new table starts closed. */
import { ITEM_FACTS, type Table } from '../tables.ts';
import { administrationGrants } from './administration.ts';

/** What a row is of is told once, when it is added; its own end can only close it earlier. */
const GATE_COLUMNS_SET_BY_GUARD = ['subject_id', 'id', 'relationship_id', 'item_no', 'source_no', 'ends_at'];
const READERS: Record<Table['schema'], string> = {
  register: 'seloste_app, seloste_portal',
  notice: 'seloste_app, seloste_portal',
  audit: '',
  auth: '',
  session: '',
  signin: '',
};

/** Whose rewriting has come how far is a subject's id; and the portal shows no older text, with the name of who published it. */
const NARROWER: Readonly<Record<string, string>> = { 'notice.rewrite': '', 'notice.version': 'seloste_app' };

const nameOf = (table: Table) => `${table.schema}.${table.name}`;
const columnsOf = (table: Table) => table.values.map((column) => column.name).join(', ');
const isPersonal = (table: Table) => ['fact', 'record', 'involvement'].includes(table.class);

/** Value columns only: never register, subject, item, source, gate or who recorded it; and no delete anywhere (design-notes 4). */
function applicationGrants(table: Table): string[] {
  const name = nameOf(table);
  const grants: string[] = [];
  const readers = NARROWER[name] ?? READERS[table.schema];
  if (readers !== '' && (isPersonal(table) || table.schema === 'notice'))
    grants.push(`grant select on ${name} to ${readers};`);
  if (ITEM_FACTS.includes(table)) {
    const columns = [...GATE_COLUMNS_SET_BY_GUARD, ...table.values.map((column) => column.name)].join(', ');
    grants.push(`grant insert (${columns}) on ${name} to seloste_app, seloste_portal;`);
  }
  if (isPersonal(table) && table.values.length > 0) {
    // What is about several people is not one of theirs to rewrite.
    const writers = table.class === 'record' ? 'seloste_app' : 'seloste_app, seloste_portal';
    grants.push(`grant update (${columnsOf(table)}) on ${name} to ${writers};`);
  }
  if (table.class === 'plain' && table.schema === 'register') {
    grants.push(`grant select on ${name} to seloste_app;`);
    grants.push(`grant update (${columnsOf(table)}) on ${name} to seloste_app;`);
  }
  return grants;
}

/** The gatekeeper's functions need the tables; on the audit it may only add and read, and published notices are the owner's. */
function gatekeeperGrants(table: Table): string {
  const verbs = {
    register: 'select, insert, update, delete',
    session: 'select, insert, update',
    auth: 'select',
    audit: 'select, insert',
    notice: 'select',
    signin: '',
  } satisfies Record<Table['schema'], string>;
  const granted = verbs[table.schema];
  return granted === '' ? '' : `grant ${granted} on ${nameOf(table)} to seloste_gatekeeper;`;
}

/** Credentials are the sign-in's alone; the gatekeeper only ends sessions and links, and looks whether a session lives. */
function signInGrants(tables: readonly Table[]): string[] {
  const credentials = tables.filter((table) => table.class === 'credential').map(nameOf);
  return [
    ...credentials.map((name) => `grant select, insert, update, delete on ${name} to seloste_signin;`),
    'grant select, update on signin.browser_session, signin.invitation to seloste_gatekeeper;',
    'grant insert on auth.account, auth.role, auth.task, auth.role_task, auth.account_role, auth.undertaking to seloste_gatekeeper;',
    'grant update (document, recorded_at) on auth.undertaking to seloste_gatekeeper;',
    'grant update (display_name, language) on auth.account to seloste_gatekeeper;',
  ];
}

export function emitProtection(tables: readonly Table[]): string {
  const statements = tables.flatMap((table) => [
    `revoke all on ${nameOf(table)} from public, seloste_app, seloste_portal, seloste_signin, seloste_gatekeeper;`,
    gatekeeperGrants(table),
    ...applicationGrants(table),
  ]);
  return [
    ...statements,
    'grant update (rows_done, after_subject, finished_at) on notice.rewrite to seloste_gatekeeper;',
    'grant update (pending) on notice.in_force to seloste_gatekeeper;',
    'grant delete on session.entitlement to seloste_gatekeeper;',
    'grant usage on sequence register.key_slot to seloste_gatekeeper;',
    ...signInGrants(tables),
    ...administrationGrants,
    '',
  ].join('\n');
}
