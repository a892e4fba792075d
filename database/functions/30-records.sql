-- Records: open if open for one of those involved, closed if closed by any of them.
create function gate.regate_records(p_register int, p_records uuid[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp set jit = off as $$
begin
  if cardinality(p_records) = 0 then
    return;
  end if;
  -- Locked first: the next statement then sees what another person's withdrawal has just written to the same record.
  perform from register.record r where r.id = any (p_records) order by r.id for no key update;
  update register.record r set gate = w.gate, barred = w.barred, shut_at = w.shut_at
    from gate.record_gates(p_register, p_records) w
   where r.id = w.record_id and (r.gate, r.barred, r.shut_at) is distinct from (w.gate, w.barred, w.shut_at);
end
$$;
comment on function gate.regate_records(int, uuid[]) is 'Combines the gates of those involved into their records.';

create function gate.record_gates(p_register int, p_records uuid[])
returns table (record_id uuid, gate bigint, barred bigint, shut_at timestamptz)
language sql stable set search_path = pg_catalog, pg_temp set jit = off as $$
  select r.id,
         coalesce(((bit_or(case when v.shut_at > now() then (v.gate # f.flip) & ~v.barred else 0 end)
           & ~bit_or(v.barred)) # f.flip) & m.every, 0),
         coalesce(max(a.bars), 0),
         coalesce(min(v.shut_at) filter (where v.shut_at > now()), 'infinity')
    from register.record r
    join notice.in_force f on f.register_id = p_register
   cross join lateral (select coalesce(bit_or(1::bigint << p.bit), 0) as every from notice.purpose p
                        where p.register_id = p_register and p.live and not p.implicit) m
    left join register.involvement v on v.record_id = r.id
    left join notice.item_source a on a.register_id = p_register and a.item_no = r.item_no and a.source_no = r.source_no
   where r.id = any (p_records) and r.register_id = p_register
   group by r.id, f.flip, m.every
$$;
comment on function gate.record_gates(int, uuid[]) is 'open(record) = OR(open of those involved) and not OR(closed by those involved).';
