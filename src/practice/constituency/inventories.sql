-- What was found installed on assets. An inventory lies where its asset lies.

-- table derived inventory
CREATE TABLE inventory (
  scope_id BYTEA NOT NULL,
  id BYTEA PRIMARY KEY,
  revision BIGINT NOT NULL,
  asset BYTEA NOT NULL,
  at_ms BIGINT NOT NULL,
  name TEXT NOT NULL,
  format TEXT NOT NULL,
  digest TEXT NOT NULL,
  size BIGINT NOT NULL,
  components BIGINT NOT NULL,
  refused BIGINT NOT NULL
);
CREATE INDEX inventory_by_asset ON inventory (asset, revision);
CREATE INDEX inventory_by_revision ON inventory (revision);

-- table derived installed_component
CREATE TABLE installed_component (
  scope_id BYTEA NOT NULL,
  asset BYTEA NOT NULL,
  name_key TEXT NOT NULL,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  purl TEXT NOT NULL,
  PRIMARY KEY (asset, name, version, purl)
);
CREATE INDEX component_by_key ON installed_component (name_key, scope_id);

-- write save_inventory
INSERT INTO inventory (scope_id, id, revision, asset, at_ms, name, format, digest, size, components, refused)
SELECT a.scope_id, $1, $3, a.id, $4, $5, $6, $7, $8, $9, $10 FROM asset a WHERE a.id = $2

-- write remove_inventory
DELETE FROM inventory WHERE id = $1

-- write remove_components_of_newest
DELETE FROM installed_component WHERE asset = (
  SELECT i.asset FROM inventory i WHERE i.id = $1
    AND NOT EXISTS (SELECT 1 FROM inventory j WHERE j.asset = i.asset AND j.revision > i.revision))

-- write save_component
INSERT INTO installed_component (scope_id, asset, name_key, name, version, purl)
SELECT a.scope_id, a.id, $2, $3, $4, $5 FROM asset a WHERE a.id = $1
ON CONFLICT (asset, name, version, purl) DO NOTHING

-- read inventories
SELECT i.id, i.scope_id, i.revision, i.asset, i.at_ms, i.name, i.format, i.digest, i.size, i.components, i.refused
FROM inventory i
WHERE {visible i.scope_id} AND ($1 = 0 OR i.revision < $1)
ORDER BY i.revision DESC LIMIT $2

-- read inventories_of
SELECT i.id, i.scope_id, i.revision, i.asset, i.at_ms, i.name, i.format, i.digest, i.size, i.components, i.refused
FROM inventory i
WHERE i.asset = $3 AND {visible i.scope_id} AND ($1 = 0 OR i.revision < $1)
ORDER BY i.revision DESC LIMIT $2

-- read inventory
SELECT i.id, i.scope_id, i.revision, i.asset, i.at_ms, i.name, i.format, i.digest, i.size, i.components, i.refused
FROM inventory i
WHERE i.id = $1 AND {visible i.scope_id}

-- read inventory_components
SELECT p.bytes FROM inventory i JOIN part p ON p.idx = i.revision AND p.n = 1
WHERE i.id = $1 AND {visible i.scope_id}

-- read who_runs
SELECT c.scope_id, c.asset, c.name, c.version FROM installed_component c
WHERE c.name_key >= $1 AND c.name_key < $2 AND ($3 = '' OR (c.version >= $3 AND c.version < $4)) AND {visible c.scope_id}
ORDER BY c.scope_id, c.name_key, c.version, c.asset LIMIT $5
