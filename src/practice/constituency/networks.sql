-- What of the network is whose. What a network holds lies between first_key and last_key in its space (address.h).

-- table derived noted_network
CREATE TABLE noted_network (
  scope_id BYTEA NOT NULL,
  id BYTEA PRIMARY KEY,
  revision BIGINT NOT NULL,
  kind TEXT NOT NULL,
  space TEXT NOT NULL,
  first_key BYTEA NOT NULL,
  last_key BYTEA NOT NULL,
  since TEXT NOT NULL,
  until TEXT NOT NULL,
  value TEXT NOT NULL,
  search TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX network_by_value ON noted_network (value, id);
CREATE INDEX network_by_key ON noted_network (space, first_key, last_key);
CREATE INDEX network_by_scope ON noted_network (scope_id, value, id);

-- write save_network
INSERT INTO noted_network (scope_id, id, revision, kind, space, first_key, last_key, since, until, value, search, body)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (id) DO UPDATE SET
  scope_id = $1, revision = $3, kind = $4, space = $5, first_key = $6, last_key = $7, since = $8, until = $9,
  value = $10, search = $11, body = $12

-- write remove_network
DELETE FROM noted_network WHERE id = $1

-- read networks_by_value
SELECT n.id, n.revision, n.body, n.value FROM noted_network n
WHERE ($3 = 0 OR (n.value, n.id) > ($1, $2))
  AND ($5 = '' OR n.kind = $5)
  AND {found n.search} AND {visible n.scope_id}
ORDER BY n.value, n.id LIMIT $4

-- read networks_by_value_down
SELECT n.id, n.revision, n.body, n.value FROM noted_network n
WHERE ($3 = 0 OR (n.value, n.id) < ($1, $2))
  AND ($5 = '' OR n.kind = $5)
  AND {found n.search} AND {visible n.scope_id}
ORDER BY n.value DESC, n.id DESC LIMIT $4

-- read network
SELECT n.id, n.revision, n.body, n.scope_id FROM noted_network n
WHERE n.id = $1 AND {visible n.scope_id}

-- read network_count
SELECT count(*) FROM (SELECT 1 FROM noted_network n
WHERE ($1 = '' OR n.kind = $1)
  AND {found n.search} AND {visible n.scope_id} {counted}) AS counted

-- read networks_at
SELECT n.id, n.scope_id, n.value FROM noted_network n
WHERE n.space = $1 AND n.first_key = $2 AND n.last_key = $3
  AND (n.since = '' OR n.since <= $4) AND (n.until = '' OR n.until >= $4) AND {visible n.scope_id}
ORDER BY n.id

-- read networks_within
SELECT n.id, n.scope_id, n.value FROM noted_network n
WHERE n.space = $1 AND n.first_key >= $2 AND n.first_key <= $3 AND n.last_key <= $3
  AND (n.since = '' OR n.since <= $4) AND (n.until = '' OR n.until >= $4) AND {visible n.scope_id}
ORDER BY n.first_key, n.id LIMIT $5

-- read network_overlaps
SELECT a.id, a.scope_id, a.value, b.id, b.scope_id, b.value
FROM noted_network a JOIN noted_network b ON b.space = a.space AND b.first_key >= a.first_key AND b.first_key <= a.last_key
WHERE a.scope_id <> b.scope_id AND b.last_key <= a.last_key
  AND (b.first_key <> a.first_key OR b.last_key <> a.last_key OR a.id < b.id)
  AND (a.until = '' OR b.since = '' OR b.since <= a.until) AND (b.until = '' OR a.since = '' OR a.since <= b.until)
  AND ($3 = 0 OR (a.id, b.id) > ($1, $2)) AND ($3 = 0 OR a.id >= $1)
  AND ($6 = 0 OR a.scope_id = $5 OR b.scope_id = $5)
  AND {visible a.scope_id} AND {visible b.scope_id}
ORDER BY a.id, b.id LIMIT $4
