-- An unlogged table is empty after a crash: personal data, permissions or proof would be gone unnoticed.
select n.nspname as schema_name, c.relname as table_name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname in ('register', 'audit', 'auth', 'session', 'notice', 'job', 'migration') and c.relkind in ('r', 'p', 'S') and c.relpersistence <> 'p'
