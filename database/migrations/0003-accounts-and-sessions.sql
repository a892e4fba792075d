-- Staff accounts, tasks and sessions. Accounts are people too: an account names its subject of kind user, where the register has one.
create table auth.team (
  id uuid constraint team_pk primary key,
  register_id int not null constraint team_register_fk references notice.register (id) on delete restrict,
  name text not null,
  constraint team_name_unique unique (register_id, name)
);
comment on table auth.team is 'Whose records colleagues may see when their audience is "team".';

create table auth.account (
  id uuid constraint account_pk primary key,
  login text not null constraint account_login_unique unique,
  display_name text not null,
  subject_id uuid constraint account_subject_unique unique,
  team_id uuid constraint account_team_fk references auth.team (id) on delete set null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  source text not null default 'staff maintaining user ids',
  access_removed_at timestamptz
);
comment on table auth.account is 'A user of the system: personal user ids only (CG.40, RE.18). Kept six calendar years from access_removed_at (CG.37).';

create table auth.role (
  id uuid constraint role_pk primary key,
  register_id int not null constraint role_register_fk references notice.register (id) on delete restrict,
  key text not null,
  title jsonb not null,
  constraint role_key_unique unique (register_id, key)
);
comment on table auth.role is 'A role of the register, made of tasks.';

create table auth.task (
  id uuid constraint task_pk primary key,
  register_id int not null constraint task_register_fk references notice.register (id) on delete restrict,
  key text not null,
  purposes text[] not null,
  verbs text[] not null,
  items smallint[],
  constraint task_key_unique unique (register_id, key),
  constraint task_verbs_known check (verbs <@ array['read', 'add', 'change', 'remove', 'count', 'export', 'send', 'manage'])
);
comment on table auth.task is 'What a role may do: verbs under purposes (keys, so that a new version of the notice does not change their meaning).';
comment on column auth.task.items is 'Null: every item of the purposes.';

create table auth.role_task (
  role_id uuid not null constraint role_task_role_fk references auth.role (id) on delete cascade,
  task_id uuid not null constraint role_task_task_fk references auth.task (id) on delete cascade,
  constraint role_task_pk primary key (role_id, task_id)
);
comment on table auth.role_task is 'The tasks of a role.';

create table auth.account_role (
  account_id uuid not null constraint account_role_account_fk references auth.account (id) on delete restrict,
  role_id uuid not null constraint account_role_role_fk references auth.role (id) on delete restrict,
  granted_at timestamptz not null default now(),
  granted_by text not null,
  reason text not null,
  ended_at timestamptz,
  constraint account_role_pk primary key (account_id, role_id, granted_at)
);
comment on table auth.account_role is 'Grants of roles with who granted them and by what process (CG.40: the grant is on record).';

create table auth.undertaking (
  account_id uuid not null constraint undertaking_account_fk references auth.account (id) on delete restrict,
  signed_on date not null,
  recorded_at timestamptz not null default now(),
  document text not null,
  constraint undertaking_pk primary key (account_id, signed_on)
);
comment on table auth.undertaking is 'Signed confidentiality undertakings (RE.17, ME.15).';

create table session.open_case (
  id uuid constraint case_pk primary key,
  register_id int not null constraint case_register_fk references notice.register (id) on delete restrict,
  kind text not null constraint case_kind_known check (kind in ('request', 'sweep', 'breach', 'review')),
  subject_id uuid,
  reason text not null constraint case_reason_given check (length(reason) >= 3),
  opened_at timestamptz not null default now(),
  opened_by uuid,
  closed_at timestamptz,
  constraint case_request_has_subject check (kind <> 'request' or subject_id is not null)
);
comment on table session.open_case is 'What opens an implicit purpose: a request opens rights for its subject, a sweep run retention, a breach or review security.';

create table session.session (
  id uuid constraint session_pk primary key,
  pass_hash bytea not null constraint session_pass_unique unique constraint session_pass_is_sha256 check (length(pass_hash) = 32),
  register_id int not null constraint session_register_fk references notice.register (id) on delete restrict,
  kind text not null constraint session_kind_known check (kind in ('staff', 'cli', 'service', 'portal', 'form')),
  account_id uuid constraint session_account_fk references auth.account (id) on delete restrict,
  subject_scope uuid,
  purposes text[],
  verbs text[],
  case_id uuid constraint session_case_fk references session.open_case (id) on delete restrict,
  opened_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  constraint session_staff_is_named check ((kind in ('staff', 'cli')) = (account_id is not null)),
  constraint session_others_are_listed check (kind in ('staff', 'cli') or (purposes is not null and verbs is not null)),
  constraint session_portal_has_scope check (kind <> 'portal' or subject_scope is not null),
  constraint session_form_only_adds check (kind <> 'form' or verbs = array['add']),
  constraint session_ends check (expires_at <= opened_at + interval '7 days')
);
comment on table session.session is 'A session is a pass: random, kept here hashed, never sent to a browser. Portal sessions cannot exist without a subject, form sessions only add.';
