-- Recording what a person answers, and letting it take effect in the same transaction everywhere.
create function gate.require_session(p_verb text) returns session.session
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := session.current_row();
begin
  if here.id is null then
    raise exception using errcode = 'SE000', message = 'no live session';
  end if;
  if gate.entitled_bit(p_verb) = 0 then
    raise exception using errcode = 'SE001', message = 'the session may not do this under the purpose';
  end if;
  return here;
end
$$;
comment on function gate.require_session(text) is 'The live session, when it may use the verb under the purpose of the transaction.';

create function gate.require_scope(p_subject uuid) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  scope uuid[] := session.subject_scope();
begin
  if (scope is not null and not p_subject = any (scope))
     or not exists (select from register.subject s where s.id = p_subject and s.register_id = session.register_id()) then
    raise exception using errcode = 'SE002', message = 'no such subject in the register of this session';
  end if;
end
$$;
comment on function gate.require_scope(uuid) is 'Another register''s subject, one outside the scope and one that never was give the same answer.';

create function gate.lock_people(p_register int, p_subjects uuid[]) returns uuid[]
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  everyone uuid[] := p_subjects;
  found_now uuid[];
begin
  perform gate.hold_notice(p_register);
  -- While we wait for the locks a merge may have made the person larger, so it is looked at again once they are held.
  for attempt in 1 .. 10 loop
    found_now := array(
      -- An "or" in the join would compare each of an import's people with everybody.
      select g.id from register.subject s join register.subject g on g.id = coalesce(s.person_id, s.id)
       where s.id = any (p_subjects) and s.register_id = p_register and g.register_id = p_register
      union
      select g.id from register.subject s join register.subject g on g.person_id = coalesce(s.person_id, s.id)
       where s.id = any (p_subjects) and s.register_id = p_register and g.register_id = p_register);
    exit when attempt > 1 and found_now <@ everyone;
    everyone := found_now;
    perform from register.subject s where s.id = any (everyone) order by s.id for no key update;
  end loop;
  return found_now;
end
$$;
comment on function gate.lock_people(int, uuid[]) is 'Locks whole persons in the order of their ids; inserts wait for it, other reads do not.';

create function gate.closed_before(p_register int, p_subjects uuid[], p_purpose text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from register.permission e
      join notice.purpose p on p.register_id = p_register and p.key = p_purpose
     where e.subject_id = any (p_subjects) and e.kind in ('withdrawal', 'ban', 'objection', 'restriction')
       and (e.purpose_key = any (p.inherits) or e.purpose_key is null))
$$;
comment on function gate.closed_before(int, uuid[], text) is 'Whether the person ever said no to the purpose: then nothing but their own new act opens it.';

create function gate.require_answerer(p_session session.session, p_subject uuid, p_given_by text, p_guardian uuid) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  own uuid[];
begin
  if p_session.kind not in ('portal', 'form') then
    return;
  end if;
  own := gate.whole_person(p_session.subject_scope);
  -- A minor would else answer in the name of the parent, whose id their own data tells.
  if (case when p_subject = any (own) then p_given_by = 'self' and p_guardian is null
       else p_given_by = 'guardian' and coalesce(p_guardian = any (own), false) end) then
    return;
  end if;
  raise exception using errcode = 'SE009', message = 'not a guardian of the subject';
end
$$;
comment on function gate.require_answerer(session.session, uuid, text, uuid) is 'In the portal people answer as themselves, and for their wards as the guardian (Art. 8).';

create function gate.require_opening(p_session session.session, p_kind text, p_purpose text, p_reason text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if p_session.kind in ('portal', 'form') then
    if p_kind = 'restriction-lifted' then
      raise exception using errcode = 'SE001', message = 'the controller lifts a restriction, having told the person (Art. 18(3))';
    end if;
    return;
  end if;
  if p_kind <> 'consent' and coalesce(p_reason, '') = '' then
    raise exception using errcode = 'SE022', message = 'what was closed is opened only with proof of how it is known';
  end if;
  -- Under rights the open request of the person allows it; else nobody opens a purpose they have no task in.
  if p_session.account_id is not null and current_setting('seloste.purpose', true) <> 'rights' and exists (
    select from notice.purpose p
     where p.register_id = p_session.register_id and p.live and not p.implicit and (p_purpose is null or p.key = p_purpose)
       and not exists (
         select from auth.account_role g join auth.role r on r.id = g.role_id and r.register_id = p_session.register_id
           join auth.role_task rt on rt.role_id = r.id join auth.task t on t.id = rt.task_id
          where g.account_id = p_session.account_id and g.ended_at is null and p.key = any (t.purposes) and 'add' = any (t.verbs))) then
    raise exception using errcode = 'SE001', message = 'the session may not do this under the purpose';
  end if;
end
$$;
comment on function gate.require_opening(session.session, text, text, text) is 'Closing is everybody''s; opening needs a task under the purpose, and lifting also proof.';

create function gate.record_permission(
  p_subject uuid, p_kind text, p_purpose text default null, p_channel text default null,
  p_item text default null, p_row uuid default null, p_at timestamptz default null, p_expires_at timestamptz default null,
  p_given_by text default 'self', p_guardian uuid default null, p_wording text default null, p_language text default null,
  p_proof text default null, p_ground text default null, p_allowed text[] default '{}', p_lifts uuid default null,
  p_source text default null, p_reopens boolean default true, p_id uuid default null) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_session(case when session.subject_scope() is null then 'add' else 'change' end);
  everyone uuid[];
  event_id uuid := coalesce(p_id, gen_random_uuid());
begin
  perform gate.require_scope(p_subject);
  perform gate.require_answerer(here, p_subject, p_given_by, p_guardian);
  if p_kind like '%-lifted' or p_kind = 'consent' then
    perform gate.require_opening(here, p_kind, p_purpose, coalesce(nullif(p_proof, ''), p_ground));
  end if;
  everyone := gate.lock_people(here.register_id, array[p_subject]);
  if p_purpose is not null and not exists (select from notice.purpose p where p.register_id = here.register_id and p.key = p_purpose and not p.implicit) then
    raise exception using errcode = 'SE005', message = 'the notice has no such purpose', detail = p_purpose;
  end if;
  if p_item is not null and not exists (select from notice.item i where i.register_id = here.register_id and i.key = p_item) then
    raise exception using errcode = 'SE006', message = 'the notice has no such item', detail = p_item;
  end if;
  -- A mistyped id would be a right that is silently not honoured.
  if p_row is not null and not exists (select from gate.facts_of(everyone) f where f.id = p_row) then
    raise exception using errcode = 'SE016', message = 'no such row';
  end if;
  if p_at > now() then
    raise exception using errcode = 'SE008', message = 'an answer cannot lie in the future';
  end if;
  if p_guardian is not null and not exists (select from register.guardian g where g.subject_id = p_subject and g.guardian_id = p_guardian
       and g.started_on <= gate.today(here.register_id) and (g.ended_on is null or g.ended_on > gate.today(here.register_id))
       and gate.is_younger(here.register_id, p_subject, 18) is not false) then
    raise exception using errcode = 'SE009', message = 'not a guardian of the subject';
  end if;
  if not p_reopens and p_kind in ('consent', 'ban-lifted', 'objection-lifted', 'restriction-lifted')
     and (p_kind <> 'consent' or gate.closed_before(here.register_id, everyone, p_purpose)) then
    return null;
  end if;
  insert into register.permission (register_id, subject_id, id, kind, purpose_key, channel, scope_item_no, scope_row_id, allowed, lifts,
    given_by, guardian_id, at, expires_at, wording, notice_version, language, proof, ground, source_no, recorded_by)
  values (here.register_id, p_subject, event_id, p_kind, p_purpose, p_channel,
    (select i.item_no from notice.item i where i.register_id = here.register_id and i.key = p_item), p_row, p_allowed, p_lifts,
    p_given_by, p_guardian, coalesce(p_at, now()), p_expires_at, p_wording,
    (select f.version_no from notice.in_force f where f.register_id = here.register_id), p_language, p_proof, p_ground,
    coalesce((select s.source_no from notice.source s where s.register_id = here.register_id and s.key = p_source), 0), here.account_id);
  perform gate.remember_suppression(here.register_id, p_subject, p_kind, p_purpose, p_channel);
  insert into audit.permission (id, register_id, session_id, account_id, permission_id, subject_id, kind, purpose_key)
  values (gen_random_uuid(), here.register_id, here.id, here.account_id, event_id, p_subject, p_kind, p_purpose);
  perform gate.spread(here.register_id, everyone);
  return event_id;
end
$$;
comment on function gate.record_permission(uuid, text, text, text, text, uuid, timestamptz, timestamptz, text, uuid, text, text, text, text, text[], uuid, text, boolean, uuid)
  is 'Appends an answer and spreads it over everything the person has, in this transaction (promise 5). p_reopens false is for imports: null when the person has ever said no.';

create function gate.remember_suppression(p_register int, p_subject uuid, p_kind text, p_purpose text, p_channel text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if p_kind in ('ban', 'objection', 'withdrawal') then
    insert into register.suppression (register_id, channel, purpose_key, hmac, reason)
    select distinct p_register, m.kind, coalesce(p_purpose, ''), m.hmac,
           case p_kind when 'ban' then 'banned' when 'objection' then 'objected' else 'withdrawn' end
      from register.match_key m
     where m.subject_id = p_subject and m.kind in ('email', 'phone', 'post')
       and (p_channel is null or m.kind = gate.contact_of(p_channel))
    on conflict on constraint suppression_pk do nothing;
  elsif p_kind in ('consent', 'ban-lifted', 'objection-lifted') then
    delete from register.suppression s using register.match_key m
     where m.subject_id = p_subject and s.register_id = p_register and s.channel = m.kind and s.hmac = m.hmac
       and s.reason <> 'erased' and (s.purpose_key = coalesce(p_purpose, '') or p_purpose is null)
       and (p_channel is null or m.kind = gate.contact_of(p_channel));
  end if;
end
$$;
comment on function gate.remember_suppression(int, uuid, text, text, text) is 'The address remembers the no as a keyed hash, so that the same address under another person stays closed.';

create function gate.refresh_clocks(p_limit int default 1000) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here record;
  due_now uuid[];
  done int := 0;
begin
  for here in select f.register_id from notice.in_force f loop
    due_now := array(
      select s.id from register.subject s
       where s.next_at <= now() and s.register_id = here.register_id order by s.id limit gate.batch_size(p_limit) for no key update skip locked);
    if cardinality(due_now) > 0 then
      perform gate.hold_notice(here.register_id);
      perform gate.spread(here.register_id, due_now);
      done := done + cardinality(due_now);
    end if;
  end loop;
  return done;
end
$$;
comment on function gate.refresh_clocks(int) is 'Opens again what stays open after a clock ran out; the minute job calls it until it answers 0. Closing never waits for it.';
