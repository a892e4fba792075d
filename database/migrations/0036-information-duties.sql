-- Whom the controller must tell that it has their data from elsewhere, and by when (Art. 14(3)).
create table register.information_duty (
  register_id int not null constraint information_duty_register_fk references notice.register (id) on delete restrict,
  subject_id uuid not null constraint information_duty_subject_fk references register.subject (id) on delete restrict,
  source_no smallint not null,
  import_id uuid constraint information_duty_import_fk references register.import (id) on delete restrict,
  obtained_on date not null,
  due_on date not null,
  informed_on date,
  informed_how text,
  informed_by uuid,
  constraint information_duty_pk primary key (subject_id, source_no),
  constraint information_duty_says_how check ((informed_on is null) = (informed_how is null)),
  constraint information_duty_due_later check (due_on > obtained_on)
);
create index information_duty_due on register.information_duty (register_id, due_on) where informed_on is null;
comment on table register.information_duty is 'A source other than the person, and when they were told of it. Told once of a source, nobody is told again of the same (Art. 14(5)(a)).';
comment on column register.information_duty.due_on is 'A month from obtaining, not moved to a working day. A first contact or disclosure before it makes it that day; that is worked out when the list is read.';
