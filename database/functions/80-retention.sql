-- Events and the dates that follow from them. Rules are evaluated by the compiler in Node; here lie the anchors and the answers.
create function gate.append_event(p_register int, p_owner text, p_owner_id uuid, p_subject uuid, p_event text, p_on date, p_by text, p_corrects uuid, p_who uuid)
returns uuid language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  event_id uuid := gen_random_uuid();
  number smallint := gate.event_no(p_register, p_event);
begin
  insert into register.event (register_id, id, owner, owner_id, subject_id, event_no, on_day, corrects, reported_by, recorded_by)
  values (p_register, event_id, p_owner, p_owner_id, p_subject, number, p_on, p_corrects, p_by, p_who);
  insert into register.anchor (register_id, owner_id, event_no, first_on, last_on, unknown)
  select p_register, p_owner_id, number, min(e.on_day), max(e.on_day), bool_or(e.on_day is null)
    from register.event e
   where e.owner_id = p_owner_id and e.event_no = number and e.register_id = p_register and not exists (select from register.event c where c.corrects = e.id)
  on conflict on constraint anchor_pk do update set first_on = excluded.first_on, last_on = excluded.last_on, unknown = excluded.unknown;
  return event_id;
end
$$;
comment on function gate.append_event(int, text, uuid, uuid, text, date, text, uuid, uuid) is 'Appends an event and keeps its owner''s first and last day; a corrected event no longer counts.';

create function gate.has_owner(p_register int, p_owner text, p_owner_id uuid, p_subject uuid) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  scope uuid[] := session.subject_scope();
begin
  return case p_owner
    when 'subject' then exists (
      select from register.subject s where s.id = p_owner_id and s.register_id = p_register and (scope is null or s.id = any (scope)))
    when 'relationship' then exists (
      select from register.relationship r where r.id = p_owner_id and r.register_id = p_register and (scope is null or r.subject_id = any (scope)))
    when 'row' then exists (
      select from register.subject s cross join lateral gate.facts_of(array[s.id]) f
       where s.id = p_subject and s.register_id = p_register and f.id = p_owner_id and (scope is null or s.id = any (scope)))
    when 'record' then exists (
      select from register.record r where r.id = p_owner_id and r.register_id = p_register and (scope is null or r.id = any (session.record_scope())))
    when 'project' then scope is null and exists (select from register.project p where p.id = p_owner_id and p.register_id = p_register)
    when 'organisation' then scope is null and exists (select from register.organisation o where o.id = p_owner_id and o.register_id = p_register)
    -- Of groups, sessions and the register itself nothing is stored by id; only another register's events must stay its own.
    else scope is null and not exists (select from register.event e where e.owner_id = p_owner_id and e.register_id <> p_register) end;
end
$$;
comment on function gate.has_owner(int, text, uuid, uuid) is 'Whether what an event is of belongs to the register, and to the person where the session has a scope.';

create function gate.report_event(p_owner text, p_owner_id uuid, p_event text, p_on date default null, p_subject uuid default null,
  p_by text default 'staff', p_corrects uuid default null, p_unknown boolean default false) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_session('change');
begin
  if p_subject is not null then
    perform gate.require_scope(p_subject);
    perform gate.lock_people(here.register_id, array[p_subject]);
  end if;
  if not gate.has_owner(here.register_id, p_owner, p_owner_id, p_subject) then
    raise exception using errcode = 'SE016', message = 'no such row';
  end if;
  if not isfinite(p_on) then
    raise exception using errcode = 'SE023', message = 'not a day of the calendar';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(p_owner_id::text, 1));
  if p_corrects is not null and not exists (
    select from register.event e join notice.event n on n.register_id = e.register_id and n.event_no = e.event_no
     where e.id = p_corrects and e.register_id = here.register_id and e.owner_id = p_owner_id and n.key = p_event
       and not exists (select from register.event c where c.corrects = e.id)) then
    raise exception using errcode = 'SE016', message = 'no such row';
  end if;
  return gate.append_event(here.register_id, p_owner, p_owner_id, p_subject, p_event,
    case when p_unknown then null else coalesce(p_on, gate.today(here.register_id)) end, p_by, p_corrects, here.account_id);
end
$$;
comment on function gate.report_event(text, uuid, text, date, uuid, text, uuid, boolean) is 'Reports an event of a row, record, relationship, project, organisation or subject; a day that is not known is p_unknown.';

create function gate.count_item(p_owner_id uuid, p_item text, p_state text, p_difference int, p_on date default null) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_session('change');
  item smallint := (select i.item_no from notice.item i where i.register_id = here.register_id and i.key = p_item);
  total int;
begin
  if item is null or gate.item_bit('change', item) | gate.item_bit('add', item) = 0 then
    raise exception using errcode = 'SE006', message = 'the notice does not let this item be counted under the purpose', detail = coalesce(p_item, '');
  end if;
  if not exists (
    select from unnest(array['subject', 'relationship', 'record', 'project', 'organisation']) o (kind)
     where gate.has_owner(here.register_id, o.kind, p_owner_id, null)) then
    raise exception using errcode = 'SE016', message = 'no such row';
  end if;
  insert into register.tally as t (register_id, owner_id, item_no, state, n, last_on)
  values (here.register_id, p_owner_id, item, coalesce(p_state, ''), greatest(p_difference, 0), p_on)
  on conflict on constraint tally_pk do update set n = greatest(t.n + p_difference, 0), last_on = greatest(t.last_on, excluded.last_on)
  returning n into total;
  return total;
end
$$;
comment on function gate.count_item(uuid, text, text, int, date) is 'Keeps how many rows of an item an owner has in a state.';
