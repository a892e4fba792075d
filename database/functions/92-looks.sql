-- The access record as the person and the person's handlers read it (promise 6).
create function gate.looks(p_subject uuid, p_limit int default 100)
returns table (at timestamptz, purpose text, verb text, what text, roles text[], member_of_staff text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off as $$
#variable_conflict use_column
declare
  here session.session := gate.require_session('read');
begin
  perform gate.require_scope(p_subject);
  -- Only the person, and staff who handle the person's request.
  if session.subject_scope() is null then
    raise exception using errcode = 'SE001', message = 'the session may not do this under the purpose';
  end if;
  return query
    select a.at, a.purpose_key, a.verb, a.what,
           array(select distinct r.key from auth.account_role g join auth.role r on r.id = g.role_id and r.register_id = a.register_id
                  where g.account_id = a.account_id and g.granted_at <= a.at and (g.ended_at is null or g.ended_at > a.at)),
           case when here.account_id is not null then (select c.display_name from auth.account c where c.id = a.account_id) end
      from audit.access_subject s join audit.access a on a.id = s.access_id
     where s.subject_id = any (gate.whole_person(p_subject)) and a.register_id = here.register_id
     order by a.at desc
     limit least(p_limit, 500);
end
$$;
comment on function gate.looks(uuid, int) is 'Who has looked at a person''s data: role, time and purpose for the person; names of staff are for staff.';
