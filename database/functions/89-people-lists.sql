-- Due dates of people as lists show them: the first day something the purpose sees of a person ends.
create function gate.shown_plans(p_register int) returns smallint[]
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  bit bigint := gate.entitled_bit('read');
  items smallint[] := gate.item_list('read');
begin
  return coalesce((
    select array_agg(distinct l.plan_no) from notice.item_plan l
     where l.register_id = p_register and l.item_no = any (items) and (1::bigint << l.purpose_bit) & bit <> 0), '{}');
end
$$;
comment on function gate.shown_plans(int) is 'Plans that keep what the purpose may read.';

create function gate.whole_plans(p_register int, p_items smallint[]) returns smallint[]
language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(w.plan_no), '{}')
    from (select l.plan_no from notice.item_plan l where l.register_id = p_register group by l.plan_no having bool_and(l.item_no = any (p_items))) w
$$;
comment on function gate.whole_plans(int, smallint[]) is 'Plans of nothing but these items: a date of one tells of no other item, so no row need be looked for.';

create function gate.has_shown_row(p_register int, p_due register.due, p_items smallint[], p_bit bigint) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return exists (
    select from gate.facts_of(array[p_due.subject_id]) f
      join notice.item_plan l on l.register_id = p_register and l.item_no = f.item_no and l.plan_no = p_due.plan_no
       and (1::bigint << l.purpose_bit) & p_bit <> 0
     where f.item_no = any (p_items)
       and case p_due.owner when 'row' then f.id = p_due.owner_id when 'record' then f.id = p_due.owner_id
             else f.relationship_id is not distinct from p_due.relationship_id
               or (p_due.owner = 'relationship' and f.relationship_id = p_due.owner_id) end);
end
$$;
comment on function gate.has_shown_row(int, register.due, smallint[], bigint) is 'Whether the date is of something the purpose may read: else a date would tell of an item it may not.';

create function gate.next_ends(p_subjects uuid[]) returns table (subject_id uuid, ends_on date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off as $$
#variable_conflict use_column
declare
  here session.session := gate.require_session('read');
  bit bigint := gate.entitled_bit('read');
  person_bit bigint := session.person_bit();
  flip bigint := session.flip();
  scope uuid[] := session.subject_scope();
  items smallint[] := gate.item_list('read');
  plans smallint[] := gate.shown_plans(here.register_id);
  whole smallint[] := gate.whole_plans(here.register_id, items);
  today date := gate.today(here.register_id);
begin
  return query
    select d.subject_id, min(d.keep_through)
      from register.due d
      join register.subject s on s.id = d.subject_id and s.register_id = here.register_id
       and (s.gate # flip) & ~s.barred & person_bit <> 0 and s.shut_at > now() and (scope is null or s.id = any (scope))
     where d.subject_id = any (p_subjects) and d.plan_no = any (plans) and d.held = 0 and d.closes
       and d.keep_through >= today and d.keep_through < 'infinity' and (d.item_no is null or d.item_no = any (items))
       and (d.plan_no = any (whole) or gate.has_shown_row(here.register_id, d, items, bit))
     group by d.subject_id;
end
$$;
comment on function gate.next_ends(uuid[]) is 'The first day something the purpose sees of each person ends; nobody it may not see, and nothing that is held.';

create function gate.due_people(p_before date, p_after_on date, p_after uuid, p_limit int) returns table (subject_id uuid, ends_on date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off as $$
#variable_conflict use_column
declare
  here session.session := gate.require_session('read');
  bit bigint := gate.entitled_bit('read');
  person_bit bigint := session.person_bit();
  flip bigint := session.flip();
  scope uuid[] := session.subject_scope();
  items smallint[] := gate.item_list('read');
  plans smallint[] := gate.shown_plans(here.register_id);
  whole smallint[] := gate.whole_plans(here.register_id, items);
  today date := gate.today(here.register_id);
  most int := least(p_limit, 10001);
  shown int := 0;
  last_on date;
  last_id uuid;
  candidate register.due;
begin
  -- Walked in the order of its index and left as soon as the page is full: sorted first, a page took as long as the whole list.
  for candidate in
    select d.* from register.due d
     where d.register_id = here.register_id and d.held = 0 and d.closes
       and (d.keep_through, d.subject_id) > (coalesce(p_after_on, today - 1), coalesce(p_after, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
       and d.keep_through < coalesce(p_before, 'infinity')
     order by d.register_id, d.keep_through, d.subject_id loop
    exit when shown >= most;
    continue when (candidate.keep_through, candidate.subject_id) is not distinct from (last_on, last_id);
    continue when candidate.plan_no <> all (plans) or (candidate.item_no is not null and candidate.item_no <> all (items));
    continue when not (candidate.plan_no = any (whole) or gate.has_shown_row(here.register_id, candidate, items, bit));
    continue when not exists (
      select from register.subject s
       where s.id = candidate.subject_id and s.person_id is null and s.identified
         and (s.gate # flip) & ~s.barred & person_bit <> 0 and s.shut_at > now() and (scope is null or s.id = any (scope)));
    continue when exists (
      select from register.due e
       where e.subject_id = candidate.subject_id and e.held = 0 and e.closes and e.plan_no = any (plans)
         and e.keep_through >= today and e.keep_through < candidate.keep_through and (e.item_no is null or e.item_no = any (items))
         and (e.plan_no = any (whole) or gate.has_shown_row(here.register_id, e, items, bit)));
    last_on := candidate.keep_through;
    last_id := candidate.subject_id;
    subject_id := last_id;
    ends_on := last_on;
    shown := shown + 1;
    return next;
  end loop;
end
$$;
comment on function gate.due_people(date, date, uuid, int) is 'People in the order of the first day something the purpose sees of them ends, after a place in that order; each once.';

create function gate.search_members(p_words text, p_limit int default 50) returns table (subject_id uuid, organisation_id uuid, name text, rank real)
language plpgsql stable security definer set search_path = pg_catalog, gate, pg_temp set jit = off as $$
#variable_conflict use_column
declare
  here int := session.register_id();
  flip bigint := session.flip();
  bit bigint := session.person_bit();
  scope uuid[] := session.subject_scope();
  words text := lower(trim(p_words));
  pattern text := '%' || replace(replace(replace(words, '\', '\\'), '%', '\%'), '_', '\_') || '%';
  today date := gate.today(here);
begin
  if bit = 0 or length(words) < 2 then
    return;
  end if;
  return query
    select r.subject_id, o.id, o.name, o.rank
      from (select c.id, c.name, case when lower(c.name) like pattern then 1::real else word_similarity(words, lower(c.name)) end as rank
              from register.organisation c
             where c.register_id = here and c.name is not null and (lower(c.name) like pattern or (length(words) >= 4 and words <% lower(c.name)))
             order by rank desc, c.name, c.id limit 20) o
      join register.relationship r on r.organisation_id = o.id and r.register_id = here
      join register.subject p on p.id = r.subject_id and p.identified
     where (r.gate # flip) & ~r.barred & bit <> 0 and r.shut_at > now()
       and (p.gate # flip) & ~p.barred & bit <> 0 and p.shut_at > now()
       and r.started_on <= today and (r.ended_on is null or r.ended_on > today)
       and (scope is null or r.subject_id = any (scope))
     order by o.rank desc, o.name, r.subject_id
     limit least(p_limit, 500);
end
$$;
comment on function gate.search_members(text, int) is 'People who take part in an organisation whose name looks like the words, under the predicate of the policies.';
