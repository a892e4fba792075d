/**
 * What the accounts' login may do to users, roles and keys. Whoever lets people in decides what they may do, so a second login would
 * guard nothing; but it sees no person of any register, and what was granted, signed and reviewed it can never remove.
 */
const KEPT =
  'account, account_role, undertaking, undertaking_text, access_request, access_review, api_key, register_setting';
const REMOVABLE = 'team, role, task, role_task, idempotency, rate_limit, saved_view';

const listOf = (names: string) =>
  names
    .split(', ')
    .map((name) => `auth.${name}`)
    .join(', ');

export const administrationGrants: readonly string[] = [
  'grant usage on schema auth, notice, session to seloste_signin;',
  `grant select, insert, update on ${listOf(KEPT)} to seloste_signin;`,
  `grant select, insert, update, delete on ${listOf(REMOVABLE)} to seloste_signin;`,
  'grant select on notice.register, notice.in_force, notice.purpose, notice.item to seloste_signin;',
  'grant update (ended_at, ended_by, ended_because) on auth.account_role to seloste_gatekeeper;',
  'grant update (version, name, language, expires_on) on auth.undertaking to seloste_gatekeeper;',
  'grant update (ended_at, ended_by, generation, used_on) on auth.api_key to seloste_gatekeeper;',
];
