-- A file larger than a batch: one transaction, many stagings.
create function gate.next_batch() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here session.session := gate.require_session('add');
begin
  perform gate.require_batch(here.register_id, current_setting('seloste.purpose', true));
  truncate pg_temp.staging_subject, pg_temp.staging_key, pg_temp.staging_relationship, pg_temp.staging_organisation, pg_temp.staging_fact,
           pg_temp.staging_later, pg_temp.staging_left, pg_temp.staging_answer, pg_temp.staging_effect, pg_temp.staging_bar;
end
$$;
comment on function gate.next_batch() is 'Empties the staging tables for the next part of the same file.';
