-- The answers that came with a batch. They are taken of everybody the row was matched to, also of those whose data is closed to the
-- purpose: a no must not be lost because an earlier no stood in the way. Nothing is told of what was there.
create function gate.require_answers(p_session session.session) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  unknown text;
begin
  select a.purpose_key into unknown from pg_temp.staging_answer a
   where a.purpose_key is not null and not exists (
     select from notice.purpose p where p.register_id = p_session.register_id and p.key = a.purpose_key and not p.implicit) limit 1;
  if found then
    raise exception using errcode = 'SE005', message = 'the notice has no such purpose', detail = unknown;
  end if;
  if exists (select from pg_temp.staging_answer a where a.at > now()) then
    raise exception using errcode = 'SE008', message = 'an answer cannot lie in the future';
  end if;
  perform gate.require_opening(p_session, 'consent', c.purpose_key, 'with proof')
     from (select distinct a.purpose_key from pg_temp.staging_answer a where a.kind = 'consent') c;
end
$$;
comment on function gate.require_answers(session.session) is 'What gate.record_permission asks of one answer, asked of a batch.';

create function gate.drop_closed_consents(p_register int) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  delete from pg_temp.staging_answer a
   where a.kind = 'consent' and (
     gate.closed_before(p_register, gate.whole_person(a.subject_id), a.purpose_key)
     or exists (
       select from pg_temp.staging_key k
         join register.suppression x on x.register_id = p_register and x.channel = k.kind and x.hmac = k.hmac
         join notice.purpose p on p.register_id = p_register and p.key = a.purpose_key
        where k.row_no = a.row_no and (x.purpose_key = '' or x.purpose_key = any (p.inherits)))
     or exists (
       select from register.permission x
        where x.subject_id = a.subject_id and x.kind = 'consent' and x.purpose_key = a.purpose_key and x.channel is not distinct from a.channel and x.at = a.at));
end
$$;
comment on function gate.drop_closed_consents(int) is 'An import opens nothing to whoever ever said no, nor at an address that did, and takes no consent twice.';

create function gate.append_answers(p_session session.session, p_consents boolean) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into register.permission (register_id, subject_id, id, kind, purpose_key, channel, given_by, at, wording, language, proof,
    notice_version, source_no, recorded_at, recorded_by)
  select p_session.register_id, a.subject_id, a.id, a.kind, a.purpose_key, a.channel, 'self', coalesce(a.at, now()), a.wording, a.language, a.proof,
         (select f.version_no from notice.in_force f where f.register_id = p_session.register_id), a.source_no, now(), p_session.account_id
    from pg_temp.staging_answer a where (a.kind = 'consent') = p_consents;
  insert into audit.permission (id, register_id, session_id, account_id, permission_id, subject_id, kind, purpose_key)
  select gen_random_uuid(), p_session.register_id, p_session.id, p_session.account_id, a.id, a.subject_id, a.kind, a.purpose_key
    from pg_temp.staging_answer a where (a.kind = 'consent') = p_consents;
end
$$;
comment on function gate.append_answers(session.session, boolean) is 'Appends the answers of the batch, consents or the others, with the audit line of each.';

create function gate.insert_answers() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  here session.session := gate.require_session('add');
  everyone uuid[];
begin
  perform gate.require_answers(here);
  update pg_temp.staging_answer a set subject_id = coalesce(s.subject_id, s.matched_id), source_no = s.source_no
    from pg_temp.staging_subject s where s.row_no = a.row_no;
  -- A consent is taken of whom the row was added to, a no of whom it was matched to.
  delete from pg_temp.staging_answer a using pg_temp.staging_subject s
   where s.row_no = a.row_no and (a.subject_id is null or (a.kind = 'consent' and s.subject_id is null));
  everyone := gate.lock_people(here.register_id, array(select distinct a.subject_id from pg_temp.staging_answer a));
  -- The address remembers a no that stood already too: the row may hold another address of the person.
  insert into register.suppression (register_id, channel, purpose_key, hmac, reason)
  select distinct on (k.kind, k.hmac, coalesce(a.purpose_key, ''))
         here.register_id, k.kind, coalesce(a.purpose_key, ''), k.hmac,
         case a.kind when 'ban' then 'banned' when 'objection' then 'objected' else 'withdrawn' end
    from pg_temp.staging_answer a
    join (select s.row_no, s.kind, s.hmac from pg_temp.staging_key s
          union
          select b.row_no, m.kind, m.hmac from pg_temp.staging_answer b join register.match_key m on m.subject_id = b.subject_id) k on k.row_no = a.row_no
   where a.kind <> 'consent' and k.kind in ('email', 'phone', 'post') and (a.channel is null or k.kind = gate.contact_of(a.channel))
   order by k.kind, k.hmac, coalesce(a.purpose_key, ''), a.kind
  on conflict on constraint suppression_pk do nothing;
  delete from pg_temp.staging_answer a using pg_temp.staging_answer b
   where b.subject_id = a.subject_id and (b.kind, b.purpose_key, b.channel) is not distinct from (a.kind, a.purpose_key, a.channel) and b.row_no < a.row_no
     and (a.kind <> 'consent' or b.at = a.at);
  -- The same no, standing already, is not written twice: importing a file again changes nothing.
  delete from pg_temp.staging_answer a
   where a.kind <> 'consent' and (select x.kind from register.permission x
           where x.subject_id = a.subject_id and x.kind in (a.kind, case a.kind when 'withdrawal' then 'consent' else a.kind || '-lifted' end)
             and x.purpose_key is not distinct from a.purpose_key and x.channel is not distinct from a.channel
           order by x.at desc, x.recorded_at desc limit 1) = a.kind;
  perform gate.append_answers(here, false);
  -- Now every no of the batch stands, and a consent that meets one is dropped.
  perform gate.drop_closed_consents(here.register_id);
  perform gate.append_answers(here, true);
  update pg_temp.staging_subject s set answered = true from pg_temp.staging_answer a where a.row_no = s.row_no;
  perform gate.spread(here.register_id, everyone);
  truncate pg_temp.staging_answer;
end
$$;
comment on function gate.insert_answers() is 'Records the answers of a batch and spreads them: a no of whoever it is, a consent of whom nothing is closed; answers nothing.';

create function gate.staged_people(p_fresh boolean) returns uuid[]
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if p_fresh then
    return gate.fresh_people();
  end if;
  return array(select distinct coalesce(s.subject_id, s.matched_id) from pg_temp.staging_subject s where s.stored or s.answered
               except select unnest(gate.fresh_people()));
end
$$;
comment on function gate.staged_people(boolean) is 'The new people of the batch, or everybody else it touched: who got rows, and who only said no.';

create function gate.fresh_people() returns uuid[]
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return array(select s.id from pg_temp.staging_subject s
                where s.answer = 'added' and s.stored and not exists (select from pg_temp.staging_later l where l.subject_id = s.id));
end
$$;
comment on function gate.fresh_people() is 'People new in this batch, all of whose facts lie in it and will be written: they can be dated before.';

create function gate.staged_facts()
returns table (owner text, subject_id uuid, id uuid, relationship_id uuid, item_no smallint, source_no smallint, recorded_at timestamptz)
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return query select 'row'::text, f.subject_id, f.id, f.relationship_id, f.item_no, f.source_no, now()
                 from pg_temp.staging_fact f where f.subject_id is not null;
end
$$;
comment on function gate.staged_facts() is 'What gate.facts_of will be once the staged facts are written.';
