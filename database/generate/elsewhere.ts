/** How many facts of a visible person other purposes hold, counted over every table of items. */
import { ITEM_FACTS } from '../tables.ts';

const rows = ITEM_FACTS.map(
  (table) =>
    `    select f.item_no, (f.gate # default_open) & ~f.barred as open from register.${table.name} f where f.subject_id = any (everyone) and f.shut_at > now()`,
).join('\n    union all\n');

/** Only purposes the session may switch to are named; restricted rows are barred, so they are never counted. */
export function emitElsewhere(): string {
  return `-- Generated from tables.ts.
create function gate.facts_elsewhere(p_subject uuid) returns table (purpose_key text, facts bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := session.current_row();
  own_bit bigint := session.person_bit();
  default_open bigint := session.flip();
  scope uuid[] := session.subject_scope();
  everyone uuid[];
begin
  if own_bit = 0 or here.account_id is null or not exists (
    select from register.subject s
     where s.id = p_subject and s.register_id = here.register_id and (s.gate # default_open) & ~s.barred & own_bit <> 0 and s.shut_at > now()
       and (scope is null or s.id = any (scope))) then
    return;
  end if;
  everyone := gate.whole_person(p_subject);
  return query
  with other as (
    select distinct p.key, 1::bigint << p.bit as mask
      from notice.purpose p
      join notice.in_force f on f.register_id = p.register_id and (f.pending >> p.bit) & 1 = 0
      join auth.account_role g on g.account_id = here.account_id and g.ended_at is null
      join auth.role r on r.id = g.role_id and r.register_id = here.register_id
      join auth.role_task rt on rt.role_id = r.id
      join auth.task t on t.id = rt.task_id and p.key = any (t.purposes) and 'read' = any (t.verbs)
     where p.register_id = here.register_id and p.live and not p.implicit and (p.verbs is null or 'read' = any (p.verbs)) and 1::bigint << p.bit <> own_bit
  ), fact as (
${rows}
  )
  select o.key, count(*)
    from fact f
    join notice.item i on i.register_id = here.register_id and i.item_no = f.item_no
    join other o on f.open & i.purposes & o.mask <> 0
   where f.open & i.purposes & own_bit = 0
   group by o.key
   order by o.key;
end
$$;
comment on function gate.facts_elsewhere(uuid) is 'For a person visible under the present purpose: how many facts other purposes hold, for purposes the user may switch to.';
`;
}
