-- What the notice requires of people and records (language.md g): kept at the commit, since rows that need each other are added one by
-- one. Every added row leaves its line in the audit, under the purpose it was added for; the line is what is asked about.
create function gate.purpose_mask(p_register int, p_purpose text) returns bigint
language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce((select 1::bigint << p.bit from notice.purpose p where p.register_id = p_register and p.key = p_purpose), 0)
$$;
comment on function gate.purpose_mask(int, text) is 'The bit of a purpose by its key.';

create function gate.need_allows(p_register int, p_need jsonb, p_subjects uuid[], p_parts jsonb default null) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  is_never boolean := p_need ->> 'level' = 'never';
begin
  if jsonb_typeof(p_need -> 'condition') = 'null' then
    return not is_never;
  end if;
  -- Never is allowed where its condition is a no, the others where it is a yes; unknown stores nothing.
  return not exists (
    select from unnest(p_subjects) s
     where gate.condition_answer(p_register, s, p_need -> 'condition', p_parts) is distinct from not is_never);
end
$$;
comment on function gate.need_allows(int, jsonb, uuid[], jsonb) is 'Whether a line of requirements lets the item be kept, for everybody the row is about.';

create function gate.lists(p_one_of jsonb, p_item smallint) returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select exists (select from jsonb_array_elements(p_one_of) g where g @> to_jsonb(p_item))
$$;
comment on function gate.lists(jsonb, smallint) is 'Whether some group of alternatives has the item.';

-- Rows the purpose may not see are missing to it, else the answer would tell that they are there; rows of this transaction are there.
create function gate.lacking(p_register int, p_item smallint, p_bit bigint, p_subjects uuid[], p_relationships uuid[])
returns table (subject_id uuid, relationship_id uuid)
-- For thousands of people the planner would read the whole table for each batch of an import.
language plpgsql stable set search_path = pg_catalog, pg_temp set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  stored_in text := (select case i.table_name when 'record' then 'involvement' else i.table_name end
                       from notice.item i where i.register_id = p_register and i.item_no = p_item);
  flip bigint := (select f.flip from notice.in_force f where f.register_id = p_register);
  seen constant text := 'f.item_no = $3 and (f.recorded_at = now() or ((f.gate # $5) & ~f.barred & $4 <> 0 and f.shut_at > now()))';
begin
  return query execute format(
    'select u.subject_id, u.relationship_id
       from unnest($1, $2) u (subject_id, relationship_id)
      where not exists (select from register.%1$I f where f.subject_id = u.subject_id and %2$s
              and (u.relationship_id is null or f.relationship_id is null or f.relationship_id = u.relationship_id))
        and not exists (select from register.subject s join register.subject g on g.id = s.person_id
              join register.%1$I f on f.subject_id = g.id and f.relationship_id is null and %2$s where s.id = u.subject_id)
        and not exists (select from register.subject s join register.subject g on g.person_id = coalesce(s.person_id, s.id)
              join register.%1$I f on f.subject_id = g.id and f.relationship_id is null and %2$s where s.id = u.subject_id)', stored_in, seen)
    using p_subjects, p_relationships, p_item, p_bit, flip;
end
$$;
comment on function gate.lacking(int, smallint, bigint, uuid[], uuid[]) is 'Those of the subjects (under the relationship beside each, null: any) for whom the purpose has no row of the item; a merged person''s own rows count for all their ids.';

create function gate.mandatory_items(p_register int, p_kind smallint, p_bit bigint) returns table (item_no smallint, key text, table_name text, need jsonb)
language sql stable set search_path = pg_catalog, pg_temp as $$
  select i.item_no, i.key, i.table_name, r.need
    from notice.kind k
   cross join lateral jsonb_array_elements(k.requirements) r (need)
    join notice.item i on i.register_id = k.register_id and i.item_no = (r.need ->> 'item')::smallint
   where k.register_id = p_register and k.kind_no = p_kind and r.need ->> 'level' = 'mandatory'
     and i.live and not i.never_stored and i.purposes & p_bit <> 0
$$;
comment on function gate.mandatory_items(int, smallint, bigint) is 'What the notice requires of a kind of person, as far as the purpose has the item: what other purposes keep is theirs to ask for.';

create function gate.require_start(p_register int, p_subject uuid, p_relationship uuid, p_purpose text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  kind smallint := (select r.kind_no from register.relationship r where r.subject_id = p_subject and r.id = p_relationship);
  bit bigint := gate.purpose_mask(p_register, p_purpose);
  missing text;
begin
  missing := (
    select string_agg(m.key, ', ' order by m.item_no)
      from gate.mandatory_items(p_register, kind, bit) m
     -- A record comes when it happens; until then the person is listed as incomplete.
     where m.table_name <> 'record'
       and (jsonb_typeof(m.need -> 'condition') = 'null' or gate.condition_answer(p_register, p_subject, m.need -> 'condition'))
       and exists (select from gate.lacking(p_register, m.item_no, bit, array[p_subject], array[p_relationship])));
  if missing is not null then
    raise exception using errcode = 'SE025', message = 'the notice requires more of this kind of person', detail = missing;
  end if;
end
$$;
comment on function gate.require_start(int, uuid, uuid, text) is 'A relationship begins with what the notice makes mandatory for its kind. A condition that is not known to hold requires nothing yet.';

create function gate.fit(p_register int, p_kind smallint, p_subject uuid, p_relationship uuid, p_item smallint, p_bit bigint) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  kind notice.kind;
  need jsonb;
begin
  select k.* into kind from notice.kind k where k.register_id = p_register and k.kind_no = p_kind;
  need := (select r from jsonb_array_elements(kind.requirements) r where (r ->> 'item')::smallint = p_item);
  if (kind.requirements is not null and need is null and not gate.lists(kind.one_of, p_item))
     or (need is not null and not gate.need_allows(p_register, need, array[p_subject])) then
    return 'condition';
  end if;
  if exists (
    select from jsonb_array_elements(kind.one_of) g, jsonb_array_elements_text(g) other
     where g @> to_jsonb(p_item) and other::smallint <> p_item
       and not exists (select from gate.lacking(p_register, other::smallint, p_bit, array[p_subject], array[p_relationship]))) then
    return 'one-of';
  end if;
  return 'fits';
end
$$;
comment on function gate.fit(int, smallint, uuid, uuid, smallint, bigint) is 'Whether a kind of person may have the item now: fits, not under this condition, or not beside another of its group.';

create function gate.best_fit(p_register int, p_subject uuid, p_relationship uuid, p_item smallint, p_bit bigint) returns text
language sql stable set search_path = pg_catalog, pg_temp as $$
  -- Somebody of two kinds has what either of them may have.
  select coalesce((
    select f.answer
      from (select distinct r.kind_no from register.relationship r
             where r.subject_id = p_subject and r.register_id = p_register and (p_relationship is null or r.id = p_relationship)) k
     cross join lateral (select gate.fit(p_register, k.kind_no, p_subject, p_relationship, p_item, p_bit) as answer) f
     order by array_position(array['fits', 'one-of', 'condition'], f.answer) limit 1), 'fits')
$$;
comment on function gate.best_fit(int, uuid, uuid, smallint, bigint) is 'The same for the kinds of the person, or of the relationship the row belongs to.';

create function gate.require_fit(p_register int, p_table text, p_subject uuid, p_row uuid, p_purpose text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  added record;
  answer text;
begin
  if not exists (select from notice.item i where i.register_id = p_register and i.table_name = p_table and i.conditional) then
    return;
  end if;
  select f.item_no, f.relationship_id, i.key into added
    from gate.facts_of(array[p_subject]) f join notice.item i on i.register_id = p_register and i.item_no = f.item_no and i.conditional
   where f.id = p_row;
  if not found then
    return;
  end if;
  answer := gate.best_fit(p_register, p_subject, added.relationship_id, added.item_no, gate.purpose_mask(p_register, p_purpose));
  if answer = 'condition' then
    raise exception using errcode = 'SE026', message = 'the notice keeps this item only under its condition', detail = added.key;
  elsif answer = 'one-of' then
    raise exception using errcode = 'SE027', message = 'the notice keeps this item only where the other is missing', detail = added.key;
  end if;
end
$$;
comment on function gate.require_fit(int, text, uuid, uuid, text) is 'An added fact is one its kind of person may have: its condition is known to hold, and no other of its group is there.';

create function gate.held_by(p_record uuid, p_register int) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce((select jsonb_object_agg(p.key, p.value) from jsonb_each(r.parts) p where p.value not in ('null', '""')), '{}')
      || coalesce((select jsonb_object_agg(i.key, true) from register.record c
                     join notice.item i on i.register_id = p_register and i.item_no = c.item_no where c.part_of = r.id), '{}')
    from register.record r where r.id = p_record
$$;
comment on function gate.held_by(uuid, int) is 'The parts of a record: those written in it, and the records that are part of it.';

create function gate.require_parts(p_register int, p_record uuid, p_bit bigint) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  kind notice.item;
  written jsonb;
  held jsonb := gate.held_by(p_record, p_register);
  involved uuid[] := array(select v.subject_id from register.involvement v where v.record_id = p_record);
begin
  select r.parts into written from register.record r where r.id = p_record;
  select i.* into kind from register.record r join notice.item i on i.register_id = p_register and i.item_no = r.item_no where r.id = p_record;
  -- A name that is no item may be what somebody typed, so it is not repeated.
  if exists (
    select from jsonb_object_keys(held) k (key)
      left join notice.item i on i.register_id = p_register and i.key = k.key and i.live and not i.never_stored
      left join lateral (select r as need from jsonb_array_elements(kind.requirements) r where (r ->> 'item')::smallint = i.item_no) n on true
     where i.item_no is null
        or (written ? k.key and (i.purposes & p_bit = 0 or (kind.requirements is null and i.part_of is distinct from kind.item_no
              and not gate.lists(kind.one_of, i.item_no))))
        or (i.part_of is not null and i.part_of <> kind.item_no and n.need is null)
        or (kind.requirements is not null and n.need is null and not gate.lists(kind.one_of, i.item_no))
        or (n.need is not null and not gate.need_allows(p_register, n.need, involved, held))) then
    raise exception using errcode = 'SE026', message = 'the notice does not let this kind of record hold that', detail = kind.key;
  end if;
  if exists (
    select from jsonb_array_elements(kind.one_of) g
     where (select count(*) from notice.item i where i.register_id = p_register and g @> to_jsonb(i.item_no) and held ? i.key) > 1) then
    raise exception using errcode = 'SE027', message = 'the notice keeps only one of these parts', detail = kind.key;
  end if;
end
$$;
comment on function gate.require_parts(int, uuid, bigint) is 'A record holds only what the notice lists for its kind, under its conditions, and one of each group.';

create function gate.require_record(p_register int, p_record uuid, p_purpose text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  bit bigint := gate.purpose_mask(p_register, p_purpose);
  held jsonb := gate.held_by(p_record, p_register);
  involved uuid[] := array(select v.subject_id from register.involvement v where v.record_id = p_record);
  whole uuid;
  missing text;
begin
  perform gate.require_parts(p_register, p_record, bit);
  missing := (
    select string_agg(i.key, ', ' order by i.item_no)
      from register.record r
      join notice.item k on k.register_id = p_register and k.item_no = r.item_no
     cross join lateral jsonb_array_elements(k.requirements) n (need)
      join notice.item i on i.register_id = p_register and i.item_no = (n.need ->> 'item')::smallint
     where r.id = p_record and n.need ->> 'level' = 'mandatory' and i.live and not i.never_stored and i.purposes & bit <> 0
       and not held ? i.key and gate.need_allows(p_register, n.need, involved, held));
  if missing is not null then
    raise exception using errcode = 'SE025', message = 'the notice requires more of this kind of record', detail = missing;
  end if;
  select r.part_of into whole from register.record r where r.id = p_record;
  if whole is not null then
    perform gate.require_parts(p_register, whole, bit);
  end if;
end
$$;
comment on function gate.require_record(int, uuid, text) is 'A record begins with what the notice makes mandatory for its kind, and fits what it is part of.';

create function gate.require_batch(p_register int, p_purpose text) returns void
language plpgsql set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  bit bigint := gate.purpose_mask(p_register, p_purpose);
  need record;
begin
  for need in
    select k.kind_no, m.item_no, m.key
      from (select distinct t.kind_no from pg_temp.staging_relationship t where not t.complete) k
     cross join lateral gate.mandatory_items(p_register, k.kind_no, bit) m
     where m.table_name <> 'record' and jsonb_typeof(m.need -> 'condition') = 'null' loop
    if exists (
      select from (select array_agg(s.subject_id) as subjects, array_agg(t.id) as relationships
                     from pg_temp.staging_relationship t join pg_temp.staging_subject s using (row_no)
                    where t.kind_no = need.kind_no and not t.complete and s.stored) b
       cross join lateral gate.lacking(p_register, need.item_no, bit, b.subjects, b.relationships)) then
      raise exception using errcode = 'SE025', message = 'the notice requires more of this kind of person', detail = need.key;
    end if;
  end loop;
  update pg_temp.staging_relationship t set complete = true where not t.complete;
end
$$;
comment on function gate.require_batch(int, text) is 'The same for the people of a batch, set-wise. Conditions are not asked of thousands: whom they concern is listed as incomplete.';

create function gate.hold_requirements() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
begin
  if new.verb = 'import' then
    perform gate.require_batch(new.register_id, new.purpose_key);
  elsif new.table_name = 'relationship' then
    perform gate.require_start(new.register_id, new.subject_id, new.row_id, new.purpose_key);
  elsif new.table_name = 'record' then
    perform gate.require_record(new.register_id, new.row_id, new.purpose_key);
  else
    perform gate.require_fit(new.register_id, new.table_name, new.subject_id, new.row_id, new.purpose_key);
  end if;
  return null;
end
$$;
comment on function gate.hold_requirements() is 'Holds what a transaction added to the requirements of the notice, when it commits.';

create constraint trigger hold_requirements after insert on audit.change deferrable initially deferred for each row
  when ((new.verb = 'add' and new.row_id is not null and new.table_name not in ('subject', 'guardian'))
    or (new.verb = 'import' and new.table_name = 'subject'))
  execute function gate.hold_requirements();
comment on trigger hold_requirements on audit.change is 'What was added is held to the requirements of the notice once everything else of the transaction is there.';

create function gate.hold_parts() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform gate.require_parts(new.register_id, new.id, gate.entitled_bit('change'));
  return null;
end
$$;
comment on function gate.hold_parts() is 'Changed parts of a record are held to the notice like those of a new one.';

create trigger hold_parts after update on register.record for each row
  when (current_user <> 'seloste_gatekeeper' and old.parts is distinct from new.parts) execute function gate.hold_parts();
comment on trigger hold_parts on register.record is 'The parts the application writes are those the notice lists for the kind of record.';
