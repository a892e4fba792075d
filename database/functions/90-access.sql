-- The record of a look, written by the statement that looks: no record, no data (promise 6).
create function session.record_access(p_verb text, p_what text, p_criteria jsonb, p_subjects uuid[], p_answered bigint)
returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := session.current_row();
  access_id uuid := gen_random_uuid();
begin
  if here.id is null then
    raise exception using errcode = 'SE020', message = 'no live session, so nothing may be read';
  end if;
  if p_verb = 'read' and cardinality(p_subjects) > 500 then
    raise exception using errcode = 'SE021', message = 'a read shows at most 500 people; use a set for more';
  end if;
  insert into audit.access (id, register_id, session_id, account_id, purpose_key, case_id, verb, subject_scope, what, criteria, answered)
  values (access_id, here.register_id, here.id, here.account_id, coalesce(nullif(current_setting('seloste.purpose', true), ''), 'none'),
          coalesce(nullif(current_setting('seloste.case', true), '')::uuid, here.case_id), p_verb, here.subject_scope, p_what,
          p_criteria, p_answered);
  insert into audit.access_subject (access_id, subject_id)
  select access_id, s from (select distinct unnest(p_subjects) as s) shown where s is not null;
  return access_id;
end
$$;
comment on function session.record_access(text, text, jsonb, uuid[], bigint) is 'Who looked at whom, for what purpose and when: written in the statement that reads, from the session itself and not from what the application says.';
