-- Published notices, and the look-ups of the one in force. Publishing switches the look-ups in one transaction.
create table notice.register (
  id int generated always as identity constraint register_pk primary key,
  key text not null constraint register_key_unique unique,
  created_at timestamptz not null default now()
);
comment on table notice.register is 'A register: what one notice is about.';

create table notice.version (
  register_id int not null constraint version_register_fk references notice.register (id) on delete restrict,
  no int not null,
  text text not null,
  hash text not null,
  publisher text not null,
  published_at timestamptz not null default now(),
  compiled jsonb not null,
  constraint version_pk primary key (register_id, no)
);
comment on table notice.version is 'Every version ever published, word for word (TS.31: earlier versions stay available).';

create table notice.in_force (
  register_id int constraint in_force_pk primary key constraint in_force_register_fk references notice.register (id) on delete restrict,
  version_no int not null,
  flip bigint not null,
  pending bigint not null default 0,
  generation int not null default 1,
  time_zone text not null,
  assignments jsonb not null,
  constraint in_force_version_fk foreign key (register_id, version_no) references notice.version (register_id, no) on delete restrict
);
comment on column notice.in_force.flip is 'Purposes open by default; a row''s gate says where a person deviates from it.';
comment on column notice.in_force.pending is 'Purposes a new version narrowed: closed to everybody until every row is rewritten, because closings never wait.';
comment on column notice.in_force.generation is 'Counts publishings; a rewrite of an older generation stops.';
comment on table notice.in_force is 'Which version is in force for each register.';

create table notice.purpose (
  register_id int not null constraint purpose_register_fk references notice.register (id) on delete restrict,
  key text not null,
  bit smallint not null constraint purpose_bit_range check (bit between 0 and 61),
  implicit boolean not null,
  basis text not null,
  open text not null constraint purpose_open_known check (open in ('default', 'consent', 'relationship')),
  channel text,
  direct_marketing boolean not null,
  minimum_age smallint,
  guardian_below smallint,
  succeeds text,
  inherits text[] not null,
  consent_lasts interval,
  from_day date,
  to_day date,
  audience text not null,
  live boolean not null,
  constraint purpose_pk primary key (register_id, key),
  constraint purpose_bit_unique unique (register_id, bit)
);
comment on table notice.purpose is 'Purposes with their bits. One that left the notice stays, not live, so that its bit keeps its meaning.';
comment on column notice.purpose.inherits is 'The key and the keys it succeeds: closings of any of them close it, openings of none but its own open it.';

create table notice.item (
  register_id int not null constraint item_register_fk references notice.register (id) on delete restrict,
  item_no smallint not null,
  key text not null,
  table_name text not null,
  purposes bigint not null,
  never_stored boolean not null,
  encrypted boolean not null,
  audience text not null,
  kinds smallint[],
  live boolean not null,
  constraint item_pk primary key (register_id, item_no),
  constraint item_key_unique unique (register_id, key)
);
comment on column notice.item.kinds is 'Kinds of person whose relationships may carry the item; null = all.';
comment on column notice.item.kinds is 'Kinds of people whose relationships may carry the item; null = all.';
comment on table notice.item is 'Items with the purposes that may use them. Items of earlier versions stay with no purposes but the implicit ones.';

create table notice.source (
  register_id int not null constraint source_register_fk references notice.register (id) on delete restrict,
  source_no smallint not null,
  key text not null,
  from_person boolean not null,
  public boolean not null,
  automatic boolean not null,
  live boolean not null,
  constraint source_pk primary key (register_id, source_no),
  constraint source_key_unique unique (register_id, key)
);
comment on table notice.source is 'Where data may come from (Art. 14(2)(f)).';

create table notice.item_source (
  register_id int not null,
  item_no smallint not null,
  source_no smallint not null,
  bars bigint not null,
  accepted boolean not null default true,
  constraint item_source_pk primary key (register_id, item_no, source_no),
  constraint item_source_item_fk foreign key (register_id, item_no) references notice.item (register_id, item_no) on delete cascade,
  constraint item_source_source_fk foreign key (register_id, source_no) references notice.source (register_id, source_no) on delete cascade
);
comment on table notice.item_source is 'The sources accepted for an item; no line, no write.';
comment on column notice.item_source.accepted is 'False once a version no longer names the pair: nothing is added from it, its rows stay narrowed.';
comment on column notice.item_source.bars is 'Purposes the source closes on the row (narrows).';

create table notice.kind (
  register_id int not null constraint kind_register_fk references notice.register (id) on delete restrict,
  kind_no smallint not null,
  key text not null,
  opens bigint not null,
  after_end bigint not null,
  identified boolean not null,
  related_to text not null,
  requirements jsonb,
  one_of jsonb not null,
  live boolean not null,
  constraint kind_pk primary key (register_id, kind_no),
  constraint kind_key_unique unique (register_id, key)
);
comment on table notice.kind is 'Kinds of people: which purposes a live relationship opens, and which stay open after it ends.';

create table notice.plan (
  register_id int not null constraint plan_register_fk references notice.register (id) on delete restrict,
  plan_no smallint not null,
  key text not null,
  sliding boolean not null,
  events smallint[] not null,
  plan jsonb not null,
  live boolean not null,
  constraint plan_pk primary key (register_id, plan_no),
  constraint plan_key_unique unique (register_id, key)
);
comment on table notice.plan is 'Retention plans. A sliding one is dated once per owner, never on each row.';

create table notice.item_plan (
  register_id int not null,
  item_no smallint not null,
  purpose_bit smallint not null,
  kind_no smallint not null default 0,
  plan_no smallint not null,
  constraint item_plan_pk primary key (register_id, item_no, purpose_bit, kind_no, plan_no),
  constraint item_plan_item_fk foreign key (register_id, item_no) references notice.item (register_id, item_no) on delete cascade,
  constraint item_plan_plan_fk foreign key (register_id, plan_no) references notice.plan (register_id, plan_no) on delete cascade
);
comment on column notice.item_plan.kind_no is '0: rows of the person''s own, and of kinds without lines of their own; else rows under a relationship of that kind.';
comment on column notice.item_plan.kind_no is 'For rows under a relationship of this kind; 0 = the person''s own rows, and kinds without lines of their own.';
comment on table notice.item_plan is 'The plan each purpose has for an item: the purpose closes at its own end, the row goes at the latest.';

create table notice.event (
  register_id int not null constraint event_register_fk references notice.register (id) on delete restrict,
  event_no smallint not null,
  key text not null,
  constraint event_pk primary key (register_id, event_no),
  constraint event_key_unique unique (register_id, key)
);
comment on table notice.event is 'Numbers of the events periods count from.';

create table notice.rewrite (
  id bigint generated always as identity constraint rewrite_pk primary key,
  register_id int not null constraint rewrite_register_fk references notice.register (id) on delete restrict,
  generation int not null,
  purposes bigint not null,
  after_subject uuid,
  rows_done bigint not null default 0,
  started_at timestamptz not null default now(),
  finished_at timestamptz
);
create index rewrite_open on notice.rewrite (register_id) where finished_at is null;
comment on table notice.rewrite is 'What a publishing leaves to be rewritten in bounded batches, and how far it has come: a crash resumes from after_subject.';
