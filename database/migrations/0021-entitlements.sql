-- What a session may do under a purpose, worked out once and read by key: working it out for every table and statement took longer
-- than reading a page.
create table session.entitlement (
  session_id uuid not null constraint entitlement_session_fk references session.session (id) on delete cascade,
  pass_hash bytea not null,
  purpose text not null,
  verb text not null constraint entitlement_verb_known check (verb in ('read', 'add', 'change')),
  register_id int not null,
  flip bigint not null,
  account_id uuid,
  team_id uuid,
  bit bigint not null,
  person_bit bigint not null,
  bits bigint[] not null,
  whole text[] not null,
  until timestamptz not null,
  constraint entitlement_pk primary key (pass_hash, purpose, verb)
);
create index entitlement_session on session.entitlement (session_id);
create index entitlement_until on session.entitlement (until);
comment on table session.entitlement is 'A copy of what gate.item_bits and its like answer, for staff''s sessions without a scope. Whatever changes the answer removes the copy in the same transaction; without a copy the answer is worked out.';
comment on column session.entitlement.bit is 'The purpose''s bit when the session may use the verb under it, else 0.';
comment on column session.entitlement.person_bit is 'The purpose''s bit when it lists an identity item.';
comment on column session.entitlement.bits is 'The purpose''s bit for each item it lists, at the item''s place (gate.place), else 0.';
comment on column session.entitlement.whole is 'Tables all of whose items the session may use the verb on: their rows need not be asked one by one.';
comment on column session.entitlement.until is 'The end of the session or of the register''s day, since purposes begin and end on days.';
