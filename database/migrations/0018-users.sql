-- Administration of users: what roles and tasks are called and where they come from, who asked for more than they may give themselves,
-- who looked over old grants, which text is signed, and keys of programs.
alter table auth.role
  add column origin text not null default 'own' constraint role_origin_known check (origin in ('notice', 'default', 'own')),
  add column recorded_at timestamptz not null default now();
comment on column auth.role.origin is 'notice: follows the notice and is changed there; default: made when the register was published first; own: made here.';

alter table auth.task
  add column title jsonb not null default '{}',
  add column origin text not null default 'own' constraint task_origin_known check (origin in ('notice', 'default', 'own')),
  add column recorded_at timestamptz not null default now();
comment on column auth.task.origin is 'As of roles.';

alter table auth.account_role
  add column id uuid not null default gen_random_uuid() constraint account_role_id_unique unique,
  add column granted_by_id uuid constraint account_role_granter_fk references auth.account (id) on delete restrict,
  add column ended_by text,
  add column ended_because text;
create unique index account_role_once on auth.account_role (account_id, role_id) where ended_at is null;

create table auth.access_request (
  id uuid constraint access_request_pk primary key,
  register_id int not null constraint access_request_register_fk references notice.register (id) on delete restrict,
  kind text not null constraint access_request_kind_known check (kind in ('grant', 'role', 'task')),
  account_id uuid constraint access_request_account_fk references auth.account (id) on delete restrict,
  target text not null,
  wish jsonb not null,
  reason text not null constraint access_request_reason_given check (length(reason) >= 3),
  asked_at timestamptz not null default now(),
  asked_by uuid not null constraint access_request_asker_fk references auth.account (id) on delete restrict,
  decided_at timestamptz,
  decided_by uuid constraint access_request_decider_fk references auth.account (id) on delete restrict,
  decision text constraint access_request_decision_known check (decision in ('approved', 'refused', 'withdrawn')),
  decision_reason text,
  constraint access_request_grant_names_account check ((kind = 'grant') = (account_id is not null)),
  constraint access_request_decided_whole check ((decided_at is null) = (decision is null) and (decided_at is null) = (decided_by is null)),
  constraint access_request_four_eyes check (decision is distinct from 'approved' or (decided_by <> asked_by and decided_by is distinct from account_id))
);
create unique index access_request_once on auth.access_request (register_id, kind, target, coalesce(account_id, '00000000-0000-0000-0000-000000000000')) where decided_at is null;
create index access_request_register on auth.access_request (register_id, asked_at);
comment on table auth.access_request is 'Access that gives more than its giver has waits here for another manager (four eyes); what was decided stays on record.';
comment on column auth.access_request.target is 'The key of the role or task that is given or changed.';

create table auth.access_review (
  id uuid constraint access_review_pk primary key,
  grant_id uuid not null constraint access_review_grant_fk references auth.account_role (id) on delete restrict,
  reviewed_at timestamptz not null default now(),
  reviewed_by uuid constraint access_review_reviewer_fk references auth.account (id) on delete restrict,
  reviewed_by_name text not null,
  decision text not null constraint access_review_decision_known check (decision in ('confirmed', 'removed')),
  reason text
);
create index access_review_grant on auth.access_review (grant_id, reviewed_at);
comment on table auth.access_review is 'Grants looked over: still needed, or ended (CO.28).';

alter table auth.register_setting
  add column review_months int not null default 6 constraint register_setting_review_sensible check (review_months between 1 and 24);
comment on column auth.register_setting.review_months is 'How often each grant of a role is looked over (CO.28).';

create table auth.undertaking_text (
  version int constraint undertaking_text_pk primary key,
  texts jsonb not null,
  asks_again boolean not null,
  lasts_months int constraint undertaking_text_lasts_sensible check (lasts_months between 1 and 120),
  recorded_at timestamptz not null default now(),
  recorded_by uuid constraint undertaking_text_recorder_fk references auth.account (id) on delete restrict,
  recorded_by_name text not null
);
comment on table auth.undertaking_text is 'Versions of the confidentiality undertaking, in each language; the newest is the one to sign (RE.17, ME.15).';
comment on column auth.undertaking_text.asks_again is 'Whether those who signed an earlier version must sign this one before they go on.';

insert into auth.undertaking_text (version, texts, asks_again, recorded_by_name) values (1, jsonb_build_object(
  'fi', 'Pidän salassa kaiken, minkä saan tämän rekisterin kautta tietää ihmisistä ja heidän asioistaan. Käytän tietoja vain tehtävissäni ja selosteen mainitsemiin tarkoituksiin, en luovuta niitä sivullisille enkä anna tunnustani kenenkään muun käyttöön. Velvollisuus jatkuu, kun tehtäväni tai työsuhteeni päättyy.',
  'sv', 'Jag håller hemligt allt som jag genom detta register får veta om människor och deras förhållanden. Jag använder uppgifterna bara i mina arbetsuppgifter och för de ändamål som dataskyddsbeskrivningen nämner, lämnar dem inte till utomstående och låter ingen annan använda mitt användarnamn. Skyldigheten fortsätter när mina uppgifter eller min anställning upphör.',
  'en', 'I keep secret everything that I learn through this register about people and their affairs. I use the data only in my own tasks and for the purposes that the notice names, give it to nobody outside them, and let nobody else use my user id. The duty goes on when my tasks or my employment end.'
), false, 'seloste');

alter table auth.undertaking
  add column version int constraint undertaking_version_fk references auth.undertaking_text (version) on delete restrict,
  add column name text,
  add column language text constraint undertaking_language_known check (language in ('fi', 'sv', 'en')),
  add column expires_on date;
comment on column auth.undertaking.version is 'Null: signed on paper, e.g. with the contract of employment; the document says where it is.';

create table auth.api_key (
  id uuid constraint api_key_pk primary key,
  register_id int not null constraint api_key_register_fk references notice.register (id) on delete restrict,
  name text not null constraint api_key_name_short check (length(name) between 1 and 100),
  role_id uuid not null constraint api_key_role_fk references auth.role (id) on delete restrict,
  purposes text[] not null constraint api_key_has_purpose check (cardinality(purposes) > 0),
  verbs text[] not null constraint api_key_verbs_known check (cardinality(verbs) > 0 and verbs <@ array['read', 'add', 'change', 'remove', 'count', 'export', 'send']),
  key_hash bytea not null constraint api_key_unique unique constraint api_key_is_sha256 check (length(key_hash) = 32),
  generation int not null default 0,
  recorded_at timestamptz not null default now(),
  recorded_by uuid constraint api_key_recorder_fk references auth.account (id) on delete restrict,
  recorded_by_name text not null,
  expires_at timestamptz not null,
  used_on date,
  ended_at timestamptz,
  ended_by text,
  constraint api_key_ends check (expires_at <= recorded_at + interval '400 days')
);
create index api_key_register on auth.api_key (register_id);
comment on table auth.api_key is 'Keys of programs: named, of a role, for purposes and verbs the role gives, expiring; shown once and kept hashed. They manage nothing.';
comment on column auth.api_key.generation is 'Goes up when what the role gives changes, so that sessions opened before are worth nothing.';

alter table session.session add column api_key_id uuid constraint session_api_key_fk references auth.api_key (id) on delete restrict;
create index session_api_key on session.session (api_key_id) where ended_at is null;
comment on column session.session.api_key_id is 'The program''s key a service session was opened with; ended with it.';
