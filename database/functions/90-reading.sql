-- Search, what other purposes hold, and removing.
create function gate.search(p_words text, p_limit int default 50) returns table (subject_id uuid, item_no smallint, rank real, fact_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, gate, pg_temp set jit = off as $$
#variable_conflict use_column
declare
  here int := session.register_id();
  flip bigint := session.flip();
  bit bigint := session.purpose_bit();
  items smallint[] := session.items();
  scope uuid[] := session.subject_scope();
  words text := gate.search_text(trim(p_words));
  pattern text := '%' || replace(replace(replace(words, '\', '\\'), '%', '\%'), '_', '\_') || '%';
  most int := least(p_limit, 500);
  exact int;
begin
  if bit = 0 or length(words) < 2 then
    return;
  end if;
  return query
    select s.subject_id, s.item_no, 1::real, s.id
      from register.search s join register.subject p on p.id = s.subject_id and p.identified
     where s.text like pattern
       and s.register_id = here and s.item_no = any (items) and (s.gate # flip) & ~s.barred & bit <> 0 and s.shut_at > now()
       and (scope is null or s.subject_id = any (scope))
     order by s.text, s.subject_id
     limit most;
  get diagnostics exact = row_count;
  -- Words that look alike cost more to find, so they are looked for only where there is room for them.
  if exact < most and length(words) >= 4 then
    return query
      select s.subject_id, s.item_no, word_similarity(words, s.text) as rank, s.id
        from register.search s join register.subject p on p.id = s.subject_id and p.identified
       where words <% s.text and s.text not like pattern
         and s.register_id = here and s.item_no = any (items) and (s.gate # flip) & ~s.barred & bit <> 0 and s.shut_at > now()
         and (scope is null or s.subject_id = any (scope))
       order by rank desc, s.subject_id
       limit most - exact;
  end if;
end
$$;
comment on function gate.search(text, int) is 'Ids and rank of facts that look like the words, under the very predicate of the policies; unidentified subjects are never found.';

create function gate.require_scope_of(p_register int, p_subject uuid) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from register.subject s where s.id = p_subject and s.register_id = p_register) then
    raise exception using errcode = 'SE002', message = 'no such subject in the register of this session';
  end if;
end
$$;
comment on function gate.require_scope_of(int, uuid) is 'A case is of somebody in the register.';

create function gate.start_case(p_id uuid, p_kind text, p_reason text, p_subject uuid default null) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := session.current_row();
begin
  if here.kind is distinct from 'staff' and here.kind is distinct from 'cli' then
    raise exception using errcode = 'SE001', message = 'only a member of staff opens a case';
  end if;
  -- A sweep is a run of a service's; a person who opened one would erase under retention.
  if p_kind not in ('request', 'breach', 'review') then
    raise exception using errcode = 'SE001', message = 'only a member of staff opens a case';
  end if;
  if p_subject is not null then
    perform gate.require_scope_of(here.register_id, p_subject);
  end if;
  if not exists (select from auth.account_role g join auth.role_task rt on rt.role_id = g.role_id join auth.task t on t.id = rt.task_id
       where g.account_id = here.account_id and g.ended_at is null and t.register_id = here.register_id
         and case p_kind when 'request' then 'rights' else 'security' end = any (t.purposes)) then
    raise exception using errcode = 'SE001', message = 'the session may not do this under the purpose';
  end if;
  insert into session.open_case (id, register_id, kind, subject_id, reason, opened_by)
  values (p_id, here.register_id, p_kind, p_subject, p_reason, here.account_id);
  insert into audit.security (id, register_id, session_id, account_id, kind, what)
  values (gen_random_uuid(), here.register_id, here.id, here.account_id, 'case-opened', p_kind);
  return p_id;
end
$$;
comment on function gate.start_case(uuid, text, text, uuid) is 'Opens a request, breach or review: what an implicit purpose needs. It is on record.';

create function gate.close_case(p_id uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update session.open_case c set closed_at = now()
   where c.id = p_id and c.register_id = session.register_id() and c.closed_at is null and session.user_id() is not null;
end
$$;
comment on function gate.close_case(uuid) is 'Closes a case; what it opened closes with it.';

create function session.open(p_id uuid, p_pass_hash bytea, p_register text, p_kind text, p_expires_at timestamptz, p_account uuid default null,
  p_subject_scope uuid default null, p_purposes text[] default null, p_verbs text[] default null, p_case uuid default null) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into session.session (id, pass_hash, register_id, kind, account_id, subject_scope, purposes, verbs, case_id, expires_at)
  select p_id, p_pass_hash, r.id, p_kind, p_account, p_subject_scope, p_purposes, p_verbs, p_case, p_expires_at
    from notice.register r where r.key = p_register;
  if not found then
    raise exception using errcode = 'SE014', message = 'no such register';
  end if;
  insert into audit.security (id, register_id, session_id, account_id, kind, what)
  select gen_random_uuid(), s.register_id, s.id, s.account_id, 'session-opened', s.kind from session.session s where s.id = p_id;
  return p_id;
end
$$;
comment on function session.open(uuid, bytea, text, text, timestamptz, uuid, uuid, text[], text[], uuid) is 'Opens a session whose pass hashes to p_pass_hash; for signing in and for the administrator''s commands.';

create function session.close(p_id uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update session.session s set ended_at = now() where s.id = p_id and s.ended_at is null;
end
$$;
comment on function session.close(uuid) is 'Ends a session: its pass is worth nothing from the next statement on.';

create function session.find_account(p_login text) returns table (account_id uuid, display_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.display_name from auth.account a where a.login = p_login and a.access_removed_at is null
$$;
comment on function session.find_account(text) is 'The account of a personal user id, for signing in.';
