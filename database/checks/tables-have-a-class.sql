-- A table the catalogue does not know has no class, so nobody decided who may see it; a line without a table protects nothing.
select coalesce(c.schema_name, t.schema_name) as schema_name, coalesce(c.table_name, t.table_name) as table_name,
       case when c.table_name is null then 'not in the catalogue' else 'in the catalogue only' end as problem
  from (select n.nspname::text as schema_name, r.relname::text as table_name
          from pg_class r join pg_namespace n on n.oid = r.relnamespace
         where n.nspname in ('register', 'audit', 'auth', 'session', 'signin', 'notice', 'job') and r.relkind in ('r', 'p', 'f', 'm')) t
  full join migration.catalogue c using (schema_name, table_name)
 where c.table_name is null or t.table_name is null
