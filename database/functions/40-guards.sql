-- What the application may not write is filled here, for single rows it adds or changes.
create function gate.search_text(variadic p_values text[]) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select translate(lower(array_to_string(p_values, ' ')),
    'áàâäãåāăąæçćčďđðéèêëēėęěğģíìîïīįıķłļľñńňņóòôöõøōőŕřśšșşťțţúùûüūůűųýÿžźż',
    'aaaaaaaaaacccdddeeeeeeeeggiiiiiiiklllnnnnoooooooorrsssstttuuuuuuuuyyzzz')
$$;
comment on function gate.search_text(text[]) is 'The spelling search compares: lower case, letters without their marks, values joined by a space.';

create function gate.row_bars(p_register int, p_subject uuid, p_row uuid, p_relationship uuid, p_item smallint)
returns table (mask bigint, shut_at timestamptz)
language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce(bit_or(b.mask), 0), min(b.shut_at)
    from gate.bars(p_register, array[p_subject]) b
   where (b.row_id is null or b.row_id = p_row) and (b.item_no is null or b.item_no = p_item)
     and (b.relationship_id is null or b.relationship_id = coalesce(p_relationship, '00000000-0000-0000-0000-000000000000'))
$$;
comment on function gate.row_bars(int, uuid, uuid, uuid, smallint) is 'The closings that hold for one new row.';

create function gate.has_bars(p_register int, p_subjects uuid[]) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (select from register.due d where d.subject_id = any (p_subjects) and d.register_id = p_register)
      or exists (select from register.permission e where e.subject_id = any (p_subjects) and e.register_id = p_register and e.kind = 'restriction')
      or exists (select from register.closing c where c.subject_id = any (p_subjects) and c.register_id = p_register)
$$;
comment on function gate.has_bars(int, uuid[]) is 'Whether anything could close single rows of the subjects; most people have no end ahead, no restriction and no closed row.';

create function gate.effect_of(p_register int, p_subject uuid, p_relationship uuid, p_contact text) returns setof gate.effect
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  person record;
begin
  -- What the answers give is kept on the subject, and holds until the clock next opens or closes something.
  select s.gate, s.shut_at, s.next_at into person from register.subject s where s.id = p_subject and s.register_id = p_register;
  if p_contact = 'any' and p_relationship is null and person.next_at > now() then
    return query select p_subject, null::uuid, person.gate, null::bigint, null::bigint, null::bigint, null::bigint, person.shut_at, person.next_at;
    return;
  end if;
  return query select e.* from gate.effective(p_register, array[p_subject]) e where e.relationship_id is not distinct from p_relationship;
end
$$;
comment on function gate.effect_of(int, uuid, uuid, text) is 'What is open for one subject''s own rows or for those of a relationship; the caller holds the subject''s lock.';

create function gate.require_kind(p_register int, p_subject uuid, p_item smallint) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from notice.item i where i.register_id = p_register and i.item_no = p_item and i.kinds is not null
       and not exists (select from register.relationship r where r.subject_id = p_subject and r.kind_no = any (i.kinds))) then
    raise exception using errcode = 'SE004', message = 'the notice does not list this item for the kind of person',
      detail = (select i.key from notice.item i where i.register_id = p_register and i.item_no = p_item);
  end if;
end
$$;
comment on function gate.require_kind(int, uuid, smallint) is 'Where the notice says which kinds of people an item is for, others never have it.';

create function gate.guard_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  here int := session.register_id();
  effect gate.effect;
  contact text := tg_argv[0];
  closings record;
  source_bars bigint;
  words text;
begin
  -- Asked before anything about the person, else the errors below would answer whoever may not add.
  if gate.item_bit('add', new.item_no) = 0 or not session.accepts(new.item_no, new.source_no) or not exists (
    select from notice.item i where i.register_id = here and i.item_no = new.item_no and i.table_name = tg_table_name) then
    raise exception using errcode = 'insufficient_privilege', message = 'the notice does not let this item be added here from this source under the purpose';
  end if;
  perform gate.require_scope(new.subject_id);
  perform gate.hold_notice(here);
  -- The lock that a permission event conflicts with: an insert cannot carry an answer that is being withdrawn (design-notes 3).
  perform from register.subject s where s.id = new.subject_id and s.register_id = here for share;
  if not found then
    raise exception using errcode = 'SE002', message = 'no such subject in the register of this session';
  end if;
  select e.* into effect from gate.effect_of(here, new.subject_id, new.relationship_id, contact) e;
  if not found then
    raise exception using errcode = 'SE003', message = 'no such relationship of the subject';
  end if;
  perform gate.require_kind(here, new.subject_id, new.item_no);
  perform gate.require_condition(here, new.item_no, new.source_no, array[new.subject_id]);
  select a.bars into source_bars from notice.item_source a
   where a.register_id = here and a.item_no = new.item_no and a.source_no = new.source_no;
  if gate.has_bars(here, array[new.subject_id]) then
    select * into closings from gate.row_bars(here, new.subject_id, new.id, new.relationship_id, new.item_no);
  else
    select 0::bigint as mask, null::timestamptz as shut_at into closings;
  end if;
  new.register_id := here;
  new.recorded_at := now();
  new.recorded_by := session.user_id();
  new.gate := case contact when 'email' then effect.email_gate when 'phone' then effect.phone_gate when 'post' then effect.post_gate else effect.any_gate end;
  new.barred := coalesce(source_bars, 0) | closings.mask;
  new.shut_at := least(effect.shut_at, closings.shut_at, new.ends_at);
  if tg_argv[1] <> '' then
    select gate.search_text(variadic array_agg(to_jsonb(new) ->> c.name order by c.place)) into words
      from unnest(string_to_array(tg_argv[1], ',')) with ordinality c (name, place);
    insert into register.search (register_id, subject_id, id, relationship_id, item_no, source_no, gate, barred, shut_at, ends_at, text)
    values (here, new.subject_id, new.id, new.relationship_id, new.item_no, new.source_no, new.gate, new.barred, new.shut_at, new.ends_at, words);
  end if;
  perform gate.note_change('add', tg_table_name, new.subject_id, new.id, 1);
  return new;
end
$$;
comment on function gate.guard_insert() is 'Locks the subject, fills register, recorder, gate and clock; the policy then asks notice, source and verb.';

create function gate.note_change(p_verb text, p_table text, p_subject uuid, p_row uuid, p_rows int) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into audit.change (id, register_id, session_id, account_id, purpose_key, verb, table_name, subject_id, row_id, rows_count)
  select gen_random_uuid(), h.register_id, h.id, h.account_id, nullif(current_setting('seloste.purpose', true), ''), p_verb, p_table, p_subject, p_row, p_rows
    from session.current_row() h where h.id is not null;
end
$$;
comment on function gate.note_change(text, text, uuid, uuid, int) is 'The audit line of a change.';

create function gate.guard_note() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform gate.note_change('change', tg_table_name, null, old.id, 1);
  return new;
end
$$;
comment on function gate.guard_note() is 'The audit line of a changed record, organisation or project.';
