/**
 * Erasing and correcting rows of items set-wise: one function for each table, so that its plans are kept, behind two that any table is
 * handled through. Rows are named by item, subject or id, and only those the purpose sees are touched.
 */
import { ITEM_FACTS, type Table } from '../tables.ts';

/** A call handles so many rows at most and says how many; callers go on until it says none. */
const MOST_ROWS = 10_000;

/** Tables with items people are matched by: what is gone is no longer matched by, and what matches is not handed to somebody else. */
const MATCHED = new Set([
  'person_name',
  'email',
  'phone',
  'postal_address',
  'identity_code',
  'attribute_text',
]);

const OPEN = `f.register_id = here.register_id and (f.gate # seen.flip) & ~f.barred & coalesce(seen.bits[gate.place(f.item_no)], 0) <> 0
       and f.shut_at > now() and (seen.scope is null or f.subject_id = any (seen.scope))`;

/** In branches, so that each has its own kept plan with its own index. */
function emitFinding(table: Table): string {
  const found = (
    where: string,
  ) => `select coalesce(array_agg(n.subject_id), '{}'), coalesce(array_agg(n.id), '{}'), coalesce(bool_or(n.relationship_id is not null), false)
      into subjects, ids, related
      from (select f.subject_id, f.id, f.relationship_id from register.${table.name} f where ${where} and ${OPEN} limit ${MOST_ROWS}) n;`;
  return `  if p_id is not null and p_subject is null then
    ${found('f.id = p_id and (p_item is null or f.item_no = p_item)')}
  elsif p_id is not null then
    ${found('f.subject_id = p_subject and f.id = p_id and (p_item is null or f.item_no = p_item)')}
  elsif p_subject is not null then
    ${found('f.subject_id = p_subject and (p_item is null or f.item_no = p_item)')}
  else
    ${found('f.item_no = p_item')}
  end if;`;
}

/**
 * Rows of people whom nothing but answers closes go in one statement. Where dates, restrictions, holds or merges have a say, and where
 * ages follow from what goes, each row is erased as a single one is.
 */
function emitErasing(table: Table): string {
  const { name } = table;
  const forget = MATCHED.has(name)
    ? `  perform gate.forget_match_keys('${name}', g.subject_id, g.item_no)
     from (select distinct d.subject_id, d.item_no from unnest(gone_subjects, gone_items) d (subject_id, item_no)) g;
`
    : '';
  const search = table.search
    ? `  delete from register.search s using unnest(gone_subjects, gone_ids) g (subject_id, id) where s.subject_id = g.subject_id and s.id = g.id;
`
    : '';
  const alone = name === 'birth_date' ? 'true' : 'gate.is_decided(here.register_id, locked)';
  return `create function gate.erase_${name}(here session.session, seen gate.sight, p_ground text, p_item smallint, p_subject uuid, p_id uuid,
  out erased int, out held int)
language plpgsql set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  subjects uuid[];
  ids uuid[];
  gone_subjects uuid[];
  gone_ids uuid[];
  gone_items smallint[];
  related boolean;
  locked gate.locked;
begin
${emitFinding(table)}
  erased := 0;
  held := 0;
  if cardinality(ids) = 0 then
    return;
  end if;
  locked := gate.lock_for_handling(here.register_id, subjects);
  if ${alone} then
    select r.erased, r.held into erased, held from gate.erase_singly('${name}', subjects, ids, p_ground) r;
    return;
  end if;
  with gone as (
    delete from register.${name} f using unnest(subjects, ids) t (subject_id, id)
     where f.subject_id = t.subject_id and f.id = t.id and ${OPEN}
    returning f.subject_id, f.id, f.item_no
  ), proof as (
    insert into audit.destruction (id, register_id, session_id, account_id, subject_id, table_name, row_id, item_no, ground)
    select gen_random_uuid(), here.register_id, here.id, here.account_id, g.subject_id, '${name}', g.id, g.item_no, p_ground from gone g
  )
  select coalesce(array_agg(g.subject_id), '{}'), coalesce(array_agg(g.id), '{}'), coalesce(array_agg(g.item_no), '{}')
    into gone_subjects, gone_ids, gone_items from gone g;
  erased := cardinality(gone_ids);
${search}  delete from register.change_value c using unnest(gone_subjects, gone_ids) g (subject_id, id) where c.subject_id = g.subject_id and c.row_id = g.id;
${forget}end
$$;
comment on function gate.erase_${name}(session.session, gate.sight, text, smallint, uuid, uuid) is 'The work of gate.erase_facts in this table.';
`;
}

/** Where nothing but answers decides what is open, the new gate is the one kept on the subject; else everything of both is spread. */
function emitCorrecting(table: Table): string {
  const { name } = table;
  const plain = table.contact ? 'false' : 'not (locked.barred or locked.stale or related)';
  const follow = (
    target: string,
    row: string,
  ) => `  update register.${target} f set subject_id = n.subject_id, source_no = n.source_no, ends_at = n.ends_at, gate = n.gate, barred = n.barred, shut_at = n.shut_at,
         relationship_id = n.relationship_id
    from unnest(olds, done_ids) t (subject_id, id) join register.${name} n on n.subject_id = coalesce(p_to, t.subject_id) and n.id = t.id
   where f.subject_id = t.subject_id and f.${row} = t.id`;
  return `create function gate.correct_${name}(here session.session, seen gate.sight, p_item smallint, p_subject uuid, p_id uuid,
  p_to uuid, p_source smallint, p_ends_at timestamptz, out matched int, out corrected int, out held int)
language plpgsql set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  subjects uuid[];
  ids uuid[];
  kept uuid[] := '{}';
  everyone uuid[];
  olds uuid[];
  done_ids uuid[];
  related boolean;
  locked gate.locked;
  is_plain boolean;
begin
${emitFinding(table)}
  matched := cardinality(ids);
  corrected := 0;
  held := 0;
  if cardinality(ids) = 0 then
    return;
  end if;
  everyone := case when p_to is null then subjects else subjects || p_to end;
  locked := gate.lock_for_handling(here.register_id, everyone);
  is_plain := ${plain};
  if p_to is not null then
    kept := gate.held_rows(here.register_id, locked, '${name}', subjects, ids);
    held := cardinality(kept);
  end if;
  perform gate.require_correction(here.register_id, f.item_no, f.source_no, p_source, coalesce(p_to, p_subject))
     from (select distinct r.item_no, r.source_no from register.${name} r join unnest(subjects, ids) t (subject_id, id)
              on r.subject_id = t.subject_id and r.id = t.id where p_to is not null or p_source is not null) f;
  with before as materialized (
    select f.subject_id, f.id, f.source_no, f.ends_at, f.register_id, f.item_no
      from register.${name} f join unnest(subjects, ids) t (subject_id, id) on f.subject_id = t.subject_id and f.id = t.id
     where not f.id = any (kept) and ${OPEN}
       and ((p_to is not null and f.subject_id <> p_to) or (p_source is not null and f.source_no <> p_source)
         or (p_ends_at is not null and coalesce(f.ends_at, 'infinity') <> p_ends_at))
  ), after as (
    update register.${name} f set subject_id = e.id, relationship_id = case when e.id = b.subject_id then f.relationship_id end,
           source_no = coalesce(p_source, b.source_no), ends_at = nullif(coalesce(p_ends_at, b.ends_at), 'infinity'), gate = case when e.id = b.subject_id then f.gate else e.gate end,
           barred = case when p_source is null then f.barred else (
             select s.bars from notice.item_source s where s.register_id = f.register_id and s.item_no = f.item_no and s.source_no = p_source) end,
           shut_at = least(e.shut_at, coalesce(p_ends_at, b.ends_at))
      from before b join register.subject e on e.id = coalesce(p_to, b.subject_id)
     where f.subject_id = b.subject_id and f.id = b.id
    returning b.subject_id as old_subject, f.subject_id, f.id, f.register_id, f.relationship_id, f.item_no, f.source_no, f.gate, f.barred, f.shut_at, f.ends_at,
      b.source_no as old_source, b.ends_at as old_end
  ), kept_values as (
    insert into register.change_value (register_id, subject_id, id, relationship_id, item_no, source_no, recorded_by, gate, barred, shut_at, ends_at,
      table_name, row_id, column_name, old_value)
    select a.register_id, a.subject_id, gen_random_uuid(), a.relationship_id, a.item_no, a.source_no, here.account_id, a.gate, a.barred, a.shut_at, a.ends_at,
           '${name}', a.id, v.column_name, v.old_value
      from after a cross join lateral (values ('source_no', a.old_source::text, a.source_no <> a.old_source),
        ('ends_at', to_jsonb(a.old_end) #>> '{}', a.ends_at is distinct from a.old_end)) v (column_name, old_value, differs)
     where v.differs
  ), lines as (
    insert into audit.change (id, register_id, session_id, account_id, purpose_key, verb, table_name, subject_id, row_id)
    select gen_random_uuid(), here.register_id, here.id, here.account_id, nullif(current_setting('seloste.purpose', true), ''), v.verb, '${name}', v.subject_id, a.id
      from after a cross join lateral (
        select 'change' as verb, a.subject_id where a.subject_id = a.old_subject
        union all select 'remove', a.old_subject where a.subject_id <> a.old_subject
        union all select 'add', a.subject_id where a.subject_id <> a.old_subject) v
  )
  select coalesce(array_agg(a.old_subject), '{}'), coalesce(array_agg(a.id), '{}') into olds, done_ids from after a;
  corrected := cardinality(done_ids);
  -- Old values close with their row, and go with it to the person they are about.
  if p_to is not null or p_ends_at is not null then
  ${follow('change_value', 'row_id')}
     and (p_to is not null or f.shut_at > n.shut_at);
  end if;
${table.search ? `${follow('search', 'id')};\n` : ''}  if not is_plain then
    update register.due d set subject_id = p_to where p_to is not null and d.owner_id = any (done_ids);
    perform gate.spread(here.register_id, gate.lock_people(here.register_id, everyone));
  end if;
end
$$;
comment on function gate.correct_${name}(session.session, gate.sight, smallint, uuid, uuid, uuid, smallint, timestamptz) is 'The work of gate.correct_facts in this table.';
`;
}

const NAMES_ROWS = `  if num_nonnulls(p_item, p_subject, p_id) = 0 then
    raise exception using errcode = 'SE016', message = 'no such row';
  end if;`;

const dispatch = (call: (table: string) => string) =>
  `  case p_table
${ITEM_FACTS.map(({ name }) => `    when '${name}' then\n      ${call(name)}`).join('\n')}
    else
      raise exception using errcode = 'SE016', message = 'no such row';
  end case;`;

export function emitHandling(): string {
  return `-- Generated from tables.ts.
${ITEM_FACTS.map((table) => emitErasing(table) + emitCorrecting(table)).join('\n')}
create function gate.erase_facts(p_table text, p_ground text, p_item smallint default null, p_subject uuid default null, p_id uuid default null,
  out erased int, out held int)
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  here session.session := session.current_row();
  seen gate.sight := gate.sight_for(here, 'remove');
begin
${NAMES_ROWS}
${dispatch((name) => `select r.erased, r.held into erased, held from gate.erase_${name}(here, seen, p_ground, p_item, p_subject, p_id) r;`)}
end
$$;
comment on function gate.erase_facts(text, text, smallint, uuid, uuid) is 'Removes the rows of an item, a subject or an id that the purpose sees, ${MOST_ROWS} at most, with search lines, old values and match keys, and leaves proof of each. What is held, restricted or kept for another purpose stays and is counted.';

create function gate.correct_facts(p_table text, p_item smallint default null, p_subject uuid default null, p_id uuid default null,
  p_to_subject uuid default null, p_source text default null, p_ends_at timestamptz default null,
  out matched int, out corrected int, out held int)
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  here session.session := session.current_row();
  seen gate.sight := gate.sight_for(here, 'change');
  source smallint;
begin
${NAMES_ROWS}
  if p_to_subject is not null then
    perform gate.require_receiver(here, p_table, p_to_subject);
  end if;
  if p_source is not null then
    source := gate.source_no(here.register_id, p_source);
  end if;
${dispatch((name) => `select r.matched, r.corrected, r.held into matched, corrected, held from gate.correct_${name}(here, seen, p_item, p_subject, p_id, p_to_subject, source, p_ends_at) r;`)}
end
$$;
comment on function gate.correct_facts(text, smallint, uuid, uuid, uuid, text, timestamptz) is 'Corrects what the application may not write: whose the rows are (filed under the wrong person), where they came from, when they end (Art. 5(1)(d), 16). Null leaves as it is, infinity takes an own end away. Answers how many rows matched, differed and are corrected, and are held.';
`;
}
