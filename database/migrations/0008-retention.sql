-- Events that periods count from, and the dates that follow. An owner is a row, record, relationship, project, organisation or subject.
create table register.event (
  register_id int not null constraint event_register_fk references notice.register (id) on delete restrict,
  id uuid constraint event_pk primary key,
  owner text not null constraint event_owner_known
    check (owner in ('row', 'record', 'relationship', 'project', 'organisation', 'group', 'subject', 'session', 'register')),
  owner_id uuid not null,
  subject_id uuid constraint event_subject_fk references register.subject (id) on delete restrict,
  event_no smallint not null,
  on_day date,
  corrects uuid constraint event_corrects_fk references register.event (id) on delete restrict,
  reported_by text not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid
);
create index event_owner on register.event (owner_id, event_no);
create index event_subject on register.event (subject_id) where subject_id is not null;
create unique index event_correction on register.event (corrects) where corrects is not null;
comment on table register.event is 'Append-only; corrected by newer ones, may lie ahead. A day that is not known is unknown, and unknown never erases.';

create table register.anchor (
  register_id int not null,
  owner_id uuid not null,
  event_no smallint not null,
  first_on date,
  last_on date,
  unknown boolean not null default false,
  constraint anchor_pk primary key (owner_id, event_no)
);
comment on table register.anchor is 'First and last day of each event of an owner. No line: it has not happened.';

create table register.tally (
  register_id int not null,
  owner_id uuid not null,
  item_no smallint not null,
  state_no smallint not null default 0,
  n int not null,
  last_on date,
  constraint tally_pk primary key (owner_id, item_no, state_no),
  constraint tally_not_negative check (n >= 0)
);
comment on table register.tally is 'How many rows of an item an owner has, for conditions such as "while an invoice is open".';

create table register.due (
  register_id int not null,
  owner text not null,
  owner_id uuid not null,
  subject_id uuid,
  plan_no smallint not null,
  stage smallint not null default 0,
  keep_through date,
  gone_by date,
  held smallint not null default 0,
  because text not null default '',
  dated_at timestamptz not null default now(),
  constraint due_pk primary key (owner_id, plan_no)
);
create index due_keep on register.due (plan_no, stage, keep_through) where held = 0;
create index due_gone on register.due (plan_no, stage, gone_by) where held = 0 and gone_by is not null;
create index due_subject on register.due (subject_id) where subject_id is not null;
comment on table register.due is 'When each owner''s plan comes due: kept through the end of keep_through, gone by the end of gone_by; infinity = never, null = unknown.';

create table register.hold (
  register_id int not null constraint hold_register_fk references notice.register (id) on delete restrict,
  id uuid constraint hold_pk primary key,
  hold_key text not null,
  owner_id uuid not null,
  subject_id uuid constraint hold_subject_fk references register.subject (id) on delete restrict,
  ground text not null,
  started_at timestamptz not null default now(),
  started_by uuid,
  review_on date,
  ended_at timestamptz
);
create index hold_owner on register.hold (owner_id) where ended_at is null;
comment on table register.hold is 'What stops an erasure, for the rows of its owner only; counted, so all must end.';
