-- A security definer function passes the policies: each is on the list, is the gatekeeper's, has a fixed search path, and is not for everybody.
with ours as (
  select p.oid, n.nspname || '.' || p.proname as name, p.prosecdef, p.proconfig, p.proowner, p.prosqlbody
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where n.nspname in ('register', 'audit', 'auth', 'session', 'notice', 'job', 'gate', 'public')
     and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
)
select o.name, 'security definer, not on the list' as problem from ours o
 where o.prosecdef and not exists (select from migration.gatekeeper_function g where g.name = o.name)
union all
select g.name, 'on the list, not a security definer function' from migration.gatekeeper_function g
 where not exists (select from ours o where o.name = g.name and o.prosecdef)
union all
select o.name, 'no fixed search_path' from ours o
 -- A body kept parsed looks no name up when it runs.
 where not exists (select from unnest(o.proconfig) c where c like 'search_path=%') and (o.prosecdef or o.prosqlbody is null)
union all
select o.name, 'owned by ' || r.rolname from ours o join pg_roles r on r.oid = o.proowner
 where o.prosecdef and r.rolname <> 'seloste_gatekeeper'
union all
select o.name, 'anybody may call it' from ours o where has_function_privilege('public', o.oid, 'execute')
