-- What the API remembers between requests and processes: answers to repeated writes, and how much each caller has asked.
create table auth.idempotency (
  key_hash bytea constraint idempotency_pk primary key constraint idempotency_key_is_sha256 check (length(key_hash) = 32),
  body_hash bytea not null constraint idempotency_body_is_sha256 check (length(body_hash) = 32),
  status smallint,
  answer bytea,
  begun_at timestamptz not null default now(),
  expires_at timestamptz not null,
  constraint idempotency_ends check (expires_at <= begun_at + interval '2 days')
);
create index idempotency_expires on auth.idempotency (expires_at);
comment on table auth.idempotency is 'Writes that may be repeated without being done twice. The answer may be about people: it is sealed with the caller''s own idempotency key, which is kept hashed only, and goes within a day.';

create table auth.rate_limit (
  key text constraint rate_limit_pk primary key,
  points int not null default 0,
  expire bigint
);
create index rate_limit_expire on auth.rate_limit (expire);
comment on table auth.rate_limit is 'How much each caller has asked lately, counted across processes. Keys are hashes.';
