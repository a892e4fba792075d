-- Facts: one row is one item of one subject. The mould holds the columns every fact has; it never holds a row.
create table gate.fact_mould (
  register_id int not null,
  subject_id uuid not null,
  id uuid not null,
  relationship_id uuid,
  recorded_at timestamptz not null default now(),
  shut_at timestamptz not null default 'infinity',
  gate bigint not null default 0,
  barred bigint not null default 0,
  recorded_by uuid,
  item_no smallint not null,
  source_no smallint not null,
  constraint fact_mould_is_empty check (false)
);
comment on table gate.fact_mould is 'The columns every fact has; other tables are cast from it.';
comment on column gate.fact_mould.relationship_id is 'Null: the person''s own, open while any relationship opens it.';
comment on column gate.fact_mould.item_no is 'The item of the notice that the row is.';
comment on column gate.fact_mould.source_no is 'The accepted source it came from (promise 2).';
comment on column gate.fact_mould.gate is 'Where this person''s answers deviate from each purpose''s default. The gatekeeper''s to write.';
comment on column gate.fact_mould.barred is 'Purposes closed on this row alone: a restriction of it (Art. 18), a source that narrows. Also a hold for the sweep.';
comment on column gate.fact_mould.shut_at is 'When the clock closes the row, to the second; a job opens again what stays open.';

create table register.person_name (like gate.fact_mould including defaults including comments,
  given_name text, family_name text,
  constraint person_name_pk primary key (subject_id, id),
  constraint person_name_item check (item_no = 1),
  constraint person_name_not_empty check (coalesce(given_name, family_name) is not null));
comment on table register.person_name is 'Item name.';

create table register.email (like gate.fact_mould including defaults including comments,
  address text not null,
  constraint email_pk primary key (subject_id, id),
  constraint email_item check (item_no in (20, 21)));
comment on table register.email is 'Items email and work-email. Addresses are not unique: families and info@ share them.';

create table register.phone (like gate.fact_mould including defaults including comments,
  number text not null,
  constraint phone_pk primary key (subject_id, id),
  constraint phone_item check (item_no in (22, 23)));
comment on table register.phone is 'Items phone and work-phone, in E.164.';

create table register.postal_address (like gate.fact_mould including defaults including comments,
  street text, postal_code text, locality text, country text,
  constraint postal_address_pk primary key (subject_id, id),
  constraint postal_address_item check (item_no = 24));
comment on table register.postal_address is 'Item postal-address.';

create table register.birth_date (like gate.fact_mould including defaults including comments,
  day date not null,
  constraint birth_date_pk primary key (subject_id, id),
  constraint birth_date_item check (item_no = 3));
comment on table register.birth_date is 'Item birth-date; also what minimum ages are decided by.';

create table register.identity_code (like gate.fact_mould including defaults including comments,
  sealed bytea not null, mask text not null, epoch smallint not null,
  constraint identity_code_pk primary key (subject_id, id),
  constraint identity_code_item check (item_no = 4));
comment on table register.identity_code is 'Item identity-code, sealed with the subject''s own key; the mask shows what may be shown (tietosuojalaki 29 §).';

create table register.attribute_text (like gate.fact_mould including defaults including comments,
  value text not null,
  constraint attribute_text_pk primary key (subject_id, id));
comment on table register.attribute_text is 'Any item of type text, choice or long text that has no table of its own.';

create table register.attribute_number (like gate.fact_mould including defaults including comments,
  value int8 not null,
  constraint attribute_number_pk primary key (subject_id, id));
comment on table register.attribute_number is 'Any item of type number. int8, because numeric is not leakproof and would not use indexes behind policies.';

create table register.attribute_date (like gate.fact_mould including defaults including comments,
  value date not null,
  constraint attribute_date_pk primary key (subject_id, id));
comment on table register.attribute_date is 'Any item of type date.';

create table register.attribute_time (like gate.fact_mould including defaults including comments,
  value timestamptz not null,
  constraint attribute_time_pk primary key (subject_id, id));
comment on table register.attribute_time is 'Any item that is a point in time.';

create table register.attribute_flag (like gate.fact_mould including defaults including comments,
  value boolean not null,
  constraint attribute_flag_pk primary key (subject_id, id));
comment on table register.attribute_flag is 'Any item of type yes or no.';

create table register.attribute_sealed (like gate.fact_mould including defaults including comments,
  sealed bytea not null, mask text not null, epoch smallint not null,
  constraint attribute_sealed_pk primary key (subject_id, id));
comment on table register.attribute_sealed is 'Any encrypted item without a table of its own.';

create table register.change_value (like gate.fact_mould including defaults including comments,
  table_name text not null, row_id uuid not null, column_name text not null, old_value text,
  constraint change_value_pk primary key (subject_id, id));
comment on table register.change_value is 'Old values, gated as their item is, so that they can be erased while the audit rows stay.';

create table register.search (
  register_id int not null,
  subject_id uuid not null constraint search_subject_fk references register.subject (id) on delete restrict,
  id uuid not null,
  relationship_id uuid,
  item_no smallint not null,
  source_no smallint not null,
  gate bigint not null,
  barred bigint not null,
  shut_at timestamptz not null,
  text text not null,
  constraint search_pk primary key (subject_id, id)
);
comment on table register.search is 'One row per searchable fact, read only through gate.search: similarity is not leakproof, so no policy could use its index.';

create index person_name_sort on register.person_name (register_id, family_name, given_name, subject_id);
create index email_sort on register.email (register_id, address, subject_id);
create index phone_sort on register.phone (register_id, number, subject_id);
create index postal_address_sort on register.postal_address (register_id, postal_code, subject_id);
create index birth_date_sort on register.birth_date (register_id, day, subject_id);
create index attribute_text_sort on register.attribute_text (register_id, item_no, left(value, 200), subject_id);
create index attribute_number_sort on register.attribute_number (register_id, item_no, value, subject_id);
create index attribute_date_sort on register.attribute_date (register_id, item_no, value, subject_id);
create index attribute_time_sort on register.attribute_time (register_id, item_no, value, subject_id);
create index attribute_flag_sort on register.attribute_flag (register_id, item_no, value, subject_id);

-- Keys to the subject: no cascade, since removing is the gatekeeper's and leaves proof.
do $$
declare
  name text;
begin
  foreach name in array array['person_name', 'email', 'phone', 'postal_address', 'birth_date', 'identity_code', 'attribute_text',
    'attribute_number', 'attribute_date', 'attribute_time', 'attribute_flag', 'attribute_sealed', 'change_value'] loop
    execute format('alter table register.%I add constraint %I foreign key (subject_id) references register.subject (id) on delete restrict',
      name, name || '_subject_fk');
  end loop;
end
$$;
