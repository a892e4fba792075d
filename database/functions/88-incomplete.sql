-- People of whom something mandatory is missing: what the notice requires was not there yet, or its condition came true later.
create function gate.people_until(p_after uuid, p_size int) returns uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_session('read');
  bit bigint := session.person_bit();
  flip bigint := session.flip();
  scope uuid[] := session.subject_scope();
begin
  return (
    select s.id from register.subject s
     where s.register_id = here.register_id and s.id > coalesce(p_after, '00000000-0000-0000-0000-000000000000')
       and (s.gate # flip) & ~s.barred & bit <> 0 and s.shut_at > now() and (scope is null or s.id = any (scope))
     order by s.id offset gate.batch_size(p_size) - 1 limit 1);
end
$$;
comment on function gate.people_until(uuid, int) is 'The last of the next so many people the purpose sees, in the order of their ids; null when there are fewer left.';

create function gate.incomplete(p_after uuid, p_until uuid, p_people int default 100)
returns table (subject_id uuid, relationship_id uuid, kind text, items text[], reason text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off as $$
#variable_conflict use_column
declare
  here session.session := gate.require_session('read');
  bit bigint := session.person_bit();
  flip bigint := session.flip();
  scope uuid[] := session.subject_scope();
  today date := gate.today(here.register_id);
  found_here jsonb := '[]';
  part record;
begin
  for part in
    -- Set-wise for each kind: asked person by person, five thousand people took seconds.
    select k.kind_no, k.key, k.one_of, array_agg(s.id order by r.id) as subjects, array_agg(r.id order by r.id) as relationships
      from register.subject s
      join register.relationship r on r.subject_id = s.id and r.register_id = here.register_id
      join notice.kind k on k.register_id = here.register_id and k.kind_no = r.kind_no and k.live
     where s.register_id = here.register_id and s.id > coalesce(p_after, '00000000-0000-0000-0000-000000000000')
       and s.id <= coalesce(p_until, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
       and (s.gate # flip) & ~s.barred & bit <> 0 and s.shut_at > now() and (scope is null or s.id = any (scope))
       and (r.gate # flip) & ~r.barred & bit <> 0 and r.shut_at > now() and r.started_on <= today and (r.ended_on is null or r.ended_on > today)
     group by k.kind_no, k.key, k.one_of loop
    found_here := found_here || gate.missing_of(here.register_id, part.kind_no, part.subjects, part.relationships);
  end loop;
  return query
    select f.subject_id, f.relationship_id, k.key, f.items, f.reason
      from jsonb_to_recordset(found_here) f (subject_id uuid, relationship_id uuid, kind_no smallint, items text[], reason text)
      join notice.kind k on k.register_id = here.register_id and k.kind_no = f.kind_no
     where f.subject_id in (select distinct g.subject_id from jsonb_to_recordset(found_here) g (subject_id uuid) order by 1 limit least(p_people, 500))
     order by f.subject_id, k.key, f.items;
end
$$;
comment on function gate.incomplete(uuid, uuid, int) is 'Live relationships between two ids that lack something mandatory the purpose has: missing, unknown (its condition is not known), or one-of (each of a group). What is closed to the purpose is missing to it.';

create function gate.missing_of(p_register int, p_kind smallint, p_subjects uuid[], p_relationships uuid[]) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  bit bigint := gate.entitled_bit('read');
  missing jsonb := '[]';
  need record;
  alternatives record;
begin
  for need in select m.* from gate.mandatory_items(p_register, p_kind, bit) m where gate.item_bit('read', m.item_no) <> 0 loop
    missing := missing || coalesce((
      select jsonb_agg(jsonb_build_object('subject_id', l.subject_id, 'relationship_id', l.relationship_id, 'kind_no', p_kind,
               'items', array[need.key], 'reason', case when l.answer then 'missing' else 'unknown' end))
        from (select x.subject_id, x.relationship_id,
                     case when jsonb_typeof(need.need -> 'condition') = 'null' then true
                          else gate.condition_answer(p_register, x.subject_id, need.need -> 'condition') end as answer
                from gate.lacking(p_register, need.item_no, bit, p_subjects, p_relationships) x) l
       where l.answer is distinct from false), '[]');
  end loop;
  for alternatives in
    select array_agg(i.item_no order by o.place) as numbers, array_agg(i.key order by o.place) as keys
      from notice.kind k
     cross join jsonb_array_elements(k.one_of) with ordinality g (items, place)
     cross join lateral jsonb_array_elements_text(g.items) with ordinality o (no, place)
      join notice.item i on i.register_id = p_register and i.item_no = o.no::smallint and i.live and not i.never_stored
     where k.register_id = p_register and k.kind_no = p_kind and gate.item_bit('read', i.item_no) <> 0
     group by g.place, g.items
    having count(*) = jsonb_array_length(g.items) loop
    missing := missing || coalesce((
      select jsonb_agg(jsonb_build_object('subject_id', l.subject_id, 'relationship_id', l.relationship_id, 'kind_no', p_kind,
               'items', alternatives.keys, 'reason', 'one-of'))
        from (select x.subject_id, x.relationship_id
                from unnest(alternatives.numbers) n (item_no)
               cross join lateral gate.lacking(p_register, n.item_no, bit, p_subjects, p_relationships) x
               group by x.subject_id, x.relationship_id
              having count(*) = cardinality(alternatives.numbers)) l), '[]');
  end loop;
  return missing;
end
$$;
comment on function gate.missing_of(int, smallint, uuid[], uuid[]) is 'What relationships of one kind lack of what the notice requires of it.';
