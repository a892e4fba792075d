-- Every table of the register is behind policies, for its owner too.
select c.relname as table_name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced
  from pg_class c
 where c.relnamespace = 'register'::regnamespace and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
