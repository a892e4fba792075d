-- The clock of Art. 14: who must be told by when, and who has been.
create function gate.owe_information(p_import register.import) returns void
language plpgsql set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  today date := gate.today(p_import.register_id);
begin
  insert into register.information_duty (register_id, subject_id, source_no, import_id, obtained_on, due_on)
  select distinct p_import.register_id, s.subject_id, s.source_no, p_import.id, today, (today + interval '1 month')::date
    from pg_temp.staging_subject s
    join notice.source n on n.register_id = p_import.register_id and n.source_no = s.source_no and not n.from_person
   where s.stored
  on conflict on constraint information_duty_pk do nothing;
end
$$;
comment on function gate.owe_information(register.import) is 'Starts the clock for everybody of a batch whose data is not from themselves.';

create function gate.first_reached(p_register int, p_subject uuid, p_from date) returns date
language sql stable set search_path = pg_catalog, pg_temp as $$
  select least(
    (select min(e.on_day) from register.event e join notice.event n on n.register_id = e.register_id and n.event_no = e.event_no and n.key = 'contact'
      where e.register_id = p_register and e.on_day >= p_from
        and e.owner_id in (select p_subject union all select r.id from register.relationship r where r.subject_id = p_subject)
        and not exists (select from register.event c where c.corrects = e.id)),
    (select min((d.at at time zone f.time_zone)::date) from audit.disclosure d join notice.in_force f on f.register_id = d.register_id
      where d.register_id = p_register and d.subject_id = p_subject and d.at >= p_from))
$$;
comment on function gate.first_reached(int, uuid, date) is 'The first day since on which the person was contacted or their data disclosed: by then they are told (Art. 14(3)(b), (c)).';

create function gate.information_duties(p_limit int default 500)
returns table (subject_id uuid, source text, obtained_on date, due_on date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off as $$
#variable_conflict use_column
declare
  here session.session := gate.require_session('read');
  scope uuid[] := session.subject_scope();
  bit bigint := session.person_bit();
begin
  return query
    select d.subject_id, n.key, d.obtained_on, least(d.due_on, gate.first_reached(here.register_id, d.subject_id, d.obtained_on)) as due
      from register.information_duty d
      join register.subject s on s.id = d.subject_id
      join notice.source n on n.register_id = d.register_id and n.source_no = d.source_no
     where d.register_id = here.register_id and d.informed_on is null
       and (s.gate # session.flip()) & ~s.barred & bit <> 0 and s.shut_at > now() and (scope is null or s.id = any (scope))
     order by due, d.subject_id limit least(p_limit, 500);
end
$$;
comment on function gate.information_duties(int) is 'Who of the people the purpose sees must still be told where their data is from, by when, the most urgent first.';

create function gate.note_informed(p_subjects uuid[], p_how text, p_on date default null) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  here session.session := gate.require_session('change');
  bit bigint := session.person_bit();
  on_day date := coalesce(p_on, gate.today(here.register_id));
  told int;
begin
  if not isfinite(on_day) or on_day > gate.today(here.register_id) then
    raise exception using errcode = 'SE023', message = 'not a day of the calendar that has been';
  end if;
  perform gate.require_scope(p) from unnest(p_subjects) p;
  -- Hidden by the gate and absent are the same answer.
  if exists (select from register.subject s where s.id = any (p_subjects) and ((s.gate # session.flip()) & ~s.barred & bit = 0 or s.shut_at <= now())) then
    raise exception using errcode = 'SE002', message = 'no such subject in the register of this session';
  end if;
  perform gate.lock_people(here.register_id, p_subjects);
  update register.information_duty d set informed_on = on_day, informed_how = p_how, informed_by = here.account_id
   where d.subject_id = any (p_subjects) and d.register_id = here.register_id and d.informed_on is null;
  get diagnostics told = row_count;
  perform gate.note_change('change', 'information_duty', p, p, 1) from unnest(p_subjects) p;
  return told;
end
$$;
comment on function gate.note_informed(uuid[], text, date) is 'Puts on record that people were told of every source they had not been told of, when and how.';
