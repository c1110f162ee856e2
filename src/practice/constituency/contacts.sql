-- Whom to reach in an organisation, and how.

-- table derived contact
CREATE TABLE contact (
  scope_id BYTEA NOT NULL,
  id BYTEA PRIMARY KEY,
  revision BIGINT NOT NULL,
  kind TEXT NOT NULL,
  verified TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  search TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX contact_by_name ON contact (sort_name, id, kind, verified, scope_id);
CREATE INDEX contact_by_verified ON contact (verified, id, kind, scope_id);
CREATE INDEX contact_by_scope ON contact (scope_id, sort_name, id);

-- write save_contact
INSERT INTO contact (scope_id, id, revision, kind, verified, sort_name, search, body)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (id) DO UPDATE SET
  scope_id = $1, revision = $3, kind = $4, verified = $5, sort_name = $6, search = $7, body = $8

-- write remove_contact
DELETE FROM contact WHERE id = $1

-- read contacts_by_name
SELECT c.id, c.revision, c.body, c.sort_name FROM contact c
WHERE ($3 = 0 OR (c.sort_name, c.id) > ($1, $2))
  AND ($5 = '' OR c.kind = $5) AND ($6 = '' OR c.verified < $6)
  AND {found c.search} AND {visible c.scope_id}
ORDER BY c.sort_name, c.id LIMIT $4

-- read contacts_by_name_down
SELECT c.id, c.revision, c.body, c.sort_name FROM contact c
WHERE ($3 = 0 OR (c.sort_name, c.id) < ($1, $2))
  AND ($5 = '' OR c.kind = $5) AND ($6 = '' OR c.verified < $6)
  AND {found c.search} AND {visible c.scope_id}
ORDER BY c.sort_name DESC, c.id DESC LIMIT $4

-- read contacts_by_verified
SELECT c.id, c.revision, c.body, c.verified FROM contact c
WHERE ($3 = 0 OR (c.verified, c.id) > ($1, $2))
  AND ($5 = '' OR c.kind = $5) AND ($6 = '' OR c.verified < $6)
  AND {found c.search} AND {visible c.scope_id}
ORDER BY c.verified, c.id LIMIT $4

-- read contact
SELECT c.id, c.revision, c.body, c.scope_id FROM contact c
WHERE c.id = $1 AND {visible c.scope_id}

-- read contact_count
SELECT count(*) FROM (SELECT 1 FROM contact c
WHERE ($1 = '' OR c.kind = $1) AND ($2 = '' OR c.verified < $2)
  AND {found c.search} AND {visible c.scope_id} {counted}) AS counted

-- read contacts_of
SELECT c.id, c.revision, c.body FROM contact c
WHERE c.scope_id = $1 AND {visible c.scope_id}
ORDER BY c.sort_name, c.id LIMIT $2

-- read contacts_to_call
SELECT c.scope_id, c.body FROM contact c
WHERE c.verified < $1 AND {visible c.scope_id}
ORDER BY c.scope_id, c.sort_name, c.id LIMIT $2
