-- Printed from the catalogue of a freshly migrated database. Not to be run; a test compares it.

table audit.access
  -- One look at personal data: by whom, for which purpose, when. No record, no data.
  id uuid not null
  at timestamp with time zone not null default clock_timestamp()
  register_id integer not null
  session_id uuid not null
  account_id uuid
  purpose_key text not null
  case_id uuid
  verb text not null
  subject_scope uuid
  what text not null
  criteria jsonb
  answered bigint
  constraint access_pk PRIMARY KEY (id)
  constraint access_verb_known CHECK ((verb = ANY (ARRAY['read'::text, 'set'::text, 'count'::text])))
  constraint access_what_short CHECK ((length(what) <= 200))
  CREATE INDEX access_at ON audit.access USING btree (register_id, at)
  CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.access FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change()
  grant insert, select to seloste_gatekeeper

table audit.access_subject
  -- Whose data a look showed: a row per subject, so that the person can be told and it can go with the person.
  access_id uuid not null
  subject_id uuid not null
  constraint access_subject_pk PRIMARY KEY (subject_id, access_id)
  CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.access_subject FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change()
  grant insert, select to seloste_gatekeeper

table audit.change
  -- What was added, changed or removed, by whom; the old value, where kept, is in register.change_value.
  id uuid not null
  at timestamp with time zone not null default clock_timestamp()
  register_id integer not null
  session_id uuid
  account_id uuid
  purpose_key text
  verb text not null
  table_name text not null
  subject_id uuid
  row_id uuid
  rows_count integer not null default 1
  constraint change_pk PRIMARY KEY (id)
  constraint change_verb_known CHECK ((verb = ANY (ARRAY['add'::text, 'change'::text, 'remove'::text, 'import'::text, 'merge'::text, 'unmerge'::text])))
  CREATE INDEX change_subject ON audit.change USING btree (subject_id, at)
  CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.change FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change()
  CREATE CONSTRAINT TRIGGER hold_requirements AFTER INSERT ON audit.change DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((((new.verb = 'add'::text) AND (new.row_id IS NOT NULL) AND (new.table_name <> ALL (ARRAY['subject'::text, 'guardian'::text]))) OR ((new.verb = 'import'::text) AND (new.table_name = 'subject'::text)))) EXECUTE FUNCTION gate.hold_requirements()
  CREATE TRIGGER tell_change AFTER INSERT ON audit.change FOR EACH ROW WHEN ((new.subject_id IS NOT NULL)) EXECUTE FUNCTION gate.tell_change()
  grant insert, select to seloste_gatekeeper

table audit.destruction
  -- Proof of erasure: which row went, when and on what ground.
  id uuid not null
  at timestamp with time zone not null default clock_timestamp()
  register_id integer not null
  session_id uuid
  account_id uuid
  subject_id uuid
  table_name text not null
  row_id uuid
  item_no smallint
  ground text not null
  rows_count integer not null default 1
  constraint destruction_pk PRIMARY KEY (id)
  CREATE INDEX destruction_subject ON audit.destruction USING btree (subject_id)
  CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.destruction FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change()
  CREATE TRIGGER tell_change AFTER INSERT ON audit.destruction FOR EACH ROW WHEN ((new.subject_id IS NOT NULL)) EXECUTE FUNCTION gate.tell_change()
  grant insert, select to seloste_gatekeeper

table audit.disclosure
  -- What was given to whom, per person, so that corrections and erasures can be told (Art. 19).
  id uuid not null
  at timestamp with time zone not null default clock_timestamp()
  register_id integer not null
  session_id uuid
  account_id uuid
  recipient_key text not null
  subject_id uuid not null
  items smallint[] not null
  constraint disclosure_pk PRIMARY KEY (id)
  CREATE INDEX disclosure_subject ON audit.disclosure USING btree (subject_id)
  CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.disclosure FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change()
  grant insert, select to seloste_gatekeeper

table audit.permission
  -- That a permission event was recorded and by whom.
  id uuid not null
  at timestamp with time zone not null default clock_timestamp()
  register_id integer not null
  session_id uuid
  account_id uuid
  permission_id uuid not null
  subject_id uuid not null
  kind text not null
  purpose_key text
  constraint permission_pk PRIMARY KEY (id)
  CREATE INDEX permission_subject ON audit.permission USING btree (subject_id)
  CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.permission FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change()
  CREATE TRIGGER tell_change AFTER INSERT ON audit.permission FOR EACH ROW EXECUTE FUNCTION gate.tell_change()
  grant insert, select to seloste_gatekeeper

table audit.security
  -- Sign-ins, opened cases, publishings, role grants.
  id uuid not null
  at timestamp with time zone not null default clock_timestamp()
  register_id integer
  session_id uuid
  account_id uuid
  kind text not null
  what text not null
  constraint security_pk PRIMARY KEY (id)
  CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.security FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change()
  grant insert, select to seloste_gatekeeper

table auth.access_request
  -- Access that gives more than its giver has waits here for another manager (four eyes); what was decided stays on record.
  id uuid not null
  register_id integer not null
  kind text not null
  account_id uuid
  target text not null
  wish jsonb not null
  reason text not null
  asked_at timestamp with time zone not null default now()
  asked_by uuid not null
  decided_at timestamp with time zone
  decided_by uuid
  decision text
  decision_reason text
  constraint access_request_pk PRIMARY KEY (id)
  constraint access_request_account_fk FOREIGN KEY (account_id) REFERENCES auth.account(id) ON DELETE RESTRICT
  constraint access_request_asker_fk FOREIGN KEY (asked_by) REFERENCES auth.account(id) ON DELETE RESTRICT
  constraint access_request_decider_fk FOREIGN KEY (decided_by) REFERENCES auth.account(id) ON DELETE RESTRICT
  constraint access_request_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  constraint access_request_decided_whole CHECK ((((decided_at IS NULL) = (decision IS NULL)) AND ((decided_at IS NULL) = (decided_by IS NULL))))
  constraint access_request_decision_known CHECK ((decision = ANY (ARRAY['approved'::text, 'refused'::text, 'withdrawn'::text])))
  constraint access_request_four_eyes CHECK (((decision IS DISTINCT FROM 'approved'::text) OR ((decided_by <> asked_by) AND (decided_by IS DISTINCT FROM account_id))))
  constraint access_request_grant_names_account CHECK (((kind = 'grant'::text) = (account_id IS NOT NULL)))
  constraint access_request_kind_known CHECK ((kind = ANY (ARRAY['grant'::text, 'role'::text, 'task'::text])))
  constraint access_request_reason_given CHECK ((length(reason) >= 3))
  CREATE INDEX access_request_register ON auth.access_request USING btree (register_id, asked_at)
  CREATE UNIQUE INDEX access_request_once ON auth.access_request USING btree (register_id, kind, target, COALESCE(account_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE (decided_at IS NULL)
  grant select to seloste_gatekeeper
  grant insert, select, update to seloste_signin

table auth.access_review
  -- Grants looked over: still needed, or ended (CO.28).
  id uuid not null
  grant_id uuid not null
  reviewed_at timestamp with time zone not null default now()
  reviewed_by uuid
  reviewed_by_name text not null
  decision text not null
  reason text
  constraint access_review_pk PRIMARY KEY (id)
  constraint access_review_grant_fk FOREIGN KEY (grant_id) REFERENCES auth.account_role(id) ON DELETE RESTRICT
  constraint access_review_reviewer_fk FOREIGN KEY (reviewed_by) REFERENCES auth.account(id) ON DELETE RESTRICT
  constraint access_review_decision_known CHECK ((decision = ANY (ARRAY['confirmed'::text, 'removed'::text])))
  CREATE INDEX access_review_grant ON auth.access_review USING btree (grant_id, reviewed_at)
  grant select to seloste_gatekeeper
  grant insert, select, update to seloste_signin

table auth.account
  -- A user of the system: personal user ids only (CG.40, RE.18). Kept six calendar years from access_removed_at (CG.37).
  id uuid not null
  login text not null
  display_name text not null
  subject_id uuid
  team_id uuid
  recorded_at timestamp with time zone not null default now()
  recorded_by uuid
  source text not null default 'staff maintaining user ids'::text
  access_removed_at timestamp with time zone
  language text not null default 'en'::text
  constraint account_pk PRIMARY KEY (id)
  constraint account_login_unique UNIQUE (login)
  constraint account_subject_unique UNIQUE (subject_id)
  constraint account_team_fk FOREIGN KEY (team_id) REFERENCES auth.team(id) ON DELETE SET NULL
  constraint account_language_known CHECK ((language = ANY (ARRAY['fi'::text, 'sv'::text, 'en'::text])))
  CREATE TRIGGER end_account AFTER UPDATE OF access_removed_at ON auth.account FOR EACH ROW WHEN (((new.access_removed_at IS NOT NULL) AND (old.access_removed_at IS NULL))) EXECUTE FUNCTION gate.end_account()
  CREATE TRIGGER end_sign_ins AFTER UPDATE OF access_removed_at ON auth.account FOR EACH ROW WHEN ((new.access_removed_at IS NOT NULL)) EXECUTE FUNCTION gate.end_sign_ins()
  CREATE TRIGGER outdate AFTER DELETE OR UPDATE ON auth.account FOR EACH ROW EXECUTE FUNCTION gate.outdate_entitlements()
  grant insert, select to seloste_gatekeeper
  grant insert, select, update to seloste_signin
  grant update (display_name, language) to seloste_gatekeeper

table auth.account_role
  -- Grants of roles with who granted them and by what process (CG.40: the grant is on record).
  account_id uuid not null
  role_id uuid not null
  granted_at timestamp with time zone not null default now()
  granted_by text not null
  reason text not null
  ended_at timestamp with time zone
  id uuid not null default gen_random_uuid()
  granted_by_id uuid
  ended_by text
  ended_because text
  constraint account_role_pk PRIMARY KEY (account_id, role_id, granted_at)
  constraint account_role_id_unique UNIQUE (id)
  constraint account_role_account_fk FOREIGN KEY (account_id) REFERENCES auth.account(id) ON DELETE RESTRICT
  constraint account_role_granter_fk FOREIGN KEY (granted_by_id) REFERENCES auth.account(id) ON DELETE RESTRICT
  constraint account_role_role_fk FOREIGN KEY (role_id) REFERENCES auth.role(id) ON DELETE RESTRICT
  CREATE UNIQUE INDEX account_role_once ON auth.account_role USING btree (account_id, role_id) WHERE (ended_at IS NULL)
  CREATE TRIGGER end_without_role AFTER UPDATE OF ended_at ON auth.account_role FOR EACH ROW WHEN (((new.ended_at IS NOT NULL) AND (old.ended_at IS NULL))) EXECUTE FUNCTION gate.end_without_role()
  CREATE TRIGGER outdate AFTER INSERT OR DELETE OR UPDATE ON auth.account_role FOR EACH ROW EXECUTE FUNCTION gate.outdate_entitlements()
  grant insert, select to seloste_gatekeeper
  grant insert, select, update to seloste_signin
  grant update (ended_at, ended_by, ended_because) to seloste_gatekeeper

table auth.api_key
  -- Keys of programs: named, of a role, for purposes and verbs the role gives, expiring; shown once and kept hashed. They manage nothing.
  id uuid not null
  register_id integer not null
  name text not null
  role_id uuid not null
  purposes text[] not null
  verbs text[] not null
  key_hash bytea not null
  generation integer not null default 0
  recorded_at timestamp with time zone not null default now()
  recorded_by uuid
  recorded_by_name text not null
  expires_at timestamp with time zone not null
  used_on date
  ended_at timestamp with time zone
  ended_by text
  constraint api_key_pk PRIMARY KEY (id)
  constraint api_key_unique UNIQUE (key_hash)
  constraint api_key_recorder_fk FOREIGN KEY (recorded_by) REFERENCES auth.account(id) ON DELETE RESTRICT
  constraint api_key_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  constraint api_key_role_fk FOREIGN KEY (role_id) REFERENCES auth.role(id) ON DELETE RESTRICT
  constraint api_key_ends CHECK ((expires_at <= (recorded_at + '400 days'::interval)))
  constraint api_key_has_purpose CHECK ((cardinality(purposes) > 0))
  constraint api_key_is_sha256 CHECK ((length(key_hash) = 32))
  constraint api_key_name_short CHECK (((length(name) >= 1) AND (length(name) <= 100)))
  constraint api_key_verbs_known CHECK (((cardinality(verbs) > 0) AND (verbs <@ ARRAY['read'::text, 'add'::text, 'change'::text, 'remove'::text, 'count'::text, 'export'::text, 'send'::text])))
  CREATE INDEX api_key_register ON auth.api_key USING btree (register_id)
  CREATE TRIGGER end_sessions AFTER UPDATE OF ended_at, generation, expires_at ON auth.api_key FOR EACH ROW EXECUTE FUNCTION gate.end_key_sessions()
  grant select to seloste_gatekeeper
  grant insert, select, update to seloste_signin
  grant update (generation, used_on, ended_at, ended_by) to seloste_gatekeeper

table auth.idempotency
  -- Writes that may be repeated without being done twice. The answer may be about people: it is sealed with the caller's own idempotency key, which is kept hashed only, and goes within a day.
  key_hash bytea not null
  body_hash bytea not null
  status smallint
  answer bytea
  begun_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  constraint idempotency_pk PRIMARY KEY (key_hash)
  constraint idempotency_body_is_sha256 CHECK ((length(body_hash) = 32))
  constraint idempotency_ends CHECK ((expires_at <= (begun_at + '2 days'::interval)))
  constraint idempotency_key_is_sha256 CHECK ((length(key_hash) = 32))
  CREATE INDEX idempotency_expires ON auth.idempotency USING btree (expires_at)
  grant select to seloste_gatekeeper
  grant delete, insert, select, update to seloste_signin

table auth.rate_limit
  -- How much each caller has asked lately, counted across processes. Keys are hashes.
  key text not null
  points integer not null default 0
  expire bigint
  constraint rate_limit_pk PRIMARY KEY (key)
  CREATE INDEX rate_limit_expire ON auth.rate_limit USING btree (expire)
  grant select to seloste_gatekeeper
  grant delete, insert, select, update to seloste_signin

table auth.register_setting
  -- What a register asks of its users beyond its notice: a second factor (CO.26).
  register_id integer not null
  multi_factor boolean not null default false
  review_months integer not null default 6
  constraint register_setting_pk PRIMARY KEY (register_id)
  constraint register_setting_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  constraint register_setting_review_sensible CHECK (((review_months >= 1) AND (review_months <= 24)))
  grant select to seloste_gatekeeper
  grant insert, select, update to seloste_signin

table auth.role
  -- A role of the register, made of tasks.
  id uuid not null
  register_id integer not null
  key text not null
  title jsonb not null
  origin text not null default 'own'::text
  recorded_at timestamp with time zone not null default now()
  constraint role_pk PRIMARY KEY (id)
  constraint role_key_unique UNIQUE (register_id, key)
  constraint role_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  constraint role_origin_known CHECK ((origin = ANY (ARRAY['notice'::text, 'default'::text, 'own'::text])))
  grant insert, select to seloste_gatekeeper
  grant delete, insert, select, update to seloste_signin

table auth.role_task
  -- The tasks of a role.
  role_id uuid not null
  task_id uuid not null
  constraint role_task_pk PRIMARY KEY (role_id, task_id)
  constraint role_task_role_fk FOREIGN KEY (role_id) REFERENCES auth.role(id) ON DELETE CASCADE
  constraint role_task_task_fk FOREIGN KEY (task_id) REFERENCES auth.task(id) ON DELETE CASCADE
  CREATE TRIGGER outdate AFTER INSERT OR DELETE OR UPDATE ON auth.role_task FOR EACH ROW EXECUTE FUNCTION gate.outdate_entitlements()
  CREATE TRIGGER renew_keys AFTER DELETE ON auth.role_task FOR EACH ROW EXECUTE FUNCTION gate.renew_keys()
  grant insert, select to seloste_gatekeeper
  grant delete, insert, select, update to seloste_signin

table auth.saved_view
  -- A view of the list of people: a member of staff's own, or shared with everybody of the register. Its filter names items and their words, never a person.
  id uuid not null
  register_id integer not null
  account_id uuid not null
  name text not null
  shared boolean not null default false
  columns text[] not null
  sort text not null
  filter jsonb
  recorded_at timestamp with time zone not null default now()
  changed_at timestamp with time zone not null default now()
  constraint saved_view_pk PRIMARY KEY (id)
  constraint saved_view_name_once UNIQUE (register_id, account_id, name)
  constraint saved_view_account_fk FOREIGN KEY (account_id) REFERENCES auth.account(id) ON DELETE CASCADE
  constraint saved_view_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  constraint saved_view_name_short CHECK (((length(name) >= 1) AND (length(name) <= 80)))
  CREATE INDEX saved_view_shared ON auth.saved_view USING btree (register_id, name) WHERE shared
  grant select to seloste_gatekeeper
  grant delete, insert, select, update to seloste_signin

table auth.task
  -- What a role may do: verbs under purposes (keys, so that a new version of the notice does not change their meaning).
  id uuid not null
  register_id integer not null
  key text not null
  purposes text[] not null
  verbs text[] not null
  items smallint[]
  title jsonb not null default '{}'::jsonb
  origin text not null default 'own'::text
  recorded_at timestamp with time zone not null default now()
  constraint task_pk PRIMARY KEY (id)
  constraint task_key_unique UNIQUE (register_id, key)
  constraint task_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  constraint task_origin_known CHECK ((origin = ANY (ARRAY['notice'::text, 'default'::text, 'own'::text])))
  constraint task_verbs_known CHECK ((verbs <@ ARRAY['read'::text, 'add'::text, 'change'::text, 'remove'::text, 'count'::text, 'export'::text, 'send'::text, 'manage'::text]))
  CREATE TRIGGER outdate AFTER DELETE ON auth.task FOR EACH ROW EXECUTE FUNCTION gate.outdate_entitlements()
  CREATE TRIGGER outdate_changed AFTER UPDATE ON auth.task FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION gate.outdate_entitlements()
  CREATE TRIGGER renew_keys AFTER UPDATE ON auth.task FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION gate.renew_keys()
  grant insert, select to seloste_gatekeeper
  grant delete, insert, select, update to seloste_signin

table auth.team
  -- Whose records colleagues may see when their audience is "team".
  id uuid not null
  register_id integer not null
  name text not null
  constraint team_pk PRIMARY KEY (id)
  constraint team_name_unique UNIQUE (register_id, name)
  constraint team_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  grant select to seloste_gatekeeper
  grant delete, insert, select, update to seloste_signin

table auth.undertaking
  -- Signed confidentiality undertakings (RE.17, ME.15).
  account_id uuid not null
  signed_on date not null
  recorded_at timestamp with time zone not null default now()
  document text not null
  version integer
  name text
  language text
  expires_on date
  constraint undertaking_pk PRIMARY KEY (account_id, signed_on)
  constraint undertaking_account_fk FOREIGN KEY (account_id) REFERENCES auth.account(id) ON DELETE RESTRICT
  constraint undertaking_version_fk FOREIGN KEY (version) REFERENCES auth.undertaking_text(version) ON DELETE RESTRICT
  constraint undertaking_language_known CHECK ((language = ANY (ARRAY['fi'::text, 'sv'::text, 'en'::text])))
  grant insert, select to seloste_gatekeeper
  grant insert, select, update to seloste_signin
  grant update (recorded_at, document, version, name, language, expires_on) to seloste_gatekeeper

table auth.undertaking_text
  -- Versions of the confidentiality undertaking, in each language; the newest is the one to sign (RE.17, ME.15).
  version integer not null
  texts jsonb not null
  asks_again boolean not null
  lasts_months integer
  recorded_at timestamp with time zone not null default now()
  recorded_by uuid
  recorded_by_name text not null
  constraint undertaking_text_pk PRIMARY KEY (version)
  constraint undertaking_text_recorder_fk FOREIGN KEY (recorded_by) REFERENCES auth.account(id) ON DELETE RESTRICT
  constraint undertaking_text_lasts_sensible CHECK (((lasts_months >= 1) AND (lasts_months <= 120)))
  grant select to seloste_gatekeeper
  grant insert, select, update to seloste_signin

table gate.fact_mould
  -- The columns every fact has; other tables are cast from it.
  register_id integer not null
  subject_id uuid not null
  id uuid not null
  relationship_id uuid
  recorded_at timestamp with time zone not null default now()
  shut_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  gate bigint not null default 0
  barred bigint not null default 0
  recorded_by uuid
  item_no smallint not null
  source_no smallint not null
  ends_at timestamp with time zone
  constraint fact_mould_is_empty CHECK (false)

table notice.event
  -- Numbers of the events periods count from.
  register_id integer not null
  event_no smallint not null
  key text not null
  constraint event_pk PRIMARY KEY (register_id, event_no)
  constraint event_key_unique UNIQUE (register_id, key)
  constraint event_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  grant select to seloste_app
  grant select to seloste_gatekeeper
  grant select to seloste_portal

table notice.in_force
  -- Which version is in force for each register.
  register_id integer not null
  version_no integer not null
  flip bigint not null
  pending bigint not null default 0
  generation integer not null default 1
  time_zone text not null
  assignments jsonb not null
  multi_factor boolean not null default false
  constraint in_force_pk PRIMARY KEY (register_id)
  constraint in_force_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  constraint in_force_version_fk FOREIGN KEY (register_id, version_no) REFERENCES notice.version(register_id, no) ON DELETE RESTRICT
  CREATE TRIGGER outdate AFTER INSERT OR DELETE OR UPDATE ON notice.in_force FOR EACH STATEMENT EXECUTE FUNCTION gate.outdate_entitlements()
  grant select to seloste_app
  grant select to seloste_gatekeeper
  grant select to seloste_portal
  grant select to seloste_signin
  grant update (pending) to seloste_gatekeeper

table notice.item
  -- Items with the purposes that may use them. Items of earlier versions stay with no purposes but the implicit ones.
  register_id integer not null
  item_no smallint not null
  key text not null
  table_name text not null
  purposes bigint not null
  never_stored boolean not null
  encrypted boolean not null
  audience text not null
  kinds smallint[]
  live boolean not null
  part_of smallint
  requirements jsonb
  one_of jsonb not null default '[]'::jsonb
  conditional boolean not null default false
  constraint item_pk PRIMARY KEY (register_id, item_no)
  constraint item_key_unique UNIQUE (register_id, key)
  constraint item_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  CREATE TRIGGER outdate AFTER INSERT OR DELETE OR UPDATE ON notice.item FOR EACH STATEMENT EXECUTE FUNCTION gate.outdate_entitlements()
  grant select to seloste_app
  grant select to seloste_gatekeeper
  grant select to seloste_portal
  grant select to seloste_signin

table notice.item_plan
  -- The plan each purpose has for an item: the purpose closes at its own end, the row goes at the latest.
  register_id integer not null
  item_no smallint not null
  purpose_bit smallint not null
  kind_no smallint not null default 0
  plan_no smallint not null
  constraint item_plan_pk PRIMARY KEY (register_id, item_no, purpose_bit, kind_no, plan_no)
  constraint item_plan_item_fk FOREIGN KEY (register_id, item_no) REFERENCES notice.item(register_id, item_no) ON DELETE CASCADE
  constraint item_plan_plan_fk FOREIGN KEY (register_id, plan_no) REFERENCES notice.plan(register_id, plan_no) ON DELETE CASCADE
  grant select to seloste_app
  grant select to seloste_gatekeeper
  grant select to seloste_portal

table notice.item_source
  -- The sources accepted for an item; no line, no write.
  register_id integer not null
  item_no smallint not null
  source_no smallint not null
  bars bigint not null
  accepted boolean not null default true
  condition jsonb
  constraint item_source_pk PRIMARY KEY (register_id, item_no, source_no)
  constraint item_source_item_fk FOREIGN KEY (register_id, item_no) REFERENCES notice.item(register_id, item_no) ON DELETE CASCADE
  constraint item_source_source_fk FOREIGN KEY (register_id, source_no) REFERENCES notice.source(register_id, source_no) ON DELETE CASCADE
  grant select to seloste_app
  grant select to seloste_gatekeeper
  grant select to seloste_portal

table notice.kind
  -- Kinds of people: which purposes a live relationship opens, and which stay open after it ends.
  register_id integer not null
  kind_no smallint not null
  key text not null
  opens bigint not null
  after_end bigint not null
  identified boolean not null
  related_to text not null
  requirements jsonb
  one_of jsonb not null
  live boolean not null
  sources smallint[]
  constraint kind_pk PRIMARY KEY (register_id, kind_no)
  constraint kind_key_unique UNIQUE (register_id, key)
  constraint kind_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  grant select to seloste_app
  grant select to seloste_gatekeeper
  grant select to seloste_portal

table notice.plan
  -- Retention plans. A sliding one is dated once per owner, never on each row.
  register_id integer not null
  plan_no smallint not null
  key text not null
  sliding boolean not null
  events smallint[] not null
  plan jsonb not null
  live boolean not null
  constraint plan_pk PRIMARY KEY (register_id, plan_no)
  constraint plan_key_unique UNIQUE (register_id, key)
  constraint plan_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  grant select to seloste_app
  grant select to seloste_gatekeeper
  grant select to seloste_portal

table notice.purpose
  -- Purposes with their bits. One that left the notice stays, not live, so that its bit keeps its meaning.
  register_id integer not null
  key text not null
  bit smallint not null
  implicit boolean not null
  basis text not null
  open text not null
  channel text
  direct_marketing boolean not null
  minimum_age smallint
  guardian_below smallint
  succeeds text
  inherits text[] not null
  consent_lasts interval
  from_day date
  to_day date
  audience text not null
  live boolean not null
  verbs text[]
  constraint purpose_pk PRIMARY KEY (register_id, key)
  constraint purpose_bit_unique UNIQUE (register_id, "bit")
  constraint purpose_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  constraint purpose_bit_range CHECK ((("bit" >= 0) AND ("bit" <= 61)))
  constraint purpose_open_known CHECK ((open = ANY (ARRAY['default'::text, 'consent'::text, 'relationship'::text])))
  CREATE TRIGGER outdate AFTER INSERT OR DELETE OR UPDATE ON notice.purpose FOR EACH STATEMENT EXECUTE FUNCTION gate.outdate_entitlements()
  grant select to seloste_app
  grant select to seloste_gatekeeper
  grant select to seloste_portal
  grant select to seloste_signin

table notice.register
  -- A register: what one notice is about.
  id integer not null generated always as identity
  key text not null
  created_at timestamp with time zone not null default now()
  constraint register_pk PRIMARY KEY (id)
  constraint register_key_unique UNIQUE (key)
  grant select to seloste_app
  grant select to seloste_gatekeeper
  grant select to seloste_portal
  grant select to seloste_signin

table notice.rewrite
  -- What a publishing leaves to be rewritten in bounded batches, and how far it has come: a crash resumes from after_subject.
  id bigint not null generated always as identity
  register_id integer not null
  generation integer not null
  purposes bigint not null
  after_subject uuid
  rows_done bigint not null default 0
  started_at timestamp with time zone not null default now()
  finished_at timestamp with time zone
  constraint rewrite_pk PRIMARY KEY (id)
  constraint rewrite_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  CREATE INDEX rewrite_open ON notice.rewrite USING btree (register_id) WHERE (finished_at IS NULL)
  grant select to seloste_gatekeeper
  grant update (after_subject, rows_done, finished_at) to seloste_gatekeeper

table notice.source
  -- Where data may come from (Art. 14(2)(f)).
  register_id integer not null
  source_no smallint not null
  key text not null
  from_person boolean not null
  public boolean not null
  automatic boolean not null
  live boolean not null
  constraint source_pk PRIMARY KEY (register_id, source_no)
  constraint source_key_unique UNIQUE (register_id, key)
  constraint source_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  grant select to seloste_app
  grant select to seloste_gatekeeper
  grant select to seloste_portal

table notice.version
  -- Every version ever published, word for word (TS.31: earlier versions stay available).
  register_id integer not null
  no integer not null
  text text not null
  hash text not null
  publisher text not null
  published_at timestamp with time zone not null default now()
  compiled jsonb not null
  constraint version_pk PRIMARY KEY (register_id, no)
  constraint version_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  grant select to seloste_app
  grant select to seloste_gatekeeper

table register.anchor
  -- First and last day of each event of an owner. No line: it has not happened.
  register_id integer not null
  owner_id uuid not null
  event_no smallint not null
  first_on date
  last_on date
  unknown boolean not null default false
  constraint anchor_pk PRIMARY KEY (owner_id, event_no)
  row security forced
  policy gatekeeper for all to seloste_gatekeeper
  grant delete, insert, select, update to seloste_gatekeeper

table register.attribute_date
  -- Any item of type date.
  register_id integer not null
  subject_id uuid not null
  id uuid not null
  relationship_id uuid
  recorded_at timestamp with time zone not null default now()
  shut_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  gate bigint not null default 0
  barred bigint not null default 0
  recorded_by uuid
  item_no smallint not null
  source_no smallint not null
  value date not null
  ends_at timestamp with time zone
  constraint attribute_date_pk PRIMARY KEY (subject_id, id)
  constraint attribute_date_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  CREATE INDEX attribute_date_sort ON register.attribute_date USING btree (register_id, item_no, value, subject_id)
  row security forced
  policy add for insert to seloste_app
  policy add_portal for insert to seloste_portal
  policy change for update to seloste_app
  policy change_portal for update to seloste_portal
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  policy read_portal for select to seloste_portal
  CREATE TRIGGER guard_insert BEFORE INSERT ON register.attribute_date FOR EACH ROW WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_insert('any', '')
  CREATE TRIGGER guard_update AFTER UPDATE ON register.attribute_date REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_update_attribute_date()
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant select to seloste_portal
  grant insert (subject_id, id, relationship_id, item_no, source_no, value, ends_at) to seloste_app
  grant update (value) to seloste_app
  grant insert (subject_id, id, relationship_id, item_no, source_no, value, ends_at) to seloste_portal
  grant update (value) to seloste_portal

table register.attribute_flag
  -- Any item of type yes or no.
  register_id integer not null
  subject_id uuid not null
  id uuid not null
  relationship_id uuid
  recorded_at timestamp with time zone not null default now()
  shut_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  gate bigint not null default 0
  barred bigint not null default 0
  recorded_by uuid
  item_no smallint not null
  source_no smallint not null
  value boolean not null
  ends_at timestamp with time zone
  constraint attribute_flag_pk PRIMARY KEY (subject_id, id)
  constraint attribute_flag_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  CREATE INDEX attribute_flag_sort ON register.attribute_flag USING btree (register_id, item_no, value, subject_id)
  row security forced
  policy add for insert to seloste_app
  policy add_portal for insert to seloste_portal
  policy change for update to seloste_app
  policy change_portal for update to seloste_portal
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  policy read_portal for select to seloste_portal
  CREATE TRIGGER guard_insert BEFORE INSERT ON register.attribute_flag FOR EACH ROW WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_insert('any', '')
  CREATE TRIGGER guard_update AFTER UPDATE ON register.attribute_flag REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_update_attribute_flag()
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant select to seloste_portal
  grant insert (subject_id, id, relationship_id, item_no, source_no, value, ends_at) to seloste_app
  grant update (value) to seloste_app
  grant insert (subject_id, id, relationship_id, item_no, source_no, value, ends_at) to seloste_portal
  grant update (value) to seloste_portal

table register.attribute_long_text
  -- Any item of type long text: read, and not searched, because an index of its words would be larger than the text and tell what people wrote.
  register_id integer not null
  subject_id uuid not null
  id uuid not null
  relationship_id uuid
  recorded_at timestamp with time zone not null default now()
  shut_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  gate bigint not null default 0
  barred bigint not null default 0
  recorded_by uuid
  item_no smallint not null
  source_no smallint not null
  ends_at timestamp with time zone
  value text not null
  head text default "left"(value, 24)
  constraint attribute_long_text_pk PRIMARY KEY (subject_id, id)
  constraint attribute_long_text_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  CREATE INDEX attribute_long_text_head ON register.attribute_long_text USING btree (register_id, item_no, head, subject_id)
  CREATE INDEX attribute_long_text_row ON register.attribute_long_text USING btree (id)
  row security forced
  policy add for insert to seloste_app
  policy add_portal for insert to seloste_portal
  policy change for update to seloste_app
  policy change_portal for update to seloste_portal
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  policy read_portal for select to seloste_portal
  CREATE TRIGGER guard_insert BEFORE INSERT ON register.attribute_long_text FOR EACH ROW WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_insert('any', '')
  CREATE TRIGGER guard_update AFTER UPDATE ON register.attribute_long_text REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_update_attribute_long_text()
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant select to seloste_portal
  grant insert (subject_id, id, relationship_id, item_no, source_no, ends_at, value) to seloste_app
  grant update (value) to seloste_app
  grant insert (subject_id, id, relationship_id, item_no, source_no, ends_at, value) to seloste_portal
  grant update (value) to seloste_portal

table register.attribute_number
  -- Any item of type number. int8, because numeric is not leakproof and would not use indexes behind policies.
  register_id integer not null
  subject_id uuid not null
  id uuid not null
  relationship_id uuid
  recorded_at timestamp with time zone not null default now()
  shut_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  gate bigint not null default 0
  barred bigint not null default 0
  recorded_by uuid
  item_no smallint not null
  source_no smallint not null
  value bigint not null
  ends_at timestamp with time zone
  constraint attribute_number_pk PRIMARY KEY (subject_id, id)
  constraint attribute_number_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  CREATE INDEX attribute_number_sort ON register.attribute_number USING btree (register_id, item_no, value, subject_id)
  row security forced
  policy add for insert to seloste_app
  policy add_portal for insert to seloste_portal
  policy change for update to seloste_app
  policy change_portal for update to seloste_portal
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  policy read_portal for select to seloste_portal
  CREATE TRIGGER guard_insert BEFORE INSERT ON register.attribute_number FOR EACH ROW WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_insert('any', '')
  CREATE TRIGGER guard_update AFTER UPDATE ON register.attribute_number REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_update_attribute_number()
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant select to seloste_portal
  grant insert (subject_id, id, relationship_id, item_no, source_no, value, ends_at) to seloste_app
  grant update (value) to seloste_app
  grant insert (subject_id, id, relationship_id, item_no, source_no, value, ends_at) to seloste_portal
  grant update (value) to seloste_portal

table register.attribute_sealed
  -- Any encrypted item without a table of its own.
  register_id integer not null
  subject_id uuid not null
  id uuid not null
  relationship_id uuid
  recorded_at timestamp with time zone not null default now()
  shut_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  gate bigint not null default 0
  barred bigint not null default 0
  recorded_by uuid
  item_no smallint not null
  source_no smallint not null
  sealed bytea not null
  mask text not null
  epoch smallint not null
  ends_at timestamp with time zone
  constraint attribute_sealed_pk PRIMARY KEY (subject_id, id)
  constraint attribute_sealed_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  row security forced
  policy add for insert to seloste_app
  policy add_portal for insert to seloste_portal
  policy change for update to seloste_app
  policy change_portal for update to seloste_portal
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  policy read_portal for select to seloste_portal
  CREATE TRIGGER guard_insert BEFORE INSERT ON register.attribute_sealed FOR EACH ROW WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_insert('any', '')
  CREATE TRIGGER guard_update AFTER UPDATE ON register.attribute_sealed REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_update_attribute_sealed()
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant select to seloste_portal
  grant insert (subject_id, id, relationship_id, item_no, source_no, sealed, mask, epoch, ends_at) to seloste_app
  grant update (sealed, mask, epoch) to seloste_app
  grant insert (subject_id, id, relationship_id, item_no, source_no, sealed, mask, epoch, ends_at) to seloste_portal
  grant update (sealed, mask, epoch) to seloste_portal

table register.attribute_text
  -- Any item of type text, choice or long text that has no table of its own.
  register_id integer not null
  subject_id uuid not null
  id uuid not null
  relationship_id uuid
  recorded_at timestamp with time zone not null default now()
  shut_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  gate bigint not null default 0
  barred bigint not null default 0
  recorded_by uuid
  item_no smallint not null
  source_no smallint not null
  value text not null
  ends_at timestamp with time zone
  constraint attribute_text_pk PRIMARY KEY (subject_id, id)
  constraint attribute_text_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  CREATE INDEX attribute_text_sort ON register.attribute_text USING btree (register_id, item_no, "left"(value, 200), subject_id)
  row security forced
  policy add for insert to seloste_app
  policy add_portal for insert to seloste_portal
  policy change for update to seloste_app
  policy change_portal for update to seloste_portal
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  policy read_portal for select to seloste_portal
  CREATE TRIGGER guard_insert BEFORE INSERT ON register.attribute_text FOR EACH ROW WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_insert('any', 'value')
  CREATE TRIGGER guard_search AFTER UPDATE ON register.attribute_text REFERENCING NEW TABLE AS after FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_search_attribute_text()
  CREATE TRIGGER guard_update AFTER UPDATE ON register.attribute_text REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_update_attribute_text()
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant select to seloste_portal
  grant insert (subject_id, id, relationship_id, item_no, source_no, value, ends_at) to seloste_app
  grant update (value) to seloste_app
  grant insert (subject_id, id, relationship_id, item_no, source_no, value, ends_at) to seloste_portal
  grant update (value) to seloste_portal

table register.attribute_time
  -- Any item that is a point in time.
  register_id integer not null
  subject_id uuid not null
  id uuid not null
  relationship_id uuid
  recorded_at timestamp with time zone not null default now()
  shut_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  gate bigint not null default 0
  barred bigint not null default 0
  recorded_by uuid
  item_no smallint not null
  source_no smallint not null
  value timestamp with time zone not null
  ends_at timestamp with time zone
  constraint attribute_time_pk PRIMARY KEY (subject_id, id)
  constraint attribute_time_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  CREATE INDEX attribute_time_sort ON register.attribute_time USING btree (register_id, item_no, value, subject_id)
  row security forced
  policy add for insert to seloste_app
  policy add_portal for insert to seloste_portal
  policy change for update to seloste_app
  policy change_portal for update to seloste_portal
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  policy read_portal for select to seloste_portal
  CREATE TRIGGER guard_insert BEFORE INSERT ON register.attribute_time FOR EACH ROW WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_insert('any', '')
  CREATE TRIGGER guard_update AFTER UPDATE ON register.attribute_time REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_update_attribute_time()
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant select to seloste_portal
  grant insert (subject_id, id, relationship_id, item_no, source_no, value, ends_at) to seloste_app
  grant update (value) to seloste_app
  grant insert (subject_id, id, relationship_id, item_no, source_no, value, ends_at) to seloste_portal
  grant update (value) to seloste_portal

table register.birth_date
  -- Item birth-date; also what minimum ages are decided by.
  register_id integer not null
  subject_id uuid not null
  id uuid not null
  relationship_id uuid
  recorded_at timestamp with time zone not null default now()
  shut_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  gate bigint not null default 0
  barred bigint not null default 0
  recorded_by uuid
  item_no smallint not null
  source_no smallint not null
  day date not null
  ends_at timestamp with time zone
  constraint birth_date_pk PRIMARY KEY (subject_id, id)
  constraint birth_date_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  constraint birth_date_item CHECK ((item_no = 3))
  CREATE INDEX birth_date_sort ON register.birth_date USING btree (register_id, day, subject_id)
  row security forced
  policy add for insert to seloste_app
  policy add_portal for insert to seloste_portal
  policy change for update to seloste_app
  policy change_portal for update to seloste_portal
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  policy read_portal for select to seloste_portal
  CREATE TRIGGER guard_insert BEFORE INSERT ON register.birth_date FOR EACH ROW WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_insert('any', '')
  CREATE TRIGGER guard_update AFTER UPDATE ON register.birth_date REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_update_birth_date()
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant select to seloste_portal
  grant insert (subject_id, id, relationship_id, item_no, source_no, day, ends_at) to seloste_app
  grant update (day) to seloste_app
  grant insert (subject_id, id, relationship_id, item_no, source_no, day, ends_at) to seloste_portal
  grant update (day) to seloste_portal

table register.change_value
  -- Old values, gated as their item is, so that they can be erased while the audit rows stay.
  register_id integer not null
  subject_id uuid not null
  id uuid not null
  relationship_id uuid
  recorded_at timestamp with time zone not null default now()
  shut_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  gate bigint not null default 0
  barred bigint not null default 0
  recorded_by uuid
  item_no smallint not null
  source_no smallint not null
  table_name text not null
  row_id uuid not null
  column_name text not null
  old_value text
  ends_at timestamp with time zone
  constraint change_value_pk PRIMARY KEY (subject_id, row_id, id)
  constraint change_value_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  row security forced
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  policy read_portal for select to seloste_portal
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant select to seloste_portal

table register.closing
  -- Rows a purpose has no more use for while another must keep them: closed for the first, and no hold on the erasure at the end of the other.
  register_id integer not null
  subject_id uuid not null
  row_id uuid not null
  purpose_key text not null
  ground text not null
  closed_at timestamp with time zone not null default now()
  closed_by uuid
  constraint closing_pk PRIMARY KEY (subject_id, row_id, purpose_key)
  row security forced
  policy gatekeeper for all to seloste_gatekeeper
  grant delete, insert, select, update to seloste_gatekeeper

table register.dating
  -- For which version of the notice the people of a register have been dated, and how far: a crash resumes after after_subject.
  register_id integer not null
  version_no integer not null
  after_subject uuid
  finished_at timestamp with time zone
  constraint dating_pk PRIMARY KEY (register_id)
  constraint dating_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  row security forced
  policy gatekeeper for all to seloste_gatekeeper
  grant delete, insert, select, update to seloste_gatekeeper

table register.due
  -- When each owner's plan comes due: kept through the end of keep_through, gone by the end of gone_by; infinity = never, null = unknown.
  register_id integer not null
  owner text not null
  owner_id uuid not null
  subject_id uuid not null
  plan_no smallint not null
  stage smallint not null default 0
  keep_through date
  gone_by date
  held smallint not null default 0
  because text not null default ''::text
  dated_at timestamp with time zone not null default now()
  relationship_id uuid
  item_no smallint
  closes boolean not null default true
  review_on date
  constraint due_pk PRIMARY KEY (owner_id, plan_no, subject_id)
  CREATE INDEX due_gone ON register.due USING btree (plan_no, stage, gone_by) WHERE ((held = 0) AND (gone_by IS NOT NULL))
  CREATE INDEX due_keep ON register.due USING btree (plan_no, stage, keep_through) WHERE (held = 0)
  CREATE INDEX due_page ON register.due USING btree (register_id, keep_through, subject_id) WHERE ((held = 0) AND closes)
  CREATE INDEX due_subject ON register.due USING btree (subject_id) WHERE (subject_id IS NOT NULL)
  row security forced
  policy gatekeeper for all to seloste_gatekeeper
  grant delete, insert, select, update to seloste_gatekeeper

table register.email
  -- Items email and work-email. Addresses are not unique: families and info@ share them.
  register_id integer not null
  subject_id uuid not null
  id uuid not null
  relationship_id uuid
  recorded_at timestamp with time zone not null default now()
  shut_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  gate bigint not null default 0
  barred bigint not null default 0
  recorded_by uuid
  item_no smallint not null
  source_no smallint not null
  address text not null
  ends_at timestamp with time zone
  constraint email_pk PRIMARY KEY (subject_id, id)
  constraint email_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  constraint email_item CHECK ((item_no = ANY (ARRAY[20, 21])))
  CREATE INDEX email_sort ON register.email USING btree (register_id, address, subject_id)
  row security forced
  policy add for insert to seloste_app
  policy add_portal for insert to seloste_portal
  policy change for update to seloste_app
  policy change_portal for update to seloste_portal
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  policy read_portal for select to seloste_portal
  CREATE TRIGGER guard_insert BEFORE INSERT ON register.email FOR EACH ROW WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_insert('email', 'address')
  CREATE TRIGGER guard_search AFTER UPDATE ON register.email REFERENCING NEW TABLE AS after FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_search_email()
  CREATE TRIGGER guard_update AFTER UPDATE ON register.email REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_update_email()
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant select to seloste_portal
  grant insert (subject_id, id, relationship_id, item_no, source_no, address, ends_at) to seloste_app
  grant update (address) to seloste_app
  grant insert (subject_id, id, relationship_id, item_no, source_no, address, ends_at) to seloste_portal
  grant update (address) to seloste_portal

table register.event
  -- Append-only; corrected by newer ones, may lie ahead. A day that is not known is unknown, and unknown never erases.
  register_id integer not null
  id uuid not null
  owner text not null
  owner_id uuid not null
  subject_id uuid
  event_no smallint not null
  on_day date
  corrects uuid
  reported_by text not null
  recorded_at timestamp with time zone not null default now()
  recorded_by uuid
  constraint event_pk PRIMARY KEY (id)
  constraint event_corrects_fk FOREIGN KEY (corrects) REFERENCES register.event(id) ON DELETE RESTRICT
  constraint event_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  constraint event_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  constraint event_owner_known CHECK ((owner = ANY (ARRAY['row'::text, 'record'::text, 'relationship'::text, 'project'::text, 'organisation'::text, 'group'::text, 'subject'::text, 'session'::text, 'register'::text])))
  CREATE INDEX event_owner ON register.event USING btree (owner_id, event_no)
  CREATE INDEX event_subject ON register.event USING btree (subject_id) WHERE (subject_id IS NOT NULL)
  CREATE UNIQUE INDEX event_correction ON register.event USING btree (corrects) WHERE (corrects IS NOT NULL)
  row security forced
  policy gatekeeper for all to seloste_gatekeeper
  grant delete, insert, select, update to seloste_gatekeeper

table register.guardian
  -- Who decides for a minor (Art. 8); the guardian's portal session also reaches the ward.
  register_id integer not null
  subject_id uuid not null
  id uuid not null
  guardian_id uuid not null
  proof text not null
  started_on date not null
  ended_on date
  source_no smallint not null
  recorded_at timestamp with time zone not null default now()
  recorded_by uuid
  gate bigint not null default 0
  barred bigint not null default 0
  shut_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  constraint guardian_pk PRIMARY KEY (subject_id, id)
  constraint guardian_guardian_fk FOREIGN KEY (guardian_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  constraint guardian_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  constraint guardian_is_another CHECK ((guardian_id <> subject_id))
  CREATE INDEX guardian_wards ON register.guardian USING btree (guardian_id)
  row security forced
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  policy read_portal for select to seloste_portal
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant select to seloste_portal

table register.hold
  -- What stops an erasure, for the rows of its owner only; counted, so all must end.
  register_id integer not null
  id uuid not null
  hold_key text not null
  owner_id uuid not null
  subject_id uuid
  ground text not null
  started_at timestamp with time zone not null default now()
  started_by uuid
  review_on date
  ended_at timestamp with time zone
  constraint hold_pk PRIMARY KEY (id)
  constraint hold_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  constraint hold_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  CREATE INDEX hold_owner ON register.hold USING btree (owner_id) WHERE (ended_at IS NULL)
  row security forced
  policy gatekeeper for all to seloste_gatekeeper
  grant delete, insert, select, update to seloste_gatekeeper

table register.identity_code
  -- Item identity-code, sealed with the subject's own key; the mask shows what may be shown (tietosuojalaki 29 §).
  register_id integer not null
  subject_id uuid not null
  id uuid not null
  relationship_id uuid
  recorded_at timestamp with time zone not null default now()
  shut_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  gate bigint not null default 0
  barred bigint not null default 0
  recorded_by uuid
  item_no smallint not null
  source_no smallint not null
  sealed bytea not null
  mask text not null
  epoch smallint not null
  ends_at timestamp with time zone
  constraint identity_code_pk PRIMARY KEY (subject_id, id)
  constraint identity_code_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  constraint identity_code_item CHECK ((item_no = 4))
  row security forced
  policy add for insert to seloste_app
  policy add_portal for insert to seloste_portal
  policy change for update to seloste_app
  policy change_portal for update to seloste_portal
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  policy read_portal for select to seloste_portal
  CREATE TRIGGER guard_insert BEFORE INSERT ON register.identity_code FOR EACH ROW WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_insert('any', '')
  CREATE TRIGGER guard_update AFTER UPDATE ON register.identity_code REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_update_identity_code()
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant select to seloste_portal
  grant insert (subject_id, id, relationship_id, item_no, source_no, sealed, mask, epoch, ends_at) to seloste_app
  grant update (sealed, mask, epoch) to seloste_app
  grant insert (subject_id, id, relationship_id, item_no, source_no, sealed, mask, epoch, ends_at) to seloste_portal
  grant update (sealed, mask, epoch) to seloste_portal

table register.import
  -- One import. Its rows are those of its people that were recorded at its instant by its recorder: one transaction.
  register_id integer not null
  id uuid not null
  purpose_key text not null
  source_no smallint not null
  recorded_at timestamp with time zone not null default now()
  recorded_by uuid
  added integer not null default 0
  joined integer not null default 0
  undone_at timestamp with time zone
  undone_by uuid
  constraint import_pk PRIMARY KEY (id)
  constraint import_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  CREATE INDEX import_register ON register.import USING btree (register_id, recorded_at)
  row security forced
  policy gatekeeper for all to seloste_gatekeeper
  grant delete, insert, select, update to seloste_gatekeeper

table register.import_person
  -- Whom an import added, and whom it only gave more rows.
  import_id uuid not null
  subject_id uuid not null
  added boolean not null
  constraint import_person_pk PRIMARY KEY (import_id, subject_id)
  constraint import_person_import_fk FOREIGN KEY (import_id) REFERENCES register.import(id) ON DELETE RESTRICT
  constraint import_person_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  CREATE INDEX import_person_subject ON register.import_person USING btree (subject_id)
  row security forced
  policy gatekeeper for all to seloste_gatekeeper
  grant delete, insert, select, update to seloste_gatekeeper

table register.information_duty
  -- A source other than the person, and when they were told of it. Told once of a source, nobody is told again of the same (Art. 14(5)(a)).
  register_id integer not null
  subject_id uuid not null
  source_no smallint not null
  import_id uuid
  obtained_on date not null
  due_on date not null
  informed_on date
  informed_how text
  informed_by uuid
  constraint information_duty_pk PRIMARY KEY (subject_id, source_no)
  constraint information_duty_import_fk FOREIGN KEY (import_id) REFERENCES register.import(id) ON DELETE RESTRICT
  constraint information_duty_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  constraint information_duty_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  constraint information_duty_due_later CHECK ((due_on > obtained_on))
  constraint information_duty_says_how CHECK (((informed_on IS NULL) = (informed_how IS NULL)))
  CREATE INDEX information_duty_due ON register.information_duty USING btree (register_id, due_on) WHERE (informed_on IS NULL)
  row security forced
  policy gatekeeper for all to seloste_gatekeeper
  grant delete, insert, select, update to seloste_gatekeeper

table register.involvement
  -- A subject's part in a record. barred also holds the person's own closings, because one person's closing closes the record.
  register_id integer not null
  subject_id uuid not null
  record_id uuid not null
  part text not null
  relationship_id uuid
  visible boolean not null default true
  item_no smallint not null
  source_no smallint not null
  recorded_at timestamp with time zone not null default now()
  recorded_by uuid
  gate bigint not null default 0
  barred bigint not null default 0
  shut_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  constraint involvement_pk PRIMARY KEY (subject_id, record_id, part)
  constraint involvement_record_fk FOREIGN KEY (record_id) REFERENCES register.record(id) ON DELETE RESTRICT
  constraint involvement_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  CREATE INDEX involvement_record ON register.involvement USING btree (record_id)
  row security forced
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  policy read_portal for select to seloste_portal
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant select to seloste_portal

table register.match_key
  -- Keyed hashes for matching across people closed to a purpose. The key is outside the database; nobody reads this but gate.match.
  register_id integer not null
  kind text not null
  hmac bytea not null
  subject_id uuid not null
  recorded_at timestamp with time zone not null default now()
  constraint match_key_pk PRIMARY KEY (register_id, kind, hmac, subject_id)
  constraint match_key_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  constraint match_key_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  constraint match_key_is_sha256 CHECK ((length(hmac) = 32))
  CREATE INDEX match_key_subject ON register.match_key USING btree (subject_id)
  row security forced
  policy gatekeeper for all to seloste_gatekeeper
  grant delete, insert, select, update to seloste_gatekeeper

table register.organisation
  -- A legal person is nobody's data. A sole trader's, partnership's or private person's name, address and phone are facts of its subject; unknown counts as personal.
  register_id integer not null
  id uuid not null
  kind text not null default 'unknown'::text
  subject_id uuid
  business_id text
  name text
  group_id uuid
  source_no smallint
  recorded_at timestamp with time zone not null default now()
  recorded_by uuid
  constraint organisation_pk PRIMARY KEY (id)
  constraint organisation_group_fk FOREIGN KEY (group_id) REFERENCES register.organisation(id) ON DELETE SET NULL
  constraint organisation_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  constraint organisation_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  constraint organisation_kind_known CHECK ((kind = ANY (ARRAY['legal-person'::text, 'sole-trader'::text, 'partnership'::text, 'private-person'::text, 'unknown'::text])))
  constraint organisation_legal_person_is_nobodys CHECK (((kind <> 'legal-person'::text) OR (subject_id IS NULL)))
  constraint organisation_somebodys_own CHECK (((kind = 'legal-person'::text) OR ((subject_id IS NOT NULL) AND (name IS NULL))))
  CREATE INDEX organisation_name ON register.organisation USING btree (register_id, name, id)
  CREATE INDEX organisation_subject ON register.organisation USING btree (subject_id) WHERE (subject_id IS NOT NULL)
  CREATE INDEX organisation_trigrams ON register.organisation USING gin (lower(name) gate.gin_trgm_ops) WHERE (name IS NOT NULL)
  CREATE UNIQUE INDEX organisation_business_id ON register.organisation USING btree (register_id, business_id) WHERE (business_id IS NOT NULL)
  row security forced
  policy add for insert to seloste_app
  policy change for update to seloste_app
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  CREATE TRIGGER guard_note BEFORE UPDATE ON register.organisation FOR EACH ROW WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_note()
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant update (business_id, name, group_id) to seloste_app

table register.permission
  -- Consent with its wording, language and proof (Art. 7(1)); withdrawal; ban; objection (Art. 21); restriction (Art. 18) of a person, purpose, item or row. Nothing is ever changed, the newest counts.
  register_id integer not null
  subject_id uuid not null
  id uuid not null
  kind text not null
  purpose_key text
  channel text
  scope_item_no smallint
  scope_row_id uuid
  allowed text[] not null default '{}'::text[]
  lifts uuid
  given_by text not null default 'self'::text
  guardian_id uuid
  at timestamp with time zone not null
  expires_at timestamp with time zone
  wording text
  notice_version integer
  language text
  proof text
  ground text
  source_no smallint not null
  recorded_at timestamp with time zone not null default clock_timestamp()
  recorded_by uuid
  gate bigint not null default 0
  barred bigint not null default 0
  shut_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  constraint permission_pk PRIMARY KEY (subject_id, id)
  constraint permission_guardian_fk FOREIGN KEY (guardian_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  constraint permission_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  constraint permission_channel_known CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'phone'::text, 'post'::text, 'web'::text, 'app'::text, 'in-person'::text])))
  constraint permission_consent_has_proof CHECK (((kind <> 'consent'::text) OR ((wording IS NOT NULL) AND (language IS NOT NULL) AND (proof IS NOT NULL))))
  constraint permission_consent_names_purpose CHECK (((kind <> ALL (ARRAY['consent'::text, 'withdrawal'::text])) OR (purpose_key IS NOT NULL)))
  constraint permission_expires_later CHECK ((expires_at > at))
  constraint permission_giver_known CHECK ((given_by = ANY (ARRAY['self'::text, 'guardian'::text, 'staff'::text, 'authority'::text, 'representative'::text])))
  constraint permission_guardian_named CHECK (((given_by = 'guardian'::text) = (guardian_id IS NOT NULL)))
  constraint permission_kind_known CHECK ((kind = ANY (ARRAY['consent'::text, 'withdrawal'::text, 'ban'::text, 'ban-lifted'::text, 'objection'::text, 'objection-lifted'::text, 'restriction'::text, 'restriction-lifted'::text])))
  constraint permission_scope_of_restriction CHECK (((kind = ANY (ARRAY['restriction'::text, 'restriction-lifted'::text])) OR ((scope_item_no IS NULL) AND (scope_row_id IS NULL))))
  row security forced
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  policy read_portal for select to seloste_portal
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant select to seloste_portal

table register.permission_request
  -- A sign-up waiting for its confirmation; gone when the link expires.
  id uuid not null
  register_id integer not null
  subject_id uuid not null
  purpose_key text not null
  channel text
  token_hash bytea not null
  wording text not null
  language text not null
  requested_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  constraint permission_request_pk PRIMARY KEY (id)
  constraint permission_request_token_unique UNIQUE (token_hash)
  constraint permission_request_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  constraint permission_request_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  row security forced
  policy gatekeeper for all to seloste_gatekeeper
  grant delete, insert, select, update to seloste_gatekeeper

table register.person_name
  -- Item name.
  register_id integer not null
  subject_id uuid not null
  id uuid not null
  relationship_id uuid
  recorded_at timestamp with time zone not null default now()
  shut_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  gate bigint not null default 0
  barred bigint not null default 0
  recorded_by uuid
  item_no smallint not null
  source_no smallint not null
  given_name text
  family_name text
  ends_at timestamp with time zone
  constraint person_name_pk PRIMARY KEY (subject_id, id)
  constraint person_name_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  constraint person_name_item CHECK ((item_no = 1))
  constraint person_name_not_empty CHECK ((COALESCE(given_name, family_name) IS NOT NULL))
  CREATE INDEX person_name_sort ON register.person_name USING btree (register_id, COALESCE(family_name, ''::text) COLLATE "fi-x-icu", COALESCE(given_name, ''::text) COLLATE "fi-x-icu", subject_id)
  row security forced
  policy add for insert to seloste_app
  policy add_portal for insert to seloste_portal
  policy change for update to seloste_app
  policy change_portal for update to seloste_portal
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  policy read_portal for select to seloste_portal
  CREATE TRIGGER guard_insert BEFORE INSERT ON register.person_name FOR EACH ROW WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_insert('any', 'given_name,family_name')
  CREATE TRIGGER guard_search AFTER UPDATE ON register.person_name REFERENCING NEW TABLE AS after FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_search_person_name()
  CREATE TRIGGER guard_update AFTER UPDATE ON register.person_name REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_update_person_name()
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant select to seloste_portal
  grant insert (subject_id, id, relationship_id, item_no, source_no, given_name, family_name, ends_at) to seloste_app
  grant update (given_name, family_name) to seloste_app
  grant insert (subject_id, id, relationship_id, item_no, source_no, given_name, family_name, ends_at) to seloste_portal
  grant update (given_name, family_name) to seloste_portal

table register.phone
  -- Items phone and work-phone, in E.164.
  register_id integer not null
  subject_id uuid not null
  id uuid not null
  relationship_id uuid
  recorded_at timestamp with time zone not null default now()
  shut_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  gate bigint not null default 0
  barred bigint not null default 0
  recorded_by uuid
  item_no smallint not null
  source_no smallint not null
  number text not null
  ends_at timestamp with time zone
  constraint phone_pk PRIMARY KEY (subject_id, id)
  constraint phone_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  constraint phone_item CHECK ((item_no = ANY (ARRAY[22, 23])))
  CREATE INDEX phone_sort ON register.phone USING btree (register_id, number, subject_id)
  row security forced
  policy add for insert to seloste_app
  policy add_portal for insert to seloste_portal
  policy change for update to seloste_app
  policy change_portal for update to seloste_portal
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  policy read_portal for select to seloste_portal
  CREATE TRIGGER guard_insert BEFORE INSERT ON register.phone FOR EACH ROW WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_insert('phone', 'number')
  CREATE TRIGGER guard_search AFTER UPDATE ON register.phone REFERENCING NEW TABLE AS after FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_search_phone()
  CREATE TRIGGER guard_update AFTER UPDATE ON register.phone REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_update_phone()
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant select to seloste_portal
  grant insert (subject_id, id, relationship_id, item_no, source_no, number, ends_at) to seloste_app
  grant update (number) to seloste_app
  grant insert (subject_id, id, relationship_id, item_no, source_no, number, ends_at) to seloste_portal
  grant update (number) to seloste_portal

table register.postal_address
  -- Item postal-address.
  register_id integer not null
  subject_id uuid not null
  id uuid not null
  relationship_id uuid
  recorded_at timestamp with time zone not null default now()
  shut_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  gate bigint not null default 0
  barred bigint not null default 0
  recorded_by uuid
  item_no smallint not null
  source_no smallint not null
  street text
  postal_code text
  locality text
  country text
  ends_at timestamp with time zone
  constraint postal_address_pk PRIMARY KEY (subject_id, id)
  constraint postal_address_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  constraint postal_address_item CHECK ((item_no = 24))
  CREATE INDEX postal_address_sort ON register.postal_address USING btree (register_id, postal_code, subject_id)
  row security forced
  policy add for insert to seloste_app
  policy add_portal for insert to seloste_portal
  policy change for update to seloste_app
  policy change_portal for update to seloste_portal
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  policy read_portal for select to seloste_portal
  CREATE TRIGGER guard_insert BEFORE INSERT ON register.postal_address FOR EACH ROW WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_insert('post', 'street,postal_code,locality')
  CREATE TRIGGER guard_search AFTER UPDATE ON register.postal_address REFERENCING NEW TABLE AS after FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_search_postal_address()
  CREATE TRIGGER guard_update AFTER UPDATE ON register.postal_address REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_update_postal_address()
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant select to seloste_portal
  grant insert (subject_id, id, relationship_id, item_no, source_no, street, postal_code, locality, country, ends_at) to seloste_app
  grant update (street, postal_code, locality, country) to seloste_app
  grant insert (subject_id, id, relationship_id, item_no, source_no, street, postal_code, locality, country, ends_at) to seloste_portal
  grant update (street, postal_code, locality, country) to seloste_portal

table register.project
  -- A customer project: its end starts the period of its people's data (CG.32).
  register_id integer not null
  id uuid not null
  name text not null
  organisation_id uuid
  started_on date
  ended_on date
  recorded_at timestamp with time zone not null default now()
  recorded_by uuid
  constraint project_pk PRIMARY KEY (id)
  constraint project_organisation_fk FOREIGN KEY (organisation_id) REFERENCES register.organisation(id) ON DELETE RESTRICT
  constraint project_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  CREATE INDEX project_name ON register.project USING btree (register_id, name, id)
  row security forced
  policy add for insert to seloste_app
  policy change for update to seloste_app
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  CREATE TRIGGER guard_note BEFORE UPDATE ON register.project FOR EACH ROW WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_note()
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant update (name, started_on, ended_on) to seloste_app

table register.record
  -- A meeting, note, message, invoice …: open if open for one of those involved and closed by none of them.
  register_id integer not null
  id uuid not null
  item_no smallint not null
  part_of uuid
  source_no smallint not null
  recorded_at timestamp with time zone not null default now()
  recorded_by uuid
  gate bigint not null default 0
  barred bigint not null default 0
  shut_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  audience text not null default 'all'::text
  owner_id uuid
  team_id uuid
  happened_at timestamp with time zone
  title text
  body text
  parts jsonb
  constraint record_pk PRIMARY KEY (id)
  constraint record_part_of_fk FOREIGN KEY (part_of) REFERENCES register.record(id) ON DELETE RESTRICT
  constraint record_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  constraint record_audience_known CHECK ((audience = ANY (ARRAY['own'::text, 'team'::text, 'all'::text])))
  CREATE INDEX record_parts ON register.record USING btree (part_of) WHERE (part_of IS NOT NULL)
  CREATE INDEX record_sort ON register.record USING btree (register_id, happened_at, id)
  row security forced
  policy add for insert to seloste_app
  policy add_portal for insert to seloste_portal
  policy change for update to seloste_app
  policy change_portal for update to seloste_portal
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  policy read_portal for select to seloste_portal
  CREATE TRIGGER guard_note BEFORE UPDATE ON register.record FOR EACH ROW WHEN ((CURRENT_USER <> 'seloste_gatekeeper'::name)) EXECUTE FUNCTION gate.guard_note()
  CREATE TRIGGER hold_parts AFTER UPDATE ON register.record FOR EACH ROW WHEN (((CURRENT_USER <> 'seloste_gatekeeper'::name) AND (old.parts IS DISTINCT FROM new.parts))) EXECUTE FUNCTION gate.hold_parts()
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant select to seloste_portal
  grant update (happened_at, title, body, parts) to seloste_app

table register.relationship
  -- A subject's part in something. It is live from started_on until the day before ended_on; on ended_on it has ended, and periods count from that day.
  register_id integer not null
  subject_id uuid not null
  id uuid not null
  kind_no smallint not null
  organisation_id uuid
  project_id uuid
  started_on date not null
  ended_on date
  source_no smallint not null
  recorded_at timestamp with time zone not null default now()
  recorded_by uuid
  gate bigint not null default 0
  barred bigint not null default 0
  shut_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  constraint relationship_pk PRIMARY KEY (subject_id, id)
  constraint relationship_kind_fk FOREIGN KEY (register_id, kind_no) REFERENCES notice.kind(register_id, kind_no) ON DELETE RESTRICT
  constraint relationship_organisation_fk FOREIGN KEY (organisation_id) REFERENCES register.organisation(id) ON DELETE RESTRICT
  constraint relationship_project_fk FOREIGN KEY (project_id) REFERENCES register.project(id) ON DELETE RESTRICT
  constraint relationship_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  constraint relationship_order CHECK ((ended_on >= started_on))
  CREATE INDEX relationship_organisation ON register.relationship USING btree (organisation_id) WHERE (organisation_id IS NOT NULL)
  CREATE INDEX relationship_project ON register.relationship USING btree (project_id) WHERE (project_id IS NOT NULL)
  row security forced
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  policy read_portal for select to seloste_portal
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant select to seloste_portal

table register.search
  -- One row per searchable fact, read only through gate.search: similarity is not leakproof, so no policy could use its index.
  register_id integer not null
  subject_id uuid not null
  id uuid not null
  relationship_id uuid
  item_no smallint not null
  source_no smallint not null
  gate bigint not null
  barred bigint not null
  shut_at timestamp with time zone not null
  text text not null
  ends_at timestamp with time zone
  constraint search_pk PRIMARY KEY (subject_id, id)
  constraint search_subject_fk FOREIGN KEY (subject_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  CREATE INDEX search_trigrams ON register.search USING gin (text gate.gin_trgm_ops)
  row security forced
  policy gatekeeper for all to seloste_gatekeeper
  grant delete, insert, select, update to seloste_gatekeeper

table register.subject
  -- A data subject. Open to a purpose only when an identity item is, since that somebody is in the register is itself data.
  register_id integer not null
  id uuid not null
  person_id uuid
  identified boolean not null default true
  attested_age smallint
  key_slot bigint
  source_no smallint not null
  recorded_at timestamp with time zone not null default now()
  recorded_by uuid
  gate bigint not null default 0
  barred bigint not null default 0
  shut_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  next_at timestamp with time zone not null default 'infinity'::timestamp with time zone
  constraint subject_pk PRIMARY KEY (id)
  constraint subject_person_fk FOREIGN KEY (person_id) REFERENCES register.subject(id) ON DELETE RESTRICT
  constraint subject_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  constraint subject_leads_itself CHECK ((person_id IS DISTINCT FROM id))
  CREATE INDEX subject_key_slot ON register.subject USING btree (key_slot) WHERE (key_slot IS NOT NULL)
  CREATE INDEX subject_next ON register.subject USING btree (next_at) WHERE (next_at <> 'infinity'::timestamp with time zone)
  CREATE INDEX subject_person ON register.subject USING btree (person_id) WHERE (person_id IS NOT NULL)
  CREATE INDEX subject_register ON register.subject USING btree (register_id, recorded_at, id)
  row security forced
  policy gatekeeper for all to seloste_gatekeeper
  policy read for select to seloste_app
  policy read_portal for select to seloste_portal
  grant select to seloste_app
  grant delete, insert, select, update to seloste_gatekeeper
  grant select to seloste_portal

table register.suppression
  -- Addresses that must not be written to again, as keyed hashes: survives erasure, import and list deletion.
  register_id integer not null
  channel text not null
  purpose_key text not null default ''::text
  hmac bytea not null
  reason text not null
  recorded_at timestamp with time zone not null default now()
  constraint suppression_pk PRIMARY KEY (register_id, channel, hmac, purpose_key)
  constraint suppression_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  constraint suppression_is_sha256 CHECK ((length(hmac) = 32))
  constraint suppression_reason_known CHECK ((reason = ANY (ARRAY['banned'::text, 'objected'::text, 'withdrawn'::text, 'erased'::text, 'bounced'::text])))
  row security forced
  policy gatekeeper for all to seloste_gatekeeper
  grant delete, insert, select, update to seloste_gatekeeper

table register.tally
  -- How many rows of an item an owner has, for conditions such as "while an invoice is open".
  register_id integer not null
  owner_id uuid not null
  item_no smallint not null
  n integer not null
  last_on date
  state text not null default ''::text
  constraint tally_pk PRIMARY KEY (owner_id, item_no, state)
  constraint tally_not_negative CHECK ((n >= 0))
  row security forced
  policy gatekeeper for all to seloste_gatekeeper
  grant delete, insert, select, update to seloste_gatekeeper

table session.entitlement
  -- A copy of what gate.item_bits and its like answer, for staff's sessions without a scope. Whatever changes the answer removes the copy in the same transaction; without a copy the answer is worked out.
  session_id uuid not null
  pass_hash bytea not null
  purpose text not null
  verb text not null
  register_id integer not null
  flip bigint not null
  account_id uuid
  team_id uuid
  bit bigint not null
  person_bit bigint not null
  bits bigint[] not null
  whole text[] not null
  until timestamp with time zone not null
  constraint entitlement_pk PRIMARY KEY (pass_hash, purpose, verb)
  constraint entitlement_session_fk FOREIGN KEY (session_id) REFERENCES session.session(id) ON DELETE CASCADE
  constraint entitlement_verb_known CHECK ((verb = ANY (ARRAY['read'::text, 'add'::text, 'change'::text])))
  CREATE INDEX entitlement_session ON session.entitlement USING btree (session_id)
  CREATE INDEX entitlement_until ON session.entitlement USING btree (until)
  grant delete, insert, select, update to seloste_gatekeeper

table session.open_case
  -- What opens an implicit purpose: a request opens rights for its subject, a sweep run retention, a breach or review security.
  id uuid not null
  register_id integer not null
  kind text not null
  subject_id uuid
  reason text not null
  opened_at timestamp with time zone not null default now()
  opened_by uuid
  closed_at timestamp with time zone
  constraint case_pk PRIMARY KEY (id)
  constraint case_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  constraint case_kind_known CHECK ((kind = ANY (ARRAY['request'::text, 'sweep'::text, 'breach'::text, 'review'::text])))
  constraint case_reason_given CHECK ((length(reason) >= 3))
  constraint case_request_has_subject CHECK (((kind <> 'request'::text) OR (subject_id IS NOT NULL)))
  grant insert, select, update to seloste_gatekeeper

table session.session
  -- A session is a pass: random, kept here hashed, never sent to a browser. Portal sessions cannot exist without a subject, form sessions only add.
  id uuid not null
  pass_hash bytea not null
  register_id integer not null
  kind text not null
  account_id uuid
  subject_scope uuid
  purposes text[]
  verbs text[]
  case_id uuid
  opened_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  ended_at timestamp with time zone
  browser_session_id uuid
  api_key_id uuid
  constraint session_pk PRIMARY KEY (id)
  constraint session_pass_unique UNIQUE (pass_hash)
  constraint session_account_fk FOREIGN KEY (account_id) REFERENCES auth.account(id) ON DELETE RESTRICT
  constraint session_api_key_fk FOREIGN KEY (api_key_id) REFERENCES auth.api_key(id) ON DELETE RESTRICT
  constraint session_browser_fk FOREIGN KEY (browser_session_id) REFERENCES signin.browser_session(id) ON DELETE SET NULL
  constraint session_case_fk FOREIGN KEY (case_id) REFERENCES session.open_case(id) ON DELETE RESTRICT
  constraint session_register_fk FOREIGN KEY (register_id) REFERENCES notice.register(id) ON DELETE RESTRICT
  constraint session_ends CHECK ((expires_at <= (opened_at + '7 days'::interval)))
  constraint session_form_only_adds CHECK (((kind <> 'form'::text) OR (verbs = ARRAY['add'::text])))
  constraint session_kind_known CHECK ((kind = ANY (ARRAY['staff'::text, 'cli'::text, 'service'::text, 'portal'::text, 'form'::text])))
  constraint session_others_are_listed CHECK (((kind = ANY (ARRAY['staff'::text, 'cli'::text])) OR ((purposes IS NOT NULL) AND (verbs IS NOT NULL))))
  constraint session_pass_is_sha256 CHECK ((length(pass_hash) = 32))
  constraint session_portal_has_scope CHECK (((kind <> 'portal'::text) OR (subject_scope IS NOT NULL)))
  constraint session_staff_is_named CHECK (((kind = ANY (ARRAY['staff'::text, 'cli'::text])) = (account_id IS NOT NULL)))
  CREATE INDEX session_api_key ON session.session USING btree (api_key_id) WHERE (ended_at IS NULL)
  CREATE INDEX session_browser ON session.session USING btree (browser_session_id) WHERE (ended_at IS NULL)
  CREATE TRIGGER outdate AFTER UPDATE ON session.session FOR EACH ROW WHEN (((new.ended_at IS NOT NULL) OR (new.expires_at < old.expires_at) OR ((((((((new.pass_hash IS DISTINCT FROM old.pass_hash) OR (new.register_id IS DISTINCT FROM old.register_id)) OR (new.kind IS DISTINCT FROM old.kind)) OR (new.account_id IS DISTINCT FROM old.account_id)) OR (new.subject_scope IS DISTINCT FROM old.subject_scope)) OR (new.purposes IS DISTINCT FROM old.purposes)) OR (new.verbs IS DISTINCT FROM old.verbs)) OR (new.case_id IS DISTINCT FROM old.case_id)))) EXECUTE FUNCTION gate.outdate_session()
  CREATE TRIGGER undertaking_on_record BEFORE INSERT ON session.session FOR EACH ROW WHEN ((new.kind = 'staff'::text)) EXECUTE FUNCTION gate.guard_session()
  grant insert, select, update to seloste_gatekeeper

table signin.attempt
  -- Failures counted across processes, under keyed hashes of login and address: neither can be read back.
  key bytea not null
  failures integer not null
  last_at timestamp with time zone not null
  locked_until timestamp with time zone
  refused boolean not null default false
  constraint attempt_pk PRIMARY KEY (key)
  CREATE INDEX attempt_last ON signin.attempt USING btree (last_at)
  grant delete, insert, select, update to seloste_signin

table signin.browser_session
  -- A signed-in or half-signed-in browser. Its cookie is kept hashed; the pass to the database is derived from it and kept nowhere.
  id uuid not null
  token_hash bytea not null
  account_id uuid not null
  way text not null
  device text not null
  second_factor_at timestamp with time zone
  opened_at timestamp with time zone not null default now()
  seen_at timestamp with time zone not null default now()
  idle_expires_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  ended_at timestamp with time zone
  ended_because text
  asks_second_factor boolean not null default false
  constraint browser_session_pk PRIMARY KEY (id)
  constraint browser_session_token_unique UNIQUE (token_hash)
  constraint browser_session_account_fk FOREIGN KEY (account_id) REFERENCES auth.account(id) ON DELETE CASCADE
  constraint browser_session_device_short CHECK ((length(device) <= 80))
  constraint browser_session_ends CHECK (((expires_at <= (opened_at + '7 days'::interval)) AND (idle_expires_at <= expires_at)))
  constraint browser_session_token_is_sha256 CHECK ((length(token_hash) = 32))
  constraint browser_session_way_known CHECK ((way = ANY (ARRAY['password'::text, 'passkey'::text, 'oidc'::text, 'invitation'::text])))
  CREATE INDEX browser_session_account ON signin.browser_session USING btree (account_id, opened_at)
  CREATE TRIGGER follow_browser AFTER UPDATE OF ended_at, token_hash, expires_at, idle_expires_at ON signin.browser_session FOR EACH ROW EXECUTE FUNCTION gate.follow_browser()
  grant select, update to seloste_gatekeeper
  grant delete, insert, select, update to seloste_signin

table signin.challenge
  -- Challenges handed to passkeys: each answered once, within minutes.
  hash bytea not null
  kind text not null
  browser_session_id uuid
  expires_at timestamp with time zone not null
  constraint challenge_pk PRIMARY KEY (hash)
  constraint challenge_session_fk FOREIGN KEY (browser_session_id) REFERENCES signin.browser_session(id) ON DELETE CASCADE
  constraint challenge_kind_known CHECK ((kind = ANY (ARRAY['sign-in'::text, 'second-factor'::text, 'registration'::text])))
  grant delete, insert, select, update to seloste_signin

table signin.external_identity
  -- Who an account is at the organisation's own sign-in (OpenID Connect).
  issuer text not null
  subject text not null
  account_id uuid not null
  recorded_at timestamp with time zone not null default now()
  constraint external_identity_pk PRIMARY KEY (issuer, subject)
  constraint external_identity_account_fk FOREIGN KEY (account_id) REFERENCES auth.account(id) ON DELETE CASCADE
  CREATE INDEX external_identity_account ON signin.external_identity USING btree (account_id)
  grant delete, insert, select, update to seloste_signin

table signin.invitation
  -- One-time links: to an account that was made for somebody, or the owner's before there is anybody.
  id uuid not null
  account_id uuid
  kind text not null
  token_hash bytea not null
  recorded_at timestamp with time zone not null default now()
  recorded_by uuid
  expires_at timestamp with time zone not null
  used_at timestamp with time zone
  revoked_at timestamp with time zone
  constraint invitation_pk PRIMARY KEY (id)
  constraint invitation_token_unique UNIQUE (token_hash)
  constraint invitation_account_fk FOREIGN KEY (account_id) REFERENCES auth.account(id) ON DELETE CASCADE
  constraint invitation_kind_known CHECK ((kind = ANY (ARRAY['invitation'::text, 'owner'::text])))
  constraint invitation_names_account CHECK (((kind = 'owner'::text) = (account_id IS NULL)))
  constraint invitation_token_is_sha256 CHECK ((length(token_hash) = 32))
  CREATE INDEX invitation_account ON signin.invitation USING btree (account_id)
  grant select, update to seloste_gatekeeper
  grant delete, insert, select, update to seloste_signin

table signin.passkey
  -- Public keys of passkeys.
  id uuid not null
  account_id uuid not null
  credential_id text not null
  public_key bytea not null
  counter bigint not null
  transports text[] not null
  name text not null
  recorded_at timestamp with time zone not null default now()
  used_at timestamp with time zone
  constraint passkey_pk PRIMARY KEY (id)
  constraint passkey_credential_unique UNIQUE (credential_id)
  constraint passkey_account_fk FOREIGN KEY (account_id) REFERENCES auth.account(id) ON DELETE CASCADE
  constraint passkey_name_short CHECK (((length(name) >= 1) AND (length(name) <= 80)))
  CREATE INDEX passkey_account ON signin.passkey USING btree (account_id)
  grant delete, insert, select, update to seloste_signin

table signin.password
  -- Passwords as argon2id hashes.
  account_id uuid not null
  hash text not null
  changed_at timestamp with time zone not null default now()
  constraint password_pk PRIMARY KEY (account_id)
  constraint password_account_fk FOREIGN KEY (account_id) REFERENCES auth.account(id) ON DELETE CASCADE
  constraint password_is_argon2id CHECK ((hash ~~ '$argon2id$%'::text))
  grant delete, insert, select, update to seloste_signin

table signin.recovery_code
  -- Codes for a lost second factor: keyed hashes, each good once.
  account_id uuid not null
  code_hash bytea not null
  used_at timestamp with time zone
  constraint recovery_code_pk PRIMARY KEY (account_id, code_hash)
  constraint recovery_code_account_fk FOREIGN KEY (account_id) REFERENCES auth.account(id) ON DELETE CASCADE
  grant delete, insert, select, update to seloste_signin

table signin.totp
  -- Secrets of authenticator apps, sealed with a key that lies outside the database.
  account_id uuid not null
  secret bytea not null
  last_step bigint not null default 0
  recorded_at timestamp with time zone not null default now()
  confirmed_at timestamp with time zone
  constraint totp_pk PRIMARY KEY (account_id)
  constraint totp_account_fk FOREIGN KEY (account_id) REFERENCES auth.account(id) ON DELETE CASCADE
  grant delete, insert, select, update to seloste_signin

function audit.refuse_change()
  returns trigger, volatile, owner the owner

function gate.add_guardian(uuid,uuid,uuid,text,text,date)
  returns uuid, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.add_organisation(uuid,text,text,text,uuid,uuid,text)
  returns uuid, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.add_people()
  returns TABLE(subjects bigint, relationships bigint), volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.add_project(uuid,text,uuid,date)
  returns uuid, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.add_record(uuid,text,text,jsonb,text,text,timestamp with time zone,text,uuid,jsonb)
  returns uuid, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.add_relationship(uuid,uuid,text,text,uuid,uuid,date)
  returns uuid, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.add_subject(uuid,text,boolean,smallint)
  returns uuid, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.append_answers(session.session,boolean)
  returns void, volatile, owner seloste_gatekeeper

function gate.append_event(integer,text,uuid,uuid,text,date,text,uuid,uuid)
  returns uuid, volatile, owner seloste_gatekeeper

function gate.asks_second_factor(integer)
  returns boolean, stable, owner seloste_gatekeeper

function gate.attach_facts(integer)
  returns void, volatile, owner seloste_gatekeeper

function gate.bars(integer,uuid[])
  returns SETOF gate.bar, stable, owner seloste_gatekeeper

function gate.batch_size(integer)
  returns integer, immutable, owner seloste_gatekeeper

function gate.best_fit(integer,uuid,uuid,smallint,bigint)
  returns text, stable, owner seloste_gatekeeper

function gate.carry_suppression(integer,uuid)
  returns void, volatile, owner seloste_gatekeeper

function gate.change_source(text,uuid,uuid,text)
  returns void, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.check_gates()
  returns TABLE(problem text, table_name text, subject_id uuid, row_id uuid), volatile, security definer, owner seloste_gatekeeper, execute to seloste_owner

function gate.close_case(uuid)
  returns void, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.close_fact(integer,text,uuid,uuid,smallint,bigint,text,uuid)
  returns void, volatile, owner seloste_gatekeeper

function gate.closed_before(integer,uuid[],text)
  returns boolean, stable, owner seloste_gatekeeper

function gate.condition_answer(integer,uuid,jsonb,jsonb)
  returns boolean, stable, owner seloste_gatekeeper

function gate.confirm_permission(bytea,text)
  returns boolean, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.contact_of(text)
  returns text, immutable, owner seloste_gatekeeper

function gate.contacts_opened(text,text)
  returns text[], immutable, owner seloste_gatekeeper

function gate.contacts_reached(text,text)
  returns text[], immutable, owner seloste_gatekeeper

function gate.correct_attribute_date(session.session,gate.sight,smallint,uuid,uuid,uuid,smallint,timestamp with time zone)
  returns record, volatile, owner seloste_gatekeeper

function gate.correct_attribute_flag(session.session,gate.sight,smallint,uuid,uuid,uuid,smallint,timestamp with time zone)
  returns record, volatile, owner seloste_gatekeeper

function gate.correct_attribute_long_text(session.session,gate.sight,smallint,uuid,uuid,uuid,smallint,timestamp with time zone)
  returns record, volatile, owner seloste_gatekeeper

function gate.correct_attribute_number(session.session,gate.sight,smallint,uuid,uuid,uuid,smallint,timestamp with time zone)
  returns record, volatile, owner seloste_gatekeeper

function gate.correct_attribute_sealed(session.session,gate.sight,smallint,uuid,uuid,uuid,smallint,timestamp with time zone)
  returns record, volatile, owner seloste_gatekeeper

function gate.correct_attribute_text(session.session,gate.sight,smallint,uuid,uuid,uuid,smallint,timestamp with time zone)
  returns record, volatile, owner seloste_gatekeeper

function gate.correct_attribute_time(session.session,gate.sight,smallint,uuid,uuid,uuid,smallint,timestamp with time zone)
  returns record, volatile, owner seloste_gatekeeper

function gate.correct_birth_date(session.session,gate.sight,smallint,uuid,uuid,uuid,smallint,timestamp with time zone)
  returns record, volatile, owner seloste_gatekeeper

function gate.correct_email(session.session,gate.sight,smallint,uuid,uuid,uuid,smallint,timestamp with time zone)
  returns record, volatile, owner seloste_gatekeeper

function gate.correct_facts(text,smallint,uuid,uuid,uuid,text,timestamp with time zone)
  returns record, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.correct_identity_code(session.session,gate.sight,smallint,uuid,uuid,uuid,smallint,timestamp with time zone)
  returns record, volatile, owner seloste_gatekeeper

function gate.correct_person_name(session.session,gate.sight,smallint,uuid,uuid,uuid,smallint,timestamp with time zone)
  returns record, volatile, owner seloste_gatekeeper

function gate.correct_phone(session.session,gate.sight,smallint,uuid,uuid,uuid,smallint,timestamp with time zone)
  returns record, volatile, owner seloste_gatekeeper

function gate.correct_postal_address(session.session,gate.sight,smallint,uuid,uuid,uuid,smallint,timestamp with time zone)
  returns record, volatile, owner seloste_gatekeeper

function gate.count_answers(integer,uuid,jsonb)
  returns boolean, stable, owner seloste_gatekeeper

function gate.count_item(uuid,text,text,integer,date)
  returns integer, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.current_case(session.session)
  returns session.open_case, stable, owner seloste_gatekeeper

function gate.dating(integer,uuid[],jsonb,boolean)
  returns TABLE(owner text, owner_id uuid, subject_id uuid, relationship_id uuid, item_no smallint, plan_no smallint, history jsonb), stable, owner seloste_gatekeeper

function gate.dating_batch(integer)
  returns uuid[], volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.disagreements(integer,uuid[])
  returns TABLE(table_name text, subject_id uuid, row_id uuid), volatile, owner seloste_gatekeeper

function gate.drop_closed_consents(integer)
  returns void, volatile, owner seloste_gatekeeper

function gate.due_people(date,date,uuid,integer)
  returns TABLE(subject_id uuid, ends_on date), stable, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.effect_of(integer,uuid,uuid,text)
  returns SETOF gate.effect, stable, owner seloste_gatekeeper

function gate.effective(integer,uuid[])
  returns SETOF gate.effect, stable, owner seloste_gatekeeper

function gate.end_account()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.end_key_sessions()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.end_relationship(uuid,uuid,date)
  returns void, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.end_sign_ins()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.end_staged(session.session)
  returns void, volatile, owner seloste_gatekeeper

function gate.end_without_role()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.ends(integer,uuid[])
  returns TABLE(subject_id uuid, row_id uuid, relation uuid, item_no smallint, purpose_bit smallint, ends_on date), stable, owner seloste_gatekeeper

function gate.entitled_bit(text,smallint)
  returns bigint, stable, owner seloste_gatekeeper

function gate.erase_attribute_date(session.session,gate.sight,text,smallint,uuid,uuid)
  returns record, volatile, owner seloste_gatekeeper

function gate.erase_attribute_flag(session.session,gate.sight,text,smallint,uuid,uuid)
  returns record, volatile, owner seloste_gatekeeper

function gate.erase_attribute_long_text(session.session,gate.sight,text,smallint,uuid,uuid)
  returns record, volatile, owner seloste_gatekeeper

function gate.erase_attribute_number(session.session,gate.sight,text,smallint,uuid,uuid)
  returns record, volatile, owner seloste_gatekeeper

function gate.erase_attribute_sealed(session.session,gate.sight,text,smallint,uuid,uuid)
  returns record, volatile, owner seloste_gatekeeper

function gate.erase_attribute_text(session.session,gate.sight,text,smallint,uuid,uuid)
  returns record, volatile, owner seloste_gatekeeper

function gate.erase_attribute_time(session.session,gate.sight,text,smallint,uuid,uuid)
  returns record, volatile, owner seloste_gatekeeper

function gate.erase_birth_date(session.session,gate.sight,text,smallint,uuid,uuid)
  returns record, volatile, owner seloste_gatekeeper

function gate.erase_email(session.session,gate.sight,text,smallint,uuid,uuid)
  returns record, volatile, owner seloste_gatekeeper

function gate.erase_fact(text,uuid,uuid,text)
  returns text, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function gate.erase_facts(text,text,smallint,uuid,uuid)
  returns record, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.erase_identity_code(session.session,gate.sight,text,smallint,uuid,uuid)
  returns record, volatile, owner seloste_gatekeeper

function gate.erase_person_name(session.session,gate.sight,text,smallint,uuid,uuid)
  returns record, volatile, owner seloste_gatekeeper

function gate.erase_phone(session.session,gate.sight,text,smallint,uuid,uuid)
  returns record, volatile, owner seloste_gatekeeper

function gate.erase_postal_address(session.session,gate.sight,text,smallint,uuid,uuid)
  returns record, volatile, owner seloste_gatekeeper

function gate.erase_singly(text,uuid[],uuid[],text)
  returns record, volatile, owner seloste_gatekeeper

function gate.event_no(integer,text)
  returns smallint, stable, owner seloste_gatekeeper

function gate.fact_ends(uuid)
  returns TABLE(row_id uuid, relation uuid, item_no smallint, purpose text, ends_on date, plan text, keep_through date, gone_by date, held smallint, review_on date, because text), stable, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.facts_elsewhere(uuid)
  returns TABLE(purpose_key text, facts bigint), stable, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.facts_of(uuid[])
  returns TABLE(owner text, subject_id uuid, id uuid, relationship_id uuid, item_no smallint, source_no smallint, recorded_at timestamp with time zone), stable, owner seloste_gatekeeper

function gate.find_organisations(integer)
  returns void, volatile, owner seloste_gatekeeper

function gate.first_ends(integer,uuid[])
  returns TABLE(subject_id uuid, ends_on date), stable, owner seloste_gatekeeper

function gate.first_reached(integer,uuid,date)
  returns date, stable, owner seloste_gatekeeper

function gate.fit(integer,smallint,uuid,uuid,smallint,bigint)
  returns text, stable, owner seloste_gatekeeper

function gate.follow_browser()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.forget_match_keys(text,uuid,smallint)
  returns void, volatile, owner seloste_gatekeeper

function gate.forget_requests()
  returns integer, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.fresh_people()
  returns uuid[], stable, owner seloste_gatekeeper

function gate.guard_insert()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.guard_note()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.guard_search_attribute_text()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.guard_search_email()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.guard_search_person_name()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.guard_search_phone()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.guard_search_postal_address()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.guard_session()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.guard_update_attribute_date()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.guard_update_attribute_flag()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.guard_update_attribute_long_text()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.guard_update_attribute_number()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.guard_update_attribute_sealed()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.guard_update_attribute_text()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.guard_update_attribute_time()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.guard_update_birth_date()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.guard_update_email()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.guard_update_identity_code()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.guard_update_person_name()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.guard_update_phone()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.guard_update_postal_address()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.has_answered(integer,uuid,jsonb)
  returns boolean, stable, owner seloste_gatekeeper

function gate.has_bars(integer,uuid[])
  returns boolean, stable, owner seloste_gatekeeper

function gate.has_condition(integer,smallint,smallint)
  returns boolean, stable, owner seloste_gatekeeper

function gate.has_item(integer,uuid,jsonb,jsonb)
  returns boolean, stable, owner seloste_gatekeeper

function gate.has_owner(integer,text,uuid,uuid)
  returns boolean, stable, owner seloste_gatekeeper

function gate.has_undertaking(uuid)
  returns boolean, stable, owner seloste_gatekeeper

function gate.held_by(uuid,integer)
  returns jsonb, stable, owner seloste_gatekeeper

function gate.held_rows(integer,gate.locked,text,uuid[],uuid[])
  returns uuid[], stable, owner seloste_gatekeeper

function gate.hidden_facts(uuid)
  returns integer, stable, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.histories(uuid[],jsonb)
  returns TABLE(plan text, digest text, history jsonb), stable, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.histories_of(integer,uuid[],jsonb,boolean)
  returns TABLE(plan text, digest text, history jsonb), stable, owner seloste_gatekeeper

function gate.histories_staged(jsonb,boolean)
  returns TABLE(plan text, digest text, history jsonb), stable, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.hold_notice(integer)
  returns void, volatile, owner seloste_gatekeeper

function gate.hold_parts()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.hold_requirements()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.implicit_opens(text,session.session)
  returns boolean, stable, owner seloste_gatekeeper

function gate.imports(integer)
  returns TABLE(id uuid, recorded_at timestamp with time zone, source text, added integer, joined integer, undone_at timestamp with time zone), stable, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.incomplete(uuid,uuid,integer)
  returns TABLE(subject_id uuid, relationship_id uuid, kind text, items text[], reason text), stable, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.information_duties(integer)
  returns TABLE(subject_id uuid, source text, obtained_on date, due_on date), stable, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.insert_answers()
  returns void, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.insert_conditional(integer)
  returns bigint, volatile, owner seloste_gatekeeper

function gate.insert_facts()
  returns bigint, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.insert_fitting(integer)
  returns bigint, volatile, owner seloste_gatekeeper

function gate.insert_staged()
  returns bigint, volatile, owner seloste_gatekeeper

function gate.is_decided(integer,gate.locked)
  returns boolean, stable, owner seloste_gatekeeper

function gate.is_in_state(integer,uuid,jsonb)
  returns boolean, stable, owner seloste_gatekeeper

function gate.is_restricted(integer,uuid)
  returns boolean, stable, owner seloste_gatekeeper

function gate.is_younger(integer,uuid,integer)
  returns boolean, stable, owner seloste_gatekeeper

function gate.item_bit(text,smallint)
  returns bigint, stable, owner seloste_gatekeeper

function gate.item_bits(text)
  returns bigint[], stable, owner seloste_gatekeeper

function gate.item_list(text)
  returns smallint[], stable, owner seloste_gatekeeper

function gate.keepers(integer,uuid,uuid,uuid,smallint,bigint)
  returns bigint, stable, owner seloste_gatekeeper

function gate.kind_no(integer,text)
  returns smallint, stable, owner seloste_gatekeeper

function gate.know_keys(uuid,jsonb,bytea[])
  returns void, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.lacking(integer,smallint,bigint,uuid[],uuid[])
  returns TABLE(subject_id uuid, relationship_id uuid), stable, owner seloste_gatekeeper

function gate.latest(date[])
  returns date, immutable, owner seloste_gatekeeper

function gate.left_out()
  returns TABLE(row_no integer, item_no smallint, reason text), volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.link_organisations(integer,uuid)
  returns void, volatile, owner seloste_gatekeeper

function gate.lists(jsonb,smallint)
  returns boolean, immutable, owner seloste_gatekeeper

function gate.lock_for_adding(integer)
  returns void, volatile, owner seloste_gatekeeper

function gate.lock_for_handling(integer,uuid[])
  returns gate.locked, volatile, owner seloste_gatekeeper

function gate.lock_people(integer,uuid[])
  returns uuid[], volatile, owner seloste_gatekeeper

function gate.looks(uuid,integer)
  returns TABLE(at timestamp with time zone, purpose text, verb text, what text, roles text[], member_of_staff text), stable, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function gate.make_owner(uuid,text,text,text)
  returns void, volatile, security definer, owner seloste_gatekeeper, execute to seloste_owner, seloste_signin

function gate.mandatory_items(integer,smallint,bigint)
  returns TABLE(item_no smallint, key text, table_name text, need jsonb), stable, owner seloste_gatekeeper

function gate.match()
  returns TABLE(row_no integer, answer text), volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.merge(uuid,uuid)
  returns void, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.missing_of(integer,smallint,uuid[],uuid[])
  returns jsonb, stable, owner seloste_gatekeeper

function gate.narrower(text,text)
  returns text, immutable, owner seloste_gatekeeper

function gate.need_allows(integer,jsonb,uuid[],jsonb)
  returns boolean, stable, owner seloste_gatekeeper

function gate.next_batch()
  returns void, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.next_ends(uuid[])
  returns TABLE(subject_id uuid, ends_on date), stable, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.next_key_slots(integer)
  returns SETOF bigint, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.note_batch(uuid)
  returns void, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.note_change(text,text,uuid,uuid,integer)
  returns void, volatile, owner seloste_gatekeeper

function gate.note_informed(uuid[],text,date)
  returns integer, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.of_register(integer,uuid[])
  returns uuid[], stable, owner seloste_gatekeeper

function gate.open_staging()
  returns void, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.outdate_entitlements()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.outdate_session()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.owe_information(register.import)
  returns void, volatile, owner seloste_gatekeeper

function gate.people_until(uuid,integer)
  returns uuid, stable, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.place(smallint)
  returns integer, immutable, owner seloste_gatekeeper

function gate.plan_lines(integer,smallint[])
  returns TABLE(kind_no smallint, item_no smallint, purpose_bit smallint, plan_no smallint), stable, owner seloste_gatekeeper

function gate.prepare_facts()
  returns void, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.purpose_mask(integer,text)
  returns bigint, stable, owner seloste_gatekeeper

function gate.record_gates(integer,uuid[])
  returns TABLE(record_id uuid, gate bigint, barred bigint, shut_at timestamp with time zone), stable, owner seloste_gatekeeper

function gate.record_permission(uuid,text,text,text,text,uuid,timestamp with time zone,timestamp with time zone,text,uuid,text,text,text,text,text[],uuid,text,boolean,uuid)
  returns uuid, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function gate.refresh_clocks(integer)
  returns integer, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.regate_records(integer,uuid[])
  returns void, volatile, owner seloste_gatekeeper

function gate.remember_suppression(integer,uuid,text,text,text)
  returns void, volatile, owner seloste_gatekeeper

function gate.renew_keys()
  returns trigger, volatile, security definer, owner seloste_gatekeeper

function gate.report_event(text,uuid,text,date,uuid,text,uuid,boolean)
  returns uuid, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.request_permission(uuid,uuid,text,text,bytea,text,text,timestamp with time zone)
  returns uuid, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.require_answerer(session.session,uuid,text,uuid)
  returns void, stable, owner seloste_gatekeeper

function gate.require_answers(session.session)
  returns void, stable, owner seloste_gatekeeper

function gate.require_batch(integer,text)
  returns void, volatile, owner seloste_gatekeeper

function gate.require_condition(integer,smallint,smallint,uuid[])
  returns void, stable, owner seloste_gatekeeper

function gate.require_correction(integer,smallint,smallint,smallint,uuid)
  returns void, stable, owner seloste_gatekeeper

function gate.require_dating()
  returns session.session, stable, owner seloste_gatekeeper

function gate.require_fit(integer,text,uuid,uuid,text)
  returns void, stable, owner seloste_gatekeeper

function gate.require_free_slots(bigint[],uuid[])
  returns void, stable, owner seloste_gatekeeper

function gate.require_kind(integer,uuid,smallint)
  returns void, stable, owner seloste_gatekeeper

function gate.require_kind_source(integer,smallint,smallint)
  returns void, stable, owner seloste_gatekeeper

function gate.require_opening(session.session,text,text,text)
  returns void, stable, owner seloste_gatekeeper

function gate.require_parts(integer,uuid,bigint)
  returns void, stable, owner seloste_gatekeeper

function gate.require_place(integer,uuid,uuid)
  returns void, stable, owner seloste_gatekeeper

function gate.require_receiver(session.session,text,uuid)
  returns void, stable, owner seloste_gatekeeper

function gate.require_record(integer,uuid,text)
  returns void, stable, owner seloste_gatekeeper

function gate.require_scope(uuid)
  returns void, stable, owner seloste_gatekeeper

function gate.require_scope_of(integer,uuid)
  returns void, stable, owner seloste_gatekeeper

function gate.require_session(text)
  returns session.session, stable, owner seloste_gatekeeper

function gate.require_staged(integer)
  returns void, volatile, owner seloste_gatekeeper

function gate.require_start(integer,uuid,uuid,text)
  returns void, stable, owner seloste_gatekeeper

function gate.require_undoable(session.session,uuid)
  returns register.import, volatile, owner seloste_gatekeeper

function gate.require_unheld(uuid[])
  returns void, stable, owner seloste_gatekeeper

function gate.require_welcome(integer,uuid,jsonb)
  returns void, stable, owner seloste_gatekeeper

function gate.require_writing()
  returns session.session, stable, owner seloste_gatekeeper

function gate.restrictions(integer,uuid[])
  returns SETOF gate.bar, stable, owner seloste_gatekeeper

function gate.rewrite_batch(integer)
  returns boolean, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.row_bars(integer,uuid,uuid,uuid,smallint)
  returns TABLE(mask bigint, shut_at timestamp with time zone), stable, owner seloste_gatekeeper

function gate.said(integer,uuid[],smallint[])
  returns TABLE(subject_id uuid, plan_no smallint, event text, on_day date), stable, owner seloste_gatekeeper

function gate.search(text,integer)
  returns TABLE(subject_id uuid, item_no smallint, rank real, fact_id uuid), stable, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.search_members(text,integer)
  returns TABLE(subject_id uuid, organisation_id uuid, name text, rank real), stable, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.search_text(text[])
  returns text, immutable, owner seloste_gatekeeper

function gate.seen_of(uuid[])
  returns uuid[], stable, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.set_aside(integer)
  returns void, volatile, owner seloste_gatekeeper

function gate.shown_plans(integer)
  returns smallint[], stable, owner seloste_gatekeeper

function gate.sight_for(session.session,text)
  returns gate.sight, stable, owner seloste_gatekeeper

function gate.source_no(integer,text)
  returns smallint, stable, owner seloste_gatekeeper

function gate.spread(integer,uuid[])
  returns void, volatile, owner seloste_gatekeeper

function gate.spread_few(integer,uuid[])
  returns void, volatile, owner seloste_gatekeeper

function gate.spread_many(integer,uuid[])
  returns void, volatile, owner seloste_gatekeeper

function gate.spread_staged(integer)
  returns void, volatile, owner seloste_gatekeeper

function gate.staged_facts()
  returns TABLE(owner text, subject_id uuid, id uuid, relationship_id uuid, item_no smallint, source_no smallint, recorded_at timestamp with time zone), stable, owner seloste_gatekeeper

function gate.staged_people(boolean)
  returns uuid[], stable, owner seloste_gatekeeper

function gate.staged_subjects()
  returns TABLE(row_no integer, subject_id uuid, key_slot bigint), volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.standing(integer,uuid[])
  returns TABLE(subject_id uuid, relation uuid, kind_no smallint), stable, owner seloste_gatekeeper

function gate.start_case(uuid,text,text,uuid)
  returns uuid, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.start_import(uuid,text)
  returns void, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.still_known(register.import,uuid[])
  returns uuid[], stable, owner seloste_gatekeeper

function gate.store_dates(uuid[],jsonb,jsonb)
  returns integer, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.store_dates_of(integer,uuid[],jsonb,jsonb,boolean)
  returns integer, volatile, owner seloste_gatekeeper

function gate.store_dates_staged(jsonb,jsonb,boolean)
  returns void, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.take_key_slot(uuid,bigint)
  returns bigint, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.tell_change()
  returns trigger, volatile, owner seloste_gatekeeper

function gate.today(integer)
  returns date, stable, owner seloste_gatekeeper

function gate.touched_by(text,uuid)
  returns uuid[], stable, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.undo_facts(register.import,uuid[])
  returns bigint, volatile, owner seloste_gatekeeper

function gate.undo_import(uuid)
  returns TABLE(people_gone integer, people_kept integer, facts bigint, kept uuid[], key_slots bigint[]), volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.undo_ties(register.import,uuid[])
  returns void, volatile, owner seloste_gatekeeper

function gate.unmerge(uuid)
  returns void, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function gate.value_answers(text[],jsonb)
  returns boolean, immutable, owner seloste_gatekeeper

function gate.values_of(uuid,jsonb,jsonb)
  returns text[], stable, owner seloste_gatekeeper

function gate.visible_of(integer,uuid[])
  returns uuid[], stable, owner seloste_gatekeeper

function gate.whole_person(uuid)
  returns uuid[], stable, owner seloste_gatekeeper

function gate.whole_plans(integer,smallint[])
  returns smallint[], stable, owner seloste_gatekeeper

function gate.whole_tables(text)
  returns text[], stable, owner seloste_gatekeeper

function session.accepts(smallint,smallint)
  returns boolean, stable, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.account_facts(uuid)
  returns TABLE(login text, display_name text, language text, has_undertaking boolean, asks_second_factor boolean), stable, security definer, owner seloste_gatekeeper, execute to seloste_owner, seloste_signin

function session.account_tasks(uuid)
  returns TABLE(register_id integer, register_key text, role_key text, role_title jsonb, task_key text, purposes text[], verbs text[]), stable, security definer, owner seloste_gatekeeper, execute to seloste_owner, seloste_signin

function session.add_bit(smallint)
  returns bigint, stable, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.add_items()
  returns smallint[], stable, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.add_sources(smallint)
  returns smallint[], stable, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.change_items()
  returns smallint[], stable, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.change_purpose_bit()
  returns bigint, stable, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.close(uuid)
  returns void, volatile, security definer, owner seloste_gatekeeper, execute to seloste_owner, seloste_signin

function session.current_row()
  returns session.session, stable, security definer, owner seloste_gatekeeper

function session.find_account(text)
  returns TABLE(account_id uuid, display_name text), stable, security definer, owner seloste_gatekeeper, execute to seloste_owner, seloste_signin

function session.find_key(bytea)
  returns TABLE(key_id uuid, name text, register_id integer, register_key text, purposes text[], verbs text[], generation integer), stable, security definer, owner seloste_gatekeeper, execute to seloste_owner, seloste_signin

function session.flip()
  returns bigint, stable, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.forget_prepared()
  returns integer, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app

function session.items()
  returns smallint[], stable, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.note_administration(integer,uuid,text,text)
  returns void, volatile, security definer, owner seloste_gatekeeper, execute to seloste_owner, seloste_signin

function session.note_security(text,text,uuid)
  returns void, volatile, security definer, owner seloste_gatekeeper, execute to seloste_owner, seloste_signin

function session.open(uuid,bytea,text,text,timestamp with time zone,uuid,uuid,text[],text[],uuid)
  returns uuid, volatile, security definer, owner seloste_gatekeeper, execute to seloste_owner

function session.open_bit(text,smallint)
  returns bigint, stable, security definer, owner seloste_gatekeeper, execute to seloste_app

function session.open_bits(text)
  returns bigint[], stable, security definer, owner seloste_gatekeeper, execute to seloste_app

function session.open_key(bytea,bytea,timestamp with time zone)
  returns uuid, volatile, security definer, owner seloste_gatekeeper, execute to seloste_owner, seloste_signin

function session.open_person_bit()
  returns bigint, stable, security definer, owner seloste_gatekeeper, execute to seloste_app

function session.open_staff(uuid,text,bytea)
  returns uuid, volatile, security definer, owner seloste_gatekeeper, execute to seloste_owner, seloste_signin

function session.person_bit()
  returns bigint, stable, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.plain(text)
  returns boolean, stable, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.prepare(text,text)
  returns boolean, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.purpose_bit()
  returns bigint, stable, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.record_access(text,text,jsonb,uuid[],bigint)
  returns uuid, volatile, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.record_scope()
  returns uuid[], stable, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.register_id()
  returns integer, stable, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.rename_account(uuid,text,text)
  returns void, volatile, security definer, owner seloste_gatekeeper, execute to seloste_owner, seloste_signin

function session.scoped_bit(text,smallint,uuid)
  returns bigint, stable, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.scoped_person_bit(uuid)
  returns bigint, stable, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.scoped_record_bit(text,smallint,uuid)
  returns bigint, stable, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.sign_undertaking(uuid,text)
  returns void, volatile, security definer, owner seloste_gatekeeper, execute to seloste_owner, seloste_signin

function session.sign_undertaking_text(uuid,integer,text,text)
  returns boolean, volatile, security definer, owner seloste_gatekeeper, execute to seloste_owner, seloste_signin

function session.subject_scope()
  returns uuid[], stable, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.team_id()
  returns uuid, stable, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.user_id()
  returns uuid, stable, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.wants_owner()
  returns boolean, stable, security definer, owner seloste_gatekeeper, execute to seloste_owner, seloste_signin

function session.wants_preparing()
  returns boolean, stable, security definer, owner seloste_gatekeeper, execute to seloste_app, seloste_portal

function session.whole_bit(text,text)
  returns bigint, stable, security definer, owner seloste_gatekeeper, execute to seloste_app
