-- What a date is of: rows of a relationship, the person's own, or one row; and how far dating anew after a publishing has come.
alter table register.due
  add column relationship_id uuid,
  add column item_no smallint,
  add column closes boolean not null default true,
  add column review_on date;
alter table register.due drop constraint due_pk;
alter table register.due alter column subject_id set not null;
alter table register.due add constraint due_pk primary key (owner_id, plan_no, subject_id);
comment on column register.due.relationship_id is 'The relationship the rows belong to; null: the person''s own.';
comment on column register.due.item_no is 'The item of a row dated by itself; null: every item under the plan.';
comment on column register.due.review_on is 'When the need for the rows is next assessed, where the plan has a recurring review.';
comment on column register.due.closes is 'False where the stage reviews, asks or replaces: its end closes no purpose.';

create table register.dating (
  register_id int constraint dating_pk primary key constraint dating_register_fk references notice.register (id) on delete restrict,
  version_no int not null,
  after_subject uuid,
  finished_at timestamptz
);
comment on table register.dating is 'For which version of the notice the people of a register have been dated, and how far: a crash resumes after after_subject.';

-- A state is named by its key: numbers of states are kept nowhere.
alter table register.tally drop constraint tally_pk;
alter table register.tally drop column state_no;
alter table register.tally add column state text not null default '';
alter table register.tally add constraint tally_pk primary key (owner_id, item_no, state);
comment on column register.tally.state is 'The key of a state of the notice; empty: however many there are.';
