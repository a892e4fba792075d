-- What a browser's session still owes, and whether an attempt was refused, decided in the statement that counts it.
alter table signin.browser_session add column asks_second_factor boolean not null default false;
comment on column signin.browser_session.asks_second_factor is 'Set when somebody with a second factor signs in, or the installation asks for one: no pass before it is given (A12).';

alter table signin.attempt add column refused boolean not null default false;
comment on column signin.attempt.refused is 'Whether the last attempt came while locked: told by the statement that counted it, so that a hundred at once count as a hundred.';
