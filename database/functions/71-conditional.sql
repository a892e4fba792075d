-- Facts a kind of person may have only under a condition, or instead of another: they wait until the others of the batch are stored, since
-- the condition may be about those. What does not fit is left out and told by row and item; the rest of the row stays.
create function gate.set_aside(p_register int) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from notice.item i where i.register_id = p_register and i.conditional) then
    with waiting as (
      delete from pg_temp.staging_fact f using notice.item i
       where i.register_id = p_register and i.item_no = f.item_no and i.conditional and f.subject_id is not null
      returning f.*)
    insert into pg_temp.staging_later select * from waiting;
  end if;
end
$$;
comment on function gate.set_aside(int) is 'Sets aside what has to be asked about, which is nothing in most notices.';

create function gate.insert_conditional(p_register int) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  bit bigint := gate.entitled_bit('add');
  item smallint;
  added bigint := 0;
begin
  -- One item after the other, the first of a group before the second: the second then finds it there.
  for item in
    select l.item_no
      from (select distinct x.item_no from pg_temp.staging_later x) l
      left join lateral (
        select min(o.place) as place from notice.kind k, jsonb_array_elements(k.one_of) g, jsonb_array_elements_text(g) with ordinality o (no, place)
         where k.register_id = p_register and k.live and o.no::smallint = l.item_no) p on true
     order by coalesce(p.place, 0), l.item_no loop
    with judged as materialized (
      select l.id, l.row_no, l.subject_id, gate.best_fit(p_register, l.subject_id, l.relationship_id, l.item_no, bit) as answer
        from pg_temp.staging_later l where l.item_no = item
    ), left_out as (
      insert into pg_temp.staging_left select j.row_no, j.subject_id, item, j.answer from judged j where j.answer <> 'fits'
    )
    insert into pg_temp.staging_fact select l.* from pg_temp.staging_later l join judged j on j.id = l.id and j.answer = 'fits';
    added := added + gate.insert_fitting(p_register);
  end loop;
  perform gate.spread(p_register, array(select distinct l.subject_id from pg_temp.staging_left l));
  truncate pg_temp.staging_later;
  return added;
end
$$;
comment on function gate.insert_conditional(int) is 'Stores what fits of what was set aside.';

create function gate.left_out() returns table (row_no int, item_no smallint, reason text)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  perform gate.require_session('add');
  return query select l.row_no, l.item_no, l.reason from pg_temp.staging_left l order by l.row_no, l.item_no;
end
$$;
comment on function gate.left_out() is 'What the notice lets nobody keep of the batch as things are, by row and item: condition, or one-of.';
