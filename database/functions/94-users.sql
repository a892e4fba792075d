-- Administration of users: what ends by itself when access is taken, and sessions of programs' keys.

create function session.note_administration(p_register int, p_account uuid, p_kind text, p_what text) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into audit.security (id, register_id, account_id, kind, what) values (gen_random_uuid(), p_register, p_account, p_kind, left(p_what, 200))
$$;
comment on function session.note_administration(int, uuid, text, text) is 'A line of the security audit about users, roles and keys: keys and ids, no names.';

create function gate.end_without_role() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  register int := (select r.register_id from auth.role r where r.id = new.role_id);
begin
  if exists (select from auth.account_role g join auth.role r on r.id = g.role_id
              where g.account_id = new.account_id and g.ended_at is null and r.register_id = register) then
    update auth.api_key k set generation = k.generation + 1
     where k.recorded_by = new.account_id and k.register_id = register and k.ended_at is null and k.expires_at > now();
    return null;
  end if;
  update session.session s set ended_at = now() where s.account_id = new.account_id and s.register_id = register and s.ended_at is null;
  update auth.api_key k set ended_at = now(), ended_by = 'access of its maker ended'
   where k.recorded_by = new.account_id and k.register_id = register and k.ended_at is null;
  return null;
end
$$;
comment on function gate.end_without_role() is 'Whose last role in a register ends has no session there from the next statement on, and the keys they made end with them; after any other role these are opened anew.';
create trigger end_without_role after update of ended_at on auth.account_role for each row when (new.ended_at is not null and old.ended_at is null)
  execute function gate.end_without_role();
comment on trigger end_without_role on auth.account_role is 'Ends sessions and keys.';

create function gate.end_account() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update auth.account_role g set ended_at = now(), ended_by = coalesce(g.ended_by, 'seloste'), ended_because = coalesce(g.ended_because, 'access removed')
   where g.account_id = new.id and g.ended_at is null;
  update session.session s set ended_at = now() where s.account_id = new.id and s.ended_at is null;
  return null;
end
$$;
comment on function gate.end_account() is 'Whose access is removed has no role and no session in any register.';
create trigger end_account after update of access_removed_at on auth.account for each row
  when (new.access_removed_at is not null and old.access_removed_at is null) execute function gate.end_account();
comment on trigger end_account on auth.account is 'Ends grants and sessions.';

create function gate.end_key_sessions() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update session.session s set ended_at = now() where s.api_key_id = new.id and s.ended_at is null;
  return null;
end
$$;
comment on function gate.end_key_sessions() is 'A key that ended or changed has no session left.';
create trigger end_sessions after update of ended_at, generation, expires_at on auth.api_key for each row execute function gate.end_key_sessions();
comment on trigger end_sessions on auth.api_key is 'Ends the key''s sessions.';

create function gate.renew_keys() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_table_name = 'task' then
    update auth.api_key k set generation = k.generation + 1
     where k.register_id = new.register_id and k.ended_at is null and k.expires_at > now();
  else
    -- Also of other roles: their makers may have had what the key gives from this one.
    update auth.api_key k set generation = k.generation + 1
     where k.register_id = (select r.register_id from auth.role r where r.id = old.role_id) and k.ended_at is null and k.expires_at > now();
  end if;
  return null;
end
$$;
comment on function gate.renew_keys() is 'What roles give has changed, so the sessions of their keys are opened anew, with what the role gives now.';
-- Row by row: a command that finds its task as it should be changes none, and must end nobody's session.
create trigger renew_keys after update on auth.task for each row when (old.* is distinct from new.*) execute function gate.renew_keys();
comment on trigger renew_keys on auth.task is 'Keys give what their role gives now.';
create trigger renew_keys after delete on auth.role_task for each row execute function gate.renew_keys();
comment on trigger renew_keys on auth.role_task is 'Keys give what their role gives now.';

-- A service session gives every verb under every one of its purposes for every item, so a purpose counts only while the key's role gives
-- all of that under it, and while the roles of who made the key do: they know it, and what was taken from them must not stay open so.
create function session.find_key(p_key_hash bytea) returns table (key_id uuid, name text, register_id int, register_key text, purposes text[], verbs text[], generation int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.id, k.name, n.id, n.key, array(
           select p from unnest(k.purposes) p
            where not exists (
              select from unnest(k.verbs) v
               where not exists (
                 select from auth.role_task rt join auth.task t on t.id = rt.task_id
                  where rt.role_id = k.role_id and p = any (t.purposes) and v = any (t.verbs) and t.items is null)
                  or (k.recorded_by is not null and not exists (
                 select from auth.account_role g join auth.role r on r.id = g.role_id and r.register_id = k.register_id
                   join auth.role_task rt on rt.role_id = r.id join auth.task t on t.id = rt.task_id
                  where g.account_id = k.recorded_by and g.ended_at is null and p = any (t.purposes) and v = any (t.verbs) and t.items is null)))),
         k.verbs, k.generation
    from auth.api_key k join notice.register n on n.id = k.register_id
   where k.key_hash = p_key_hash and k.ended_at is null and k.expires_at > now()
$$;
comment on function session.find_key(bytea) is 'A live key with what it gives now; no row for one that is unknown, ended or expired.';

create function session.open_key(p_key_hash bytea, p_pass_hash bytea, p_expires_at timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_key record;
  session_id uuid := gen_random_uuid();
begin
  perform from auth.api_key k where k.key_hash = p_key_hash for update;
  select * into found_key from session.find_key(p_key_hash);
  if found_key.key_id is null then
    raise exception using errcode = 'SE000', message = 'no live key';
  end if;
  insert into session.session (id, pass_hash, register_id, kind, purposes, verbs, expires_at, api_key_id)
  select session_id, p_pass_hash, found_key.register_id, 'service', found_key.purposes, found_key.verbs, least(p_expires_at, k.expires_at), k.id
    from auth.api_key k where k.id = found_key.key_id
  on conflict on constraint session_pass_unique do nothing;
  if not found then
    return (select s.id from session.session s where s.pass_hash = p_pass_hash);
  end if;
  update auth.api_key k set used_on = current_date where k.id = found_key.key_id and k.used_on is distinct from current_date;
  insert into audit.security (id, register_id, session_id, kind, what)
  values (gen_random_uuid(), found_key.register_id, session_id, 'session-opened', 'key ' || found_key.key_id);
  return session_id;
end
$$;
comment on function session.open_key(bytea, bytea, timestamptz) is 'The database session of a program''s key, with the purposes and verbs its role gives it now; asked again for the same pass it answers the one there is.';

create function session.sign_undertaking_text(p_account uuid, p_version int, p_name text, p_language text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  newest auth.undertaking_text;
begin
  select t.* into newest from auth.undertaking_text t order by t.version desc limit 1;
  if newest.version is distinct from p_version then
    return false;
  end if;
  insert into auth.undertaking as u (account_id, signed_on, document, version, name, language, expires_on)
  values (p_account, current_date, 'version ' || p_version || ', signed when signing in', p_version, p_name, p_language,
          current_date + make_interval(months => newest.lasts_months))
  on conflict on constraint undertaking_pk do update
    set document = excluded.document, recorded_at = now(), version = excluded.version, name = excluded.name, language = excluded.language,
        expires_on = excluded.expires_on;
  insert into audit.security (id, account_id, kind, what) values (gen_random_uuid(), p_account, 'undertaking-signed', 'version ' || p_version);
  return true;
end
$$;
comment on function session.sign_undertaking_text(uuid, int, text, text) is 'Puts the signature of the newest undertaking on record (RE.17, ME.15); false when there is a newer text than the one that was read.';
