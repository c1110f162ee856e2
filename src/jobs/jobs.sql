-- Work that takes longer than a request: what was asked for, how far it is, what came of it.

-- table operational job
CREATE TABLE job (
  id BYTEA PRIMARY KEY,
  scope_id BYTEA NOT NULL,
  asked_by BYTEA NOT NULL,
  kind TEXT NOT NULL,
  request TEXT NOT NULL,
  state TEXT NOT NULL,
  made_ms BIGINT NOT NULL,
  begun_ms BIGINT NOT NULL,
  ended_ms BIGINT NOT NULL,
  done BIGINT NOT NULL,
  total BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  resource TEXT NOT NULL DEFAULT ''
);
CREATE INDEX job_by_time ON job (made_ms, id);

-- migrate 1 job
ALTER TABLE job ADD COLUMN resource TEXT NOT NULL DEFAULT ''

-- operate add_job
INSERT INTO job (
  id, scope_id, asked_by, kind, request, state, made_ms, begun_ms, ended_ms, done, total, outcome, resource)
VALUES ($1, $2, $3, $4, $5, 'waiting', $6, 0, 0, 0, 0, '', $7)

-- operate begin_job
UPDATE job SET state = 'running', begun_ms = $2 WHERE id = $1

-- operate advance_job
UPDATE job SET done = $2, total = $3 WHERE id = $1

-- operate end_job
UPDATE job SET state = $2, ended_ms = $3, outcome = $4 WHERE id = $1

-- operate interrupt_jobs
UPDATE job SET state = 'interrupted', ended_ms = $1 WHERE state = 'waiting' OR state = 'running'

-- operate forget_jobs
DELETE FROM job WHERE made_ms < $1 AND ended_ms > 0

-- read jobs
SELECT j.id, j.scope_id, j.asked_by, j.kind, j.state, j.made_ms, j.begun_ms, j.ended_ms, j.done, j.total, j.outcome,
  j.resource
FROM job j
WHERE {visible j.scope_id} AND (j.made_ms < $1 OR (j.made_ms = $1 AND j.id < $2))
ORDER BY j.made_ms DESC, j.id DESC LIMIT $3

-- read job
SELECT j.id, j.scope_id, j.asked_by, j.kind, j.state, j.made_ms, j.begun_ms, j.ended_ms, j.done, j.total, j.outcome,
  j.resource
FROM job j
WHERE j.id = $1 AND {visible j.scope_id}

-- read last_job_done
SELECT j.id, j.scope_id, j.asked_by, j.kind, j.state, j.made_ms, j.begun_ms, j.ended_ms, j.done, j.total, j.outcome,
  j.resource
FROM job j
WHERE j.kind = $1 AND j.state = 'done' AND {visible j.scope_id}
ORDER BY j.made_ms DESC, j.id DESC LIMIT 1
