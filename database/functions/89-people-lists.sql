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

create function gate.first_ends(p_register int, p_subjects uuid[]) returns table (subject_id uuid, ends_on date)
language plpgsql stable set search_path = pg_catalog, pg_temp set jit = off as $$
#variable_conflict use_column
declare
  bit bigint := gate.entitled_bit('read');
  items smallint[] := gate.item_list('read');
  plans smallint[] := gate.shown_plans(p_register);
  whole smallint[] := gate.whole_plans(p_register, items);
  today date := gate.today(p_register);
begin
  return query
    -- Set-wise: looked up person by person, the facts behind the dates took three milliseconds each.
    with fact as materialized (
      select f.subject_id, f.id, f.relationship_id, l.plan_no
        from gate.facts_of(p_subjects) f
        join notice.item_plan l on l.register_id = p_register and l.item_no = f.item_no and (1::bigint << l.purpose_bit) & bit <> 0
       where f.item_no = any (items) and l.plan_no <> all (whole)
    )
    select d.subject_id, min(d.keep_through)
      from register.due d
     where d.subject_id = any (p_subjects) and d.register_id = p_register and d.held = 0 and d.closes and d.plan_no = any (plans)
       and d.keep_through >= today and d.keep_through < 'infinity' and (d.item_no is null or d.item_no = any (items))
       -- A date of something the purpose may not read would tell that it is there.
       and (d.plan_no = any (whole) or exists (
         select from fact f
          where f.subject_id = d.subject_id and f.plan_no = d.plan_no
            and case when d.owner in ('row', 'record') then f.id = d.owner_id
                  else f.relationship_id is not distinct from d.relationship_id or (d.owner = 'relationship' and f.relationship_id = d.owner_id) end))
     group by d.subject_id;
end
$$;
comment on function gate.first_ends(int, uuid[]) is 'The first day something the purpose may read of each person ends; who may be told is the caller''s to ask.';

create function gate.next_ends(p_subjects uuid[]) returns table (subject_id uuid, ends_on date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off as $$
#variable_conflict use_column
declare
  here session.session := gate.require_session('read');
begin
  return query select f.subject_id, f.ends_on from gate.first_ends(here.register_id, gate.visible_of(here.register_id, p_subjects)) f;
end
$$;
comment on function gate.next_ends(uuid[]) is 'The first day something the purpose sees of each person ends; nobody it may not see, and nothing that is held.';

create function gate.visible_of(p_register int, p_subjects uuid[]) returns uuid[]
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  person_bit bigint := session.person_bit();
  flip bigint := session.flip();
  scope uuid[] := session.subject_scope();
begin
  return array(
    select s.id from register.subject s
     where s.id = any (p_subjects) and s.register_id = p_register
       and (s.gate # flip) & ~s.barred & person_bit <> 0 and s.shut_at > now() and (scope is null or s.id = any (scope)));
end
$$;
comment on function gate.visible_of(int, uuid[]) is 'Which of the subjects the session may see under the purpose, under the predicate of the policies.';

create function gate.due_people(p_before date, p_after_on date, p_after uuid, p_limit int) returns table (subject_id uuid, ends_on date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off as $$
#variable_conflict use_column
declare
  here session.session := gate.require_session('read');
  today date := gate.today(here.register_id);
  most int := least(p_limit, 10001);
  shown int;
  last_on date := coalesce(p_after_on, today - 1);
  last_id uuid := coalesce(p_after, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  days date[];
  people uuid[];
begin
  -- Walked in the order of its index and left as soon as the page is full: sorted first, a page took as long as the whole list.
  loop
    select array_agg(c.keep_through order by c.keep_through, c.subject_id), array_agg(c.subject_id order by c.keep_through, c.subject_id)
      into days, people
      from (select d.keep_through, d.subject_id from register.due d
             where d.register_id = here.register_id and d.held = 0 and d.closes
               and (d.keep_through, d.subject_id) > (last_on, last_id) and d.keep_through < coalesce(p_before, 'infinity')
             order by d.keep_through, d.subject_id limit 500) c;
    exit when people is null;
    last_on := days[cardinality(days)];
    last_id := people[cardinality(people)];
    return query
      select distinct c.subject_id, c.keep_through
        from unnest(days, people) c (keep_through, subject_id)
        join gate.first_ends(here.register_id, gate.visible_of(here.register_id, people)) f on f.subject_id = c.subject_id and f.ends_on = c.keep_through
        join register.subject s on s.id = c.subject_id and s.person_id is null and s.identified
       order by c.keep_through, c.subject_id
       limit most;
    get diagnostics shown = row_count;
    most := most - shown;
    exit when most <= 0;
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
