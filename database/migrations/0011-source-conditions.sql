-- What a source asks before anything from it is stored, and where a kind of person may come from (language.md g; RE.4, CG.21).
alter table notice.item_source add column condition jsonb;
comment on column notice.item_source.condition is 'Must answer yes for the subject before a row is stored; unknown stores nothing. Null = always.';

alter table notice.kind add column sources smallint[];
comment on column notice.kind.sources is 'The sources a relationship of the kind may come from; null = any.';
