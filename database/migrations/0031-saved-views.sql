-- Views of lists that staff keep for themselves or share: columns, order and filter, and nobody in them.
create table auth.saved_view (
  id uuid constraint saved_view_pk primary key,
  register_id int not null constraint saved_view_register_fk references notice.register (id) on delete restrict,
  account_id uuid not null constraint saved_view_account_fk references auth.account (id) on delete cascade,
  name text not null constraint saved_view_name_short check (length(name) between 1 and 80),
  shared boolean not null default false,
  columns text[] not null,
  sort text not null,
  filter jsonb,
  recorded_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  constraint saved_view_name_once unique (register_id, account_id, name)
);
create index saved_view_shared on auth.saved_view (register_id, name) where shared;
comment on table auth.saved_view is 'A view of the list of people: a member of staff''s own, or shared with everybody of the register. Its filter names items and their words, never a person.';
