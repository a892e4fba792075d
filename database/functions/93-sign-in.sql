-- Between a browser's session and the database's: only somebody whose undertaking is on record, and who gave a second factor where one
-- is asked, gets a pass. The sign-in's login calls these.

create function gate.has_undertaking(p_account uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from auth.undertaking u
     where u.account_id = p_account and u.signed_on <= current_date and (u.expires_on is null or u.expires_on > current_date)
       and u.recorded_at >= coalesce((select max(t.recorded_at) from auth.undertaking_text t where t.asks_again), '-infinity'))
$$;
comment on function gate.has_undertaking(uuid) is 'Whether a signed confidentiality undertaking is on record, within its time and signed since everybody was last asked to (RE.17, ME.15).';

create function gate.asks_second_factor(p_register int) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce((select f.multi_factor from notice.in_force f where f.register_id = p_register), false)
      or coalesce((select s.multi_factor from auth.register_setting s where s.register_id = p_register), false)
$$;
comment on function gate.asks_second_factor(int) is 'Whether the notice in force or a setting of the register asks for a second factor (CO.26).';

create function session.account_facts(p_account uuid) returns table (login text, display_name text, language text, has_undertaking boolean, asks_second_factor boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.login, a.display_name, a.language, gate.has_undertaking(a.id),
         exists (select from auth.account_role g join auth.role r on r.id = g.role_id
                  where g.account_id = a.id and g.ended_at is null and gate.asks_second_factor(r.register_id))
    from auth.account a where a.id = p_account and a.access_removed_at is null
$$;
comment on function session.account_facts(uuid) is 'What signing in needs of an account; no row once its access is removed.';

create function session.account_tasks(p_account uuid) returns table (register_id int, register_key text, role_key text, role_title jsonb, task_key text, purposes text[], verbs text[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select n.id, n.key, r.key, r.title, t.key, t.purposes, t.verbs
    from auth.account_role g
    join auth.account a on a.id = g.account_id and a.access_removed_at is null
    join auth.role r on r.id = g.role_id
    join notice.register n on n.id = r.register_id
    left join auth.role_task rt on rt.role_id = r.id
    left join auth.task t on t.id = rt.task_id
   where g.account_id = p_account and g.ended_at is null
   order by n.id, r.key, t.key
   limit 5000
$$;
comment on function session.account_tasks(uuid) is 'Roles and tasks of an account in every register (CG.40); a role without tasks has one row.';

create function session.open_staff(p_browser uuid, p_register text, p_pass_hash bytea) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  browser signin.browser_session;
  register int := (select r.id from notice.register r where r.key = p_register);
  session_id uuid := (
    select s.id from session.session s
     where s.pass_hash = p_pass_hash and s.browser_session_id = p_browser and s.ended_at is null and s.expires_at > now());
begin
  -- Whatever ends a browser's session, a role or an account ends this one too, so one that lives needs no second look.
  if session_id is not null then
    return session_id;
  end if;
  -- Locked, so that a sign-out at the same moment ends what is opened here too.
  select b.* into browser from signin.browser_session b where b.id = p_browser for share;
  if browser.id is null or browser.ended_at is not null or least(browser.expires_at, browser.idle_expires_at) <= now()
     or not exists (select from auth.account a where a.id = browser.account_id and a.access_removed_at is null) then
    raise exception using errcode = 'SE040', message = 'no live browser session';
  end if;
  if not exists (select from auth.account_role g join auth.role r on r.id = g.role_id
                  where g.account_id = browser.account_id and g.ended_at is null and r.register_id = register) then
    raise exception using errcode = 'SE043', message = 'no role in this register';
  end if;
  if browser.second_factor_at is null and (browser.asks_second_factor or gate.asks_second_factor(register)) then
    raise exception using errcode = 'SE042', message = 'a second factor is missing';
  end if;
  -- One that ended with a role that was given again opens anew.
  insert into session.session as s (id, pass_hash, register_id, kind, account_id, expires_at, browser_session_id)
  values (gen_random_uuid(), p_pass_hash, register, 'staff', browser.account_id, least(browser.expires_at, browser.idle_expires_at), browser.id)
  on conflict on constraint session_pass_unique do update set ended_at = null, expires_at = excluded.expires_at
    where s.browser_session_id = excluded.browser_session_id
  returning s.id into session_id;
  if session_id is null then
    raise exception using errcode = 'SE040', message = 'the pass is another browser''s';
  end if;
  insert into audit.security (id, register_id, session_id, account_id, kind, what)
  values (gen_random_uuid(), register, session_id, browser.account_id, 'session-opened', 'staff');
  return session_id;
end
$$;
comment on function session.open_staff(uuid, text, bytea) is 'The database session of a browser in one register; asked again for the same pass it answers the one there is.';

create function gate.guard_session() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not gate.has_undertaking(new.account_id) then
    raise exception using errcode = 'SE041', message = 'no signed undertaking on record, no access';
  end if;
  return new;
end
$$;
comment on function gate.guard_session() is 'No signature on record, no access (RE.17, ME.15): whoever opens the session.';
create trigger undertaking_on_record before insert on session.session for each row when (new.kind = 'staff') execute function gate.guard_session();
comment on trigger undertaking_on_record on session.session is 'Staff sessions take a signed undertaking (RE.17, ME.15).';

create function gate.follow_browser() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.ended_at is not null or new.token_hash <> old.token_hash then
    update session.session s set ended_at = now() where s.browser_session_id = new.id and s.ended_at is null;
  else
    update session.session s set expires_at = least(new.expires_at, new.idle_expires_at)
     where s.browser_session_id = new.id and s.ended_at is null;
  end if;
  return null;
end
$$;
comment on function gate.follow_browser() is 'Database sessions live as long as the browser session they were opened for, and end with it or with its cookie.';
create trigger follow_browser after update of ended_at, token_hash, expires_at, idle_expires_at on signin.browser_session
  for each row execute function gate.follow_browser();
comment on trigger follow_browser on signin.browser_session is 'Ends or prolongs the database sessions.';

create function gate.end_sign_ins() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update signin.browser_session b set ended_at = now(), ended_because = 'access removed' where b.account_id = new.id and b.ended_at is null;
  update signin.invitation i set revoked_at = now() where i.account_id = new.id and i.used_at is null and i.revoked_at is null;
  return null;
end
$$;
comment on function gate.end_sign_ins() is 'Whose access is removed is signed out everywhere at once, and no link lets them in again.';
create trigger end_sign_ins after update of access_removed_at on auth.account for each row when (new.access_removed_at is not null)
  execute function gate.end_sign_ins();
comment on trigger end_sign_ins on auth.account is 'Removing access ends every session.';

create function session.note_security(p_kind text, p_what text, p_account uuid default null) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into audit.security (id, account_id, kind, what) values (gen_random_uuid(), p_account, p_kind, left(p_what, 200));
end
$$;
comment on function session.note_security(text, text, uuid) is 'A line of the security audit about signing in: kinds and ids, never what was typed.';

create function session.sign_undertaking(p_account uuid, p_document text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into auth.undertaking (account_id, signed_on, document) values (p_account, current_date, p_document)
  on conflict on constraint undertaking_pk do update set document = excluded.document, recorded_at = now();
  insert into audit.security (id, account_id, kind, what) values (gen_random_uuid(), p_account, 'undertaking-signed', left(p_document, 200));
end
$$;
comment on function session.sign_undertaking(uuid, text) is 'Puts a signed confidentiality undertaking on record (RE.17, ME.15).';

create function session.wants_owner() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select not exists (select from audit.security s where s.kind = 'owner-made')
$$;
comment on function session.wants_owner() is 'Whether nobody has taken the installation into use yet.';

create function gate.make_owner(p_account uuid, p_login text, p_name text, p_language text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  register record;
  role_id uuid;
  task_id uuid;
begin
  -- Two browsers with the link at once: one becomes the owner.
  perform pg_advisory_xact_lock(hashtextextended('owner', 0));
  if not session.wants_owner() then
    raise exception using errcode = 'SE044', message = 'there is an owner already';
  end if;
  insert into auth.account (id, login, display_name, language, source) values (p_account, p_login, p_name, p_language, 'owner link');
  for register in select r.id from notice.register r order by r.id loop
    insert into auth.role (id, register_id, key, title)
    values (gen_random_uuid(), register.id, 'owner', '{"fi": "Omistaja", "sv": "Ägare", "en": "Owner"}')
    on conflict on constraint role_key_unique do nothing;
    insert into auth.task (id, register_id, key, purposes, verbs)
    select gen_random_uuid(), register.id, 'own', coalesce(array_agg(p.key order by p.bit), '{}'),
           array['read', 'add', 'change', 'remove', 'count', 'export', 'send', 'manage']
      from notice.purpose p where p.register_id = register.id and p.live
    on conflict on constraint task_key_unique do nothing;
    select r.id into role_id from auth.role r where r.register_id = register.id and r.key = 'owner';
    select t.id into task_id from auth.task t where t.register_id = register.id and t.key = 'own';
    insert into auth.role_task (role_id, task_id) values (role_id, task_id) on conflict on constraint role_task_pk do nothing;
    insert into auth.account_role (account_id, role_id, granted_by, reason)
    values (p_account, role_id, 'seloste', 'first owner, by the link printed on the server');
  end loop;
  insert into audit.security (id, account_id, kind, what) values (gen_random_uuid(), p_account, 'owner-made', 'by the owner link');
end
$$;
comment on function gate.make_owner(uuid, text, text, text) is 'The first account, with every task in every register; once in the life of an installation.';

create function session.rename_account(p_account uuid, p_name text, p_language text) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  update auth.account a set display_name = coalesce(p_name, a.display_name), language = coalesce(p_language, a.language) where a.id = p_account
$$;
comment on function session.rename_account(uuid, text, text) is 'A member of staff''s own name and language; null leaves what is there.';
