-- Set-wise adding: COPY into temporary tables of the gatekeeper's, then match, add people, add facts. A temporary table the caller
-- had made could carry a view or trigger that runs as the gatekeeper, so only the gatekeeper may make them.
create function gate.open_staging() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
begin
  perform gate.require_session('add');
  create temporary table staging_subject (
    row_no int primary key, id uuid not null, identified boolean not null default true, attested_age smallint, source_no smallint not null,
    key_slot bigint, subject_id uuid, matched_id uuid, answer text, stored boolean not null default false, answered boolean not null default false) on commit drop;
  create temporary table staging_key (row_no int not null, kind text not null, hmac bytea not null, joins boolean not null) on commit drop;
  create temporary table staging_relationship (
    row_no int primary key, id uuid not null, kind_no smallint not null, organisation_id uuid, project_id uuid, started_on date,
    ended_on date, source_no smallint not null, relationship_id uuid, complete boolean not null default false) on commit drop;
  create temporary table staging_organisation (
    row_no int primary key, id uuid not null, kind text not null, name text, business_id text, organisation_id uuid,
    check (name is not null or business_id is not null), check (kind = 'legal-person' or name is null)) on commit drop;
  create temporary table staging_fact (
    row_no int not null, id uuid not null, of_relationship boolean not null default false, item_no smallint not null, source_no smallint not null,
    t1 text, t2 text, t3 text, t4 text, sealed bytea, epoch smallint, subject_id uuid, relationship_id uuid) on commit drop;
  create temporary table staging_later (like staging_fact) on commit drop;
  create temporary table staging_left (row_no int not null, subject_id uuid not null, item_no smallint not null, reason text not null) on commit drop;
  -- Nothing that lifts a closing, and no yes without its proof.
  create temporary table staging_answer (
    row_no int not null, id uuid not null, kind text not null check (kind in ('ban', 'objection', 'withdrawal', 'consent')), purpose_key text, channel text,
    at timestamptz, wording text, language text, proof text, subject_id uuid, source_no smallint,
    check (kind <> 'consent' or (purpose_key is not null and at is not null and wording is not null and language is not null and proof is not null))) on commit drop;
  create temporary table staging_effect (
    subject_id uuid not null, relation_key uuid not null, any_gate bigint, email_gate bigint, phone_gate bigint, post_gate bigint,
    shut_at timestamptz) on commit drop;
  create temporary table staging_bar (fact_id uuid primary key, mask bigint, shut_at timestamptz) on commit drop;
  grant insert (row_no, id, identified, attested_age, source_no, key_slot) on staging_subject to seloste_app;
  grant insert (row_no, kind, hmac, joins) on staging_key to seloste_app;
  grant insert (row_no, id, kind_no, organisation_id, project_id, started_on, ended_on, source_no) on staging_relationship to seloste_app;
  grant insert (row_no, id, kind, name, business_id) on staging_organisation to seloste_app;
  grant insert (row_no, id, kind, purpose_key, channel, at, wording, language, proof) on staging_answer to seloste_app;
  grant insert (row_no, id, of_relationship, item_no, source_no, t1, t2, t3, t4, sealed, epoch) on staging_fact to seloste_app;
end
$$;
comment on function gate.open_staging() is 'Temporary tables of this transaction for COPY: staging_subject, staging_key, staging_relationship, staging_organisation, staging_fact, staging_answer.';

create function gate.match() returns table (row_no int, answer text)
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
#variable_conflict use_column
declare
  here session.session := gate.require_session('add');
  bit bigint := gate.entitled_bit('add');
begin
  perform gate.hold_notice(here.register_id);
  -- Two entries of the same person at once are put in order; a large batch takes the whole register's matching.
  if (select count(*) from pg_temp.staging_key) > 200 then
    perform pg_advisory_xact_lock(hashtextextended('match ' || here.register_id, 0));
  else
    perform pg_advisory_xact_lock_shared(hashtextextended('match ' || here.register_id, 0));
    perform pg_advisory_xact_lock(k.no) from (
      select distinct hashtextextended(encode(s.hmac, 'hex'), here.register_id) as no from pg_temp.staging_key s order by 1) k;
  end if;
  -- What an earlier batch left in the statistics would say that nobody waits for an answer.
  analyze pg_temp.staging_key, pg_temp.staging_subject;
  update pg_temp.staging_subject s set subject_id = m.subject_id, matched_id = m.subject_id, answer = 'joined'
    from (select k.row_no, (array_agg(x.subject_id order by x.subject_id))[1] as subject_id
            from pg_temp.staging_key k
            join register.match_key x on x.register_id = here.register_id and x.kind = k.kind and x.hmac = k.hmac
            join register.subject p on p.id = x.subject_id and p.identified
           where k.joins
           group by k.row_no
          having count(distinct coalesce(p.person_id, p.id)) = 1) m
   where m.row_no = s.row_no;
  -- A second row of the same person in one batch joins the first.
  update pg_temp.staging_subject s set subject_id = f.id, answer = 'joined'
    from (select k.row_no, min(o.row_no) as first_no from pg_temp.staging_key k
            join pg_temp.staging_key o on o.kind = k.kind and o.hmac = k.hmac and o.joins
           where k.joins group by k.row_no) g
    join pg_temp.staging_subject f on f.row_no = g.first_no
   where g.row_no = s.row_no and g.first_no < s.row_no and s.answer is null and f.answer is null;
  update pg_temp.staging_subject s set subject_id = s.id, answer = 'added' where s.answer is null;
  perform gate.lock_for_adding(here.register_id);
  update pg_temp.staging_subject s set answer = 'refused', subject_id = null
    from gate.effective(here.register_id, array(select distinct j.subject_id from pg_temp.staging_subject j
           join register.subject e on e.id = j.subject_id where j.answer = 'joined')) e
   where s.answer = 'joined' and e.subject_id = s.subject_id and e.relationship_id is null and e.closed & bit <> 0;
  update pg_temp.staging_subject s set answer = 'refused', subject_id = null
   where exists (select from pg_temp.staging_key k join register.suppression x
          on x.register_id = here.register_id and x.channel = k.kind and x.hmac = k.hmac and x.reason = 'erased'
         where k.row_no = s.row_no) and s.answer = 'added';
  -- Who joins a row of the batch that came to nothing has nobody to join.
  update pg_temp.staging_subject s set answer = 'refused', subject_id = null
    from pg_temp.staging_subject f where f.id = s.subject_id and f.answer = 'refused';
  return query select s.row_no, s.answer from pg_temp.staging_subject s order by s.row_no;
end
$$;
comment on function gate.match() is 'Matches a whole batch across people closed to the purpose and answers added, joined or refused, and no more: closed, banned, restricted and erased share one answer.';

create function gate.lock_for_adding(p_register int) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform from register.subject s
    where s.register_id = p_register and s.id in (select j.subject_id from pg_temp.staging_subject j where j.answer = 'joined')
    order by s.id for share;
end
$$;
comment on function gate.lock_for_adding(int) is 'Subjects that get rows are locked in the order of their ids before anything is computed (design-notes 3).';

create function gate.staged_subjects() returns table (row_no int, subject_id uuid, key_slot bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
#variable_conflict use_column
begin
  perform gate.require_session('add');
  return query select s.row_no, s.subject_id, coalesce(e.key_slot, s.key_slot)
    from pg_temp.staging_subject s left join register.subject e on e.id = s.subject_id
   where s.subject_id is not null;
end
$$;
comment on function gate.staged_subjects() is 'Whom each matched row belongs to, for sealing items with the subject''s own key before they are staged.';

create function gate.add_people() returns table (subjects bigint, relationships bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  here session.session := gate.require_session('add');
  subjects_added bigint;
  relationships_added bigint;
begin
  if exists (select from pg_temp.staging_subject s where s.answer is null) then
    raise exception using errcode = 'SE013', message = 'gate.match has not answered for every row';
  end if;
  perform gate.require_staged(here.register_id);
  insert into register.subject (register_id, id, identified, attested_age, key_slot, source_no, recorded_by)
  select here.register_id, s.id, s.identified, s.attested_age, s.key_slot, s.source_no, here.account_id
    from pg_temp.staging_subject s where s.answer = 'added';
  get diagnostics subjects_added = row_count;
  insert into register.match_key (register_id, kind, hmac, subject_id)
  select distinct here.register_id, k.kind, k.hmac, s.subject_id
    from pg_temp.staging_key k join pg_temp.staging_subject s using (row_no) where s.subject_id is not null
  on conflict on constraint match_key_pk do nothing;
  perform gate.carry_suppression(here.register_id, here.account_id);
  perform gate.link_organisations(here.register_id, here.account_id);
  -- Without their sizes the planner paired every relationship of a kind with every other, and the second batch never ended.
  analyze pg_temp.staging_subject, pg_temp.staging_relationship;
  if exists (select from pg_temp.staging_subject s where s.answer = 'joined') then
    -- A live relationship of the same kind with the same organisation and project is the same relationship, and so is one that ended on
    -- the day the table says.
    update pg_temp.staging_relationship t set relationship_id = r.id, complete = true
      from pg_temp.staging_subject s, register.relationship r
     where s.row_no = t.row_no and s.answer = 'joined' and r.subject_id = s.subject_id and r.kind_no = t.kind_no and (r.ended_on is null or r.ended_on = t.ended_on)
       and r.organisation_id is not distinct from t.organisation_id and r.project_id is not distinct from t.project_id;
    update pg_temp.staging_relationship t set relationship_id = coalesce(first.relationship_id, first.id), complete = true
      from (select t.row_no, min(o.row_no) as first_no
              from pg_temp.staging_relationship t join pg_temp.staging_subject s on s.row_no = t.row_no and s.answer = 'joined'
              join pg_temp.staging_subject p on p.subject_id = s.subject_id and p.row_no < s.row_no
              join pg_temp.staging_relationship o on o.row_no = p.row_no and o.kind_no = t.kind_no
               and o.organisation_id is not distinct from t.organisation_id and o.project_id is not distinct from t.project_id
             group by t.row_no) g
      join pg_temp.staging_relationship first on first.row_no = g.first_no
     where g.row_no = t.row_no and t.relationship_id is null;
  end if;
  perform gate.require_kind_source(here.register_id, t.kind_no, t.source_no)
     from (select distinct s.kind_no, s.source_no from pg_temp.staging_relationship s) t;
  insert into register.relationship (register_id, subject_id, id, kind_no, organisation_id, project_id, started_on, ended_on, source_no, recorded_by)
  select here.register_id, s.subject_id, t.id, t.kind_no, t.organisation_id, t.project_id,
         coalesce(t.started_on, gate.today(here.register_id)), t.ended_on, t.source_no, here.account_id
    from pg_temp.staging_relationship t join pg_temp.staging_subject s using (row_no)
   where s.subject_id is not null and t.relationship_id is null;
  get diagnostics relationships_added = row_count;
  update pg_temp.staging_relationship t set relationship_id = t.id where t.relationship_id is null;
  perform gate.end_staged(here);
  -- A new part of somebody who was there opens what they have already.
  perform gate.spread(here.register_id, array(
    select distinct s.subject_id from pg_temp.staging_relationship t join pg_temp.staging_subject s using (row_no)
     where s.answer = 'joined' and not t.complete
       and not exists (select from pg_temp.staging_subject a where a.id = s.subject_id and a.answer = 'added')));
  update pg_temp.staging_subject s set stored = true where s.subject_id is not null;
  perform gate.note_change('import', 'subject', null, null, subjects_added::int);
  return query select subjects_added, relationships_added;
end
$$;
comment on function gate.add_people() is 'Adds the people and relationships of the batch, with their match keys and the closings their addresses remember.';

create function gate.require_staged(p_register int) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform gate.require_place(p_register, t.organisation_id, t.project_id)
     from (select distinct s.organisation_id, s.project_id from pg_temp.staging_relationship s) t;
  if exists (select from pg_temp.staging_subject s where s.answer = 'added' and s.key_slot is not null group by s.key_slot having count(*) > 1) then
    raise exception using errcode = 'SE016', message = 'no such slot';
  end if;
  if exists (select from pg_temp.staging_subject s where s.answer = 'added' and s.key_slot is not null) then
    perform gate.require_free_slots(array(
      select s.key_slot from pg_temp.staging_subject s where s.answer = 'added' and s.key_slot is not null), '{}');
  end if;
end
$$;
comment on function gate.require_staged(int) is 'Places of this register and free key slots only, as for single people.';

create function gate.carry_suppression(p_register int, p_by uuid) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into register.permission (register_id, subject_id, id, kind, purpose_key, channel, given_by, at, ground, source_no, recorded_at, recorded_by)
  select p_register, s.subject_id, gen_random_uuid(), case when x.reason = 'objected' then 'objection' when x.reason = 'withdrawn' then 'withdrawal' else 'ban' end,
         nullif(x.purpose_key, ''), case x.channel when 'email' then 'email' when 'phone' then 'phone' when 'post' then 'post' end,
         'staff', x.recorded_at, 'the address was closed before', s.source_no, now(), p_by
    from pg_temp.staging_subject s
    join (select distinct k.row_no, k.kind, k.hmac from pg_temp.staging_key k where k.kind in ('email', 'phone', 'post')) k on k.row_no = s.row_no
    join register.suppression x on x.register_id = p_register and x.channel = k.kind and x.hmac = k.hmac
   where s.answer = 'added' and x.reason in ('banned', 'objected', 'withdrawn')
     and (x.reason <> 'withdrawn' or x.purpose_key <> '');
end
$$;
comment on function gate.carry_suppression(int, uuid) is 'A new person at an address that said no starts with that no: an import re-subscribes nobody.';

create function gate.attach_facts(p_register int) returns void
language plpgsql set search_path = pg_catalog, pg_temp set jit = off as $$
begin
  update pg_temp.staging_fact f set subject_id = s.subject_id,
         relationship_id = case when f.of_relationship then t.relationship_id end
    from pg_temp.staging_subject s left join pg_temp.staging_relationship t on t.row_no = s.row_no
   where s.row_no = f.row_no and s.stored;
  -- Two rows of one person in a batch say the same only once; of a name, birth date or identity code the first row's counts.
  delete from pg_temp.staging_fact f
   using (select d.id, row_number() over (
            partition by d.subject_id, d.item_no, d.relationship_id,
              case when d.item_no in (1, 3, 4) then null else concat_ws(chr(31), coalesce(d.t1, ''), d.t2, d.t3, d.t4, encode(d.sealed, 'hex')) end
            order by d.row_no) as place
            from pg_temp.staging_fact d
           where d.subject_id in (select s.subject_id from pg_temp.staging_subject s where s.subject_id is not null
                                   group by s.subject_id having count(*) > 1)) same
   where same.id = f.id and same.place > 1;
  perform gate.set_aside(p_register);
  analyze pg_temp.staging_fact;
end
$$;
comment on function gate.attach_facts(int) is 'Gives each staged fact its person and part, once what a batch says twice is dropped and what has to be asked about is set aside.';

create function gate.prepare_facts() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_session('add');
begin
  perform gate.hold_notice(here.register_id);
  perform gate.attach_facts(here.register_id);
end
$$;
comment on function gate.prepare_facts() is 'Attaches the staged facts to their people, so that those of new people can be dated before they are written.';

create function gate.insert_facts() returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  here session.session := gate.require_session('add');
  refused record;
  added bigint;
begin
  perform gate.hold_notice(here.register_id);
  select i.item_no, f.source_no, n.key as item, s.key as source into refused
    from (select distinct f.item_no, f.source_no from pg_temp.staging_fact f) f
    left join notice.item i on i.register_id = here.register_id and i.item_no = f.item_no and gate.item_bit('add', f.item_no) <> 0
    left join notice.item n on n.register_id = here.register_id and n.item_no = f.item_no
    left join notice.source s on s.register_id = here.register_id and s.source_no = f.source_no
   where i.item_no is null or not session.accepts(f.item_no, f.source_no)
   limit 1;
  if found and refused.item_no is null then
    raise exception using errcode = 'SE006', message = 'the notice does not let this item be added under the purpose', detail = coalesce(refused.item, '');
  elsif found then
    raise exception using errcode = 'SE007', message = 'the notice does not accept this source for the item',
      detail = concat(refused.item, ' from ', coalesce(refused.source, ''));
  end if;
  if exists (select from pg_temp.staging_fact f join pg_temp.staging_subject s using (row_no) where s.stored and f.subject_id is null) then
    perform gate.attach_facts(here.register_id);
  end if;
  added := gate.insert_fitting(here.register_id);
  added := added + gate.insert_conditional(here.register_id);
  perform gate.require_batch(here.register_id, current_setting('seloste.purpose', true));
  perform gate.note_change('import', 'fact', null, null, added::int);
  return added;
end
$$;
comment on function gate.insert_facts() is 'Moves the staged facts into their tables: asks the notice for items and sources, then for the conditions of some, and what a new part requires.';

create function gate.insert_fitting(p_register int) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  everyone uuid[];
  refused record;
  added bigint;
begin
  analyze pg_temp.staging_fact;
  everyone := array(select distinct f.subject_id from pg_temp.staging_fact f where f.subject_id is not null);
  perform from register.subject s where s.id = any (everyone) order by s.id for share;
  select i.key as item into refused from pg_temp.staging_fact f join notice.item i on i.register_id = p_register and i.item_no = f.item_no
   where i.kinds is not null and f.subject_id is not null
     and not exists (select from register.relationship r where r.subject_id = f.subject_id and r.kind_no = any (i.kinds)) limit 1;
  if found then
    raise exception using errcode = 'SE004', message = 'the notice does not list this item for the kind of person', detail = refused.item;
  end if;
  -- Few sources ask for anything, so this is one look at the notice unless one of them does.
  perform gate.require_condition(p_register, c.item_no, c.source_no, c.subjects)
     from (select f.item_no, f.source_no, array_agg(distinct f.subject_id) as subjects
             from pg_temp.staging_fact f join notice.item_source a
               on a.register_id = p_register and a.item_no = f.item_no and a.source_no = f.source_no and a.condition is not null
            where f.subject_id is not null group by f.item_no, f.source_no) c;
  truncate pg_temp.staging_effect, pg_temp.staging_bar;
  insert into pg_temp.staging_effect
  select e.subject_id, coalesce(e.relationship_id, '00000000-0000-0000-0000-000000000000'), e.any_gate, e.email_gate, e.phone_gate, e.post_gate, e.shut_at
    from gate.effective(p_register, everyone) e;
  insert into pg_temp.staging_bar
  select f.id, bit_or(b.mask), min(b.shut_at) from gate.bars(p_register, everyone) b
    join pg_temp.staging_fact f on f.subject_id = b.subject_id
   where (b.row_id is null or b.row_id = f.id) and (b.item_no is null or b.item_no = f.item_no) and (b.relationship_id is null or b.relationship_id = coalesce(f.relationship_id, '00000000-0000-0000-0000-000000000000'))
   group by f.id;
  analyze pg_temp.staging_effect;
  added := gate.insert_staged();
  -- New birth dates decide ages, and new subjects have no gate of their own yet.
  perform gate.spread_staged(p_register);
  truncate pg_temp.staging_fact;
  return added;
end
$$;
comment on function gate.insert_fitting(int) is 'Locks subjects, computes gate, closings and clock set-wise, and empties the staging.';

create function gate.spread_staged(p_register int) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from notice.purpose p where p.register_id = p_register and p.live and (p.minimum_age is not null or p.guardian_below is not null))
     and exists (select from pg_temp.staging_fact f where f.item_no = 3) then
    perform gate.spread(p_register, array(select distinct f.subject_id from pg_temp.staging_fact f where f.subject_id is not null));
    return;
  end if;
  update register.subject s set gate = e.any_gate, shut_at = e.shut_at, next_at = e.next_at
    from gate.effective(p_register, array(select distinct f.subject_id from pg_temp.staging_fact f where f.subject_id is not null)) e
   where e.subject_id = s.id and e.relationship_id is null and (s.gate, s.shut_at, s.next_at) is distinct from (e.any_gate, e.shut_at, e.next_at);
  update register.relationship r set gate = e.any_gate, shut_at = e.shut_at
    from pg_temp.staging_effect e
   where r.subject_id = e.subject_id and r.id = e.relation_key and (r.gate, r.shut_at) is distinct from (e.any_gate, e.shut_at);
  update register.permission x set gate = e.any_gate, shut_at = e.shut_at
    from pg_temp.staging_effect e
   where x.subject_id = e.subject_id and e.relation_key = '00000000-0000-0000-0000-000000000000' and (x.gate, x.shut_at) is distinct from (e.any_gate, e.shut_at);
end
$$;
comment on function gate.spread_staged(int) is 'The gates of subjects, relationships and carried answers of a batch; a person''s older rows too when a birth date came with it.';
