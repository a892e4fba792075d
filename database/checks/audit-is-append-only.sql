-- Proof is only added to.
select c.relname as table_name
  from pg_class c
 where c.relnamespace = 'audit'::regnamespace and c.relkind in ('r', 'p')
   and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'append_only' and t.tgenabled in ('O', 'A'))
union all
select c.relname
  from pg_class c cross join (values ('update'), ('delete'), ('truncate')) v (verb)
 where c.relnamespace = 'audit'::regnamespace and c.relkind in ('r', 'p') and has_table_privilege('seloste_gatekeeper', c.oid, v.verb)
