-- Every table, policy and function says which concept of the notice it keeps.
select c.oid::regclass::text as thing, 'table without comment' as problem
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname in ('register', 'audit', 'auth', 'session', 'signin', 'notice') and c.relkind in ('r', 'p') and obj_description(c.oid, 'pg_class') is null
union all
select p.polname || ' on ' || p.polrelid::regclass::text, 'policy without comment'
  from pg_policy p where obj_description(p.oid, 'pg_policy') is null
union all
select p.oid::regprocedure::text, 'function without comment'
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
 where n.nspname in ('session', 'gate', 'audit') and obj_description(p.oid, 'pg_proc') is null
   and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
