-- A cascade to facts would pass row-level security by and leave no proof.
select c.conrelid::regclass::text as table_name, c.conname as constraint_name
  from pg_constraint c
 where c.contype = 'f' and c.confrelid = 'register.subject'::regclass and c.confdeltype <> 'r'
union all
select f.table_name, 'no key to its subject'
  from migration.catalogue f
 where f.schema_name = 'register' and f.class in ('fact', 'involvement') and f.table_name <> 'subject'
   and not exists (select from pg_constraint c where c.contype = 'f' and c.confrelid = 'register.subject'::regclass
                      and c.conrelid = format('register.%I', f.table_name)::regclass)
