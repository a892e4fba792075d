-- Subjects, what ties them, and what they belong to.
create sequence register.key_slot as bigint;
comment on sequence register.key_slot is 'Numbers of slots in the key store outside the database: one per subject with an encrypted item.';

create table register.subject (
  register_id int not null constraint subject_register_fk references notice.register (id) on delete restrict,
  id uuid constraint subject_pk primary key,
  person_id uuid constraint subject_person_fk references register.subject (id) on delete restrict,
  identified boolean not null default true,
  attested_age smallint,
  key_slot bigint,
  source_no smallint not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  gate bigint not null default 0,
  barred bigint not null default 0,
  shut_at timestamptz not null default 'infinity',
  next_at timestamptz not null default 'infinity',
  constraint subject_leads_itself check (person_id is distinct from id)
);
create index subject_person on register.subject (person_id) where person_id is not null;
create index subject_next on register.subject (next_at) where next_at <> 'infinity';
create index subject_register on register.subject (register_id, recorded_at, id);
comment on table register.subject is 'A data subject. Open to a purpose only when an identity item is, since that somebody is in the register is itself data.';
comment on column register.subject.person_id is 'The leading subject when this one was merged: a link, no row moves (un-merging drops it).';
comment on column register.subject.attested_age is 'Years the person is known to have reached when no birth date is kept.';
comment on column register.subject.next_at is 'When the clock next opens or closes something: consent expiry, birthday, a relationship''s first or last day.';

create table register.organisation (
  register_id int not null constraint organisation_register_fk references notice.register (id) on delete restrict,
  id uuid constraint organisation_pk primary key,
  kind text not null default 'unknown' constraint organisation_kind_known
    check (kind in ('legal-person', 'sole-trader', 'partnership', 'private-person', 'unknown')),
  subject_id uuid constraint organisation_subject_fk references register.subject (id) on delete restrict,
  business_id text,
  name text,
  group_id uuid constraint organisation_group_fk references register.organisation (id) on delete set null,
  source_no smallint,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  constraint organisation_somebodys_own check (kind = 'legal-person' or (subject_id is not null and name is null)),
  constraint organisation_legal_person_is_nobodys check (kind <> 'legal-person' or subject_id is null)
);
create unique index organisation_business_id on register.organisation (register_id, business_id) where business_id is not null;
create index organisation_name on register.organisation (register_id, name, id);
create index organisation_subject on register.organisation (subject_id) where subject_id is not null;
comment on table register.organisation is 'A legal person is nobody''s data. A sole trader''s, partnership''s or private person''s name, address and phone are facts of its subject; unknown counts as personal.';

create table register.project (
  register_id int not null constraint project_register_fk references notice.register (id) on delete restrict,
  id uuid constraint project_pk primary key,
  name text not null,
  organisation_id uuid constraint project_organisation_fk references register.organisation (id) on delete restrict,
  started_on date,
  ended_on date,
  recorded_at timestamptz not null default now(),
  recorded_by uuid
);
create index project_name on register.project (register_id, name, id);
comment on table register.project is 'A customer project: its end starts the period of its people''s data (CG.32).';

create table register.relationship (
  register_id int not null,
  subject_id uuid not null constraint relationship_subject_fk references register.subject (id) on delete restrict,
  id uuid not null,
  kind_no smallint not null,
  organisation_id uuid constraint relationship_organisation_fk references register.organisation (id) on delete restrict,
  project_id uuid constraint relationship_project_fk references register.project (id) on delete restrict,
  started_on date not null,
  ended_on date,
  source_no smallint not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  gate bigint not null default 0,
  barred bigint not null default 0,
  shut_at timestamptz not null default 'infinity',
  constraint relationship_pk primary key (subject_id, id),
  constraint relationship_kind_fk foreign key (register_id, kind_no) references notice.kind (register_id, kind_no) on delete restrict,
  constraint relationship_order check (ended_on >= started_on)
);
create index relationship_organisation on register.relationship (organisation_id) where organisation_id is not null;
create index relationship_project on register.relationship (project_id) where project_id is not null;
comment on table register.relationship is 'A subject''s part in something. It is live from started_on until the day before ended_on; on ended_on it has ended, and periods count from that day.';

create table register.guardian (
  register_id int not null,
  subject_id uuid not null constraint guardian_subject_fk references register.subject (id) on delete restrict,
  id uuid not null,
  guardian_id uuid not null constraint guardian_guardian_fk references register.subject (id) on delete restrict,
  proof text not null,
  started_on date not null,
  ended_on date,
  source_no smallint not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  gate bigint not null default 0,
  barred bigint not null default 0,
  shut_at timestamptz not null default 'infinity',
  constraint guardian_pk primary key (subject_id, id),
  constraint guardian_is_another check (guardian_id <> subject_id)
);
create index guardian_wards on register.guardian (guardian_id);
comment on table register.guardian is 'Who decides for a minor (Art. 8); the guardian''s portal session also reaches the ward.';
