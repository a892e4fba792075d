-- What writing single facts needs beside the policies: keys people are matched and kept closed by, and where a changed value came from.
create function gate.require_writing() returns session.session
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := session.current_row();
begin
  if here.id is null then
    raise exception using errcode = 'SE000', message = 'no live session';
  end if;
  if gate.entitled_bit('add') | gate.entitled_bit('change') | gate.entitled_bit('remove') = 0 then
    raise exception using errcode = 'SE001', message = 'the session may not do this under the purpose';
  end if;
  return here;
end
$$;
comment on function gate.require_writing() is 'The live session, when it may write anything under the purpose.';

create function gate.know_keys(p_subject uuid, p_keys jsonb, p_gone bytea[] default '{}') returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  here session.session := gate.require_writing();
  keys jsonb := coalesce(p_keys, '[]');
  carried bigint;
begin
  perform gate.require_scope(p_subject);
  perform gate.hold_notice(here.register_id);
  -- The locks of gate.match: an import of the same person at this moment waits or is waited for.
  perform pg_advisory_xact_lock_shared(hashtextextended('match ' || here.register_id, 0));
  perform pg_advisory_xact_lock(k.no) from (
    select distinct hashtextextended(e ->> 'hmac', here.register_id) as no from jsonb_array_elements(keys) e order by 1) k;
  perform gate.lock_people(here.register_id, array[p_subject]);
  if exists (select from register.subject s where s.id = p_subject and s.recorded_at = now()) then
    perform gate.require_welcome(here.register_id, p_subject, keys);
  end if;
  delete from register.match_key m where m.subject_id = p_subject and m.hmac = any (p_gone);
  insert into register.match_key (register_id, kind, hmac, subject_id)
  select distinct here.register_id, e ->> 'kind', decode(e ->> 'hmac', 'hex'), p_subject from jsonb_array_elements(keys) e
  on conflict on constraint match_key_pk do nothing;
  insert into register.permission (register_id, subject_id, id, kind, purpose_key, channel, given_by, at, ground, source_no, recorded_by)
  select here.register_id, p_subject, gen_random_uuid(), c.kind, c.purpose_key, c.channel, 'staff', c.at, 'the address was closed before', s.source_no, here.account_id
    from (select case x.reason when 'objected' then 'objection' when 'withdrawn' then 'withdrawal' else 'ban' end as kind,
                 nullif(x.purpose_key, '') as purpose_key, x.channel, max(x.recorded_at) as at
            from jsonb_array_elements(keys) e
            join register.suppression x on x.register_id = here.register_id and x.channel = e ->> 'kind' and x.hmac = decode(e ->> 'hmac', 'hex')
           where x.reason in ('banned', 'objected', 'withdrawn') and (x.reason <> 'withdrawn' or x.purpose_key <> '')
           group by 1, 2, 3) c
    join register.subject s on s.id = p_subject
   where not exists (
     select from register.permission p
      where p.subject_id = p_subject and p.kind = c.kind and p.purpose_key is not distinct from c.purpose_key
        and (p.channel is null or p.channel = c.channel));
  get diagnostics carried = row_count;
  if carried > 0 then
    perform gate.spread(here.register_id, gate.lock_people(here.register_id, array[p_subject]));
  end if;
end
$$;
comment on function gate.know_keys(uuid, jsonb, bytea[]) is 'Keeps what a person is matched by in step with their facts; an address that said no brings its no along, whoever it is added to (promise 5).';

create function gate.require_welcome(p_register int, p_subject uuid, p_keys jsonb) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  bit bigint := gate.entitled_bit('add');
  known uuid[] := array(
    select distinct m.subject_id from jsonb_array_elements(p_keys) e
      join register.match_key m on m.register_id = p_register and m.kind = e ->> 'kind' and m.hmac = decode(e ->> 'hmac', 'hex')
      join register.subject s on s.id = m.subject_id and s.identified
     where (e ->> 'joins')::boolean and m.subject_id <> p_subject);
begin
  if exists (select from gate.effective(p_register, known) e where e.relationship_id is null and e.closed & bit <> 0)
     or exists (select from jsonb_array_elements(p_keys) e
                  join register.suppression x on x.register_id = p_register and x.channel = e ->> 'kind' and x.hmac = decode(e ->> 'hmac', 'hex')
                 where x.reason = 'erased') then
    raise exception using errcode = 'SE050', message = 'the person cannot be recorded under the purpose';
  end if;
end
$$;
comment on function gate.require_welcome(int, uuid, jsonb) is 'As gate.match refuses: who is closed, banned, restricted or erased is not recorded a second time, and the answer does not tell which.';

create function gate.change_source(p_table text, p_subject uuid, p_id uuid, p_source text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  here session.session := gate.require_session('change');
  source smallint := gate.source_no(here.register_id, p_source);
  target record;
begin
  if not exists (select from notice.item i where i.register_id = here.register_id and i.table_name = p_table and p_table <> 'record') then
    raise exception using errcode = 'SE016', message = 'no such row';
  end if;
  perform gate.require_scope(p_subject);
  perform gate.hold_notice(here.register_id);
  perform from register.subject s where s.id = p_subject for share;
  execute format('select f.item_no, f.relationship_id, f.source_no, f.recorded_at, f.gate, f.barred, f.shut_at from register.%I f
                   where f.subject_id = $1 and f.id = $2 and f.register_id = $3', p_table)
    into target using p_subject, p_id, here.register_id;
  -- Hidden by the gate and absent are the same answer.
  if target.item_no is null or target.shut_at <= now()
     or (target.gate # session.flip()) & ~target.barred & gate.item_bit('change', target.item_no) = 0 then
    raise exception using errcode = 'SE016', message = 'no such row';
  end if;
  if target.source_no = source then
    return;
  end if;
  if not session.accepts(target.item_no, source) then
    raise exception using errcode = 'SE007', message = 'the notice does not accept this source for the item', detail = p_source;
  end if;
  perform gate.require_condition(here.register_id, target.item_no, source, array[p_subject]);
  -- A value is never opened by saying that it came from elsewhere.
  if exists (
    select from notice.item_source o
      left join notice.item_source n on n.register_id = o.register_id and n.item_no = o.item_no and n.source_no = source
     where o.register_id = here.register_id and o.item_no = target.item_no and o.source_no = target.source_no
       and o.bars & ~coalesce(n.bars, 0) <> 0) then
    raise exception using errcode = 'SE051', message = 'the old source narrows what the new one would open';
  end if;
  execute format('update register.%I set source_no = $1 where subject_id = $2 and id = $3', p_table) using source, p_subject, p_id;
  update register.search s set source_no = source where s.subject_id = p_subject and s.id = p_id;
  insert into register.change_value (register_id, subject_id, id, relationship_id, item_no, source_no, recorded_by, gate, barred, shut_at,
    table_name, row_id, column_name, old_value)
  values (here.register_id, p_subject, gen_random_uuid(), target.relationship_id, target.item_no, target.source_no, here.account_id,
    target.gate, target.barred, target.shut_at, p_table, p_id, 'source_no', target.source_no::text);
  perform gate.spread(here.register_id, gate.lock_people(here.register_id, array[p_subject]));
end
$$;
comment on function gate.change_source(text, uuid, uuid, text) is 'A changed value may come from another source than the old one; the notice must accept it (promise 2).';
