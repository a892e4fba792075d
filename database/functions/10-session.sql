-- Who is asking, and what the notice in force lets them: asked once per statement by the policies. The pass and the purpose are
-- settings of the transaction; forging the purpose gains nothing, since the session must be entitled to it.

-- The live session of the pass: none when it is unknown, ended, expired, or its account's access was removed. Views, so that each look-up
-- below is one query: a policy asks four of them per table and statement, and nested functions cost more than the rows they read.
create or replace view session.alive with (security_invoker = true) as
select s.id, s.register_id, s.kind, s.account_id, s.subject_scope, s.purposes, s.verbs
  from session.session s
 where s.pass_hash = sha256(convert_to(nullif(current_setting('seloste.pass', true), ''), 'UTF8')) and s.ended_at is null and s.expires_at > now()
   -- A portal's pass is worth nothing at the staff's login and the other way round: a person who has both could mix what each may see.
   and pg_has_role(session_user, case when s.kind in ('portal', 'form') then 'seloste_portal' else 'seloste_app' end, 'member')
   and (s.account_id is null
     or exists (select from auth.account a where a.id = s.account_id and a.access_removed_at is null));
revoke all on session.alive from public;
grant select on session.alive to seloste_gatekeeper;
comment on view session.alive is 'The live session of the transaction''s pass, or no row; read by the gatekeeper''s functions only.';

create function session.current_row() returns session.session
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_row session.session;
begin
  select s.* into found_row from session.alive a join session.session s on s.id = a.id;
  return found_row;
end
$$;
comment on function session.current_row() is 'The live session of the pass, or null: unknown, ended, expired, or access removed.';

-- The copy of the answers for the transaction's pass and purpose, one row for each verb; see session.prepare. The functions below read
-- it in a query of its own: in one with the longer way, setting up the longer way costs twice the reading.
create or replace view session.prepared with (security_invoker = true) as
select e.*
  from session.entitlement e
 where e.pass_hash = sha256(convert_to(nullif(current_setting('seloste.pass', true), ''), 'UTF8'))
   and e.purpose = current_setting('seloste.purpose', true) and e.until > now()
   and pg_has_role(session_user, 'seloste_app', 'member');
revoke all on session.prepared from public;
grant select on session.prepared to seloste_gatekeeper;
comment on view session.prepared is 'What was worked out for the transaction''s session and purpose, or no row; read by the gatekeeper''s functions only.';

create function session.register_id() returns int
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  here int := (select p.register_id from session.prepared p where p.verb = 'read');
begin
  if here is null then
    here := (select a.register_id from session.alive a);
  end if;
  return here;
end
$$;
comment on function session.register_id() is 'The register of the session; null hides every row.';

create function session.user_id() returns uuid
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  who uuid := (select p.account_id from session.prepared p where p.verb = 'read');
begin
  if who is null then
    who := (select a.account_id from session.alive a);
  end if;
  return who;
end
$$;
comment on function session.user_id() is 'The member of staff, for audiences and recorded_by.';

create function session.team_id() returns uuid
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  team uuid := (select p.team_id from session.prepared p where p.verb = 'read');
begin
  if team is null then
    team := (select a.team_id from auth.account a where a.id = session.user_id());
  end if;
  return team;
end
$$;
comment on function session.team_id() is 'The team of the member of staff, for audiences.';

create function session.flip() returns bigint
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  open_by_default bigint := (select p.flip from session.prepared p where p.verb = 'read');
begin
  if open_by_default is null then
    open_by_default := (select f.flip from session.alive a join notice.in_force f on f.register_id = a.register_id);
  end if;
  return open_by_default;
end
$$;
comment on function session.flip() is 'Purposes open by default; gate # flip is what is open to a row.';

create function gate.current_case(p_session session.session) returns session.open_case
language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp as $$
declare
  wanted uuid := coalesce(nullif(current_setting('seloste.case', true), '')::uuid, p_session.case_id);
  found_case session.open_case;
begin
  select c.* into found_case from session.open_case c
   where c.id = wanted and c.register_id = p_session.register_id and c.closed_at is null;
  return found_case;
exception
  when invalid_text_representation then return null;
end
$$;
comment on function gate.current_case(session.session) is 'The open case the transaction names, of the session''s own register.';

create function gate.implicit_opens(p_key text, p_session session.session) returns boolean
language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp as $$
declare
  found_case session.open_case := gate.current_case(p_session);
begin
  return case p_key
    when 'rights' then p_session.kind = 'portal' or coalesce(found_case.kind = 'request' and found_case.subject_id is not null, false)
    when 'retention' then p_session.kind = 'service' and coalesce(found_case.kind = 'sweep', false)
    when 'security' then p_session.kind in ('staff', 'cli') and coalesce(found_case.kind in ('breach', 'review'), false)
    else false
  end;
end
$$;
comment on function gate.implicit_opens(text, session.session) is 'Implicit purposes are no master key: rights takes a subject and for staff an open request, retention a sweep and no human, security a case; upkeep goes through functions only.';

create or replace view session.entitled with (security_invoker = true) as
select a.register_id, 1::bigint << p.bit as mask,
       -- A basis may allow some verbs only: such a purpose never lends more, whatever the role.
       case when p.verbs is null then t.verbs else array(select unnest(t.verbs) intersect select unnest(p.verbs)) end as verbs, t.items
  from session.alive a
  join notice.in_force f on f.register_id = a.register_id
  join notice.purpose p on p.register_id = a.register_id and p.key = current_setting('seloste.purpose', true)
 cross join lateral (
   select a.verbs, null::smallint[] as items where a.account_id is null and p.key = any (a.purposes)
   union all
   select t.verbs, t.items
     from auth.account_role g
     join auth.role r on r.id = g.role_id and r.register_id = a.register_id
     join auth.role_task rt on rt.role_id = r.id
     join auth.task t on t.id = rt.task_id
    where g.account_id = a.account_id and g.ended_at is null and p.key = any (t.purposes)) t
 where p.live and (f.pending >> p.bit) & 1 = 0
   and (p.from_day is null or p.from_day <= (now() at time zone f.time_zone)::date)
   and (p.to_day is null or p.to_day >= (now() at time zone f.time_zone)::date)
   and case when p.implicit then gate.implicit_opens(p.key, session.current_row()) else true end;
revoke all on session.entitled from public;
grant select on session.entitled to seloste_gatekeeper;
comment on view session.entitled is 'What the session may do under the transaction''s purpose, a row for each task: its verbs, and its items when it names any.';

-- One plan whatever verb and item are asked: planning anew five times on each connection took longer than a page.
create function gate.entitled_bit(p_verb text, p_item smallint default null) returns bigint
language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return coalesce((
    select e.mask from session.entitled e
     where p_verb = any (e.verbs) and (p_item is null or e.items is null or p_item = any (e.items)) limit 1), 0);
end
$$;
comment on function gate.entitled_bit(text, smallint) is 'The bit of the transaction''s purpose when the session may use the verb under it (for the item), else 0.';

create function gate.item_bit(p_verb text, p_item smallint) returns bigint
language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return coalesce((
    select i.purposes & e.mask
      from session.entitled e join notice.item i on i.register_id = e.register_id and i.item_no = p_item
     where p_verb = any (e.verbs) and (e.items is null or p_item = any (e.items)) and not (p_verb = 'add' and i.never_stored)
     limit 1), 0);
end
$$;
comment on function gate.item_bit(text, smallint) is 'The purpose''s bit when the notice in force lists the item for it; never-stored items can never be added (CG.18).';

create function gate.item_list(p_verb text) returns smallint[]
language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return coalesce((
    select array_agg(distinct i.item_no)
      from session.entitled e join notice.item i on i.register_id = e.register_id and i.purposes & e.mask <> 0
     where p_verb = any (e.verbs) and (e.items is null or i.item_no = any (e.items)) and not (p_verb = 'add' and i.never_stored)), '{}');
end
$$;
comment on function gate.item_list(text) is 'The items the purpose lists and the session may use the verb on.';

create function session.add_bit(item smallint) returns bigint
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return gate.item_bit('add', item);
end
$$;
comment on function session.add_bit(smallint) is 'The same for adding; whether the person is open is not asked, so a form can store an address before consent.';

create function session.purpose_bit() returns bigint
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return gate.entitled_bit('read');
end
$$;
comment on function session.purpose_bit() is 'The purpose''s bit for tables whose rows name their item, asked together with session.items().';

create function session.change_purpose_bit() returns bigint
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return gate.entitled_bit('change');
end
$$;
comment on function session.change_purpose_bit() is 'The purpose''s bit for changing rows that name their item.';

create function session.items() returns smallint[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return gate.item_list('read');
end
$$;
comment on function session.items() is 'The items that may be read.';

-- Without a search path of its own, so that it becomes part of the query that asks it.
create function gate.place(p_item smallint) returns int
language sql immutable parallel safe
begin atomic
  select case when p_item < 1000 then p_item::int else p_item - 872 end;
end;
comment on function gate.place(smallint) is 'Where an item stands in a list of bits: built-in ones by their number, a notice''s own, which count from 1000, from place 128 on.';

create function gate.item_bits(p_verb text) returns bigint[]
language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  -- A place for every item the register ever had, and zeros instead of nulls: what an array does not answer would be asked row by row.
  bits bigint[] := array_fill(0::bigint, array[
    coalesce((select max(gate.place(i.item_no)) from notice.item i where i.register_id = session.register_id()), 1)]);
  listed record;
begin
  for listed in
    select gate.place(i.item_no) as place, e.mask
      from session.entitled e join notice.item i on i.register_id = e.register_id and i.purposes & e.mask <> 0
     where p_verb = any (e.verbs) and (e.items is null or i.item_no = any (e.items)) loop
    bits[listed.place] := listed.mask;
  end loop;
  return bits;
end
$$;
comment on function gate.item_bits(text) is 'At each item''s place the purpose''s bit when the purpose lists the item and the session may use the verb on it, else 0.';

create function gate.whole_tables(p_verb text) returns text[]
language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  bits bigint[] := gate.item_bits(p_verb);
begin
  -- Items that left the notice count too: their rows stay until they end.
  return array(
    select i.table_name from notice.item i where i.register_id = session.register_id()
     group by i.table_name having bool_and(coalesce(bits[gate.place(i.item_no)], 0) <> 0));
end
$$;
comment on function gate.whole_tables(text) is 'Tables all of whose items the session may use the verb on under the purpose.';

create function session.add_items() returns smallint[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return gate.item_list('add');
end
$$;
comment on function session.add_items() is 'The items that may be added.';

create function session.change_items() returns smallint[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return gate.item_list('change');
end
$$;
comment on function session.change_items() is 'The items whose values may be changed.';

create function session.add_sources(item smallint) returns smallint[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return coalesce((
    select array_agg(a.source_no) from notice.item_source a
     where a.register_id = session.register_id() and a.item_no = item and a.accepted), '{}');
end
$$;
comment on function session.add_sources(smallint) is 'The sources the notice accepts for the item (promise 2).';

create function session.accepts(item smallint, source smallint) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (
    select from notice.item_source a
     where a.register_id = session.register_id() and a.item_no = item and a.source_no = source and a.accepted);
end
$$;
comment on function session.accepts(smallint, smallint) is 'Whether the notice accepts the source for the item; for rows that name their item.';

create function session.person_bit() returns bigint
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return coalesce((
    select e.mask from session.entitled e
     where 'read' = any (e.verbs) and exists (
       select from notice.item i
        where i.register_id = e.register_id and i.purposes & e.mask <> 0 and i.item_no in (1, 2, 4, 8, 9, 20, 21, 22, 23, 24))
     limit 1), 0);
end
$$;
comment on function session.person_bit() is 'The purpose''s bit when it lists an identity item: otherwise even that somebody is in the register stays hidden.';

create function session.plain(verb text) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  bit bigint := (select p.bit from session.prepared p where p.verb = plain.verb);
begin
  if bit is null then
    bit := gate.entitled_bit(verb);
  end if;
  return bit <> 0;
end
$$;
comment on function session.plain(text) is 'Whether rows about nobody may be read, added or changed.';

create function gate.whole_person(p_subject uuid) returns uuid[]
language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp as $$
declare
  leading_id uuid := (select coalesce(s.person_id, s.id) from register.subject s where s.id = p_subject);
begin
  return array(select s.id from register.subject s where s.id = leading_id or s.person_id = leading_id order by s.id);
end
$$;
comment on function gate.whole_person(uuid) is 'The ids of everyone merged with the subject, itself included.';

create function session.subject_scope() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  here record;
  scope uuid;
begin
  select a.register_id, a.kind, a.subject_scope into here from session.alive a;
  scope := here.subject_scope;
  if scope is null and here.kind = 'form' then
    return '{}';
  end if;
  if scope is null and current_setting('seloste.purpose', true) = 'rights' then
    scope := coalesce((gate.current_case(session.current_row())).subject_id, '00000000-0000-0000-0000-000000000000');
  end if;
  if scope is null then
    return null;
  end if;
  return gate.whole_person(scope) || case when here.kind = 'portal' then array(
    select g.subject_id from register.guardian g
     where g.guardian_id = scope and g.started_on <= gate.today(here.register_id) and (g.ended_on is null or g.ended_on > gate.today(here.register_id))
       and gate.is_younger(here.register_id, g.subject_id, 18) is not false)
    else '{}' end;
end
$$;
comment on function session.subject_scope() is 'Whose rows alone the session may see: the portal''s subject, its merged ids and wards; for staff under rights, the subject of the request. Null: no such limit.';

create function session.record_scope() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return array(select distinct v.record_id from register.involvement v where v.subject_id = any (session.subject_scope()));
end
$$;
comment on function session.record_scope() is 'Records the scope''s subject is involved in.';
