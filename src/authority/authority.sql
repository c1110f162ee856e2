-- The local authority: its certificate, the server's, and the keys of both, sealed.

-- table operational local_authority
CREATE TABLE local_authority (
  id BIGINT PRIMARY KEY,
  certificate TEXT NOT NULL,
  sealed_key BYTEA NOT NULL,
  hosts TEXT NOT NULL,
  server_certificate TEXT NOT NULL,
  sealed_server_key BYTEA NOT NULL
);

-- operate keep_authority
INSERT INTO local_authority (id, certificate, sealed_key, hosts, server_certificate, sealed_server_key)
VALUES (1, $1, $2, $3, $4, $5)
ON CONFLICT (id) DO UPDATE SET certificate = $1, sealed_key = $2, hosts = $3, server_certificate = $4,
  sealed_server_key = $5

-- operate local_authority
SELECT certificate, sealed_key, hosts, server_certificate, sealed_server_key FROM local_authority WHERE id = 1
