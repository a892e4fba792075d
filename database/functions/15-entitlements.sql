-- What policies ask once per statement: the purpose's bit for an item. Each answer stands for itself: "open" ones are for a session
-- without a scope, 0 when it may not, and null with a scope, which makes the policy ask the "scoped" ones, row by row. So a cursor that
-- changes the purpose between rows cannot pair the scope of one purpose with the bit of another and read the whole register under `rights`.
create function session.open_bit(verb text, item smallint) returns bigint
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  bit bigint := (select coalesce(p.bits[gate.place(item)], 0) from session.prepared p where p.verb = open_bit.verb);
begin
  if bit is null then
    bit := (select gate.item_bit(verb, item) where session.subject_scope() is null);
  end if;
  return bit;
end
$$;
comment on function session.open_bit(text, smallint) is 'The purpose''s bit when session, role and the notice in force let the item be read or changed, and no scope limits whose.';

create function session.whole_bit(verb text, table_name text) returns bigint
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  bit bigint := (
    select case when whole_bit.table_name = any (p.whole) then p.bit else 0 end from session.prepared p where p.verb = whole_bit.verb);
begin
  if bit is null then
    bit := (select gate.entitled_bit(verb) where session.subject_scope() is null and table_name = any (gate.whole_tables(verb)));
  end if;
  return nullif(bit, 0);
end
$$;
comment on function session.whole_bit(text, text) is 'The purpose''s bit when every item of the table may be read or changed, and no scope limits whose: rows need not be asked for their item.';

create function session.open_bits(verb text) returns bigint[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  bits bigint[] := (select p.bits from session.prepared p where p.verb = open_bits.verb);
begin
  if bits is null then
    bits := (select gate.item_bits(verb) where session.subject_scope() is null);
  end if;
  return bits;
end
$$;
comment on function session.open_bits(text) is 'For rows that name their item: the bit they may be used by at the item''s place, when no scope limits whose.';

create function session.open_person_bit() returns bigint
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  bit bigint := (select p.person_bit from session.prepared p where p.verb = 'read');
begin
  if bit is null then
    bit := (select session.person_bit() where session.subject_scope() is null);
  end if;
  return bit;
end
$$;
comment on function session.open_person_bit() is 'The purpose''s bit when it lists an identity item and no scope limits whose.';

-- Asked for each row, since only sessions that see one person ask it. Cheap for the planner, which else avoids the rows' indices.
create function session.scoped_bit(verb text, item smallint, subject uuid) returns bigint
language plpgsql stable parallel safe security definer cost 1 set search_path = pg_catalog, pg_temp as $$
begin
  return (select gate.item_bit(verb, item) where subject = any (session.subject_scope()));
end
$$;
comment on function session.scoped_bit(text, smallint, uuid) is 'The purpose''s bit when the row''s person is in the scope of the session, and the item may be used; else null.';

create function session.scoped_record_bit(verb text, item smallint, record uuid) returns bigint
language plpgsql stable parallel safe security definer cost 1 set search_path = pg_catalog, pg_temp as $$
begin
  return (select gate.item_bit(verb, item) where record = any (session.record_scope()));
end
$$;
comment on function session.scoped_record_bit(text, smallint, uuid) is 'The same for a record somebody in the scope took part in.';

create function session.scoped_person_bit(subject uuid) returns bigint
language plpgsql stable parallel safe security definer cost 1 set search_path = pg_catalog, pg_temp as $$
begin
  return (select session.person_bit() where subject = any (session.subject_scope()));
end
$$;
comment on function session.scoped_person_bit(uuid) is 'The same for rows that only tell that the person is there.';

create function session.wants_preparing() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from session.prepared p where p.verb = 'read') then
    return false;
  end if;
  return exists (
    select from session.alive a join notice.purpose p on p.register_id = a.register_id and p.key = current_setting('seloste.purpose', true)
     where a.kind in ('staff', 'cli', 'service') and a.subject_scope is null and p.live and not p.implicit);
end
$$;
comment on function session.wants_preparing() is 'Whether session.prepare would make the transaction''s next statements quicker.';

-- 7407 is the number of the lock between working answers out and whatever changes them.
create function session.prepare(p_pass text, p_purpose text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session;
begin
  perform set_config('seloste.pass', p_pass, true), set_config('seloste.purpose', p_purpose, true);
  -- Nobody waits for this: while something changes, answers are worked out statement by statement. Those who change wait for us,
  -- and remove what we stored. The answers come from statements after the locks, so they see every change made before.
  if current_setting('transaction_isolation') <> 'read committed' or not pg_try_advisory_xact_lock_shared(7407, 0) then
    return false;
  end if;
  select s.* into here from session.session s where s.id = (select a.id from session.alive a) for share skip locked;
  if here.id is null or not session.wants_preparing() then
    return false;
  end if;
  -- Answers past their time make room; the session may have been prolonged meanwhile.
  delete from session.entitlement e where e.pass_hash = here.pass_hash and e.purpose = p_purpose and e.until <= now();
  insert into session.entitlement (session_id, pass_hash, purpose, verb, register_id, flip, account_id, team_id, bit, person_bit, bits, whole, until)
  select here.id, here.pass_hash, p_purpose, v.verb, here.register_id, session.flip(), here.account_id, session.team_id(),
         gate.entitled_bit(v.verb), session.person_bit(),
         case when v.verb = 'add' then '{}' else gate.item_bits(v.verb) end,
         case when v.verb = 'add' then '{}' else gate.whole_tables(v.verb) end,
         least(here.expires_at, (gate.today(here.register_id) + 1)::timestamp at time zone f.time_zone)
    from (values ('read'), ('add'), ('change')) v (verb) join notice.in_force f on f.register_id = here.register_id
      on conflict on constraint entitlement_pk do nothing;
  return true;
end
$$;
comment on function session.prepare(text, text) is 'Works out what the session may do under the purpose and keeps the answers until something changes them.';

create function session.forget_prepared() returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  gone int;
begin
  delete from session.entitlement e where e.until <= now();
  get diagnostics gone = row_count;
  return gone;
end
$$;
comment on function session.forget_prepared() is 'Removes answers past their time; nobody reads them.';

create function gate.outdate_entitlements() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception using errcode = 'SE000', message = 'what sessions may do is changed in read committed transactions only';
  end if;
  perform pg_advisory_xact_lock(7407, 0);
  -- Everybody's: roles and notices change seldom, and working the answers out again takes about a millisecond.
  delete from session.entitlement;
  return null;
end
$$;
comment on function gate.outdate_entitlements() is 'Whatever decides what sessions may do has changed: their answers are worked out again.';

create function gate.outdate_session() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from session.entitlement e where e.session_id = new.id;
  return null;
end
$$;
comment on function gate.outdate_session() is 'A session that ended or changed keeps no answers; its row was locked, so none are being worked out.';

-- Rows of sign-in are asked one by one, since a command that finds its role as it should be changes none.
create or replace trigger outdate after update or delete on auth.account for each row execute function gate.outdate_entitlements();
create or replace trigger outdate after delete on auth.task for each row execute function gate.outdate_entitlements();
create or replace trigger outdate_changed after update on auth.task for each row when (old.* is distinct from new.*) execute function gate.outdate_entitlements();
create or replace trigger outdate after insert or update or delete on auth.role_task for each row execute function gate.outdate_entitlements();
create or replace trigger outdate after insert or update or delete on auth.account_role for each row execute function gate.outdate_entitlements();
create or replace trigger outdate after insert or update or delete on notice.in_force for each statement execute function gate.outdate_entitlements();
create or replace trigger outdate after insert or update or delete on notice.purpose for each statement execute function gate.outdate_entitlements();
create or replace trigger outdate after insert or update or delete on notice.item for each statement execute function gate.outdate_entitlements();
-- A session is prolonged with every use; then its answers end at their old time and are worked out again.
create or replace trigger outdate after update on session.session for each row
  when (new.ended_at is not null or new.expires_at < old.expires_at
    or row(new.pass_hash, new.register_id, new.kind, new.account_id, new.subject_scope, new.purposes, new.verbs, new.case_id)
       is distinct from row(old.pass_hash, old.register_id, old.kind, old.account_id, old.subject_scope, old.purposes, old.verbs, old.case_id))
  execute function gate.outdate_session();
