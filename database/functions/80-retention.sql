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
   where e.owner_id = p_owner_id and e.event_no = number and not exists (select from register.event c where c.corrects = e.id)
  on conflict on constraint anchor_pk do update set first_on = excluded.first_on, last_on = excluded.last_on, unknown = excluded.unknown;
  return event_id;
end
$$;
comment on function gate.append_event(int, text, uuid, uuid, text, date, text, uuid, uuid) is 'Appends an event and keeps its owner''s first and last day; a corrected event no longer counts.';

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
  perform pg_advisory_xact_lock(hashtextextended(p_owner_id::text, 1));
  return gate.append_event(here.register_id, p_owner, p_owner_id, p_subject, p_event,
    case when p_unknown then null else coalesce(p_on, gate.today(here.register_id)) end, p_by, p_corrects, here.account_id);
end
$$;
comment on function gate.report_event(text, uuid, text, date, uuid, text, uuid, boolean) is 'Reports an event of a row, record, relationship, project, organisation or subject; a day that is not known is p_unknown.';

create function gate.count_item(p_owner_id uuid, p_item text, p_state smallint, p_difference int, p_on date default null) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_session('change');
  total int;
begin
  insert into register.tally as t (register_id, owner_id, item_no, state_no, n, last_on)
  values (here.register_id, p_owner_id, (select i.item_no from notice.item i where i.register_id = here.register_id and i.key = p_item), p_state, greatest(p_difference, 0), p_on)
  on conflict on constraint tally_pk do update set n = greatest(t.n + p_difference, 0), last_on = greatest(t.last_on, excluded.last_on)
  returning n into total;
  return total;
end
$$;
comment on function gate.count_item(uuid, text, smallint, int, date) is 'Keeps how many rows of an item an owner has in a state.';

create function gate.history(p_owners uuid[]) returns table (owner_id uuid, event text, first_on date, last_on date, unknown boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  here session.session := session.current_row();
begin
  return query select a.owner_id, e.key, a.first_on, a.last_on, a.unknown
    from register.anchor a join notice.event e on e.register_id = a.register_id and e.event_no = a.event_no
   where a.owner_id = any (p_owners) and a.register_id = here.register_id;
end
$$;
comment on function gate.history(uuid[]) is 'First and last day of every event of the owners, for evaluating their plans.';

create function gate.store_due(p_rows jsonb) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_session('change');
  touched uuid[];
begin
  insert into register.due (register_id, owner, owner_id, subject_id, plan_no, stage, keep_through, gone_by, held, because)
  select here.register_id, d.owner, d.owner_id, d.subject_id, p.plan_no, coalesce(d.stage, 0), d.keep_through, d.gone_by, coalesce(d.held, 0), coalesce(d.because, '')
    from jsonb_to_recordset(p_rows) as d (owner text, owner_id uuid, subject_id uuid, plan text, stage smallint, keep_through date, gone_by date, held smallint, because text)
    join notice.plan p on p.register_id = here.register_id and p.key = d.plan
  on conflict on constraint due_pk do update set stage = excluded.stage, keep_through = excluded.keep_through, gone_by = excluded.gone_by,
    held = excluded.held, because = excluded.because, dated_at = now();
  touched := array(select distinct (d ->> 'subject_id')::uuid from jsonb_array_elements(p_rows) d where d ->> 'subject_id' is not null);
  if cardinality(touched) > 0 then
    perform gate.spread(here.register_id, gate.lock_people(here.register_id, touched));
  end if;
  return jsonb_array_length(p_rows);
end
$$;
comment on function gate.store_due(jsonb) is 'Stores what the compiler''s rules answered: [{ owner, owner_id, subject_id, plan, stage, keep_through, gone_by, held, because }], dates as ISO or "infinity", null unknown. Purposes whose end has come close in the same statement.';
