-- Conditions of the notice, asked about one subject: yes, no, or null when it is not known. Unknown stores nothing.
create function gate.condition_answer(p_register int, p_subject uuid, p_condition jsonb) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  answers boolean[];
begin
  case p_condition ->> 'is'
    when 'all', 'any' then
      answers := array(select gate.condition_answer(p_register, p_subject, v) from jsonb_array_elements(p_condition -> 'of') v);
      -- bool_and and bool_or pass over nulls; one no decides an all, one yes an any, and otherwise one unknown makes it unknown.
      if p_condition ->> 'is' = 'all' then
        return case when false = any (answers) then false when array_position(answers, null::boolean) is null then true end;
      end if;
      return case when true = any (answers) then true when array_position(answers, null::boolean) is null then false end;
    when 'not' then
      return not gate.condition_answer(p_register, p_subject, p_condition -> 'of');
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
    else
      return null;
  end case;
end
$$;
comment on function gate.condition_answer(int, uuid, jsonb) is 'Yes, no or unknown (null). Questions about other rows are not asked here and stay unknown.';

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
