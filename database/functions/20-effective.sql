-- What is open for each person: (default ∪ consented ∪ opened by a live relationship ∪ after-end) − withdrawn − objected − banned −
-- restricted − below age, per relationship and per way of contact, kept as deviation from the default.

create function gate.contact_of(p_channel text) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case p_channel when 'email' then 'email' when 'sms' then 'phone' when 'phone' then 'phone' when 'post' then 'post' end
$$;
comment on function gate.contact_of(text) is 'Channel is the contact-point row: a text message and a call both reach the phone row.';

create function gate.contacts_reached(p_event text, p_purpose text) returns text[]
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case
    when p_event is null or p_event = p_purpose then array['any', 'email', 'phone', 'post']
    when p_purpose is null and gate.contact_of(p_event) is not null then array[gate.contact_of(p_event)]
    else '{}'::text[] end
$$;
comment on function gate.contacts_reached(text, text) is 'Which rows a closing for a channel reaches under a purpose with a channel: all when they are the same or none is named, the contact point alone when the purpose has none.';

create function gate.contacts_opened(p_event text, p_purpose text) returns text[]
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case when gate.contact_of(coalesce(p_event, p_purpose)) is null then array['any', 'email', 'phone', 'post']
    else array['any', gate.contact_of(coalesce(p_event, p_purpose))] end
$$;
comment on function gate.contacts_opened(text, text) is 'Which rows a consent opens: by text message the phone row and the name, not the e-mail row.';

-- One line per subject and relationship; relationship_id null is the person's own.
create type gate.effect as (
  subject_id uuid,
  relationship_id uuid,
  any_gate bigint,
  email_gate bigint,
  phone_gate bigint,
  post_gate bigint,
  closed bigint,
  shut_at timestamptz,
  next_at timestamptz
);

create function gate.effective(p_register int, p_subjects uuid[]) returns setof gate.effect
language sql stable set search_path = pg_catalog, pg_temp set jit = off as $$
with in_force as (
  select f.flip, f.time_zone, (now() at time zone f.time_zone)::date as today
    from notice.in_force f where f.register_id = p_register
), purpose as materialized (
  select p.*, 1::bigint << p.bit as mask
    from notice.purpose p where p.register_id = p_register and p.live and not p.implicit
), masks as (
  select coalesce(bit_or(mask), 0) as every,
         coalesce(bit_or(mask) filter (where open = 'default'), 0) as by_default,
         coalesce(bit_or(mask) filter (where open = 'relationship'), 0) as by_relationship,
         coalesce(bit_or(mask) filter (where open = 'consent'), 0) as by_consent
    from purpose
), asked as (
  select s.id as subject_id, s.person_id, s.attested_age, coalesce(s.person_id, s.id) as leading_id
    from unnest(p_subjects) u (id) join register.subject s on s.id = u.id and s.register_id = p_register
), member as materialized (
  -- The person's other subjects: their closings count here too, their openings do not.
  select a.subject_id, a.subject_id as member_id from asked a
  union select a.subject_id, a.leading_id from asked a where a.person_id is not null
  union select a.subject_id, s.id from asked a join register.subject s on s.person_id = a.leading_id
), age as (
  select m.subject_id, max(b.day) as born
    from member m join register.birth_date b on b.subject_id = m.member_id
   where exists (select from purpose where minimum_age is not null or guardian_below is not null)
   group by m.subject_id
), event as materialized (
  select m.subject_id, m.member_id = m.subject_id as own, e.kind, e.purpose_key, e.channel, e.at, e.expires_at, e.id, e.lifts,
         e.given_by, e.allowed, e.scope_item_no, e.scope_row_id
    from member m join register.permission e on e.subject_id = m.member_id and e.register_id = p_register
   where e.at <= now()
), consent as materialized (
  select e.subject_id, p.mask, k.contact, e.at, least(e.expires_at, e.at + p.consent_lasts) as ends_at
    from event e join purpose p on p.key = e.purpose_key
    join asked a on a.subject_id = e.subject_id left join age on age.subject_id = e.subject_id cross join in_force f
   cross join lateral unnest(gate.contacts_opened(e.channel, p.channel)) k (contact)
   where e.own and e.kind = 'consent'
     and coalesce(least(e.expires_at, e.at + p.consent_lasts), 'infinity') > now()
     and (p.guardian_below is null or e.given_by = 'guardian'
       or coalesce(age.born + make_interval(years => p.guardian_below) <= f.today, a.attested_age >= p.guardian_below, false))
), withdrawal as materialized (
  select e.subject_id, p.mask, k.contact, max(e.at) as at
    from event e join purpose p on e.purpose_key = any (p.inherits)
   cross join lateral unnest(gate.contacts_reached(e.channel, p.channel)) k (contact)
   where e.kind = 'withdrawal'
   group by e.subject_id, p.mask, k.contact
), consented as (
  -- On equal times the withdrawal counts.
  select c.subject_id, c.mask, c.contact, max(coalesce(c.ends_at, 'infinity')) as ends_at
    from consent c left join withdrawal w using (subject_id, mask, contact)
   where w.at is null or c.at > w.at
   group by c.subject_id, c.mask, c.contact
), closing as (
  select w.subject_id, w.mask, w.contact from withdrawal w
   where not exists (select from consented c where c.subject_id = w.subject_id and c.mask = w.mask and c.contact = w.contact)
  union all
  select e.subject_id, p.mask, k.contact
    from event e
    join purpose p on e.purpose_key = any (p.inherits)
      or (e.purpose_key is null and (p.direct_marketing or (e.kind = 'objection' and p.basis in ('legitimate-interest', 'public-task'))))
   cross join lateral unnest(gate.contacts_reached(e.channel, p.channel)) k (contact)
   where e.kind in ('ban', 'objection') and coalesce(e.expires_at, 'infinity') > now()
     and not exists (
       select from event l where l.subject_id = e.subject_id and l.kind = e.kind || '-lifted'
          and (l.lifts = e.id or (l.lifts is null and l.at > e.at
            and (l.purpose_key is null or l.purpose_key = e.purpose_key) and (l.channel is null or l.channel = e.channel))))
  union all
  select e.subject_id, p.mask, k.contact
    from event e
    join purpose p on (e.purpose_key is null or e.purpose_key = any (p.inherits)) and not p.key = any (e.allowed)
   cross join unnest(array['any', 'email', 'phone', 'post']) k (contact)
   where e.kind = 'restriction' and e.scope_item_no is null and e.scope_row_id is null and coalesce(e.expires_at, 'infinity') > now()
     and not exists (
       select from event l where l.subject_id = e.subject_id and l.kind = 'restriction-lifted'
          and (l.lifts = e.id or (l.lifts is null and l.at > e.at and l.scope_item_no is null and l.scope_row_id is null
            and (l.purpose_key is null or l.purpose_key = e.purpose_key))))
  union all
  select a.subject_id, p.mask, k.contact
    from asked a left join age on age.subject_id = a.subject_id cross join in_force f join purpose p on p.minimum_age is not null
   cross join unnest(array['any', 'email', 'phone', 'post']) k (contact)
   where not coalesce(age.born + make_interval(years => p.minimum_age) <= f.today, a.attested_age >= p.minimum_age, false)
), yes as (
  select subject_id,
         coalesce(bit_or(mask) filter (where contact = 'any'), 0) as any_mask,
         coalesce(bit_or(mask) filter (where contact = 'email'), 0) as email_mask,
         coalesce(bit_or(mask) filter (where contact = 'phone'), 0) as phone_mask,
         coalesce(bit_or(mask) filter (where contact = 'post'), 0) as post_mask,
         min(ends_at) as ends_at
    from consented group by subject_id
), no as (
  select subject_id,
         coalesce(bit_or(mask) filter (where contact = 'any'), 0) as any_mask,
         coalesce(bit_or(mask) filter (where contact = 'email'), 0) as email_mask,
         coalesce(bit_or(mask) filter (where contact = 'phone'), 0) as phone_mask,
         coalesce(bit_or(mask) filter (where contact = 'post'), 0) as post_mask
    from closing group by subject_id
), relation as (
  select r.subject_id, r.id, r.started_on, r.ended_on,
         case when r.started_on > f.today then 'ahead' when r.ended_on <= f.today then 'ended' else 'live' end as state,
         k.opens & ~m.by_consent as opens, k.after_end & ~m.by_consent & (m.by_default | k.opens | m.by_relationship) as stays, k.after_end
    from member x join register.relationship r on r.subject_id = x.member_id and x.member_id = x.subject_id
    join notice.kind k on k.register_id = p_register and k.kind_no = r.kind_no
   cross join in_force f cross join masks m
), line as (
  -- What stands open before answers: allowed is what consent may reach, base what is open without consent.
  select r.subject_id, r.id as relationship_id,
         case r.state when 'ended' then r.after_end else -1::bigint end as allowed,
         case r.state when 'live' then m.by_default | r.opens when 'ended' then r.stays else m.by_default end as base,
         case when r.state = 'live' then r.ended_on end as ends_on
    from relation r cross join masks m
), own_line as (
  select l.subject_id, bit_or(l.allowed) as allowed, bit_or(l.base) as base, min(l.ends_on) as ends_on from line l group by l.subject_id
), every_line as (
  select l.subject_id, l.relationship_id, l.allowed, l.base, l.ends_on from line l
  union all
  select a.subject_id, null, coalesce(o.allowed, -1), coalesce(o.base, m.by_default), o.ends_on
    from asked a cross join masks m left join own_line o on o.subject_id = a.subject_id
), tick as (
  select e.subject_id, least(e.expires_at, e.at + p.consent_lasts) as at from event e left join purpose p on p.key = e.purpose_key
  union all select r.subject_id, r.started_on::timestamp at time zone f.time_zone from relation r cross join in_force f
  union all select r.subject_id, r.ended_on::timestamp at time zone f.time_zone from relation r cross join in_force f
  union all select age.subject_id, (age.born + make_interval(years => y.years)) at time zone f.time_zone
    from age cross join in_force f
   cross join (select minimum_age as years from purpose where minimum_age is not null
               union select guardian_below from purpose where guardian_below is not null) y
  union all select d.subject_id, (least(d.keep_through, d.gone_by) + 1)::timestamp at time zone f.time_zone
    from register.due d cross join in_force f
   where d.subject_id = any (p_subjects) and d.register_id = p_register and d.closes and least(d.keep_through, d.gone_by) < 'infinity'
), clock as (
  select t.subject_id, min(t.at) as next_at from tick t where t.at > now() group by t.subject_id
)
select l.subject_id, l.relationship_id,
       (((l.base | (coalesce(y.any_mask, 0) & m.by_consent & l.allowed)) & ~coalesce(n.any_mask, 0)) # f.flip) & m.every,
       (((l.base | (coalesce(y.email_mask, 0) & m.by_consent & l.allowed)) & ~coalesce(n.email_mask, 0)) # f.flip) & m.every,
       (((l.base | (coalesce(y.phone_mask, 0) & m.by_consent & l.allowed)) & ~coalesce(n.phone_mask, 0)) # f.flip) & m.every,
       (((l.base | (coalesce(y.post_mask, 0) & m.by_consent & l.allowed)) & ~coalesce(n.post_mask, 0)) # f.flip) & m.every,
       coalesce(n.any_mask, 0),
       least(coalesce(y.ends_at, 'infinity'), coalesce(l.ends_on::timestamp at time zone f.time_zone, 'infinity')),
       coalesce(c.next_at, 'infinity')
  from every_line l cross join in_force f cross join masks m
  left join yes y on y.subject_id = l.subject_id
  left join no n on n.subject_id = l.subject_id
  left join clock c on c.subject_id = l.subject_id
$$;
comment on function gate.effective(int, uuid[]) is 'The gate of each subject, of its own rows and of each relationship''s, by way of contact; the only place where answers become bits.';

-- Closings of single rows: restrictions of an item or a row, and ends of retention that have come for a purpose. relationship_id null is
-- any row; all zeros, the person's own rows.
create type gate.bar as (subject_id uuid, row_id uuid, relationship_id uuid, item_no smallint, mask bigint, shut_at timestamptz);

create function gate.restrictions(p_register int, p_subjects uuid[]) returns setof gate.bar
language sql stable set search_path = pg_catalog, pg_temp as $$
  select e.subject_id, e.scope_row_id, null::uuid, e.scope_item_no, bit_or(1::bigint << p.bit), 'infinity'::timestamptz
    from register.permission e
    join notice.purpose p on p.register_id = p_register and p.live and not p.implicit
     and (e.purpose_key is null or e.purpose_key = any (p.inherits)) and not p.key = any (e.allowed)
   where e.subject_id = any (p_subjects) and e.register_id = p_register and e.kind = 'restriction' and e.at <= now()
     and (e.scope_item_no is not null or e.scope_row_id is not null) and coalesce(e.expires_at, 'infinity') > now()
     and not exists (
       select from register.permission l where l.subject_id = e.subject_id and l.kind = 'restriction-lifted'
          and (l.lifts = e.id or (l.lifts is null and l.at > e.at
            and l.scope_item_no is not distinct from e.scope_item_no and l.scope_row_id is not distinct from e.scope_row_id)))
   group by e.subject_id, e.id, e.scope_row_id, e.scope_item_no
$$;
comment on function gate.restrictions(int, uuid[]) is 'Restrictions of an item or a row (Art. 18); such rows are held.';

create function gate.latest(p_ends date[]) returns date
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case when bool_or(d = 'infinity') then 'infinity' when bool_or(d is null) then null else max(d) end from unnest(p_ends) d
$$;
comment on function gate.latest(date[]) is 'The later of: never, else unknown (null), else the latest; max alone would pass over the unknown.';

-- Rows of a relationship follow the lines of its kind. The person's own rows (relationship zero) stay as long as the lines of any kind
-- the person stands in keep them.
create function gate.standing(p_register int, p_subjects uuid[]) returns table (subject_id uuid, relation uuid, kind_no smallint)
language sql stable set search_path = pg_catalog, pg_temp as $$
  select r.subject_id, r.id, r.kind_no from register.relationship r where r.subject_id = any (p_subjects) and r.register_id = p_register
  union
  select r.subject_id, '00000000-0000-0000-0000-000000000000', r.kind_no
    from register.relationship r where r.subject_id = any (p_subjects) and r.register_id = p_register
  union
  select s.id, '00000000-0000-0000-0000-000000000000', 0::smallint from unnest(p_subjects) s (id)
   where not exists (select from register.relationship r where r.subject_id = s.id and r.register_id = p_register)
$$;
comment on function gate.standing(int, uuid[]) is 'The kinds by whose lines of the notice each subject''s rows are kept.';

create function gate.plan_lines(p_register int, p_kinds smallint[]) returns table (kind_no smallint, item_no smallint, purpose_bit smallint, plan_no smallint)
language sql stable set search_path = pg_catalog, pg_temp as $$
  select k.no, i.item_no, i.purpose_bit, i.plan_no
    from unnest(p_kinds) k (no)
    join notice.item_plan i on i.register_id = p_register and i.purpose_bit > 3
     and (i.kind_no = k.no or (i.kind_no = 0 and not exists (
       select from notice.item_plan j
        where j.register_id = p_register and j.item_no = i.item_no and j.purpose_bit = i.purpose_bit and j.kind_no = k.no)))
    left join notice.purpose p on p.register_id = p_register and p.bit = i.purpose_bit
    left join notice.kind d on d.register_id = p_register and d.kind_no = k.no
   -- A purpose that only other kinds' relationships open never sees these rows, so it keeps none of them.
   where i.kind_no = k.no or p.open <> 'relationship' or ((d.opens | d.after_end) >> i.purpose_bit) & 1 = 1
$$;
comment on function gate.plan_lines(int, smallint[]) is 'The plans of item and purpose for each kind: its own lines where it has any, else those of everybody.';

create function gate.ends(p_register int, p_subjects uuid[])
returns table (subject_id uuid, row_id uuid, relation uuid, item_no smallint, purpose_bit smallint, ends_on date)
language sql stable set search_path = pg_catalog, pg_temp set jit = off set enable_nestloop = off as $$
with due as materialized (
  select d.subject_id, case when d.owner in ('row', 'record') then d.owner_id end as row_id,
         coalesce(d.relationship_id, case d.owner when 'relationship' then d.owner_id end, '00000000-0000-0000-0000-000000000000') as relation,
         d.item_no, d.plan_no,
         case when d.closes then least(d.keep_through, nullif(d.gone_by, 'infinity')) else 'infinity' end as ends_on
    from register.due d where d.subject_id = any (p_subjects) and d.register_id = p_register
), stand as materialized (
  select * from gate.standing(p_register, array(select distinct d.subject_id from due d))
), planned as materialized (
  select * from gate.plan_lines(p_register, array(select distinct k.kind_no from stand k))
), line as materialized (
  select d.subject_id, d.row_id, d.relation, l.item_no, l.purpose_bit,
         case when bool_or(d.ends_on = 'infinity') then 'infinity' when bool_or(d.ends_on is null) then null else max(d.ends_on) end as ends_on
    from due d
    join stand k on k.subject_id = d.subject_id and k.relation = d.relation
    join planned l on l.kind_no = k.kind_no and l.plan_no = d.plan_no and (d.item_no is null or l.item_no = d.item_no)
   group by d.subject_id, d.row_id, d.relation, l.item_no, l.purpose_bit
)
select r.subject_id, r.row_id, r.relation, r.item_no, r.purpose_bit,
       case when c.subject_id is null then r.ends_on else gate.latest(array[r.ends_on, c.ends_on]) end
  from line r
  left join line c on c.row_id is null and c.subject_id = r.subject_id and c.relation = r.relation
   and c.item_no = r.item_no and c.purpose_bit = r.purpose_bit
 where r.row_id is not null
union all
select c.subject_id, null, c.relation, c.item_no, c.purpose_bit, c.ends_on
  from line c
 where c.row_id is null and not exists (
   select from line r where r.row_id is not null and r.subject_id = c.subject_id and r.relation = c.relation
      and r.item_no = c.item_no and r.purpose_bit = c.purpose_bit)
$$;
comment on function gate.ends(int, uuid[]) is 'The last day of each purpose for each row, or for all rows of an item under a relationship (zero: the person''s own): the latest of its plans.';

create function gate.bars(p_register int, p_subjects uuid[]) returns setof gate.bar
language sql stable set search_path = pg_catalog, pg_temp as $$
  select * from gate.restrictions(p_register, p_subjects)
  union all
  select c.subject_id, c.row_id, null, null, bit_or(1::bigint << p.bit), 'infinity'
    from register.closing c
    join notice.purpose p on p.register_id = p_register and p.live and not p.implicit and c.purpose_key = any (p.inherits)
   where c.subject_id = any (p_subjects) and c.register_id = p_register
   group by c.subject_id, c.row_id
  union all
  select e.subject_id, e.row_id, case when e.row_id is null then e.relation end, e.item_no,
         coalesce(bit_or(1::bigint << e.purpose_bit) filter (where e.ends_on < f.today), 0),
         coalesce(min((e.ends_on + 1)::timestamp at time zone f.time_zone) filter (where e.ends_on >= f.today and e.ends_on < 'infinity'), 'infinity')
    -- Most people have no end ahead, and nothing of theirs is closed.
    from gate.ends(p_register, array(
           select distinct d.subject_id from register.due d
            where d.subject_id = any (p_subjects) and d.register_id = p_register and d.closes and least(d.keep_through, d.gone_by) < 'infinity')) e
   cross join lateral (select (now() at time zone n.time_zone)::date as today, n.time_zone
                         from notice.in_force n where n.register_id = p_register) f
   where e.ends_on < 'infinity'
   group by e.subject_id, e.row_id, e.relation, e.item_no
$$;
comment on function gate.bars(int, uuid[]) is 'Closings of single rows. Each purpose closes at its own end (the same address is marketing data until withdrawal and customer data for ten years).';
