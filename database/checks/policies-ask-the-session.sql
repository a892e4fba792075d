-- Every personal table has a policy for staff and one for portals; each asks register, gate and clock, and the portal's asks for the
-- subject. Only the gatekeeper has a policy that is simply true.
select c.table_name, 'no policy to read for ' || r.role_name as problem
  from migration.catalogue c cross join (values ('seloste_app'), ('seloste_portal')) r (role_name)
 where c.schema_name = 'register' and c.class in ('fact', 'record', 'involvement')
   and not exists (select from pg_policies p where p.schemaname = 'register' and p.tablename = c.table_name and p.cmd = 'SELECT' and r.role_name = any (p.roles))
union all
select p.tablename, 'policy ' || p.policyname || ' does not ask ' || w.word
  from pg_policies p join migration.catalogue c on c.schema_name = p.schemaname and c.table_name = p.tablename
 cross join (values ('session.register_id'), ('session.flip'), ('barred'), ('shut_at'), ('scope')) w (word)
 where c.class in ('fact', 'record', 'involvement') and p.cmd in ('SELECT', 'UPDATE') and p.qual not like '%' || w.word || '%'
   and not 'seloste_gatekeeper' = any (p.roles)
union all
select p.tablename, 'policy ' || p.policyname || ' is for ' || array_to_string(p.roles, ', ')
  from pg_policies p
 where p.schemaname = 'register' and not (p.roles <@ array['seloste_app', 'seloste_portal', 'seloste_gatekeeper']::name[] and cardinality(p.roles) = 1)
union all
select p.tablename, 'policy ' || p.policyname || ' lets everything through'
  from pg_policies p
 where p.schemaname = 'register' and not 'seloste_gatekeeper' = any (p.roles) and (p.qual = 'true' or p.with_check = 'true' or p.cmd in ('DELETE', 'ALL'))
