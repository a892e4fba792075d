-- What people answered: append-only events, and what must be remembered without being readable.
create table register.permission (
  register_id int not null,
  subject_id uuid not null constraint permission_subject_fk references register.subject (id) on delete restrict,
  id uuid not null,
  kind text not null constraint permission_kind_known check (kind in
    ('consent', 'withdrawal', 'ban', 'ban-lifted', 'objection', 'objection-lifted', 'restriction', 'restriction-lifted')),
  purpose_key text,
  channel text constraint permission_channel_known check (channel in ('email', 'sms', 'phone', 'post', 'web', 'app', 'in-person')),
  scope_item_no smallint,
  scope_row_id uuid,
  allowed text[] not null default '{}',
  lifts uuid,
  given_by text not null default 'self' constraint permission_giver_known check (given_by in ('self', 'guardian', 'staff', 'authority', 'representative')),
  guardian_id uuid constraint permission_guardian_fk references register.subject (id) on delete restrict,
  at timestamptz not null,
  expires_at timestamptz,
  wording text,
  notice_version int,
  language text,
  proof text,
  ground text,
  source_no smallint not null,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by uuid,
  gate bigint not null default 0,
  barred bigint not null default 0,
  shut_at timestamptz not null default 'infinity',
  constraint permission_pk primary key (subject_id, id),
  constraint permission_consent_names_purpose check (kind not in ('consent', 'withdrawal') or purpose_key is not null),
  constraint permission_consent_has_proof check (kind <> 'consent' or (wording is not null and language is not null and proof is not null)),
  constraint permission_guardian_named check ((given_by = 'guardian') = (guardian_id is not null)),
  constraint permission_scope_of_restriction check (kind in ('restriction', 'restriction-lifted') or (scope_item_no is null and scope_row_id is null)),
  constraint permission_expires_later check (expires_at > at)
);
comment on table register.permission is 'Consent with its wording, language and proof (Art. 7(1)); withdrawal; ban; objection (Art. 21); restriction (Art. 18) of a person, purpose, item or row. Nothing is ever changed, the newest counts.';
comment on column register.permission.allowed is 'Purposes a restriction leaves open because the person agreed to them (Art. 18(2)).';

create table register.permission_request (
  id uuid constraint permission_request_pk primary key,
  register_id int not null constraint permission_request_register_fk references notice.register (id) on delete restrict,
  subject_id uuid not null constraint permission_request_subject_fk references register.subject (id) on delete restrict,
  purpose_key text not null,
  channel text,
  token_hash bytea not null constraint permission_request_token_unique unique,
  wording text not null,
  language text not null,
  requested_at timestamptz not null default now(),
  expires_at timestamptz not null
);
comment on table register.permission_request is 'A sign-up waiting for its confirmation; gone when the link expires.';

create table register.match_key (
  register_id int not null constraint match_key_register_fk references notice.register (id) on delete restrict,
  kind text not null,
  hmac bytea not null constraint match_key_is_sha256 check (length(hmac) = 32),
  subject_id uuid not null constraint match_key_subject_fk references register.subject (id) on delete restrict,
  constraint match_key_pk primary key (register_id, kind, hmac, subject_id)
);
create index match_key_subject on register.match_key (subject_id);
comment on table register.match_key is 'Keyed hashes for matching across people closed to a purpose. The key is outside the database; nobody reads this but gate.match.';

create table register.suppression (
  register_id int not null constraint suppression_register_fk references notice.register (id) on delete restrict,
  channel text not null,
  purpose_key text not null default '',
  hmac bytea not null constraint suppression_is_sha256 check (length(hmac) = 32),
  reason text not null constraint suppression_reason_known check (reason in ('banned', 'objected', 'withdrawn', 'erased', 'bounced')),
  recorded_at timestamptz not null default now(),
  constraint suppression_pk primary key (register_id, channel, hmac, purpose_key)
);
comment on table register.suppression is 'Addresses that must not be written to again, as keyed hashes: survives erasure, import and list deletion.';
