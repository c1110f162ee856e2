-- People who sign in, their roles, and what proves who they are. Who somebody is comes before what they may see: the
-- statements headed "read" that the sign-in uses ask for no granted scope; those that lists use do.

-- table derived person
CREATE TABLE person (
  scope_id BYTEA NOT NULL,
  id BYTEA PRIMARY KEY,
  revision BIGINT NOT NULL,
  account TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  active INTEGER NOT NULL,
  native_digits INTEGER NOT NULL,
  search TEXT NOT NULL
);

-- table derived person_grant
CREATE TABLE person_grant (
  scope_id BYTEA NOT NULL,
  id BYTEA PRIMARY KEY,
  person_id BYTEA NOT NULL,
  role TEXT NOT NULL,
  until_ms BIGINT,
  given_ms BIGINT NOT NULL,
  revoked INTEGER NOT NULL
);
CREATE INDEX person_grant_by_person ON person_grant (person_id, id);
CREATE INDEX person_grant_by_scope ON person_grant (scope_id, role);

-- table operational account_password
CREATE TABLE account_password (
  person_id BYTEA PRIMARY KEY,
  hash TEXT NOT NULL,
  changed_ms BIGINT NOT NULL
);

-- table operational account_totp
CREATE TABLE account_totp (
  person_id BYTEA PRIMARY KEY,
  seed BYTEA,
  last_step BIGINT NOT NULL
);

-- migrate 1 account_totp
ALTER TABLE account_totp DROP COLUMN pending

-- table operational totp_offer
CREATE TABLE totp_offer (
  person_id BYTEA PRIMARY KEY,
  seed BYTEA NOT NULL,
  made_ms BIGINT NOT NULL
);

-- table operational recovery_code
CREATE TABLE recovery_code (
  person_id BYTEA NOT NULL,
  kept BYTEA NOT NULL,
  PRIMARY KEY (person_id, kept)
);

-- table operational account_session
CREATE TABLE account_session (
  kept BYTEA PRIMARY KEY,
  id BYTEA NOT NULL UNIQUE,
  person_id BYTEA NOT NULL,
  csrf TEXT NOT NULL,
  made_ms BIGINT NOT NULL,
  seen_ms BIGINT NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL,
  opened_by BYTEA,
  must_change INTEGER NOT NULL,
  former BYTEA,
  former_until_ms BIGINT NOT NULL
);
CREATE INDEX account_session_by_person ON account_session (person_id, seen_ms);
CREATE INDEX account_session_by_former ON account_session (former);

-- table operational api_token
CREATE TABLE api_token (
  kept BYTEA PRIMARY KEY,
  id BYTEA NOT NULL UNIQUE,
  person_id BYTEA NOT NULL,
  scope_id BYTEA NOT NULL,
  writes INTEGER NOT NULL,
  name TEXT NOT NULL,
  made_ms BIGINT NOT NULL,
  until_ms BIGINT NOT NULL,
  used_ms BIGINT NOT NULL
);
CREATE INDEX api_token_by_person ON api_token (person_id, made_ms);

-- table operational one_time_link
CREATE TABLE one_time_link (
  kept BYTEA PRIMARY KEY,
  id BYTEA NOT NULL UNIQUE,
  person_id BYTEA NOT NULL,
  purpose INTEGER NOT NULL,
  made_by BYTEA NOT NULL,
  made_ms BIGINT NOT NULL,
  until_ms BIGINT NOT NULL
);
CREATE INDEX one_time_link_by_person ON one_time_link (person_id, made_ms);

-- table operational known_place
CREATE TABLE known_place (
  person_id BYTEA NOT NULL,
  kept BYTEA NOT NULL,
  seen_ms BIGINT NOT NULL,
  PRIMARY KEY (person_id, kept)
);

-- table operational sign_in_failure
CREATE TABLE sign_in_failure (
  key BYTEA PRIMARY KEY,
  failures BIGINT NOT NULL,
  last_ms BIGINT NOT NULL
);
CREATE INDEX sign_in_failure_by_time ON sign_in_failure (last_ms);

-- write save_person
INSERT INTO person (scope_id, id, revision, account, name, language, active, native_digits, search)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (id) DO UPDATE SET scope_id = $1, revision = $3, account = $4, name = $5, language = $6, active = $7,
  native_digits = $8, search = $9

-- write forget_person
DELETE FROM person WHERE id = $1

-- write give_grant
INSERT INTO person_grant (scope_id, id, person_id, role, until_ms, given_ms, revoked) VALUES ($1, $2, $3, $4, $5, $6, 0)

-- write revoke_grant
UPDATE person_grant SET revoked = 1 WHERE id = $1

-- read person_of_account
SELECT scope_id, id, revision, account, name, language, active, native_digits FROM person WHERE account = $1

-- read person_of_id
SELECT scope_id, id, revision, account, name, language, active, native_digits FROM person WHERE id = $1

-- read people_count
SELECT count(*) FROM person

-- read people
SELECT p.scope_id, p.id, p.revision, p.account, p.name, p.language, p.active, p.native_digits FROM person p
WHERE {visible p.scope_id} AND {found p.search} AND p.account > $1
ORDER BY p.account LIMIT $2

-- read people_seen
SELECT count(*) FROM person p WHERE {visible p.scope_id} AND {found p.search}

-- read grants_seen
SELECT g.id, g.role, g.scope_id, g.until_ms, g.person_id, p.account, p.name
FROM person_grant g JOIN person p ON p.id = g.person_id
WHERE {visible g.scope_id} AND g.revoked = 0 AND g.id > $1 AND ($2 = 0 OR g.person_id = $3)
  AND ($4 = 0 OR g.scope_id = $5)
ORDER BY g.id LIMIT $6

-- read grants_of_person
SELECT id, role, scope_id, until_ms, given_ms FROM person_grant WHERE person_id = $1 AND revoked = 0 ORDER BY id

-- read grant_of_id
SELECT id, role, scope_id, until_ms, person_id, revoked FROM person_grant WHERE id = $1

-- require an_administrator
SELECT 1 FROM person_grant g JOIN person p ON p.id = g.person_id
WHERE g.scope_id = $1 AND g.role = 'administrator' AND g.until_ms IS NULL AND g.revoked = 0 AND p.active = 1 LIMIT 1

-- read holders_of_scope
SELECT holder FROM scope_member WHERE scope_id = $1

-- read password_of_person
SELECT hash FROM account_password WHERE person_id = $1

-- read totp_of_person
SELECT seed, last_step FROM account_totp WHERE person_id = $1 AND seed IS NOT NULL

-- read totp_offer_of_person
SELECT seed, made_ms FROM totp_offer WHERE person_id = $1

-- read recovery_codes_left
SELECT count(*) FROM recovery_code WHERE person_id = $1

-- read session_of_secret
SELECT kept, id, person_id, csrf, made_ms, seen_ms, must_change, opened_by FROM account_session
WHERE kept = $1 OR (former = $1 AND former_until_ms > $2)

-- read sessions_of_person
SELECT id, made_ms, seen_ms, address, agent, opened_by FROM account_session WHERE person_id = $1 ORDER BY seen_ms DESC, id

-- read token_of_secret
SELECT id, person_id, scope_id, writes, made_ms, until_ms, used_ms FROM api_token WHERE kept = $1

-- read tokens_of_person
SELECT id, name, scope_id, writes, made_ms, until_ms, used_ms FROM api_token WHERE person_id = $1 ORDER BY made_ms, id

-- read link_of_secret
SELECT id, person_id, purpose, made_by, made_ms, until_ms FROM one_time_link WHERE kept = $1

-- read links_of_person
SELECT id, person_id, purpose, made_by, made_ms, until_ms FROM one_time_link WHERE person_id = $1 ORDER BY made_ms, id

-- read place_is_known
SELECT 1 FROM known_place WHERE person_id = $1 AND kept = $2

-- operate set_password
INSERT INTO account_password (person_id, hash, changed_ms) VALUES ($1, $2, $3)
ON CONFLICT (person_id) DO UPDATE SET hash = $2, changed_ms = $3

-- operate refresh_password_hash
UPDATE account_password SET hash = $2 WHERE person_id = $1 AND hash = $3

-- operate drop_password
DELETE FROM account_password WHERE person_id = $1

-- operate offer_totp
INSERT INTO totp_offer (person_id, seed, made_ms) VALUES ($1, $2, $3)
ON CONFLICT (person_id) DO UPDATE SET seed = $2, made_ms = $3

-- operate drop_totp_offer_of
DELETE FROM totp_offer WHERE person_id = $1 AND seed = $2

-- operate drop_totp_offer
DELETE FROM totp_offer WHERE person_id = $1

-- operate tidy_totp_offers
DELETE FROM totp_offer WHERE made_ms <= $1

-- operate set_totp
INSERT INTO account_totp (person_id, seed, last_step) VALUES ($1, $2, $3)
ON CONFLICT (person_id) DO UPDATE SET seed = $2, last_step = $3

-- operate use_totp_step
UPDATE account_totp SET last_step = $2 WHERE person_id = $1 AND last_step < $2

-- operate drop_totp
DELETE FROM account_totp WHERE person_id = $1

-- operate add_recovery_code
INSERT INTO recovery_code (person_id, kept) VALUES ($1, $2)

-- operate use_recovery_code
DELETE FROM recovery_code WHERE person_id = $1 AND kept = $2

-- operate drop_recovery_codes
DELETE FROM recovery_code WHERE person_id = $1

-- operate open_session
INSERT INTO account_session (kept, id, person_id, csrf, made_ms, seen_ms, address, agent, opened_by, must_change, former,
  former_until_ms)
VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8, 0, NULL, 0)

-- operate see_session
UPDATE account_session SET seen_ms = $2 WHERE id = $1

-- operate change_session_secret
UPDATE account_session SET kept = $2, former = $1, former_until_ms = $3, must_change = 0 WHERE kept = $1 AND must_change = 1

-- operate sessions_must_change
UPDATE account_session SET must_change = 1 WHERE person_id = $1

-- operate end_session
DELETE FROM account_session WHERE person_id = $1 AND id = $2

-- operate end_session_of_secret
DELETE FROM account_session WHERE kept = $1 OR former = $1

-- operate end_sessions_of_person
DELETE FROM account_session WHERE person_id = $1 AND id <> $2

-- operate end_every_session
DELETE FROM account_session WHERE person_id = $1

-- operate keep_latest_sessions
DELETE FROM account_session WHERE person_id = $1 AND kept NOT IN (SELECT kept FROM account_session WHERE person_id = $1
  ORDER BY seen_ms DESC LIMIT $2)

-- operate tidy_sessions
DELETE FROM account_session WHERE made_ms <= $1 OR seen_ms <= $2

-- operate add_token
INSERT INTO api_token (kept, id, person_id, scope_id, writes, name, made_ms, until_ms, used_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)

-- operate count_tokens
SELECT count(*) FROM api_token WHERE person_id = $1

-- operate use_token
UPDATE api_token SET used_ms = $2 WHERE id = $1

-- operate revoke_token
DELETE FROM api_token WHERE person_id = $1 AND id = $2

-- operate revoke_tokens_of_person
DELETE FROM api_token WHERE person_id = $1

-- operate tidy_tokens
DELETE FROM api_token WHERE until_ms <= $1

-- operate add_link
INSERT INTO one_time_link (kept, id, person_id, purpose, made_by, made_ms, until_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)

-- operate use_link
DELETE FROM one_time_link WHERE kept = $1

-- operate withdraw_link
DELETE FROM one_time_link WHERE person_id = $1 AND id = $2

-- operate withdraw_links_of_person
DELETE FROM one_time_link WHERE person_id = $1

-- operate tidy_links
DELETE FROM one_time_link WHERE until_ms <= $1

-- operate know_place
INSERT INTO known_place (person_id, kept, seen_ms) VALUES ($1, $2, $3)
ON CONFLICT (person_id, kept) DO UPDATE SET seen_ms = $3

-- operate keep_latest_places
DELETE FROM known_place WHERE person_id = $1 AND kept NOT IN (SELECT kept FROM known_place WHERE person_id = $1
  ORDER BY seen_ms DESC LIMIT $2)

-- operate forget_places
DELETE FROM known_place WHERE person_id = $1

-- operate failures_of
SELECT failures, last_ms FROM sign_in_failure WHERE key = $1

-- operate count_failure
INSERT INTO sign_in_failure (key, failures, last_ms) VALUES ($1, $2, $3)
ON CONFLICT (key) DO UPDATE SET failures = $2, last_ms = $3

-- operate take_back_failure
UPDATE sign_in_failure SET failures = failures - 1 WHERE key = $1 AND failures > 0

-- operate forget_failures
DELETE FROM sign_in_failure WHERE key = $1

-- operate tidy_failures
DELETE FROM sign_in_failure WHERE last_ms <= $1

-- operate count_failures
SELECT count(*) FROM sign_in_failure

-- operate keep_most_failures
DELETE FROM sign_in_failure WHERE key NOT IN (SELECT key FROM sign_in_failure
  ORDER BY failures DESC, last_ms DESC LIMIT $1)

-- operate end_all_sessions
DELETE FROM account_session

-- operate revoke_all_tokens
DELETE FROM api_token

-- operate withdraw_all_links
DELETE FROM one_time_link

-- operate forget_all_places
DELETE FROM known_place
