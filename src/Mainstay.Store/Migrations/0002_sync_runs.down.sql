CREATE TABLE before_run AS SELECT * FROM sync_run;
CREATE TABLE before_history AS SELECT * FROM role_history;
DROP TABLE sync_watch;
DROP TABLE sync_seen;
DROP TABLE sync_error;
DROP TABLE sync_run;
DROP INDEX role_history_by_user;
DROP TABLE role_history;

CREATE TABLE role_history (
    role_history_id {identity},
    guild_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    role_id BIGINT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('added', 'removed')),
    source TEXT NOT NULL CHECK (source IN ('event', 'sync')),
    at BIGINT NOT NULL
);

CREATE INDEX role_history_by_user ON role_history (guild_id, user_id, at);

CREATE TABLE sync_run (
    sync_run_id {identity},
    guild_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'complete', 'partial', 'cancelled', 'failed')),
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    created BIGINT NOT NULL DEFAULT 0,
    updated BIGINT NOT NULL DEFAULT 0,
    unchanged BIGINT NOT NULL DEFAULT 0,
    departed BIGINT NOT NULL DEFAULT 0
);

CREATE INDEX sync_run_by_guild ON sync_run (guild_id, started_at);

CREATE TABLE sync_error (
    sync_run_id BIGINT NOT NULL,
    guild_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (sync_run_id, user_id)
);

INSERT INTO sync_run (guild_id, kind, state, started_at, ended_at, created, updated, unchanged, departed)
SELECT guild_id, kind,
    CASE state WHEN 'completed' THEN 'complete' WHEN 'completed_with_errors' THEN 'partial' WHEN 'cancelled' THEN 'cancelled' ELSE 'failed' END,
    queued_at, ended_at, created, updated, unchanged, departed
FROM before_run WHERE kind = 'users' ORDER BY queued_at, guild_id, number;

INSERT INTO role_history (guild_id, user_id, role_id, action, source, at)
SELECT guild_id, user_id, role_id, action, CASE source WHEN 'sync' THEN 'sync' ELSE 'event' END, at FROM before_history ORDER BY role_history_id;

DROP TABLE before_run;
DROP TABLE before_history;
