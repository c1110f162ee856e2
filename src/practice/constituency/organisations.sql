-- The organisations that a national team looks after. Their ids are their scopes.

-- table derived organisation
CREATE TABLE organisation (
  scope_id BYTEA PRIMARY KEY,
  revision BIGINT NOT NULL,
  sector TEXT NOT NULL,
  criticality TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  search TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX organisation_by_name ON organisation (sort_name, scope_id);
CREATE INDEX organisation_by_sector ON organisation (sector, sort_name, scope_id, criticality);
CREATE INDEX organisation_by_criticality ON organisation (criticality, sort_name, scope_id, sector);

-- write save_organisation
INSERT INTO organisation (scope_id, revision, sector, criticality, sort_name, search, body)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (scope_id) DO UPDATE SET
  revision = $2, sector = $3, criticality = $4, sort_name = $5, search = $6, body = $7

-- read organisations_by_name
SELECT o.scope_id, o.revision, o.body, o.sort_name FROM organisation o
WHERE ($3 = 0 OR (o.sort_name, o.scope_id) > ($1, $2))
  AND ($5 = '' OR o.sector = $5) AND ($6 = '' OR o.criticality = $6)
  AND {found o.search} AND {visible o.scope_id}
ORDER BY o.sort_name, o.scope_id LIMIT $4

-- read organisations_by_name_down
SELECT o.scope_id, o.revision, o.body, o.sort_name FROM organisation o
WHERE ($3 = 0 OR (o.sort_name, o.scope_id) < ($1, $2))
  AND ($5 = '' OR o.sector = $5) AND ($6 = '' OR o.criticality = $6)
  AND {found o.search} AND {visible o.scope_id}
ORDER BY o.sort_name DESC, o.scope_id DESC LIMIT $4

-- read organisation
SELECT o.scope_id, o.revision, o.body, o.scope_id FROM organisation o
WHERE o.scope_id = $1 AND {visible o.scope_id}

-- read organisation_count
SELECT count(*) FROM (SELECT 1 FROM organisation o
WHERE ($1 = '' OR o.sector = $1) AND ($2 = '' OR o.criticality = $2)
  AND {found o.search} AND {visible o.scope_id} {counted}) AS counted
