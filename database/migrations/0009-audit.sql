-- Append-only proof: who saw whose data and why, what changed, what was destroyed. Ids and keyed commitments, no values.
create table audit.access (
  id uuid constraint access_pk primary key,
  at timestamptz not null default clock_timestamp(),
  register_id int not null,
  session_id uuid not null,
  account_id uuid,
  purpose_key text not null,
  case_id uuid,
  verb text not null constraint access_verb_known check (verb in ('read', 'set', 'count')),
  subject_scope uuid,
  what text not null constraint access_what_short check (length(what) <= 200),
  criteria jsonb,
  answered bigint
);
create index access_at on audit.access (register_id, at);
comment on table audit.access is 'One look at personal data: by whom, for which purpose, when. No record, no data.';

create table audit.access_subject (
  access_id uuid not null constraint access_subject_access_fk references audit.access (id) on delete restrict,
  subject_id uuid not null,
  constraint access_subject_pk primary key (subject_id, access_id)
);
comment on table audit.access_subject is 'Whose data a look showed: a row per subject, so that the person can be told and it can go with the person.';

create table audit.change (
  id uuid constraint change_pk primary key,
  at timestamptz not null default clock_timestamp(),
  register_id int not null,
  session_id uuid,
  account_id uuid,
  purpose_key text,
  verb text not null constraint change_verb_known check (verb in ('add', 'change', 'remove', 'import', 'merge', 'unmerge')),
  table_name text not null,
  subject_id uuid,
  row_id uuid,
  rows_count int not null default 1
);
create index change_subject on audit.change (subject_id, at);
comment on table audit.change is 'What was added, changed or removed, by whom; the old value, where kept, is in register.change_value.';

create table audit.permission (
  id uuid constraint permission_pk primary key,
  at timestamptz not null default clock_timestamp(),
  register_id int not null,
  session_id uuid,
  account_id uuid,
  permission_id uuid not null,
  subject_id uuid not null,
  kind text not null,
  purpose_key text
);
create index permission_subject on audit.permission (subject_id);
comment on table audit.permission is 'That a permission event was recorded and by whom.';

create table audit.disclosure (
  id uuid constraint disclosure_pk primary key,
  at timestamptz not null default clock_timestamp(),
  register_id int not null,
  session_id uuid,
  account_id uuid,
  recipient_key text not null,
  subject_id uuid not null,
  items smallint[] not null
);
create index disclosure_subject on audit.disclosure (subject_id);
comment on table audit.disclosure is 'What was given to whom, per person, so that corrections and erasures can be told (Art. 19).';

create table audit.destruction (
  id uuid constraint destruction_pk primary key,
  at timestamptz not null default clock_timestamp(),
  register_id int not null,
  session_id uuid,
  account_id uuid,
  subject_id uuid,
  table_name text not null,
  row_id uuid,
  item_no smallint,
  ground text not null,
  rows_count int not null default 1
);
create index destruction_subject on audit.destruction (subject_id);
comment on table audit.destruction is 'Proof of erasure: which row went, when and on what ground.';

create table audit.security (
  id uuid constraint security_pk primary key,
  at timestamptz not null default clock_timestamp(),
  register_id int,
  session_id uuid,
  account_id uuid,
  kind text not null,
  what text not null
);
comment on table audit.security is 'Sign-ins, opened cases, publishings, role grants.';

create function audit.refuse_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception using errcode = 'SE010', message = 'audit rows are append-only';
end
$$;
comment on function audit.refuse_change() is 'Keeps the audit append-only for the owner too.';

do $$
declare
  name text;
begin
  foreach name in array array['access', 'access_subject', 'change', 'permission', 'disclosure', 'destruction', 'security'] loop
    execute format('create trigger append_only before update or delete or truncate on audit.%I execute function audit.refuse_change()', name);
  end loop;
end
$$;
