-- Telling other windows that a person changed: ids only, and to each session only those it may see.
create function gate.tell_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_notify('seloste_person', new.register_id || ' ' || new.subject_id);
  return null;
end
$$;
comment on function gate.tell_change() is 'A notification carries the register and the subject''s id, and is sent when the change is committed.';

create trigger tell_change after insert on audit.change for each row when (new.subject_id is not null) execute function gate.tell_change();
create trigger tell_change after insert on audit.permission for each row execute function gate.tell_change();
create trigger tell_change after insert on audit.destruction for each row when (new.subject_id is not null) execute function gate.tell_change();
comment on trigger tell_change on audit.change is 'A change of one person; imports are told of as imports.';
comment on trigger tell_change on audit.permission is 'An answer changes what is open.';
comment on trigger tell_change on audit.destruction is 'What is erased is gone from every window.';

create function gate.seen_of(p_subjects uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_session('read');
  bit bigint := session.person_bit();
  flip bigint := session.flip();
  scope uuid[] := session.subject_scope();
begin
  return array(
    select distinct coalesce(s.person_id, s.id) from register.subject s
     where s.id = any (p_subjects[1:500]) and s.register_id = here.register_id
       and (s.gate # flip) & ~s.barred & bit <> 0 and s.shut_at > now() and (scope is null or s.id = any (scope)));
end
$$;
comment on function gate.seen_of(uuid[]) is 'Which of the subjects the session may see under the purpose: their ids, and nothing else of them.';
