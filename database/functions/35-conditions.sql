-- Conditions of the notice, asked about one subject: yes, no, or null when it is not known. Unknown stores nothing.
create function gate.condition_answer(p_register int, p_subject uuid, p_condition jsonb, p_parts jsonb default null) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  answers boolean[];
begin
  case p_condition ->> 'is'
    when 'all', 'any' then
      answers := array(select gate.condition_answer(p_register, p_subject, v, p_parts) from jsonb_array_elements(p_condition -> 'of') v);
      -- bool_and and bool_or pass over nulls; one no decides an all, one yes an any, and otherwise one unknown makes it unknown.
      if p_condition ->> 'is' = 'all' then
        return case when false = any (answers) then false when array_position(answers, null::boolean) is null then true end;
      end if;
      return case when true = any (answers) then true when array_position(answers, null::boolean) is null then false end;
    when 'not' then
      return not gate.condition_answer(p_register, p_subject, p_condition -> 'of', p_parts);
    when 'answer' then
      return gate.has_answered(p_register, p_subject, p_condition);
    when 'state' then
      return gate.is_in_state(p_register, p_subject, p_condition);
    when 'kind' then
      return exists (
        select from register.relationship r join notice.kind k on k.register_id = r.register_id and k.kind_no = r.kind_no
         where r.subject_id = any (gate.whole_person(p_subject)) and k.key = p_condition ->> 'kind'
           and (r.ended_on is null or r.ended_on > gate.today(p_register)));
    when 'age-below' then
      return gate.is_younger(p_register, p_subject, (p_condition ->> 'years')::int);
    when 'dates' then
      return gate.today(p_register) between coalesce((p_condition ->> 'from')::date, '-infinity') and coalesce((p_condition ->> 'to')::date, 'infinity');
    when 'given', 'missing' then
      return (p_condition ->> 'is' = 'given') = gate.has_item(p_register, p_subject, p_condition, p_parts);
    when 'one-of', 'below', 'at-least' then
      return gate.value_answers(gate.values_of(p_subject, p_condition, p_parts), p_condition);
    when 'count' then
      return gate.count_answers(p_register, p_subject, p_condition);
    else
      return null;
  end case;
end
$$;
comment on function gate.condition_answer(int, uuid, jsonb, jsonb) is 'Yes, no or unknown (null). p_parts: what a record holds, when the question is about a record. What only staff can attest stays unknown.';

create function gate.has_item(p_register int, p_subject uuid, p_condition jsonb, p_parts jsonb) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  asked smallint := (p_condition ->> 'no')::smallint;
begin
  if p_parts ? (p_condition ->> 'item') then
    return true;
  end if;
  -- A part of this record is not given because another record has one.
  if p_parts is not null and exists (
    select from notice.item i where i.register_id = p_register and i.item_no = asked and i.part_of is not null) then
    return false;
  end if;
  return exists (select from gate.facts_of(gate.whole_person(p_subject)) f where f.item_no = asked);
end
$$;
comment on function gate.has_item(int, uuid, jsonb, jsonb) is 'Whether the item has a value: in the record when it is one of its parts, else among the facts of the person.';

create function gate.values_of(p_subject uuid, p_condition jsonb, p_parts jsonb) returns text[]
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  stored_in text := p_condition ->> 'table';
  stored text[];
begin
  if p_parts ? (p_condition ->> 'item') then
    return array[p_parts ->> (p_condition ->> 'item')];
  end if;
  if stored_in in ('attribute_text', 'attribute_number', 'attribute_date', 'attribute_flag', 'birth_date') then
    execute format('select array_agg(f.%I::text) from register.%I f where f.subject_id = any ($1) and f.item_no = $2',
      case stored_in when 'birth_date' then 'day' else 'value' end, stored_in)
      into stored using gate.whole_person(p_subject), (p_condition ->> 'no')::smallint;
  end if;
  return stored;
end
$$;
comment on function gate.values_of(uuid, jsonb, jsonb) is 'The values a condition compares with; null when there is none, or none that can be compared.';

create function gate.value_answers(p_values text[], p_condition jsonb) returns boolean
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
declare
  limit_value text := p_condition ->> 'value';
begin
  if p_values is null then
    return null;
  end if;
  if p_condition ->> 'is' = 'one-of' then
    return p_values && array(select jsonb_array_elements_text(p_condition -> 'values'));
  end if;
  if jsonb_typeof(p_condition -> 'value') = 'number' then
    return (select bool_or((v::numeric < limit_value::numeric) = (p_condition ->> 'is' = 'below')) from unnest(p_values) v);
  end if;
  return (select bool_or((v::date < limit_value::date) = (p_condition ->> 'is' = 'below')) from unnest(p_values) v);
exception
  -- A part of a record is whatever somebody wrote: what is no number and no day is neither below nor above.
  when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
    return null;
end
$$;
comment on function gate.value_answers(text[], jsonb) is 'Whether one of the values is listed, below, or at least the constant.';

create function gate.count_answers(p_register int, p_subject uuid, p_condition jsonb) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  everyone uuid[] := gate.whole_person(p_subject);
  asked smallint := (p_condition ->> 'no')::smallint;
  quantity text := p_condition ->> 'quantity';
  n bigint;
begin
  if not p_condition -> 'path' <@ '["subject", "relationship"]' then
    return null;
  end if;
  if p_condition ? 'state' then
    n := (select coalesce(sum(t.n), 0) from register.tally t
           where t.register_id = p_register and t.item_no = asked and t.state = p_condition ->> 'state'
             and (t.owner_id = any (everyone)
               or t.owner_id in (select r.id from register.relationship r where r.subject_id = any (everyone))));
  else
    n := (select count(*) from gate.facts_of(everyone) f where f.item_no = asked);
  end if;
  return case quantity when 'some' then n > 0 when 'none' then n = 0 else n >= quantity::bigint end;
end
$$;
comment on function gate.count_answers(int, uuid, jsonb) is 'Whether the person has some, none or so many rows of the item; of projects and organisations it is not asked here.';

create function gate.has_answered(p_register int, p_subject uuid, p_condition jsonb) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce((
    select (x.kind = 'consent' and coalesce(x.expires_at, 'infinity') > now()) = (p_condition ->> 'yes')::boolean
      from register.permission x
     where x.register_id = p_register and x.subject_id = any (gate.whole_person(p_subject)) and x.purpose_key = p_condition ->> 'to'
       and x.kind in ('consent', 'withdrawal', 'ban', 'objection') and x.at <= now()
       and case p_condition ->> 'by' when 'guardian' then x.given_by = 'guardian' when 'person' then x.given_by <> 'guardian' else true end
     order by x.at desc, x.recorded_at desc limit 1), false)
$$;
comment on function gate.has_answered(int, uuid, jsonb) is 'Whether the latest answer to the purpose is the one asked for; no answer is neither yes nor no.';

create function gate.is_in_state(p_register int, p_subject uuid, p_condition jsonb) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select case
    when p_condition ->> 'owner' is distinct from 'subject' then null
    when bool_or(a.unknown) then null
    else coalesce(max(a.last_on) filter (where a.event_no = (p_condition ->> 'from')::smallint and a.last_on <= gate.today(p_register))
      > coalesce(max(a.last_on) filter (where a.event_no = (p_condition ->> 'to')::smallint and a.last_on <= gate.today(p_register)), '-infinity'), false)
    end
    from register.anchor a where a.register_id = p_register and a.owner_id = any (gate.whole_person(p_subject))
     and a.event_no in ((p_condition ->> 'from')::smallint, (p_condition ->> 'to')::smallint)
$$;
comment on function gate.is_in_state(int, uuid, jsonb) is 'Between the last of the state''s events; a state that ended on the day it began has ended.';

create function gate.is_younger(p_register int, p_subject uuid, p_years int) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select case
    when b.born is not null then b.born + make_interval(years => p_years) > gate.today(p_register)
    when s.attested_age >= p_years then false
    end
    from register.subject s
   cross join lateral (select min(d.day) as born from register.birth_date d where d.subject_id = any (gate.whole_person(p_subject))) b
   where s.id = p_subject
$$;
comment on function gate.is_younger(int, uuid, int) is 'Younger than so many years; an age somebody attested only says that they are not.';

create function gate.require_condition(p_register int, p_item smallint, p_source smallint, p_subjects uuid[]) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  asked jsonb := (select a.condition from notice.item_source a where a.register_id = p_register and a.item_no = p_item and a.source_no = p_source);
begin
  if asked is not null and exists (
    select from unnest(p_subjects) s where gate.condition_answer(p_register, s, asked) is not true) then
    raise exception using errcode = 'SE017', message = 'the notice accepts this source only where its condition holds',
      detail = (select i.key from notice.item i where i.register_id = p_register and i.item_no = p_item);
  end if;
end
$$;
comment on function gate.require_condition(int, smallint, smallint, uuid[]) is 'What a source asks holds for everybody the row is about.';

create function gate.require_kind_source(p_register int, p_kind smallint, p_source smallint) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from notice.kind k where k.register_id = p_register and k.kind_no = p_kind and p_source <> all (k.sources)) then
    raise exception using errcode = 'SE018', message = 'the notice does not record this kind of person from this source',
      detail = (select k.key from notice.kind k where k.register_id = p_register and k.kind_no = p_kind);
  end if;
end
$$;
comment on function gate.require_kind_source(int, smallint, smallint) is 'How a person may come to be recorded as this kind (RE.4).';
