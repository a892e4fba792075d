-- Removing for good, with proof; and what the checks ask.
create function gate.is_restricted(p_register int, p_subject uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from register.permission e
     where e.subject_id = any (gate.whole_person(p_subject)) and e.register_id = p_register and e.kind = 'restriction' and e.purpose_key is null
       and e.scope_item_no is null and e.scope_row_id is null and coalesce(e.expires_at, 'infinity') > now()
       and not exists (
         select from register.permission l where l.subject_id = e.subject_id and l.kind = 'restriction-lifted'
            and (l.lifts = e.id or (l.lifts is null and l.at > e.at and l.purpose_key is null and l.scope_item_no is null and l.scope_row_id is null))))
$$;
comment on function gate.is_restricted(int, uuid) is 'Whether everything of the person is restricted: then it is only stored (Art. 18(2)).';

create function gate.keepers(p_register int, p_subject uuid, p_row uuid, p_relationship uuid, p_item smallint, p_open bigint) returns bigint
language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce(bit_or(1::bigint << e.purpose_bit), 0)
    from gate.ends(p_register, array[p_subject]) e
    join notice.purpose p on p.register_id = p_register and p.bit = e.purpose_bit and p.live
    join notice.item i on i.register_id = p_register and i.item_no = p_item and (i.purposes >> p.bit) & 1 = 1
   where e.item_no = p_item
     and (e.row_id = p_row or (e.row_id is null and e.relation = coalesce(p_relationship, '00000000-0000-0000-0000-000000000000')))
     and coalesce(e.ends_on, 'infinity') >= gate.today(p_register) and p.key <> current_setting('seloste.purpose', true)
     -- What the person closed need not be kept for it (Art. 17(1)(b) and (c)); what the law requires is, also at the person's request (Art. 17(3)(b)).
     and (p.basis = 'legal-obligation' or ((p_open >> p.bit) & 1 = 1 and current_setting('seloste.purpose', true) <> 'rights'))
$$;
comment on function gate.keepers(int, uuid, uuid, uuid, smallint, bigint) is 'Other purposes whose period for the row has not ended, or whose end is not known: unknown never erases.';

create function gate.close_fact(p_register int, p_table text, p_subject uuid, p_row uuid, p_item smallint, p_keepers bigint, p_ground text, p_by uuid) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into register.closing (register_id, subject_id, row_id, purpose_key, ground, closed_by)
  select p_register, p_subject, p_row, p.key, p_ground, p_by
    from notice.purpose p join notice.item i on i.register_id = p_register and i.item_no = p_item and (i.purposes >> p.bit) & 1 = 1
   where p.register_id = p_register and p.live and not p.implicit and (p_keepers >> p.bit) & 1 = 0
     and current_setting('seloste.purpose', true) in (p.key, 'rights')
  on conflict on constraint closing_pk do nothing;
  perform gate.note_change('change', p_table, p_subject, p_row, 1);
  perform gate.spread(p_register, gate.lock_people(p_register, array[p_subject]));
end
$$;
comment on function gate.close_fact(int, text, uuid, uuid, smallint, bigint, text, uuid) is 'Closes a row for the purpose that has no more use for it, at the person''s request for all that need not keep it. No hold: it goes when the last period ends.';

create function gate.erase_fact(p_table text, p_subject uuid, p_id uuid, p_ground text) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  here session.session := gate.require_session('remove');
  target record;
  keepers bigint;
begin
  if not exists (select from notice.item i where i.register_id = here.register_id and i.table_name = p_table and p_table <> 'record') then
    raise exception using errcode = 'SE016', message = 'no such row';
  end if;
  perform gate.require_scope(p_subject);
  perform gate.lock_people(here.register_id, array[p_subject]);
  execute format('select f.item_no, f.relationship_id, f.gate, f.barred, f.shut_at from register.%I f
                   where f.subject_id = $1 and f.id = $2 and f.register_id = $3', p_table)
    into target using p_subject, p_id, here.register_id;
  -- Hidden by the gate and absent are the same answer.
  if target.item_no is null or target.shut_at <= now()
     or (target.gate # session.flip()) & ~target.barred & gate.item_bit('remove', target.item_no) = 0 then
    raise exception using errcode = 'SE016', message = 'no such row';
  end if;
  if exists (select from register.hold h where h.owner_id in (p_id, target.relationship_id, p_subject) and h.ended_at is null)
     or exists (select from gate.restrictions(here.register_id, array[p_subject]) b
                 where b.mask <> 0 and (b.row_id = p_id or (b.row_id is null and b.item_no = target.item_no)))
     or gate.is_restricted(here.register_id, p_subject) then
    raise exception using errcode = 'SE015', message = 'the row is held';
  end if;
  -- A sweep has looked at every purpose's period before it comes.
  keepers := case when current_setting('seloste.purpose', true) = 'retention' then 0
    else gate.keepers(here.register_id, p_subject, p_id, target.relationship_id, target.item_no, (target.gate # session.flip()) & ~target.barred) end;
  if keepers <> 0 then
    perform gate.close_fact(here.register_id, p_table, p_subject, p_id, target.item_no, keepers, p_ground, here.account_id);
    return 'closed';
  end if;
  execute format('delete from register.%I where subject_id = $1 and id = $2', p_table) using p_subject, p_id;
  delete from register.search s where s.subject_id = p_subject and s.id = p_id;
  delete from register.change_value c where c.subject_id = p_subject and c.row_id = p_id;
  delete from register.due d where d.owner_id = p_id;
  delete from register.closing c where c.subject_id = p_subject and c.row_id = p_id;
  perform gate.forget_match_keys(p_table, p_subject, target.item_no);
  insert into audit.destruction (id, register_id, session_id, account_id, subject_id, table_name, row_id, item_no, ground)
  values (gen_random_uuid(), here.register_id, here.id, here.account_id, p_subject, p_table, p_id, target.item_no, p_ground);
  perform gate.spread(here.register_id, gate.lock_people(here.register_id, array[p_subject]));
  return 'erased';
end
$$;
comment on function gate.erase_fact(text, uuid, uuid, text) is 'Removes a row with its search line, old values and match keys, and leaves the proof: erased. While another purpose must keep it, it is closed for this one: closed. Held and restricted rows are refused.';

create function gate.forget_match_keys(p_table text, p_subject uuid, p_item smallint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  word text := case p_table when 'email' then 'email' when 'phone' then 'phone' when 'postal_address' then 'post' when 'person_name' then 'name'
    when 'identity_code' then 'identity' when 'attribute_text' then case p_item when 8 then 'customer-number' when 9 then 'user-id' end end;
  others boolean;
begin
  if word is null then
    return;
  end if;
  execute format('select exists (select from register.%I f where f.subject_id = $1 and f.item_no = $2)', p_table) into others using p_subject, p_item;
  if not others then
    delete from register.match_key m where m.subject_id = p_subject and m.kind like '%' || word || '%';
  end if;
end
$$;
comment on function gate.forget_match_keys(text, uuid, smallint) is 'An address that is gone is no longer matched by, not even as a hash.';

create function gate.check_gates() returns table (problem text, table_name text, subject_id uuid, row_id uuid)
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
#variable_conflict use_column
declare
  here record;
  batch uuid[];
  after_id uuid;
begin
  for here in select f.register_id from notice.in_force f
    where not exists (select from notice.rewrite w where w.register_id = f.register_id and w.finished_at is null) loop
    after_id := '00000000-0000-0000-0000-000000000000';
    loop
      batch := array(select s.id from register.subject s where s.register_id = here.register_id and s.id > after_id order by s.id limit 1000);
      exit when cardinality(batch) = 0;
      return query select 'stored gate is not the recomputed one', d.table_name, d.subject_id, d.row_id
        from gate.disagreements(here.register_id, batch) d;
      after_id := batch[cardinality(batch)];
    end loop;
    return query select 'record gate is not the combined one', 'record', null::uuid, r.id
      from register.record r join gate.record_gates(here.register_id, array(select x.id from register.record x where x.register_id = here.register_id)) g
        on g.record_id = r.id
     where r.shut_at > now() and (r.gate, r.barred) is distinct from (g.gate, g.barred);
  end loop;
end
$$;
comment on function gate.check_gates() is 'Every row whose stored gate is not what the answers give; ids only. Must be none.';
