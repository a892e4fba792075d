-- Lists of people by the day something of them ends: a page must cost the same at the end of a million people as at the beginning.
create index due_page on register.due (register_id, keep_through, subject_id) where held = 0 and closes;

-- People are found by the organisation they take part in; names of organisations are typed wrongly as often as names of people.
create index organisation_trigrams on register.organisation using gin (lower(name) gate.gin_trgm_ops) where name is not null;
