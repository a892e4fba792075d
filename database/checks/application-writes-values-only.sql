-- The application's roles never delete, never write the gate's columns, and have nothing on hidden, sign-in and audit tables.
-- Only the accounts' login keeps users and roles; what was granted, signed and reviewed it never deletes.
with ours as (
  select c.oid, n.nspname as schema_name, c.relname as table_name, c.relacl
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname in ('register', 'audit', 'auth', 'session', 'notice', 'job', 'gate') and c.relkind in ('r', 'p', 'v', 'm')
), people as (
  select r.oid, r.rolname, pg_has_role(r.oid, 'seloste_signin', 'usage') as keeps_accounts from pg_roles r
   where r.rolname in ('seloste_app', 'seloste_portal', 'seloste_signin')
      or exists (select from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid and g.rolname in ('seloste_app', 'seloste_portal', 'seloste_signin'))
     and not r.rolsuper and r.oid <> (select datdba from pg_database where datname = current_database())
)
select o.schema_name, o.table_name, p.rolname as role_name, v.verb as problem
  from ours o cross join people p cross join (values ('delete'), ('truncate'), ('references'), ('trigger'), ('insert'), ('update')) v (verb)
 where has_table_privilege(p.oid, o.oid, v.verb)
   and not (p.keeps_accounts and o.schema_name = 'auth' and (v.verb in ('insert', 'update')
     or (v.verb = 'delete' and o.table_name in ('team', 'role', 'task', 'role_task', 'idempotency', 'rate_limit', 'saved_view'))))
union all
select o.schema_name, o.table_name, p.rolname, x.verb || ' of ' || a.attname
  from ours o cross join people p cross join (values ('insert'), ('update')) x (verb)
  join pg_attribute a on a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped
 where has_column_privilege(p.oid, o.oid, a.attnum, x.verb) and not (p.keeps_accounts and o.schema_name = 'auth')
   and (a.attname in ('register_id', 'gate', 'barred', 'shut_at', 'next_at', 'recorded_at', 'recorded_by', 'person_id')
     or (x.verb = 'update' and a.attname in ('subject_id', 'id', 'item_no', 'source_no', 'relationship_id', 'record_id')))
union all
select o.schema_name, o.table_name, p.rolname, 'may read it'
  from ours o join migration.catalogue c on c.schema_name = o.schema_name and c.table_name = o.table_name cross join people p
 where c.class in ('hidden', 'audit', 'auth') and has_table_privilege(p.oid, o.oid, 'select')
   and not (p.keeps_accounts and o.schema_name = 'auth')
union all
select n.nspname, null, p.rolname, 'may create in the schema'
  from pg_namespace n cross join people p
 where n.nspname in ('register', 'audit', 'auth', 'session', 'notice', 'job', 'gate', 'migration', 'public') and has_schema_privilege(p.oid, n.oid, 'create')
union all
select current_database(), null, p.rolname, 'may make temporary tables'
  from people p where has_database_privilege(p.oid, current_database(), 'temporary')
