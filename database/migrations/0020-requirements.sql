-- What a purpose's bases allow, what kinds of record must hold, and which items are kept under a condition only; and rows closed for a
-- purpose that had no more use for them while another must keep them.
alter table notice.purpose add column verbs text[];
comment on column notice.purpose.verbs is 'What some basis of the purpose allows (Art. 6(1)); null = everything.';

alter table notice.item
  add column part_of smallint,
  add column requirements jsonb,
  add column one_of jsonb not null default '[]',
  add column conditional boolean not null default false;
comment on column notice.item.part_of is 'The kind of record this item is a part of.';
comment on column notice.item.requirements is 'For a kind of record: its parts as [{item, level, condition}]; null = no list. Where there is one, others are never held.';
comment on column notice.item.one_of is 'For a kind of record: groups of parts of which only one is held.';
comment on column notice.item.conditional is 'Some kind of person has the item only under a condition or instead of another: asked once the transaction''s other rows are there.';

create table register.closing (
  register_id int not null,
  subject_id uuid not null,
  row_id uuid not null,
  purpose_key text not null,
  ground text not null,
  closed_at timestamptz not null default now(),
  closed_by uuid,
  constraint closing_pk primary key (subject_id, row_id, purpose_key)
);
comment on table register.closing is 'Rows a purpose has no more use for while another must keep them: closed for the first, and no hold on the erasure at the end of the other.';
