-- What each import brought: whom it added or joined, so that it can be undone and its people told (Art. 14).
create table register.import (
  register_id int not null constraint import_register_fk references notice.register (id) on delete restrict,
  id uuid constraint import_pk primary key,
  purpose_key text not null,
  source_no smallint not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  added int not null default 0,
  joined int not null default 0,
  undone_at timestamptz,
  undone_by uuid
);
create index import_register on register.import (register_id, recorded_at);
comment on table register.import is 'One import. Its rows are those of its people that were recorded at its instant by its recorder: one transaction.';

create table register.import_person (
  import_id uuid not null constraint import_person_import_fk references register.import (id) on delete restrict,
  subject_id uuid not null constraint import_person_subject_fk references register.subject (id) on delete restrict,
  added boolean not null,
  constraint import_person_pk primary key (import_id, subject_id)
);
create index import_person_subject on register.import_person (subject_id);
comment on table register.import_person is 'Whom an import added, and whom it only gave more rows.';

-- A key an import added goes with its undoing, and not one that was there before.
alter table register.match_key add column recorded_at timestamptz not null default now();

