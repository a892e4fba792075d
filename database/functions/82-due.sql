-- Due dates. What a plan is asked is gathered here set-wise as a history without values or names; many rows share one, each distinct
-- history is evaluated once by the compiler's rules, and the answers are stored for all the rows that have it.
create function gate.require_dating() returns session.session
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := session.current_row();
begin
  if here.id is null then
    raise exception using errcode = 'SE000', message = 'no live session';
  elsif here.kind not in ('staff', 'cli', 'service') then
    raise exception using errcode = 'SE001', message = 'the session may not do this under the purpose';
  elsif here.account_id is not null and not exists (
    select from auth.account_role g join auth.role r on r.id = g.role_id and r.register_id = here.register_id
      join auth.role_task rt on rt.role_id = r.id join auth.task t on t.id = rt.task_id
     where g.account_id = here.account_id and g.ended_at is null
       and current_setting('seloste.purpose', true) = any (t.purposes) and t.verbs && array['add', 'change', 'remove']) then
    raise exception using errcode = 'SE001', message = 'the session may not do this under the purpose';
  end if;
  return here;
end
$$;
comment on function gate.require_dating() is 'Dating is upkeep and follows from events: it is for whoever may report them. A role that only reads has nothing to date, and histories tell birth days and answers.';

create function gate.of_register(p_register int, p_subjects uuid[]) returns uuid[]
language sql stable set search_path = pg_catalog, pg_temp as $$
  select array(select s.id from register.subject s where s.id = any (p_subjects) and s.register_id = p_register)
$$;
comment on function gate.of_register(int, uuid[]) is 'Those of the subjects that the register has: others are passed over as if they never were.';

create function gate.said(p_register int, p_subjects uuid[], p_plans smallint[])
returns table (subject_id uuid, plan_no smallint, event text, on_day date)
language sql stable set search_path = pg_catalog, pg_temp as $$
with purpose as materialized (
  select distinct l.plan_no, p.key, p.inherits, p.direct_marketing, p.basis
    from notice.item_plan l
    join notice.purpose p on p.register_id = p_register and p.bit = l.purpose_bit and p.live and not p.implicit
   where l.register_id = p_register and l.plan_no = any (p_plans)
), answer as materialized (
  select e.subject_id, q.plan_no, q.key, e.kind, e.channel, e.at, e.expires_at, e.id, e.lifts, (e.at at time zone f.time_zone)::date as on_day
    from register.permission e
    join purpose q on e.purpose_key = any (q.inherits)
      or (e.purpose_key is null and (q.direct_marketing or (e.kind like 'objection%' and q.basis in ('legitimate-interest', 'public-task'))))
    join notice.in_force f on f.register_id = p_register
   where e.subject_id = any (p_subjects) and e.register_id = p_register and e.scope_item_no is null and e.scope_row_id is null
), standing as (
  select distinct c.subject_id, c.plan_no
    from answer c
   where c.kind = 'consent' and coalesce(c.expires_at, 'infinity') > now()
     and not exists (
       select from answer w where w.subject_id = c.subject_id and w.plan_no = c.plan_no and w.key = c.key and w.kind = 'withdrawal'
          and w.at >= c.at and (w.channel is null or c.channel is null or w.channel = c.channel))
)
select a.subject_id, a.plan_no, 'consent-given', max(a.on_day) from answer a where a.kind = 'consent' group by a.subject_id, a.plan_no
union all
select a.subject_id, a.plan_no, 'consent-withdrawn', max(a.on_day)
  from answer a left join standing s on s.subject_id = a.subject_id and s.plan_no = a.plan_no
 where a.kind = 'withdrawal' and s.subject_id is null group by a.subject_id, a.plan_no
union all
select a.subject_id, a.plan_no, case a.kind when 'ban' then 'banned' else 'objected' end, max(a.on_day)
  from answer a
 where a.kind in ('ban', 'objection')
   and not exists (
     select from answer l where l.subject_id = a.subject_id and l.key = a.key and l.kind = a.kind || '-lifted' and (l.lifts = a.id or l.at > a.at))
 group by a.subject_id, a.plan_no, a.kind
$$;
comment on function gate.said(int, uuid[], smallint[]) is 'Answers as events of a plan: consent is withdrawn when none given for the plan''s purposes stands any more (CG.30).';

create function gate.dating(p_register int, p_subjects uuid[], p_plans jsonb, p_staged boolean default false)
returns table (owner text, owner_id uuid, subject_id uuid, relationship_id uuid, item_no smallint, plan_no smallint, history jsonb)
-- Nothing is known of rows added in the same transaction, and a nested loop over ten thousand of them took minutes.
language plpgsql stable set search_path = pg_catalog, pg_temp set jit = off set enable_nestloop = off as $$
#variable_conflict use_column
declare
  zone text := (select f.time_zone from notice.in_force f where f.register_id = p_register);
  own constant uuid := '00000000-0000-0000-0000-000000000000';
begin
  return query
with asked as materialized (
  select p.plan_no, a.per_row, a.events, a.age, a.source, a.answers, a.inherits
    from jsonb_to_recordset(p_plans) a (key text, per_row boolean, events text[], age boolean, source boolean, answers boolean, inherits text[])
    join notice.plan p on p.register_id = p_register and p.key = a.key and p.live
), relation as materialized (
  select r.* from register.relationship r where r.subject_id = any (p_subjects) and r.register_id = p_register
), stand as materialized (
  select * from gate.standing(p_register, p_subjects)
), line as materialized (
  select distinct l.kind_no, l.item_no, l.plan_no from gate.plan_lines(p_register, array(select distinct k.kind_no from stand k)) l
), target as materialized (
  select case when a.per_row then f.owner when f.relationship_id is null then 'subject' else 'relationship' end as owner,
         case when a.per_row then f.id else coalesce(f.relationship_id, f.subject_id) end as owner_id,
         f.subject_id, f.relationship_id, case when a.per_row then f.item_no end as item_no, l.plan_no,
         min((f.recorded_at at time zone zone)::date) as recorded_on, case when a.source then min(f.source_no) end as source_no
    from (select * from gate.facts_of(case when p_staged then '{}' else p_subjects end)
          union all select * from gate.staged_facts() g where p_staged and g.subject_id = any (p_subjects)) f
    join stand k on k.subject_id = f.subject_id and k.relation = coalesce(f.relationship_id, own)
    join line l on l.kind_no = k.kind_no and l.item_no = f.item_no
    join asked a on a.plan_no = l.plan_no
   group by 1, 2, 3, 4, 5, 6, a.source
), owners as materialized (
  select t.owner_id as id from target t union select r.id from relation r union select r.project_id from relation r
  union select r.organisation_id from relation r union select unnest(p_subjects)
), relation_owner as materialized (
  select r.id, r.subject_id, r.id as owner from relation r
  union select r.id, r.subject_id, r.project_id from relation r where r.project_id is not null
  union select r.id, r.subject_id, r.organisation_id from relation r where r.organisation_id is not null
  union select r.id, r.subject_id, r.subject_id from relation r
), happened as materialized (
  select a.owner_id as id, e.key, a.first_on, a.last_on, a.unknown
    from register.anchor a join notice.event e on e.register_id = a.register_id and e.event_no = a.event_no
   where a.register_id = p_register and a.owner_id = any (array(select o.id from owners o))
     and not exists (select from relation r where r.id = a.owner_id and r.ended_on is not null and e.key = 'relationship-ended')
  union all select r.id, 'relationship-started', r.started_on, r.started_on, false from relation r
  union all select r.id, 'relationship-ended', r.ended_on, r.ended_on, false from relation r where r.ended_on is not null
), said as materialized (
  select * from gate.said(p_register, p_subjects, array(
    select a.plan_no from asked a where a.events && array['consent-given', 'consent-withdrawn', 'banned', 'objected']))
), kind_plan as (
  select distinct l.kind_no, l.plan_no from line l
), relation_part as materialized (
  -- What each relationship tells a plan, once, whichever of its rows ask.
  select r.id, r.subject_id, a.plan_no, jsonb_build_object('kind', k.key, 'events', coalesce(jsonb_agg(distinct jsonb_build_array(h.key, h.first_on, h.last_on, h.unknown)) filter (where h.key is not null), '[]')) as part
    from relation r
    join notice.kind k on k.register_id = p_register and k.kind_no = r.kind_no
    join kind_plan y on y.kind_no = r.kind_no
    join asked a on a.plan_no = y.plan_no
    left join (select o.id as relation_id, h.* from relation_owner o join happened h on h.id = o.owner and o.owner <> o.subject_id) h
      on h.relation_id = r.id and h.key = any (a.events)
   group by r.id, r.subject_id, a.plan_no, k.key
), person_part as materialized (
  select w.subject_id, w.plan_no, jsonb_agg(jsonb_build_array(w.key, w.first_on, w.last_on, w.unknown) order by w.key) as events
    from (select s.id as subject_id, a.plan_no, h.key, h.first_on, h.last_on, h.unknown
            from unnest(p_subjects) s (id) join happened h on h.id = s.id join asked a on h.key = any (a.events)
          union all
          select s.subject_id, s.plan_no, s.event, s.on_day, s.on_day, false from said s join asked a on a.plan_no = s.plan_no and s.event = any (a.events)) w
   group by w.subject_id, w.plan_no
), row_part as materialized (
  select t.owner_id, t.plan_no, jsonb_agg(jsonb_build_array(h.key, h.first_on, h.last_on, h.unknown) order by h.key) as events
    from target t join happened h on h.id = t.owner_id join asked a on a.plan_no = t.plan_no and h.key = any (a.events)
   where t.owner in ('row', 'record')
   group by t.owner_id, t.plan_no
), counted as materialized (
  select y.owner_id, jsonb_build_array(i.key, y.state, y.n, y.last_on) as line
    from register.tally y join notice.item i on i.register_id = p_register and i.item_no = y.item_no
   where y.owner_id = any (array(select o.id from owners o))
), relation_count as materialized (
  select o.id, jsonb_agg(distinct c.line) as lines from relation_owner o join counted c on c.owner_id = o.owner group by o.id
), person_count as materialized (
  select w.subject_id, jsonb_agg(distinct w.line) as lines
    from (select o.subject_id, c.line from relation_owner o join counted c on c.owner_id = o.owner
          union all select s.id, c.line from unnest(p_subjects) s (id) join counted c on c.owner_id = s.id) w
   group by w.subject_id
), held as materialized (
  select x.owner_id, jsonb_agg(jsonb_build_array(x.hold_key, (x.started_at at time zone zone)::date, (x.ended_at at time zone zone)::date) order by x.started_at) as lines
    from register.hold x where x.register_id = p_register and x.owner_id = any (array(select o.id from owners o)) group by x.owner_id
), own_part as materialized (
  select r.subject_id, r.plan_no, jsonb_agg(distinct r.part) as parts from relation_part r group by r.subject_id, r.plan_no
)
select t.owner, t.owner_id, t.subject_id, t.relationship_id, t.item_no, t.plan_no,
       jsonb_strip_nulls(jsonb_build_object(
         'item', t.item_no,
         'recorded', case when 'recorded' = any (a.events) then t.recorded_on end,
         'source', case when a.source then (select s.key from notice.source s where s.register_id = p_register and s.source_no = t.source_no) end,
         'row', w.events,
         'person', p.events,
         'relations', case when t.relationship_id is null then o.parts else jsonb_build_array(r.part) end,
         'born', case when a.age then (select max(b.day) from register.birth_date b where b.subject_id = t.subject_id) end,
         'answers', case when a.answers then (
            select jsonb_agg(jsonb_build_array(e.purpose_key, e.given_by = 'guardian', e.kind in ('consent', 'ban-lifted', 'objection-lifted'), (e.at at time zone zone)::date) order by e.at)
              from register.permission e where e.subject_id = t.subject_id and e.purpose_key is not null and e.kind in ('consent', 'withdrawal', 'ban', 'objection')) end,
         'tallies', case when t.relationship_id is null then n.lines else c.lines end,
         'inherited', case when a.inherits <> '{}' then (
            select jsonb_agg(distinct jsonb_build_array(i.key, d.keep_through, d.gone_by))
              from notice.item i join register.due d on d.item_no = i.item_no
             where i.register_id = p_register and i.key = any (a.inherits) and d.subject_id = t.subject_id
               and (t.relationship_id is null or d.relationship_id is null or d.relationship_id = t.relationship_id)) end,
         'holds', coalesce(h.lines || q.lines, h.lines, q.lines)))
  from target t
  join asked a on a.plan_no = t.plan_no
  left join relation_part r on r.id = t.relationship_id and r.plan_no = t.plan_no
  left join own_part o on o.subject_id = t.subject_id and o.plan_no = t.plan_no
  left join row_part w on w.owner_id = t.owner_id and w.plan_no = t.plan_no
  left join person_part p on p.subject_id = t.subject_id and p.plan_no = t.plan_no
  left join relation_count c on c.id = t.relationship_id
  left join person_count n on n.subject_id = t.subject_id
  left join held h on h.owner_id = t.owner_id
  left join held q on q.owner_id = t.subject_id and t.owner_id <> t.subject_id;
end
$$;
comment on function gate.dating(int, uuid[], jsonb, boolean) is 'Every owner to be dated under every plan, with the history its plan is asked about; staged: of the facts of new people that are about to be written.';

create function gate.histories_of(p_register int, p_subjects uuid[], p_plans jsonb, p_staged boolean default false) returns table (plan text, digest text, history jsonb)
language sql stable set search_path = pg_catalog, pg_temp set jit = off as $$
  select distinct p.key, md5(d.history::text), d.history
    from gate.dating(p_register, p_subjects, p_plans, p_staged) d
    join notice.plan p on p.register_id = p_register and p.plan_no = d.plan_no
$$;
comment on function gate.histories_of(int, uuid[], jsonb, boolean) is 'Histories that differ; many rows share one.';

create function gate.histories(p_subjects uuid[], p_plans jsonb) returns table (plan text, digest text, history jsonb)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  here session.session := gate.require_dating();
begin
  return query select * from gate.histories_of(here.register_id, gate.of_register(here.register_id, p_subjects), p_plans);
end
$$;
comment on function gate.histories(uuid[], jsonb) is 'The distinct histories of the subjects'' rows: days of events and kinds of relationship; whose they are is not told.';

create function gate.histories_staged(p_plans jsonb, p_fresh boolean) returns table (plan text, digest text, history jsonb)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  here session.session := gate.require_dating();
begin
  return query select * from gate.histories_of(here.register_id, gate.staged_people(p_fresh), p_plans, p_fresh);
end
$$;
comment on function gate.histories_staged(jsonb, boolean) is 'The same for the new people of a staged batch, before their facts are written, or for everybody else it touched: whom a no of the table closed is dated too, and not told.';

create function gate.store_dates(p_subjects uuid[], p_plans jsonb, p_answers jsonb) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_dating();
begin
  return gate.store_dates_of(here.register_id, gate.of_register(here.register_id, p_subjects), p_plans, p_answers);
end
$$;
comment on function gate.store_dates(uuid[], jsonb, jsonb) is 'Stores the answers for every owner with that history; purposes whose end has come close in the same statement.';

create function gate.store_dates_staged(p_plans jsonb, p_answers jsonb, p_fresh boolean) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_dating();
begin
  perform gate.store_dates_of(here.register_id, gate.staged_people(p_fresh), p_plans, p_answers, p_fresh);
end
$$;
comment on function gate.store_dates_staged(jsonb, jsonb, boolean) is 'The same for the people of a staged batch; answers nothing, since it would tell of people closed to the purpose.';

create function gate.store_dates_of(p_register int, p_subjects uuid[], p_plans jsonb, p_answers jsonb, p_staged boolean default false) returns int
language plpgsql set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  asked smallint[];
  ended uuid[];
  moved uuid[];
  stored int;
begin
  perform gate.lock_people(p_register, p_subjects);
  asked := array(select p.plan_no from jsonb_to_recordset(p_plans) a (key text) join notice.plan p on p.register_id = p_register and p.key = a.key);
  ended := array(select distinct d.subject_id from register.due d
                  where d.subject_id = any (p_subjects) and d.register_id = p_register and least(d.keep_through, d.gone_by) < 'infinity');
  with dated as materialized (
    select d.*, a.stage, a.keep_through, a.gone_by, a.held, a.closes, a.review_on, a.because
      from gate.dating(p_register, p_subjects, p_plans, p_staged) d
      join notice.plan p on p.register_id = p_register and p.plan_no = d.plan_no
      join jsonb_to_recordset(p_answers) a (plan text, digest text, stage smallint, keep_through date, gone_by date, held smallint, closes boolean, review_on date, because text)
        on a.plan = p.key and a.digest = md5(d.history::text)
  ), gone as (
    -- A row that went, a plan that left the notice, a line that no longer concerns the kind.
    delete from register.due x
     where x.subject_id = any (p_subjects) and x.register_id = p_register
       and (x.plan_no = any (asked) or not exists (
         select from notice.plan p where p.register_id = p_register and p.plan_no = x.plan_no and p.live))
       and not exists (select from dated d where d.owner_id = x.owner_id and d.plan_no = x.plan_no and d.subject_id = x.subject_id)
     returning x.subject_id
  ), kept as (
    insert into register.due as x (register_id, owner, owner_id, subject_id, relationship_id, item_no, plan_no, stage, keep_through, gone_by, held, closes, review_on, because)
    select p_register, d.owner, d.owner_id, d.subject_id, d.relationship_id, d.item_no, d.plan_no, d.stage, d.keep_through, d.gone_by, d.held, d.closes, d.review_on, d.because
      from dated d
    on conflict on constraint due_pk do update set owner = excluded.owner, relationship_id = excluded.relationship_id, item_no = excluded.item_no,
      stage = excluded.stage, keep_through = excluded.keep_through, gone_by = excluded.gone_by, held = excluded.held, closes = excluded.closes,
      review_on = excluded.review_on, because = excluded.because, dated_at = now()
      where (x.stage, x.keep_through, x.gone_by, x.held, x.closes, x.review_on, x.because, x.relationship_id, x.item_no)
        is distinct from (excluded.stage, excluded.keep_through, excluded.gone_by, excluded.held, excluded.closes, excluded.review_on, excluded.because, excluded.relationship_id, excluded.item_no)
    returning x.subject_id, least(x.keep_through, x.gone_by) as ends_on
  )
  select count(*), array(select distinct k.subject_id from kept k where k.ends_on < 'infinity' or k.subject_id = any (ended)
                         union select g.subject_id from gone g where g.subject_id = any (ended))
    into stored, moved from kept;
  -- What never had an end and has none now closes nothing, so most people of an import are not written twice.
  -- Rows about to be written take the closing with them: writing them twice was two thirds of an import of a plan that counts from recording.
  if cardinality(moved) > 0 and not p_staged then
    perform gate.spread(p_register, gate.lock_people(p_register, moved));
  end if;
  return stored;
end
$$;
comment on function gate.store_dates_of(int, uuid[], jsonb, jsonb, boolean) is 'The work of gate.store_dates.';

create function gate.dating_batch(p_limit int default 500) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_dating();
  version int := (select f.version_no from notice.in_force f where f.register_id = here.register_id);
  progress register.dating;
  batch uuid[];
begin
  if current_setting('seloste.purpose', true) is distinct from 'upkeep' then
    raise exception using errcode = 'SE001', message = 'the session may not do this under the purpose';
  end if;
  perform gate.hold_notice(here.register_id);
  insert into register.dating (register_id, version_no) values (here.register_id, version) on conflict on constraint dating_pk do nothing;
  select d.* into progress from register.dating d where d.register_id = here.register_id for update;
  if progress.version_no <> version then
    progress.after_subject := null;
    progress.finished_at := null;
  end if;
  if progress.finished_at is not null then
    return '{}';
  end if;
  batch := array(
    select s.id from register.subject s
     where s.register_id = here.register_id and (progress.after_subject is null or s.id > progress.after_subject)
     order by s.id limit gate.batch_size(p_limit) for no key update);
  update register.dating d set version_no = version, after_subject = coalesce(batch[cardinality(batch)], progress.after_subject),
         finished_at = case when cardinality(batch) = 0 then now() end
   where d.register_id = here.register_id;
  return batch;
end
$$;
comment on function gate.dating_batch(int) is 'The next people to date under the version in force, none when all are; dated in the same transaction, so that a crash loses one batch and it is done again.';

create function gate.fact_ends(p_subject uuid)
returns table (row_id uuid, relation uuid, item_no smallint, purpose text, ends_on date, plan text, keep_through date, gone_by date, held smallint, review_on date, because text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  here session.session := session.current_row();
  scope uuid[] := session.subject_scope();
  bit bigint := session.person_bit();
begin
  -- Told only of somebody the purpose may see: otherwise a date would tell that the person is there.
  if bit = 0 or not exists (
    select from register.subject s
     where s.id = p_subject and s.register_id = here.register_id and (s.gate # session.flip()) & ~s.barred & bit <> 0 and s.shut_at > now()
       and (scope is null or s.id = any (scope))) then
    return;
  end if;
  return query
    select e.row_id, e.relation, e.item_no, p.key, e.ends_on, n.key, d.keep_through, d.gone_by, d.held, d.review_on, d.because
      from gate.ends(here.register_id, array[p_subject]) e
      join notice.purpose p on p.register_id = here.register_id and p.bit = e.purpose_bit
      join gate.standing(here.register_id, array[p_subject]) k on k.relation = e.relation
      join gate.plan_lines(here.register_id, array[k.kind_no]) l on l.item_no = e.item_no and l.purpose_bit = e.purpose_bit
      join register.due d on d.subject_id = p_subject and d.plan_no = l.plan_no
       and (d.owner_id = e.row_id or (d.owner in ('relationship', 'subject') and coalesce(d.relationship_id, '00000000-0000-0000-0000-000000000000') = e.relation))
      join notice.plan n on n.register_id = here.register_id and n.plan_no = d.plan_no
     -- Of items the purpose may not read, even that there is a fact of them is data.
     where e.item_no = any (session.items());
end
$$;
comment on function gate.fact_ends(uuid) is 'Until when each purpose keeps each fact of a person visible under the present one, and the trace of the rule that decided.';

create function gate.touched_by(p_owner text, p_owner_id uuid) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_dating();
begin
  return case
    when p_owner = 'subject' then array(select s.id from register.subject s where s.id = p_owner_id and s.register_id = here.register_id)
    when p_owner in ('record', 'group') then array(
      select distinct v.subject_id from register.involvement v where v.record_id = p_owner_id and v.register_id = here.register_id order by 1)
    when p_owner in ('relationship', 'project', 'organisation') then array(
      select distinct r.subject_id from register.relationship r
       where p_owner_id in (r.id, r.project_id, r.organisation_id) and r.register_id = here.register_id order by 1)
    else '{}' end;
end
$$;
comment on function gate.touched_by(text, uuid) is 'Whose dates an event of this owner may move, in the order of their ids.';
