-- The day it is where a register is: whole days count there, not in the server's time zone.
create function gate.today(p_register int) returns date
language sql stable set search_path = pg_catalog, pg_temp as $$
  select (now() at time zone f.time_zone)::date from notice.in_force f where f.register_id = p_register
$$;
comment on function gate.today(int) is 'The day it is where the register is.';
