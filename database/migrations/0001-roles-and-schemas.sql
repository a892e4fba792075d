-- Who there is and what is kept apart. Roles belong to the whole cluster, so another database of it may have made them.
do $$
declare
  role_name text;
begin
  foreach role_name in array array['seloste_app', 'seloste_portal', 'seloste_gatekeeper', 'seloste_signin'] loop
    begin
      execute format('create role %I nologin nocreatedb nocreaterole noinherit', role_name);
    exception
      when duplicate_object or unique_violation then null;
    end;
  end loop;
end
$$;

revoke all on schema public from public;

create schema register;
create schema session;
create schema audit;
create schema notice;
create schema auth;
create schema job;
create schema gate;

comment on schema register is 'Personal data under the notice. Row-level security is forced on every table.';
comment on schema session is 'Sessions, cases, and the look-ups the policies ask once per statement.';
comment on schema audit is 'Append-only: ids and keyed commitments, no values.';
comment on schema notice is 'Published notices and the look-ups compiled from the one in force.';
comment on schema auth is 'Staff accounts, roles, tasks (CG.40: access is defined per task).';
comment on schema job is 'What runs later. Payloads carry ids only.';
comment on schema gate is 'The gatekeeper''s functions: the only way to what the application may not write.';

grant usage on schema register, session, audit, notice, gate to seloste_app, seloste_portal;
grant usage, create on schema gate, session to seloste_gatekeeper;
grant usage on schema register, audit, notice, auth, job to seloste_gatekeeper;
grant usage on schema gate to seloste_signin;

-- Only the gatekeeper makes temporary tables (staging); with that right anybody could put a function in the way of one.
do $$
begin
  execute format('revoke temporary on database %I from public', current_database());
  execute format('grant temporary on database %I to seloste_gatekeeper', current_database());
end
$$;

-- Functions made from here on are nobody's to call until it is granted by name.
alter default privileges revoke execute on functions from public;
