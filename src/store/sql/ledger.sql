-- The ledger's own tables. Entries are only ever added; a part's bytes and salt may be erased.

-- table ledger entry
CREATE TABLE entry (
  idx INTEGER PRIMARY KEY,
  id BYTEA NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  subject BYTEA NOT NULL,
  draft BYTEA NOT NULL UNIQUE,
  at_ms BIGINT NOT NULL,
  header BYTEA NOT NULL
);
CREATE INDEX entry_by_subject ON entry (subject, idx);

-- table ledger part
CREATE TABLE part (
  idx INTEGER NOT NULL REFERENCES entry (idx),
  n INTEGER NOT NULL,
  salt BYTEA,
  bytes BYTEA,
  erased_by INTEGER REFERENCES entry (idx),
  PRIMARY KEY (idx, n)
);

-- table operational node_identity
CREATE TABLE node_identity (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  home BYTEA NOT NULL,
  origin TEXT NOT NULL,
  verifier TEXT NOT NULL,
  layout TEXT NOT NULL
);

-- table operational checkpoint
CREATE TABLE checkpoint (
  size INTEGER PRIMARY KEY,
  note TEXT NOT NULL,
  at_ms BIGINT NOT NULL
);

-- table operational signed_head
CREATE TABLE signed_head (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  note TEXT NOT NULL
);

-- table operational blob_to_remove
CREATE TABLE blob_to_remove (
  name BYTEA PRIMARY KEY
);

-- table operational known_table
CREATE TABLE known_table (
  name TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  migration INTEGER NOT NULL
);

-- table derived tree_node
CREATE TABLE tree_node (
  level INTEGER NOT NULL,
  number INTEGER NOT NULL,
  hash BYTEA NOT NULL,
  PRIMARY KEY (level, number)
);

-- table derived entry_blob
CREATE TABLE entry_blob (
  idx INTEGER NOT NULL,
  name BYTEA NOT NULL,
  size BIGINT NOT NULL,
  PRIMARY KEY (idx, name)
);
CREATE INDEX entry_blob_by_name ON entry_blob (name);

-- table derived passed_over
CREATE TABLE passed_over (
  idx INTEGER PRIMARY KEY,
  why TEXT NOT NULL
);

-- table derived scope_member
CREATE TABLE scope_member (
  holder BYTEA NOT NULL,
  scope_id BYTEA NOT NULL,
  PRIMARY KEY (holder, scope_id)
);
CREATE INDEX scope_member_by_scope ON scope_member (scope_id, holder);

-- form visible
EXISTS (SELECT 1 FROM scope_member m JOIN granted g ON g.scope_id = m.holder WHERE m.scope_id = {})

-- form visible narrow
{} IN (SELECT m.scope_id FROM granted g CROSS JOIN scope_member m WHERE m.holder = g.scope_id)

-- form visible one
{} = (SELECT m.scope_id FROM granted g CROSS JOIN scope_member m WHERE m.holder = g.scope_id)

-- form found
NOT EXISTS (SELECT 1 FROM asked q WHERE ' ' || {} NOT LIKE q.pattern ESCAPE '\')

-- form counted
LIMIT 10000

-- own seen_scopes
SELECT m.scope_id FROM granted g CROSS JOIN scope_member m WHERE m.holder = g.scope_id

-- own head
SELECT count(*), coalesce(max(idx), -1) FROM entry

-- own add_entry
INSERT INTO entry (idx, id, kind, version, subject, draft, at_ms, header) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- own add_part
INSERT INTO part (idx, n, salt, bytes) VALUES ($1, $2, $3, $4)

-- own add_tree_node
INSERT INTO tree_node (level, number, hash) VALUES ($1, $2, $3)

-- own tree_node_hash
SELECT hash FROM tree_node WHERE level = $1 AND number = $2

-- own entry_of_draft
SELECT idx, id, header, kind, version, subject, draft, at_ms FROM entry WHERE draft = $1

-- own entry_of_id
SELECT idx, id, header, kind, version, subject, draft, at_ms FROM entry WHERE id = $1

-- own entries_from
SELECT idx, id, header, kind, version, subject, draft, at_ms FROM entry WHERE idx >= $1 ORDER BY idx LIMIT $2

-- own entries_of_subject
SELECT idx, id, header, kind, version, subject, draft, at_ms FROM entry WHERE subject = $1 ORDER BY idx

-- own revision_of
SELECT coalesce(max(idx), -1) FROM entry WHERE subject = $1

-- own parts_of
SELECT n, salt, bytes, erased_by FROM part WHERE idx = $1 ORDER BY n

-- own erase_part
UPDATE part SET salt = NULL, bytes = NULL, erased_by = $3 WHERE idx = $1 AND n = $2 AND erased_by IS NULL

-- own add_entry_blob
INSERT INTO entry_blob (idx, name, size) VALUES ($1, $2, $3) ON CONFLICT (idx, name) DO NOTHING

-- own blobs
SELECT name, max(size) FROM entry_blob GROUP BY name ORDER BY name

-- own last_of_kind
SELECT max(idx) FROM entry WHERE subject = $1 AND kind = $2

-- own erasures
SELECT e.header, said.bytes, why.bytes FROM entry e
JOIN part said ON said.idx = e.idx AND said.n = 0
LEFT JOIN part why ON why.idx = e.idx AND why.n = 1
WHERE e.kind = 'erased'
ORDER BY e.idx

-- own blob_is_needed
SELECT 1 FROM entry_blob WHERE name = $1 LIMIT 1

-- own add_blob_to_remove
INSERT INTO blob_to_remove (name) VALUES ($1) ON CONFLICT (name) DO NOTHING

-- own blobs_to_remove
SELECT name FROM blob_to_remove ORDER BY name

-- own drop_blob_to_remove
DELETE FROM blob_to_remove WHERE name = $1

-- own known_tables
SELECT name, kind, migration FROM known_table ORDER BY name

-- own know_table
INSERT INTO known_table (name, kind, migration) VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE SET kind = $2, migration = $3

-- own forget_table
DELETE FROM known_table WHERE name = $1

-- own pass_over
INSERT INTO passed_over (idx, why) VALUES ($1, $2)

-- own passed_over
SELECT idx, why FROM passed_over ORDER BY idx

-- own identity
SELECT home, origin, verifier, layout FROM node_identity

-- own set_identity
INSERT INTO node_identity (only_row, home, origin, verifier, layout) VALUES (1, $1, $2, $3, $4)

-- own rename_log
UPDATE node_identity SET origin = $1, verifier = $2

-- own set_layout
UPDATE node_identity SET layout = $1

-- own keep_checkpoint
INSERT INTO checkpoint (size, note, at_ms) VALUES ($1, $2, $3) ON CONFLICT (size) DO UPDATE SET note = $2, at_ms = $3

-- own last_checkpoint
SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1

-- own sign_head
INSERT INTO signed_head (only_row, note) VALUES (1, $1) ON CONFLICT (only_row) DO UPDATE SET note = $1

-- own signed_head
SELECT note FROM signed_head

-- write hold_scope
INSERT INTO scope_member (holder, scope_id) VALUES ($1, $2) ON CONFLICT (holder, scope_id) DO NOTHING

-- write drop_scope
DELETE FROM scope_member WHERE holder = $1 AND scope_id = $2

-- read ledger_headers
SELECT e.idx, e.header FROM entry e
WHERE e.idx < $1 AND EXISTS (SELECT 1 FROM granted)
ORDER BY e.idx DESC LIMIT $2

-- read node_state
SELECT i.origin, i.verifier, coalesce((SELECT c.note FROM checkpoint c ORDER BY c.size DESC LIMIT 1), '')
FROM node_identity i
WHERE EXISTS (SELECT 1 FROM granted)

-- read passed_over_kinds
SELECT e.kind, p.why, count(*) FROM passed_over p JOIN entry e ON e.idx = p.idx
WHERE EXISTS (SELECT 1 FROM granted)
GROUP BY e.kind, p.why
ORDER BY e.kind, p.why
