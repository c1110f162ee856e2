-- The organisations that a national team looks after. Their ids are their scopes.

-- table derived organisation
CREATE TABLE organisation (
  scope_id BYTEA PRIMARY KEY,
  revision BIGINT NOT NULL,
  sector TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  search TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX organisation_by_name ON organisation (sort_name, scope_id);

-- write save_organisation
INSERT INTO organisation (scope_id, revision, sector, sort_name, search, body) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (scope_id) DO UPDATE SET revision = $2, sector = $3, sort_name = $4, search = $5, body = $6

-- read organisations_by_name
SELECT o.scope_id, o.revision, o.body, o.sort_name FROM organisation o
WHERE EXISTS (SELECT 1 FROM scope_member m JOIN granted g ON g.scope_id = m.holder WHERE m.scope_id = o.scope_id)
  AND ($1 = '' OR o.search LIKE '%' || $1 || '%' ESCAPE '\') AND ($2 = '' OR o.sector = $2)
  AND ($5 = 0 OR (o.sort_name, o.scope_id) > ($3, $4))
ORDER BY o.sort_name, o.scope_id LIMIT $6

-- read organisations_by_name_down
SELECT o.scope_id, o.revision, o.body, o.sort_name FROM organisation o
WHERE EXISTS (SELECT 1 FROM scope_member m JOIN granted g ON g.scope_id = m.holder WHERE m.scope_id = o.scope_id)
  AND ($1 = '' OR o.search LIKE '%' || $1 || '%' ESCAPE '\') AND ($2 = '' OR o.sector = $2)
  AND ($5 = 0 OR (o.sort_name, o.scope_id) < ($3, $4))
ORDER BY o.sort_name DESC, o.scope_id DESC LIMIT $6

-- read organisation
SELECT o.scope_id, o.revision, o.body, o.scope_id FROM organisation o
WHERE o.scope_id = $1
  AND EXISTS (SELECT 1 FROM scope_member m JOIN granted g ON g.scope_id = m.holder WHERE m.scope_id = o.scope_id)

-- read organisation_count
SELECT count(*) FROM organisation o
WHERE EXISTS (SELECT 1 FROM scope_member m JOIN granted g ON g.scope_id = m.holder WHERE m.scope_id = o.scope_id)
  AND ($1 = '' OR o.search LIKE '%' || $1 || '%' ESCAPE '\') AND ($2 = '' OR o.sector = $2)
