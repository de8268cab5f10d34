CREATE TABLE before_run AS SELECT * FROM sync_run;
CREATE TABLE before_error AS SELECT * FROM sync_error;
CREATE TABLE before_history AS SELECT * FROM role_history;
DROP TABLE sync_error;
DROP INDEX sync_run_by_guild;
DROP TABLE sync_run;
DROP INDEX role_history_by_user;
DROP TABLE role_history;

CREATE TABLE sync_run (
    guild_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('users', 'roles', 'cleanup', 'full')),
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'completed', 'completed_with_errors', 'cancelled', 'interrupted', 'failed')),
    origin TEXT NOT NULL CHECK (origin IN ('person', 'schedule', 'mainstay')),
    actor_id BIGINT,
    parameters TEXT NOT NULL,
    phase TEXT NOT NULL CHECK (phase IN ('users', 'roles', 'cleanup')),
    after_id BIGINT NOT NULL DEFAULT 0,
    proven BIGINT NOT NULL DEFAULT 0 CHECK (proven IN (0, 1)),
    listed BIGINT NOT NULL DEFAULT 0,
    created BIGINT NOT NULL DEFAULT 0,
    updated BIGINT NOT NULL DEFAULT 0,
    unchanged BIGINT NOT NULL DEFAULT 0,
    rewritten BIGINT NOT NULL DEFAULT 0,
    skipped BIGINT NOT NULL DEFAULT 0,
    departed BIGINT NOT NULL DEFAULT 0,
    returned BIGINT NOT NULL DEFAULT 0,
    roles_added BIGINT NOT NULL DEFAULT 0,
    roles_removed BIGINT NOT NULL DEFAULT 0,
    fell_dormant BIGINT NOT NULL DEFAULT 0,
    woke_up BIGINT NOT NULL DEFAULT 0,
    errors BIGINT NOT NULL DEFAULT 0,
    sentence TEXT,
    queued_at BIGINT NOT NULL,
    started_at BIGINT,
    ended_at BIGINT,
    resumed BIGINT NOT NULL DEFAULT 0,
    owner TEXT,
    lease_until BIGINT,
    fence BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (guild_id, number)
) {clustered};

CREATE TABLE sync_error (
    guild_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    ordinal BIGINT NOT NULL,
    user_id BIGINT,
    reason TEXT NOT NULL,
    PRIMARY KEY (guild_id, number, ordinal)
) {clustered};

CREATE TABLE role_history (
    role_history_id {identity},
    guild_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    role_id BIGINT NOT NULL,
    role_name TEXT,
    action TEXT NOT NULL CHECK (action IN ('added', 'removed')),
    source TEXT NOT NULL CHECK (source IN ('event', 'sync', 'audit')),
    author_id BIGINT,
    reason TEXT,
    at BIGINT NOT NULL
);

CREATE INDEX role_history_by_user ON role_history (guild_id, user_id, at);

CREATE TABLE sync_seen (
    guild_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    seen_at BIGINT,
    dormant_since BIGINT,
    PRIMARY KEY (guild_id, user_id)
) {clustered};

CREATE TABLE sync_watch (
    guild_id BIGINT NOT NULL PRIMARY KEY,
    watched_from BIGINT NOT NULL,
    watched_to BIGINT NOT NULL
);

INSERT INTO sync_run (guild_id, number, kind, state, origin, parameters, phase, proven, created, updated, unchanged, departed, queued_at, started_at, ended_at)
SELECT guild_id, sync_run_id, 'users',
    CASE state WHEN 'complete' THEN 'completed' WHEN 'partial' THEN 'completed_with_errors' WHEN 'cancelled' THEN 'cancelled' ELSE 'failed' END,
    'mainstay', '{}', 'users', CASE state WHEN 'complete' THEN 1 ELSE 0 END, created, updated, unchanged, departed, started_at, started_at, COALESCE(ended_at, started_at)
FROM before_run;

INSERT INTO sync_error (guild_id, number, ordinal, user_id, reason)
SELECT guild_id, sync_run_id, ROW_NUMBER() OVER (PARTITION BY sync_run_id ORDER BY user_id), user_id, reason FROM before_error;

INSERT INTO role_history (guild_id, user_id, role_id, action, source, at)
SELECT guild_id, user_id, role_id, action, source, at FROM before_history ORDER BY role_history_id;

DROP TABLE before_run;
DROP TABLE before_error;
DROP TABLE before_history;
