-- The access log: events, each with the hash of the one before, and what the ledger keeps of them: a head a day.

-- table operational access_event
CREATE TABLE access_event (
  idx BIGINT PRIMARY KEY,
  at_ms BIGINT NOT NULL,
  kind TEXT NOT NULL,
  person_id BYTEA,
  resource TEXT NOT NULL,
  item_id BYTEA,
  scopes BYTEA NOT NULL,
  came_from TEXT NOT NULL,
  result TEXT NOT NULL,
  items BIGINT NOT NULL,
  hash BYTEA NOT NULL
);
CREATE INDEX access_event_by_person ON access_event (person_id, idx);
CREATE INDEX access_event_by_time ON access_event (at_ms, idx);

-- table derived access_log_head
CREATE TABLE access_log_head (
  scope_id BYTEA NOT NULL,
  first_idx BIGINT PRIMARY KEY,
  last_idx BIGINT NOT NULL,
  day BIGINT NOT NULL,
  hash BYTEA NOT NULL
);

-- write save_access_log_head
INSERT INTO access_log_head (scope_id, first_idx, last_idx, day, hash) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (first_idx) DO UPDATE SET scope_id = $1, last_idx = $3, day = $4, hash = $5

-- read access_events
SELECT idx, at_ms, kind, person_id, resource, item_id, scopes, came_from, result, items, hash FROM access_event
WHERE EXISTS (SELECT 1 FROM granted) AND idx < $1 AND ($2 = '' OR kind = $2) AND ($3 = 0 OR person_id = $4)
  AND at_ms >= $5 AND at_ms < $6
ORDER BY idx DESC LIMIT $7

-- read access_events_from
SELECT idx, at_ms, kind, person_id, resource, item_id, scopes, came_from, result, items, hash FROM access_event
WHERE EXISTS (SELECT 1 FROM granted) AND idx >= $1
ORDER BY idx LIMIT $2

-- read access_event_other_day
SELECT min(idx) FROM access_event
WHERE EXISTS (SELECT 1 FROM granted) AND idx >= $1 AND (at_ms < $2 OR at_ms >= $3)

-- read access_events_between
SELECT coalesce(min(idx), 0), coalesce(max(idx), -1) FROM access_event WHERE EXISTS (SELECT 1 FROM granted)

-- read access_log_covered
SELECT coalesce(max(last_idx), -1) FROM access_log_head WHERE EXISTS (SELECT 1 FROM granted)

-- read access_log_heads_from
SELECT last_idx, day FROM access_log_head WHERE EXISTS (SELECT 1 FROM granted) AND last_idx >= $1 ORDER BY first_idx

-- operate last_access_event
SELECT idx, hash FROM access_event ORDER BY idx DESC LIMIT 1

-- operate add_access_event
INSERT INTO access_event (idx, at_ms, kind, person_id, resource, item_id, scopes, came_from, result, items, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

-- operate cut_access_events
DELETE FROM access_event WHERE idx <= $1
