-- Publishing and writing at once: whoever computes gates holds the notice still until its commit.
create function gate.hold_notice(p_register int) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('notice', p_register));
end
$$;
comment on function gate.hold_notice(int) is 'Publishing takes the same lock alone, so it waits for running imports and they never mix two versions.';

create function gate.batch_size(p_limit int) returns int
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select least(greatest(coalesce(p_limit, 500), 1), 5000)
$$;
comment on function gate.batch_size(int) is 'At least one: a batch of nobody means that all is done, and would open what waits for its rewriting.';

create function gate.rewrite_batch(p_limit int default 500) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  task notice.rewrite;
  batch uuid[];
begin
  select w.* into task from notice.rewrite w where w.finished_at is null order by w.id limit 1 for update skip locked;
  if not found then
    return false;
  end if;
  perform gate.hold_notice(task.register_id);
  -- A publishing that came in between took this rewrite over.
  if exists (select from notice.in_force f where f.register_id = task.register_id and f.generation <> task.generation) then
    update notice.rewrite w set finished_at = now() where w.id = task.id;
    return true;
  end if;
  batch := array(
    select s.id from register.subject s
     where s.register_id = task.register_id and (task.after_subject is null or s.id > task.after_subject)
     order by s.id limit gate.batch_size(p_limit) for no key update);
  if cardinality(batch) = 0 then
    update notice.rewrite w set finished_at = now() where w.id = task.id;
    update notice.in_force f set pending = f.pending & ~task.purposes
     where f.register_id = task.register_id and f.generation = task.generation;
    return true;
  end if;
  perform gate.spread(task.register_id, batch);
  update notice.rewrite w set after_subject = batch[cardinality(batch)], rows_done = w.rows_done + cardinality(batch) where w.id = task.id;
  return true;
end
$$;
comment on function gate.rewrite_batch(int) is 'One bounded batch of what a publishing left to rewrite; called until it answers false. A crash loses one batch at most, and it is done again.';
