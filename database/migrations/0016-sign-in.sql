-- How staff prove who they are. A schema of its own, read and written by the sign-in's login alone: the server's login, whose statements
-- carry what people type, has nothing here, and the sign-in's login sees no person of any register.
create schema signin;
comment on schema signin is 'Credentials and browser sessions of staff. Nobody but the sign-in''s role reads them.';
grant usage on schema signin to seloste_signin, seloste_gatekeeper;
grant usage on schema session to seloste_signin;

alter table auth.account add column language text not null default 'en' constraint account_language_known check (language in ('fi', 'sv', 'en'));
comment on column auth.account.language is 'What the member of staff reads; the language of a person in the register is another thing.';

alter table notice.in_force add column multi_factor boolean not null default false;
comment on column notice.in_force.multi_factor is 'Whether the notice in force says that signing in takes a second factor (CO.26).';

create table auth.register_setting (
  register_id int constraint register_setting_pk primary key constraint register_setting_register_fk references notice.register (id) on delete restrict,
  multi_factor boolean not null default false
);
comment on table auth.register_setting is 'What a register asks of its users beyond its notice: a second factor (CO.26).';

create table signin.password (
  account_id uuid constraint password_pk primary key constraint password_account_fk references auth.account (id) on delete cascade,
  hash text not null constraint password_is_argon2id check (hash like '$argon2id$%'),
  changed_at timestamptz not null default now()
);
comment on table signin.password is 'Passwords as argon2id hashes.';

create table signin.totp (
  account_id uuid constraint totp_pk primary key constraint totp_account_fk references auth.account (id) on delete cascade,
  secret bytea not null,
  last_step bigint not null default 0,
  recorded_at timestamptz not null default now(),
  confirmed_at timestamptz
);
comment on table signin.totp is 'Secrets of authenticator apps, sealed with a key that lies outside the database.';
comment on column signin.totp.last_step is 'The time step of the last code taken: a code is taken once, however many submit it (A19).';

create table signin.recovery_code (
  account_id uuid not null constraint recovery_code_account_fk references auth.account (id) on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  constraint recovery_code_pk primary key (account_id, code_hash)
);
comment on table signin.recovery_code is 'Codes for a lost second factor: keyed hashes, each good once.';

create table signin.passkey (
  id uuid constraint passkey_pk primary key,
  account_id uuid not null constraint passkey_account_fk references auth.account (id) on delete cascade,
  credential_id text not null constraint passkey_credential_unique unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null constraint passkey_name_short check (length(name) between 1 and 80),
  recorded_at timestamptz not null default now(),
  used_at timestamptz
);
create index passkey_account on signin.passkey (account_id);
comment on table signin.passkey is 'Public keys of passkeys.';

create table signin.external_identity (
  issuer text not null,
  subject text not null,
  account_id uuid not null constraint external_identity_account_fk references auth.account (id) on delete cascade,
  recorded_at timestamptz not null default now(),
  constraint external_identity_pk primary key (issuer, subject)
);
create index external_identity_account on signin.external_identity (account_id);
comment on table signin.external_identity is 'Who an account is at the organisation''s own sign-in (OpenID Connect).';

create table signin.browser_session (
  id uuid constraint browser_session_pk primary key,
  token_hash bytea not null constraint browser_session_token_unique unique constraint browser_session_token_is_sha256 check (length(token_hash) = 32),
  account_id uuid not null constraint browser_session_account_fk references auth.account (id) on delete cascade,
  way text not null constraint browser_session_way_known check (way in ('password', 'passkey', 'oidc', 'invitation')),
  device text not null constraint browser_session_device_short check (length(device) <= 80),
  second_factor_at timestamptz,
  opened_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  idle_expires_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_because text,
  constraint browser_session_ends check (expires_at <= opened_at + interval '7 days' and idle_expires_at <= expires_at)
);
create index browser_session_account on signin.browser_session (account_id, opened_at);
comment on table signin.browser_session is 'A signed-in or half-signed-in browser. Its cookie is kept hashed; the pass to the database is derived from it and kept nowhere.';

create table signin.invitation (
  id uuid constraint invitation_pk primary key,
  account_id uuid constraint invitation_account_fk references auth.account (id) on delete cascade,
  kind text not null constraint invitation_kind_known check (kind in ('invitation', 'owner')),
  token_hash bytea not null constraint invitation_token_unique unique constraint invitation_token_is_sha256 check (length(token_hash) = 32),
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  constraint invitation_names_account check ((kind = 'owner') = (account_id is null))
);
create index invitation_account on signin.invitation (account_id);
comment on table signin.invitation is 'One-time links: to an account that was made for somebody, or the owner''s before there is anybody.';

create table signin.challenge (
  hash bytea constraint challenge_pk primary key,
  kind text not null constraint challenge_kind_known check (kind in ('sign-in', 'second-factor', 'registration')),
  browser_session_id uuid constraint challenge_session_fk references signin.browser_session (id) on delete cascade,
  expires_at timestamptz not null
);
comment on table signin.challenge is 'Challenges handed to passkeys: each answered once, within minutes.';

create table signin.attempt (
  key bytea constraint attempt_pk primary key,
  failures int not null,
  last_at timestamptz not null,
  locked_until timestamptz
);
create index attempt_last on signin.attempt (last_at);
comment on table signin.attempt is 'Failures counted across processes, under keyed hashes of login and address: neither can be read back.';

alter table session.session add column browser_session_id uuid constraint session_browser_fk references signin.browser_session (id) on delete set null;
create index session_browser on session.session (browser_session_id) where ended_at is null;
comment on column session.session.browser_session_id is 'The browser whose session this is in one register; ended with it.';
