-- What the people of a batch belong to: organisations found by their business id or their name, or created, and parts that have ended.
create function gate.link_organisations(p_register int, p_by uuid) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from pg_temp.staging_organisation) then
    return;
  end if;
  analyze pg_temp.staging_organisation;
  perform gate.find_organisations(p_register);
  -- One that is somebody's own needs its person, and holds the business id only.
  insert into register.organisation (register_id, id, kind, subject_id, business_id, name, source_no, recorded_by)
  select distinct on (coalesce(o.business_id, o.name)) p_register, o.id, o.kind, case when o.kind <> 'legal-person' then s.subject_id end,
         o.business_id, case when o.kind = 'legal-person' then o.name end, s.source_no, p_by
    from pg_temp.staging_organisation o join pg_temp.staging_subject s using (row_no)
   where o.organisation_id is null and s.subject_id is not null
   order by coalesce(o.business_id, o.name), o.row_no
  on conflict do nothing;
  perform gate.find_organisations(p_register);
  update pg_temp.staging_relationship t set organisation_id = o.organisation_id
    from pg_temp.staging_organisation o where o.row_no = t.row_no;
end
$$;
comment on function gate.link_organisations(int, uuid) is 'Ties the parts of a batch to their organisations, making those that are new; whether one was there is not told, since a sole trader is a person.';

create function gate.find_organisations(p_register int) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  update pg_temp.staging_organisation s set organisation_id = o.id
    from register.organisation o
   where s.organisation_id is null and o.register_id = p_register and o.business_id = s.business_id;
  -- By name only a legal person, and only one that is not told apart from its namesakes by a business id.
  update pg_temp.staging_organisation s set organisation_id = o.id
    from (select x.name, min(x.id::text)::uuid as id from register.organisation x
           where x.register_id = p_register and x.kind = 'legal-person'
             and x.name in (select n.name from pg_temp.staging_organisation n where n.business_id is null)
           group by x.name having count(*) = 1) o
   where s.organisation_id is null and s.business_id is null and s.kind = 'legal-person' and o.name = s.name;
end
$$;
comment on function gate.find_organisations(int) is 'Finds each staged organisation by its business id, else a legal person by its name when there is one of it.';

create function gate.end_staged(p_session session.session) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  ended uuid[] := array(
    select distinct r.subject_id from pg_temp.staging_relationship t join register.relationship r on r.id = t.relationship_id
     where t.ended_on is not null and r.ended_on is null and t.relationship_id <> t.id);
begin
  if cardinality(ended) > 0 then
    if gate.entitled_bit('change') = 0 then
      raise exception using errcode = 'SE001', message = 'the session may not do this under the purpose';
    end if;
    perform gate.lock_people(p_session.register_id, ended);
    update register.relationship r set ended_on = greatest(t.ended_on, r.started_on)
      from pg_temp.staging_relationship t
     where r.id = t.relationship_id and r.subject_id = any (ended) and r.ended_on is null and t.ended_on is not null;
    perform gate.spread(p_session.register_id, gate.lock_people(p_session.register_id, ended));
  end if;
  if exists (select from notice.event e where e.register_id = p_session.register_id and e.key = 'relationship-ended') then
    perform gate.append_event(p_session.register_id, 'relationship', r.id, r.subject_id, 'relationship-ended', r.ended_on, 'staff', null, p_session.account_id)
       from (select distinct r.id, r.subject_id, r.ended_on
               from pg_temp.staging_relationship t join register.relationship r on r.id = t.relationship_id
              where t.ended_on is not null and not exists (select from register.event e where e.owner = 'relationship' and e.owner_id = r.id)) r;
  end if;
end
$$;
comment on function gate.end_staged(session.session) is 'A part the table says has ended ends here too, which takes the right to change; a later end than ours opens nothing again.';
