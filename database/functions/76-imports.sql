-- Imports on record, and undoing one: what it added goes, and a person goes with it unless somebody else knows more of them.
create function gate.start_import(p_import uuid, p_source text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_session('add');
begin
  insert into register.import (register_id, id, purpose_key, source_no, recorded_by)
  values (here.register_id, p_import, current_setting('seloste.purpose', true), gate.source_no(here.register_id, p_source), here.account_id);
end
$$;
comment on function gate.start_import(uuid, text) is 'Puts an import on record; everything recorded in its transaction is its.';

create function gate.note_batch(p_import uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  here session.session := gate.require_session('add');
begin
  if not exists (select from register.import i where i.id = p_import and i.register_id = here.register_id and i.recorded_at = now()) then
    raise exception using errcode = 'SE016', message = 'no such import in this transaction';
  end if;
  insert into register.import_person as x (import_id, subject_id, added)
  select p_import, s.subject_id, bool_or(s.answer = 'added') from pg_temp.staging_subject s where s.stored group by s.subject_id
  on conflict on constraint import_person_pk do nothing;
  update register.import i set added = i.added + c.added, joined = i.joined + c.joined
    from (select count(*) filter (where s.answer = 'added') as added, count(*) filter (where s.answer = 'joined') as joined
            from pg_temp.staging_subject s where s.stored) c
   where i.id = p_import;
  perform gate.owe_information(i) from register.import i where i.id = p_import;
end
$$;
comment on function gate.note_batch(uuid) is 'Notes the people of a staged batch under their import, and whom of them must be told of it.';

create function gate.imports(p_limit int default 50)
returns table (id uuid, recorded_at timestamptz, source text, added int, joined int, undone_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  here session.session := gate.require_session('read');
begin
  return query
    select i.id, i.recorded_at, s.key, i.added, i.joined, i.undone_at
      from register.import i join notice.source s on s.register_id = i.register_id and s.source_no = i.source_no
     where i.register_id = here.register_id and i.purpose_key = current_setting('seloste.purpose', true)
     order by i.recorded_at desc, i.id limit least(p_limit, 500);
end
$$;
comment on function gate.imports(int) is 'The latest imports under the purpose, newest first.';

create function gate.require_undoable(p_session session.session, p_import uuid) returns register.import
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  found_import register.import;
begin
  select i.* into found_import from register.import i
   where i.id = p_import and i.register_id = p_session.register_id and i.purpose_key = current_setting('seloste.purpose', true) for update;
  if found_import.id is null then
    raise exception using errcode = 'SE016', message = 'no such import';
  elsif found_import.undone_at is not null then
    raise exception using errcode = 'SE030', message = 'the import has been undone';
  end if;
  return found_import;
end
$$;
comment on function gate.require_undoable(session.session, uuid) is 'The import, locked; of another purpose and none at all are one answer.';

create function gate.require_unheld(p_people uuid[]) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from register.hold h where h.ended_at is null
       and (h.subject_id = any (p_people) or h.owner_id = any (p_people)
         or h.owner_id in (select f.id from gate.facts_of(p_people) f)
         or h.owner_id in (select r.id from register.relationship r where r.subject_id = any (p_people))))
     or exists (
       select from register.permission e
        where e.subject_id = any (p_people) and e.kind = 'restriction' and coalesce(e.expires_at, 'infinity') > now()
          and not exists (select from register.permission l where l.subject_id = e.subject_id and l.kind = 'restriction-lifted'
                            and (l.lifts = e.id or (l.lifts is null and l.at > e.at)))) then
    raise exception using errcode = 'SE015', message = 'the row is held';
  end if;
end
$$;
comment on function gate.require_unheld(uuid[]) is 'What is held or restricted (Art. 18) is only kept, so an import with such a person is not undone in part.';

create function gate.undo_facts(p_import register.import, p_people uuid[]) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  here record;
  gone uuid[];
  gone_here bigint;
  gone_all bigint := 0;
begin
  for here in select distinct i.table_name from notice.item i where i.register_id = p_import.register_id and i.table_name <> 'record' loop
    -- A row somebody has changed since is theirs.
    execute format('with gone as (
        delete from register.%1$I f
         where f.subject_id = any ($1) and f.recorded_at = $2 and f.recorded_by is not distinct from $3
           and not exists (select from register.change_value c where c.subject_id = f.subject_id and c.row_id = f.id)
        returning f.id)
      select count(*), array_agg(g.id) from gone g', here.table_name)
      into gone_here, gone using p_people, p_import.recorded_at, p_import.recorded_by;
    gone_all := gone_all + gone_here;
    delete from register.search s where s.subject_id = any (p_people) and s.id = any (gone);
    delete from register.due d where d.subject_id = any (p_people) and d.owner_id = any (gone);
    delete from register.closing c where c.subject_id = any (p_people) and c.row_id = any (gone);
  end loop;
  -- What opened goes; a no stays a no.
  delete from register.permission x
   where x.subject_id = any (p_people) and x.kind = 'consent' and x.recorded_at = p_import.recorded_at and x.recorded_by is not distinct from p_import.recorded_by;
  return gone_all;
end
$$;
comment on function gate.undo_facts(register.import, uuid[]) is 'Removes the facts an import added, unless they were changed since, and the consents.';

create function gate.undo_ties(p_import register.import, p_people uuid[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  ties uuid[] := array(
    select r.id from register.relationship r
     where r.subject_id = any (p_people) and r.recorded_at = p_import.recorded_at and r.recorded_by is not distinct from p_import.recorded_by
       and not exists (select from register.involvement v where v.subject_id = r.subject_id and v.relationship_id = r.id)
       and not exists (select from register.event e where e.owner_id = r.id and e.recorded_at <> p_import.recorded_at)
       and not exists (select from register.tally y where y.owner_id = r.id)
    except select f.relationship_id from gate.facts_of(p_people) f);
begin
  delete from register.event e where e.owner_id = any (ties);
  delete from register.anchor a where a.owner_id = any (ties);
  delete from register.due d where d.subject_id = any (p_people) and (d.owner_id = any (ties) or d.relationship_id = any (ties));
  delete from register.relationship r where r.subject_id = any (p_people) and r.id = any (ties);
  delete from register.organisation o
   where o.register_id = p_import.register_id and o.recorded_at = p_import.recorded_at and o.recorded_by is not distinct from p_import.recorded_by
     and not exists (select from register.relationship r where r.organisation_id = o.id)
     and not exists (select from register.project j where j.organisation_id = o.id)
     and not exists (select from register.organisation g where g.group_id = o.id);
end
$$;
comment on function gate.undo_ties(register.import, uuid[]) is 'Removes the parts and organisations an import added that nothing else has come to belong to.';

create function gate.still_known(p_import register.import, p_people uuid[]) returns uuid[]
language plpgsql stable set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  held record;
  here uuid[];
  known uuid[] := '{}';
begin
  -- Whatever table has a key to people: one that is added later keeps its people from the day it is there.
  for held in
    select c.conrelid::regclass as name, a.attname as subject
      from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'f' and c.confrelid = 'register.subject'::regclass
       and c.conrelid::regclass::text || '.' || a.attname not in ('register.search.subject_id', 'register.match_key.subject_id',
         'register.import_person.subject_id', 'register.information_duty.subject_id', 'register.permission.subject_id', 'register.subject.person_id') loop
    execute format('select array(select distinct x.%1$I from %2$s x where x.%1$I = any ($1))', held.subject, held.name) into here using p_people;
    known := known || here;
  end loop;
  return known
    || array(select x.subject_id from register.permission x
              where x.subject_id = any (p_people) and (x.recorded_at <> p_import.recorded_at or x.recorded_by is distinct from p_import.recorded_by))
    || array(select x.subject_id from register.import_person x where x.subject_id = any (p_people) and x.import_id <> p_import.id)
    || array(select x.person_id from register.subject x where x.person_id = any (p_people))
    || array(select x.id from register.subject x where x.id = any (p_people) and x.person_id is not null)
    || array(select x.subject_id from register.import_person x where x.import_id = p_import.id and not x.added);
end
$$;
comment on function gate.still_known(register.import, uuid[]) is 'People of an import of whom something is left, or who were there before it.';

create function gate.undo_import(p_import uuid) returns table (people_gone int, people_kept int, facts bigint, kept uuid[], key_slots bigint[])
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
#variable_conflict use_column
declare
  here session.session := gate.require_session('remove');
  undone register.import := gate.require_undoable(here, p_import);
  people uuid[] := array(select x.subject_id from register.import_person x where x.import_id = p_import);
  gone uuid[];
begin
  perform gate.lock_people(here.register_id, people);
  perform gate.require_unheld(people);
  facts := gate.undo_facts(undone, people);
  perform gate.undo_ties(undone, people);
  gone := array(select unnest(people) except select unnest(gate.still_known(undone, people)));
  kept := array(select unnest(people) except select unnest(gone));
  key_slots := array(select s.key_slot from register.subject s where s.id = any (gone) and s.key_slot is not null);
  delete from register.information_duty d where d.subject_id = any (gone) or (d.import_id = p_import and d.informed_on is null and d.subject_id = any (kept));
  delete from register.permission x where x.subject_id = any (gone);
  delete from register.search x where x.subject_id = any (gone);
  delete from register.match_key x where x.subject_id = any (gone);
  delete from register.due x where x.subject_id = any (gone);
  delete from register.anchor x where x.owner_id = any (gone);
  delete from register.import_person x where x.import_id = p_import;
  delete from register.subject x where x.id = any (gone);
  delete from register.match_key x where x.subject_id = any (kept) and x.recorded_at = undone.recorded_at;
  perform gate.spread(here.register_id, kept);
  update register.import i set undone_at = now(), undone_by = here.account_id where i.id = p_import;
  insert into audit.destruction (id, register_id, session_id, account_id, subject_id, table_name, row_id, ground)
  select gen_random_uuid(), here.register_id, here.id, here.account_id, p, 'import', p_import, 'the import was undone' from unnest(people) p;
  perform gate.note_change('remove', 'import', null, p_import, facts::int);
  people_gone := cardinality(gone);
  people_kept := cardinality(kept);
  return next;
end
$$;
comment on function gate.undo_import(uuid) is 'Undoes a whole import, with proof for each of its people. Answers whose key slots are to be destroyed, and who is left to be dated anew.';
