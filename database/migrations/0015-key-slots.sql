-- Whose a key slot is, is asked whenever one is taken: two people's data behind one key would be destroyed together.
create index subject_key_slot on register.subject (key_slot) where key_slot is not null;
