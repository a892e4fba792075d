-- What proves who somebody is is read by the sign-in's role and by nobody else; that role sees no person of a register.
with everybody as (
  select r.oid, r.rolname, pg_has_role(r.oid, 'seloste_signin', 'member') as signs_in
    from pg_roles r
   where not r.rolsuper and r.rolname !~ '^pg_' and not pg_has_role(r.oid, (select datdba from pg_database where datname = current_database()), 'member')
)
select t.oid::regclass::text as table_name, e.rolname as role_name, v.verb as problem
  from pg_class t cross join everybody e cross join (values ('select'), ('insert'), ('update')) v (verb)
 where t.relnamespace = 'signin'::regnamespace and t.relkind in ('r', 'p') and not e.signs_in
   and not (e.rolname = 'seloste_gatekeeper' and v.verb in ('select', 'update') and t.relname in ('browser_session', 'invitation'))
   and has_any_column_privilege(e.oid, t.oid, v.verb)
union all
select t.oid::regclass::text, e.rolname, 'sees people'
  from pg_class t join pg_namespace n on n.oid = t.relnamespace cross join everybody e
 where n.nspname in ('register', 'audit', 'session') and t.relkind in ('r', 'p', 'v') and e.signs_in
   and has_any_column_privilege(e.oid, t.oid, 'select')
