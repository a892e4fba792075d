-- People are listed as Finnish and Swedish lists are read, å, ä and ö after z; a missing part of a name sorts first, so that a page can
-- begin after any name. The order by bytes that was here before served no list.
drop index register.person_name_sort;
create index person_name_sort on register.person_name
  (register_id, (coalesce(family_name, '') collate "fi-x-icu"), (coalesce(given_name, '') collate "fi-x-icu"), subject_id);
