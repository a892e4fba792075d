-- Subjects, relationships, guardians, merging: single ones, from commands and pages.
create function gate.add_subject(p_id uuid, p_source text, p_identified boolean default true, p_attested_age smallint default null) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_session('add');
  from_source smallint := gate.source_no(here.register_id, p_source);
begin
  perform gate.hold_notice(here.register_id);
  insert into register.subject (register_id, id, identified, attested_age, source_no, recorded_by)
  values (here.register_id, p_id, p_identified, p_attested_age, from_source, here.account_id);
  perform gate.spread(here.register_id, array[p_id]);
  perform gate.note_change('add', 'subject', p_id, p_id, 1);
  return p_id;
end
$$;
comment on function gate.add_subject(uuid, text, boolean, smallint) is 'A new subject, with the id its caller made.';

create function gate.source_no(p_register int, p_key text) returns smallint
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  found_no smallint := (select s.source_no from notice.source s where s.register_id = p_register and s.key = p_key and s.live);
begin
  if found_no is null then
    raise exception using errcode = 'SE007', message = 'the notice has no such source', detail = coalesce(p_key, '');
  end if;
  return found_no;
end
$$;
comment on function gate.source_no(int, text) is 'The number of a source of the notice in force; no source, no write (promise 2).';

create function gate.kind_no(p_register int, p_key text) returns smallint
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  found_no smallint := (select k.kind_no from notice.kind k where k.register_id = p_register and k.key = p_key and k.live);
begin
  if found_no is null then
    raise exception using errcode = 'SE011', message = 'the notice has no such kind of person', detail = coalesce(p_key, '');
  end if;
  return found_no;
end
$$;
comment on function gate.kind_no(int, text) is 'The number of a kind of person of the notice in force.';

create function gate.event_no(p_register int, p_key text) returns smallint
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  found_no smallint := (select e.event_no from notice.event e where e.register_id = p_register and e.key = p_key);
begin
  if found_no is null then
    raise exception using errcode = 'SE012', message = 'the notice has no such event', detail = coalesce(p_key, '');
  end if;
  return found_no;
end
$$;
comment on function gate.event_no(int, text) is 'The number of an event periods count from.';

create function gate.require_place(p_register int, p_organisation uuid, p_project uuid) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if p_organisation is not null and not exists (select from register.organisation o where o.id = p_organisation and o.register_id = p_register)
     or p_project is not null and not exists (select from register.project p where p.id = p_project and p.register_id = p_register) then
    raise exception using errcode = 'SE016', message = 'no such row';
  end if;
end
$$;
comment on function gate.require_place(int, uuid, uuid) is 'Another register''s organisation or project and one that never was give the same answer.';

create function gate.add_relationship(p_subject uuid, p_id uuid, p_kind text, p_source text, p_organisation uuid default null,
  p_project uuid default null, p_started_on date default null) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_session('add');
  everyone uuid[];
begin
  perform gate.require_scope(p_subject);
  perform gate.require_place(here.register_id, p_organisation, p_project);
  if not isfinite(p_started_on) then
    raise exception using errcode = 'SE023', message = 'not a day of the calendar';
  end if;
  everyone := gate.lock_people(here.register_id, array[p_subject]);
  perform gate.require_kind_source(here.register_id, gate.kind_no(here.register_id, p_kind), gate.source_no(here.register_id, p_source));
  insert into register.relationship (register_id, subject_id, id, kind_no, organisation_id, project_id, started_on, source_no, recorded_by)
  values (here.register_id, p_subject, p_id, gate.kind_no(here.register_id, p_kind), p_organisation, p_project,
    coalesce(p_started_on, gate.today(here.register_id)), gate.source_no(here.register_id, p_source), here.account_id);
  perform gate.spread(here.register_id, everyone);
  perform gate.note_change('add', 'relationship', p_subject, p_id, 1);
  return p_id;
end
$$;
comment on function gate.add_relationship(uuid, uuid, text, text, uuid, uuid, date) is 'Starts a relationship; what its kind opens is open from its first day.';

create function gate.end_relationship(p_subject uuid, p_relationship uuid, p_on date default null) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_session('change');
  everyone uuid[];
  on_day date := coalesce(p_on, gate.today(here.register_id));
begin
  perform gate.require_scope(p_subject);
  if not isfinite(on_day) then
    raise exception using errcode = 'SE023', message = 'not a day of the calendar';
  end if;
  everyone := gate.lock_people(here.register_id, array[p_subject]);
  -- A later end would open what the end closed; a person who comes back starts anew.
  if exists (select from register.relationship r
      where r.subject_id = p_subject and r.id = p_relationship and r.ended_on <= gate.today(here.register_id) and r.ended_on < on_day) then
    raise exception using errcode = 'SE019', message = 'the relationship has ended already';
  end if;
  update register.relationship r set ended_on = greatest(on_day, r.started_on)
   where r.subject_id = p_subject and r.id = p_relationship and r.register_id = here.register_id;
  if not found then
    raise exception using errcode = 'SE003', message = 'no such relationship of the subject';
  end if;
  if exists (select from notice.event e where e.register_id = here.register_id and e.key = 'relationship-ended') then
    perform gate.append_event(here.register_id, 'relationship', p_relationship, p_subject, 'relationship-ended', on_day, 'staff', null, here.account_id);
  end if;
  perform gate.spread(here.register_id, everyone);
  perform gate.note_change('change', 'relationship', p_subject, p_relationship, 1);
end
$$;
comment on function gate.end_relationship(uuid, uuid, date) is 'Ends a relationship from a day on: what only it opened closes, and its periods start to count.';

create function gate.add_guardian(p_subject uuid, p_guardian uuid, p_id uuid, p_proof text, p_source text, p_started_on date default null) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_session('add');
begin
  perform gate.require_scope(p_subject);
  perform gate.require_scope(p_guardian);
  if gate.is_younger(here.register_id, p_subject, 18) is false then
    raise exception using errcode = 'SE009', message = 'who is of age has no guardian';
  end if;
  perform gate.lock_people(here.register_id, array[p_subject]);
  insert into register.guardian (register_id, subject_id, id, guardian_id, proof, started_on, source_no, recorded_by)
  values (here.register_id, p_subject, p_id, p_guardian, p_proof, coalesce(p_started_on, gate.today(here.register_id)),
    gate.source_no(here.register_id, p_source), here.account_id);
  perform gate.spread(here.register_id, array[p_subject]);
  perform gate.note_change('add', 'guardian', p_subject, p_id, 1);
  return p_id;
end
$$;
comment on function gate.add_guardian(uuid, uuid, uuid, text, text, date) is 'Links a minor to who decides for them (Art. 8), with the proof.';

create function gate.add_organisation(p_id uuid, p_kind text, p_name text default null, p_business_id text default null,
  p_subject uuid default null, p_group uuid default null, p_source text default null) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_session('add');
begin
  if p_subject is not null then
    perform gate.require_scope(p_subject);
  end if;
  perform gate.require_place(here.register_id, p_group, null);
  insert into register.organisation (register_id, id, kind, subject_id, business_id, name, group_id, source_no, recorded_by)
  values (here.register_id, p_id, p_kind, p_subject, p_business_id, case when p_kind = 'legal-person' then p_name end, p_group,
    (select s.source_no from notice.source s where s.register_id = here.register_id and s.key = p_source), here.account_id);
  return p_id;
end
$$;
comment on function gate.add_organisation(uuid, text, text, text, uuid, uuid, text) is 'An organisation; a business that is somebody''s own needs its subject, and its name is a fact of that subject.';

create function gate.add_project(p_id uuid, p_name text, p_organisation uuid default null, p_started_on date default null) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_session('add');
begin
  perform gate.require_place(here.register_id, p_organisation, null);
  insert into register.project (register_id, id, name, organisation_id, started_on, recorded_by)
  values (here.register_id, p_id, p_name, p_organisation, p_started_on, here.account_id);
  return p_id;
end
$$;
comment on function gate.add_project(uuid, text, uuid, date) is 'A customer project.';

create function gate.merge(p_leading uuid, p_other uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_session('change');
  everyone uuid[];
  leading_id uuid;
begin
  perform gate.require_scope(p_leading);
  perform gate.require_scope(p_other);
  -- Linking gives each the other's portal, so it is for who may see both.
  if exists (select from register.subject s where s.id in (p_leading, p_other)
       and ((s.gate # session.flip()) & ~s.barred & session.person_bit() = 0 or s.shut_at <= now())) then
    raise exception using errcode = 'SE002', message = 'no such subject in the register of this session';
  end if;
  everyone := gate.lock_people(here.register_id, array[p_leading, p_other]);
  leading_id := (select coalesce(s.person_id, s.id) from register.subject s where s.id = p_leading);
  update register.subject s set person_id = leading_id where s.id = any (everyone) and s.id <> leading_id;
  update register.subject s set person_id = null where s.id = leading_id;
  perform gate.spread(here.register_id, everyone);
  perform gate.note_change('merge', 'subject', p_other, leading_id, 1);
end
$$;
comment on function gate.merge(uuid, uuid) is 'Links subjects as one person: no row moves, a no of any of them holds for all, a yes only for its own rows.';

create function gate.unmerge(p_subject uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_session('change');
  everyone uuid[];
  next_leading uuid;
begin
  perform gate.require_scope(p_subject);
  everyone := gate.lock_people(here.register_id, array[p_subject]);
  next_leading := (select min(s.id::text)::uuid from register.subject s where s.person_id = p_subject);
  update register.subject s set person_id = nullif(next_leading, s.id) where s.person_id = p_subject;
  update register.subject s set person_id = null where s.id = p_subject;
  perform gate.spread(here.register_id, everyone);
  perform gate.note_change('unmerge', 'subject', p_subject, p_subject, 1);
end
$$;
comment on function gate.unmerge(uuid) is 'Drops the link and computes everybody''s gates anew.';

create function gate.narrower(p_one text, p_other text) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case when 'own' in (p_one, p_other) then 'own' when 'team' in (p_one, p_other) then 'team' else 'all' end
$$;
comment on function gate.narrower(text, text) is 'The narrower of two audiences: nobody may show a record to more people than the notice does.';

create function gate.add_record(p_id uuid, p_item text, p_source text, p_involved jsonb, p_title text default null, p_body text default null,
  p_happened_at timestamptz default null, p_audience text default 'all', p_part_of uuid default null, p_parts jsonb default null) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_session('add');
  item smallint := (select i.item_no from notice.item i where i.register_id = here.register_id and i.key = p_item and i.table_name = 'record');
  item_audience text := (select i.audience from notice.item i where i.register_id = here.register_id and i.item_no = item);
  from_source smallint := gate.source_no(here.register_id, p_source);
  involved uuid[] := array(select (v ->> 'subject')::uuid from jsonb_array_elements(p_involved) v);
begin
  if item is null or gate.item_bit('add', item) = 0 then
    raise exception using errcode = 'SE006', message = 'the notice does not let this item be added under the purpose', detail = p_item;
  end if;
  if not session.accepts(item, from_source) then
    raise exception using errcode = 'SE007', message = 'the notice does not accept this source for the item', detail = p_source;
  end if;
  perform gate.require_scope(s) from unnest(involved) s;
  if p_part_of is not null and not gate.has_owner(here.register_id, 'record', p_part_of, null) then
    raise exception using errcode = 'SE016', message = 'no such row';
  end if;
  -- A part in a relationship that is not the person's would never be closed with it.
  if exists (select from jsonb_to_recordset(p_involved) v (subject uuid, relationship uuid)
      where v.relationship is not null and not exists (
        select from register.relationship r where r.subject_id = v.subject and r.id = v.relationship)) then
    raise exception using errcode = 'SE003', message = 'no such relationship of the subject';
  end if;
  perform gate.hold_notice(here.register_id);
  perform from register.subject s where s.id = any (involved) order by s.id for share;
  perform gate.require_condition(here.register_id, item, from_source, involved);
  insert into register.record (register_id, id, item_no, part_of, source_no, recorded_by, audience, owner_id, team_id, happened_at, title, body, parts)
  values (here.register_id, p_id, item, p_part_of, from_source, here.account_id, gate.narrower(p_audience, item_audience), here.account_id, session.team_id(), p_happened_at, p_title, p_body, p_parts);
  insert into register.involvement (register_id, subject_id, record_id, part, relationship_id, visible, item_no, source_no, recorded_by)
  select here.register_id, (v ->> 'subject')::uuid, p_id, coalesce(v ->> 'part', 'participant'), (v ->> 'relationship')::uuid,
         coalesce((v ->> 'visible')::boolean, true), item, from_source, here.account_id
    from jsonb_array_elements(p_involved) v;
  perform gate.spread(here.register_id, involved);
  perform gate.note_change('add', 'record', null, p_id, 1);
  return p_id;
end
$$;
comment on function gate.add_record(uuid, text, text, jsonb, text, text, timestamptz, text, uuid, jsonb) is
  'A record with those involved: [{ "subject": id, "part": "host", "relationship": id, "visible": true }].';

create function gate.next_key_slots(p_count int) returns setof bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform gate.require_session('add');
  return query select nextval('register.key_slot') from generate_series(1, least(p_count, 10000));
end
$$;
comment on function gate.next_key_slots(int) is 'Numbers for new slots of the key store.';

create function gate.require_free_slots(p_slots bigint[], p_subjects uuid[]) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from register.subject s where s.key_slot = any (p_slots) and s.id <> all (p_subjects)) then
    raise exception using errcode = 'SE016', message = 'no such slot';
  end if;
end
$$;
comment on function gate.require_free_slots(bigint[], uuid[]) is 'A key slot is one person''s alone: overwriting it when one is erased would destroy another''s data with it.';

create function gate.take_key_slot(p_subject uuid, p_slot bigint) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform gate.require_session('add');
  perform gate.require_scope(p_subject);
  perform gate.require_free_slots(array[p_slot], array[p_subject]);
  update register.subject s set key_slot = coalesce(s.key_slot, p_slot) where s.id = p_subject;
  return (select s.key_slot from register.subject s where s.id = p_subject);
end
$$;
comment on function gate.take_key_slot(uuid, bigint) is 'Gives a subject its key slot once; answers the slot that counts.';
