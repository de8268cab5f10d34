CREATE TABLE setting_version (
    guild_id BIGINT NOT NULL REFERENCES guild (guild_id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    number BIGINT NOT NULL,
    body TEXT NOT NULL,
    differences TEXT NOT NULL,
    author_id BIGINT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, name, number)
);

CREATE TABLE operation_run (
    run_id {identity},
    guild_id BIGINT NOT NULL REFERENCES guild (guild_id) ON DELETE CASCADE,
    operation TEXT NOT NULL,
    title TEXT NOT NULL,
    arguments TEXT NOT NULL,
    actor_id BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('previewed', 'queued', 'running', 'done', 'partial', 'failed', 'refused', 'cancelled', 'expired')),
    frame TEXT NOT NULL,
    findings TEXT NOT NULL,
    correlation TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    started_at BIGINT,
    finished_at BIGINT,
    undoes BIGINT,
    channel_id BIGINT,
    only_to_asker BIGINT NOT NULL CHECK (only_to_asker IN (0, 1))
);

CREATE INDEX operation_run_by_state ON operation_run (state);

CREATE INDEX operation_run_by_undoes ON operation_run (undoes);

CREATE TABLE operation_step (
    run_id BIGINT NOT NULL REFERENCES operation_run (run_id) ON DELETE CASCADE,
    ordinal BIGINT NOT NULL,
    kind TEXT NOT NULL,
    change TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'applied', 'skipped', 'failed', 'unverified')),
    code TEXT,
    sentence TEXT,
    sent_at BIGINT,
    settled_at BIGINT,
    PRIMARY KEY (run_id, ordinal)
);

CREATE TABLE journal (
    guild_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    correlation TEXT NOT NULL,
    actor_id BIGINT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('applied', 'skipped', 'failed', 'unverified')),
    run_id BIGINT,
    step BIGINT,
    protection TEXT NOT NULL,
    detail {bytes} NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (guild_id, number)
);

CREATE TABLE journal_head (
    guild_id BIGINT NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL,
    hash TEXT NOT NULL
);
