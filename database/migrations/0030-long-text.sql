-- Rows that end by themselves, and long texts: what is read and not searched lies apart from what people are found by.
alter table gate.fact_mould add column ends_at timestamptz;
comment on column gate.fact_mould.ends_at is 'The row''s own end, told with it: a permit''s last day, an address for the summer. shut_at is never later. Null: none of its own.';

do $$
declare
  name text;
begin
  foreach name in array array['person_name', 'email', 'phone', 'postal_address', 'birth_date', 'identity_code', 'attribute_text',
    'attribute_number', 'attribute_date', 'attribute_time', 'attribute_flag', 'attribute_sealed', 'change_value', 'search'] loop
    execute format('alter table register.%I add column ends_at timestamptz', name);
  end loop;
end
$$;

create table register.attribute_long_text (like gate.fact_mould including defaults including comments,
  value text not null,
  head text collate "C" generated always as (left(value, 24)) stored,
  constraint attribute_long_text_pk primary key (subject_id, id),
  constraint attribute_long_text_subject_fk foreign key (subject_id) references register.subject (id) on delete restrict) with (fillfactor = 85);
comment on table register.attribute_long_text is 'Any item of type long text: read, and not searched, because an index of its words would be larger than the text and tell what people wrote.';
comment on column register.attribute_long_text.head is 'What the text begins with, such as a code or a date. Stored, because left() is not leakproof: behind policies an index over it could not narrow anything.';
create index attribute_long_text_head on register.attribute_long_text (register_id, item_no, head, subject_id);
create index attribute_long_text_row on register.attribute_long_text (id);

-- Old values go and move with their row, so they are found by it: behind a key by id alone each row cost a look through all of its person's.
alter table register.change_value drop constraint change_value_pk;
alter table register.change_value add constraint change_value_pk primary key (subject_id, row_id, id);
