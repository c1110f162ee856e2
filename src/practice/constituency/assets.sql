-- The machines and services of an organisation.

-- table derived asset
CREATE TABLE asset (
  scope_id BYTEA NOT NULL,
  id BYTEA PRIMARY KEY,
  revision BIGINT NOT NULL,
  kind TEXT NOT NULL,
  exposure TEXT NOT NULL,
  criticality TEXT NOT NULL,
  name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  search TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX asset_by_name ON asset (sort_name, id, scope_id);
CREATE INDEX asset_by_scope ON asset (scope_id, sort_name, id);
CREATE INDEX asset_by_kind ON asset (kind, sort_name, id, exposure, criticality, scope_id);
CREATE INDEX asset_by_exposure ON asset (exposure, sort_name, id, kind, criticality, scope_id);
CREATE INDEX asset_by_criticality ON asset (criticality, sort_name, id, kind, exposure, scope_id);

-- write save_asset
INSERT INTO asset (scope_id, id, revision, kind, exposure, criticality, name, sort_name, search, body)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (id) DO UPDATE SET
  scope_id = $1, revision = $3, kind = $4, exposure = $5, criticality = $6, name = $7, sort_name = $8, search = $9,
  body = $10

-- write remove_asset
DELETE FROM asset WHERE id = $1

-- write remove_inventories_of
DELETE FROM inventory WHERE asset = $1

-- write remove_components_of
DELETE FROM installed_component WHERE asset = $1

-- write move_inventories_of
UPDATE inventory SET scope_id = $2 WHERE asset = $1 AND scope_id <> $2

-- write move_components_of
UPDATE installed_component SET scope_id = $2 WHERE asset = $1 AND scope_id <> $2

-- read assets_by_name
SELECT a.id, a.revision, a.body, a.sort_name FROM asset a
WHERE ($3 = 0 OR (a.sort_name, a.id) > ($1, $2))
  AND ($5 = '' OR a.kind = $5) AND ($6 = '' OR a.exposure = $6) AND ($7 = '' OR a.criticality = $7)
  AND {found a.search} AND {visible a.scope_id}
ORDER BY a.sort_name, a.id LIMIT $4

-- read assets_by_name_down
SELECT a.id, a.revision, a.body, a.sort_name FROM asset a
WHERE ($3 = 0 OR (a.sort_name, a.id) < ($1, $2))
  AND ($5 = '' OR a.kind = $5) AND ($6 = '' OR a.exposure = $6) AND ($7 = '' OR a.criticality = $7)
  AND {found a.search} AND {visible a.scope_id}
ORDER BY a.sort_name DESC, a.id DESC LIMIT $4

-- read asset
SELECT a.id, a.revision, a.body, a.scope_id FROM asset a
WHERE a.id = $1 AND {visible a.scope_id}

-- read asset_count
SELECT count(*) FROM (SELECT 1 FROM asset a
WHERE ($1 = '' OR a.kind = $1) AND ($2 = '' OR a.exposure = $2) AND ($3 = '' OR a.criticality = $3)
  AND {found a.search} AND {visible a.scope_id} {counted}) AS counted

-- read asset_name
SELECT a.name, a.scope_id FROM asset a
WHERE a.id = $1 AND {visible a.scope_id}
