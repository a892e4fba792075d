-- A sign-up waits until its link is opened from the address itself; only then is it a consent. Until then nothing is open.
create function gate.request_permission(p_id uuid, p_subject uuid, p_purpose text, p_channel text, p_token_hash bytea, p_wording text,
  p_language text, p_expires_at timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  here session.session := gate.require_session('add');
begin
  perform gate.require_scope(p_subject);
  if not exists (select from notice.purpose p where p.register_id = here.register_id and p.key = p_purpose and p.live and p.open = 'consent') then
    raise exception using errcode = 'SE005', message = 'the notice has no such purpose that rests on consent', detail = p_purpose;
  end if;
  perform gate.lock_people(here.register_id, array[p_subject]);
  -- Somebody else's address must not be flooded with confirmations.
  if (select count(*) from register.permission_request r where r.subject_id = p_subject and r.requested_at > now() - interval '1 hour') >= 3 then
    raise exception using errcode = 'SE024', message = 'too many confirmations have been asked for this person within an hour';
  end if;
  insert into register.permission_request (id, register_id, subject_id, purpose_key, channel, token_hash, wording, language, expires_at)
  values (p_id, here.register_id, p_subject, p_purpose, p_channel, p_token_hash, p_wording, p_language,
    least(p_expires_at, now() + interval '30 days'));
  return p_id;
end
$$;
comment on function gate.request_permission(uuid, uuid, text, text, bytea, text, text, timestamptz) is 'A sign-up that waits for its confirmation: at most three an hour for a person, gone after thirty days at the latest.';

create function gate.confirm_permission(p_token_hash bytea, p_proof text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  here session.session := gate.require_session('add');
  waiting register.permission_request;
  everyone uuid[];
  event_id uuid := gen_random_uuid();
begin
  select r.* into waiting from register.permission_request r
   where r.token_hash = p_token_hash and r.register_id = here.register_id and r.purpose_key = current_setting('seloste.purpose', true);
  -- Unknown, used and run out are the same answer.
  if waiting.id is null then
    return false;
  end if;
  everyone := gate.lock_people(here.register_id, array[waiting.subject_id]);
  delete from register.permission_request r where r.id = waiting.id and r.expires_at > now();
  if not found then
    return false;
  end if;
  insert into register.permission (register_id, subject_id, id, kind, purpose_key, channel, given_by, at, wording, notice_version, language,
    proof, source_no, recorded_by)
  values (here.register_id, waiting.subject_id, event_id, 'consent', waiting.purpose_key, waiting.channel, 'self', now(), waiting.wording,
    (select f.version_no from notice.in_force f where f.register_id = here.register_id), waiting.language, p_proof,
    coalesce((select s.source_no from notice.source s where s.register_id = here.register_id and s.from_person and s.live order by s.source_no limit 1), 0),
    here.account_id);
  perform gate.remember_suppression(here.register_id, waiting.subject_id, 'consent', waiting.purpose_key, waiting.channel);
  insert into audit.permission (id, register_id, session_id, account_id, permission_id, subject_id, kind, purpose_key)
  values (gen_random_uuid(), here.register_id, here.id, here.account_id, event_id, waiting.subject_id, 'consent', waiting.purpose_key);
  perform gate.spread(here.register_id, everyone);
  return true;
end
$$;
comment on function gate.confirm_permission(bytea, text) is 'Turns a waiting sign-up into a consent, once, for whoever holds the link sent to the address (Art. 7(1)).';

create function gate.forget_requests() returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  gone int;
begin
  delete from register.permission_request r where r.expires_at <= now();
  get diagnostics gone = row_count;
  return gone;
end
$$;
comment on function gate.forget_requests() is 'Sign-ups that were not confirmed in time go; the minute job calls it.';
