-- What a node says of itself in its first entry.

-- table derived node_profile
CREATE TABLE node_profile (
  scope_id BYTEA PRIMARY KEY,
  body TEXT NOT NULL
);

-- write save_node_profile
INSERT INTO node_profile (scope_id, body) VALUES ($1, $2) ON CONFLICT (scope_id) DO UPDATE SET body = $2

-- read node_profile
SELECT p.body FROM node_profile p
WHERE EXISTS (SELECT 1 FROM scope_member m JOIN granted g ON g.scope_id = m.holder WHERE m.scope_id = p.scope_id)
