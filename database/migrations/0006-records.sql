-- Records are about several people and belong to none of them; involvements say who took part.
create table register.record (
  register_id int not null constraint record_register_fk references notice.register (id) on delete restrict,
  id uuid constraint record_pk primary key,
  item_no smallint not null,
  part_of uuid constraint record_part_of_fk references register.record (id) on delete restrict,
  source_no smallint not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  gate bigint not null default 0,
  barred bigint not null default 0,
  shut_at timestamptz not null default 'infinity',
  audience text not null default 'all' constraint record_audience_known check (audience in ('own', 'team', 'all')),
  owner_id uuid,
  team_id uuid,
  happened_at timestamptz,
  title text,
  body text,
  parts jsonb
);
create index record_sort on register.record (register_id, happened_at, id);
create index record_parts on register.record (part_of) where part_of is not null;
comment on table register.record is 'A meeting, note, message, invoice …: open if open for one of those involved and closed by none of them.';
comment on column register.record.audience is 'Who among staff sees it beside the gate: its owner, the owner''s team, all.';

create table register.involvement (
  register_id int not null,
  subject_id uuid not null constraint involvement_subject_fk references register.subject (id) on delete restrict,
  record_id uuid not null constraint involvement_record_fk references register.record (id) on delete restrict,
  part text not null,
  relationship_id uuid,
  visible boolean not null default true,
  item_no smallint not null,
  source_no smallint not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  gate bigint not null default 0,
  barred bigint not null default 0,
  shut_at timestamptz not null default 'infinity',
  constraint involvement_pk primary key (subject_id, record_id, part)
);
create index involvement_record on register.involvement (record_id);
comment on table register.involvement is 'A subject''s part in a record. barred also holds the person''s own closings, because one person''s closing closes the record.';
comment on column register.involvement.visible is 'Whether the others involved could see that the person took part (TS.26).';
