-- What erasing and correcting rows ask; the functions for each table are generated (database/generate/handling.ts).
create type gate.sight as (flip bigint, bits bigint[], scope uuid[]);

create function gate.sight_for(p_session session.session, p_verb text) returns gate.sight
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  seen gate.sight;
begin
  if p_session.id is null then
    raise exception using errcode = 'SE000', message = 'no live session';
  end if;
  -- What was worked out for the session is for those without a scope.
  select p.flip, p.bits into seen.flip, seen.bits from session.prepared p where p.verb = p_verb;
  if seen.bits is null then
    seen := row(session.flip(), gate.item_bits(p_verb), session.subject_scope());
  end if;
  if not exists (select from unnest(seen.bits) b where b <> 0) then
    raise exception using errcode = 'SE001', message = 'the session may not do this under the purpose';
  end if;
  return seen;
end
$$;
comment on function gate.sight_for(session.session, text) is 'What the policies would ask for the verb, looked up once for a set of rows.';

-- barred: something may close single rows. stale: the clock has something to open or close that is not on the rows yet.
create type gate.locked as (barred boolean, stale boolean, merged boolean);

create function gate.lock_for_handling(p_register int, p_subjects uuid[]) returns gate.locked
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  locked gate.locked;
begin
  perform gate.hold_notice(p_register);
  select coalesce(bool_or(l.next_at <= now()), false), coalesce(bool_or(l.person_id is not null), false) into locked.stale, locked.merged
    from (select s.next_at, s.person_id from register.subject s where s.id = any (p_subjects) and s.register_id = p_register order by s.id for no key update) l;
  locked.barred := gate.has_bars(p_register, p_subjects);
  locked.merged := locked.merged or exists (select from register.subject s where s.person_id = any (p_subjects));
  return locked;
end
$$;
comment on function gate.lock_for_handling(int, uuid[]) is 'Before any row is touched: answers, additions and other corrections of the same people wait. Says what must be looked at row by row.';

create function gate.is_decided(p_register int, p_locked gate.locked) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select p_locked.barred or p_locked.merged or exists (select from register.hold h where h.register_id = p_register and h.ended_at is null)
$$;
comment on function gate.is_decided(int, gate.locked) is 'Whether dates, closings, restrictions, holds or a second self may decide about single rows. Nearly always nothing does.';

create function gate.erase_singly(p_table text, p_subjects uuid[], p_ids uuid[], p_ground text, out erased int, out held int)
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  target record;
begin
  erased := 0;
  held := 0;
  for target in select t.subject_id, t.id from unnest(p_subjects, p_ids) t (subject_id, id) order by t.subject_id, t.id loop
    begin
      if gate.erase_fact(p_table, target.subject_id, target.id, p_ground) = 'erased' then
        erased := erased + 1;
      else
        held := held + 1;
      end if;
    exception
      when sqlstate 'SE015' then held := held + 1;
      -- Gone or closed in the meantime.
      when sqlstate 'SE016' then null;
    end;
  end loop;
end
$$;
comment on function gate.erase_singly(text, uuid[], uuid[], text) is 'One row after another, each with all that gate.erase_fact asks; what is held, or closed because another purpose must keep it, stays and is counted.';

create function gate.held_rows(p_register int, p_locked gate.locked, p_table text, p_subjects uuid[], p_ids uuid[]) returns uuid[]
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  held uuid[];
begin
  if not gate.is_decided(p_register, p_locked) then
    return '{}';
  end if;
  execute format('select coalesce(array_agg(f.id), ''{}'')
    from register.%I f join unnest($1, $2) t (subject_id, id) on f.subject_id = t.subject_id and f.id = t.id
   where exists (select from register.hold h where h.owner_id in (f.id, f.relationship_id, f.subject_id) and h.ended_at is null)
      or exists (select from gate.bars($3, array[f.subject_id]) b
                  where b.mask <> 0 and (b.row_id = f.id or (b.row_id is null and b.item_no = f.item_no)))
      or gate.is_restricted($3, f.subject_id)', p_table)
    into held using p_subjects, p_ids, p_register;
  return held;
end
$$;
comment on function gate.held_rows(int, gate.locked, text, uuid[], uuid[]) is 'Rows under a hold, a restriction or a closing of their own, which would be lost with another person.';

create function gate.require_receiver(p_session session.session, p_table text, p_to uuid) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  perform gate.require_scope(p_to);
  -- What is handed over shows in the other's portal, so it is for who may see the person.
  if not exists (select from register.subject s where s.id = p_to and (s.gate # session.flip()) & ~s.barred & session.person_bit() <> 0 and s.shut_at > now()) then
    raise exception using errcode = 'SE002', message = 'no such subject in the register of this session';
  end if;
  -- People are matched by these: the key would go on naming the wrong one. They are erased and recorded anew.
  if p_table in ('person_name', 'email', 'phone', 'postal_address', 'birth_date', 'identity_code', 'attribute_text', 'attribute_sealed') then
    raise exception using errcode = 'SE060', message = 'what tells who somebody is, or is sealed with their key, is not handed to another';
  end if;
end
$$;
comment on function gate.require_receiver(session.session, text, uuid) is 'To whom rows filed under the wrong person may be handed, and which.';

create function gate.require_correction(p_register int, p_item smallint, p_from smallint, p_source smallint, p_subject uuid) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if p_subject is not null then
    perform gate.require_kind(p_register, p_subject, p_item);
  end if;
  if p_source is null then
    return;
  end if;
  if not session.accepts(p_item, p_source) or gate.has_condition(p_register, p_item, p_source) then
    raise exception using errcode = 'SE007', message = 'the notice does not accept this source for the item';
  end if;
  -- A correction opens nothing: what the earlier source closes, the right one must close too.
  if (select coalesce(bit_or(a.bars), 0) from notice.item_source a where a.register_id = p_register and a.item_no = p_item and a.source_no = p_from)
     & ~(select a.bars from notice.item_source a where a.register_id = p_register and a.item_no = p_item and a.source_no = p_source) <> 0 then
    raise exception using errcode = 'SE060', message = 'another source would open what the present one closes';
  end if;
end
$$;
comment on function gate.require_correction(int, smallint, smallint, smallint, uuid) is 'The notice accepts the item for the person and the source for the item, without asking a condition, and nothing opens.';

create function gate.has_condition(p_register int, p_item smallint, p_source smallint) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (select from notice.item_source a where a.register_id = p_register and a.item_no = p_item and a.source_no = p_source and a.condition is not null)
$$;
comment on function gate.has_condition(int, smallint, smallint) is 'Whether the source asks something of each subject; such rows are recorded anew from it.';
