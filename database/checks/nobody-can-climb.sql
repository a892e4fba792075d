-- Roles sessions run as can become nobody else, and nobody inherits the gatekeeper.
with recursive member as (
  select m.member, m.roleid from pg_auth_members m
  union select m.member, r.roleid from pg_auth_members m join member r on r.member = m.roleid
)
select r.rolname as role_name, 'has an attribute that passes row-level security or makes roles' as problem
  from pg_roles r
 where (r.rolname in ('seloste_app', 'seloste_portal', 'seloste_gatekeeper', 'seloste_signin')
     or exists (select from member m join pg_roles g on g.oid = m.roleid where m.member = r.oid and g.rolname in ('seloste_app', 'seloste_portal', 'seloste_signin')
                   and not r.rolsuper and r.oid <> (select datdba from pg_database where datname = current_database())))
   and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication)
union all
select r.rolname, 'is a member of ' || g.rolname
  from member m join pg_roles r on r.oid = m.member join pg_roles g on g.oid = m.roleid
 where r.rolname in ('seloste_app', 'seloste_portal', 'seloste_gatekeeper', 'seloste_signin')
union all
select r.rolname, 'can log in' from pg_roles r
 where r.rolname in ('seloste_app', 'seloste_portal', 'seloste_gatekeeper', 'seloste_signin') and r.rolcanlogin
union all
select r.rolname, 'inherits the gatekeeper' from pg_roles r
 where r.rolname <> 'seloste_gatekeeper' and not r.rolsuper and pg_has_role(r.oid, 'seloste_gatekeeper', 'usage')
union all
select r.rolname, 'is a member of ' || x.rolname || ' and of ' || g.rolname
  from member a join pg_roles x on x.oid = a.roleid and x.rolname in ('seloste_app', 'seloste_portal', 'seloste_signin')
  join member m on m.member = a.member join pg_roles g on g.oid = m.roleid join pg_roles r on r.oid = a.member
 where g.oid <> x.oid and not r.rolsuper and r.oid <> (select datdba from pg_database where datname = current_database())
