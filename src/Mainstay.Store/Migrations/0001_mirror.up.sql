CREATE TABLE guild (
    guild_id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    owner_id BIGINT,
    data TEXT,
    first_seen_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    left_at BIGINT
);

CREATE TABLE mirror_state (
    guild_id BIGINT NOT NULL PRIMARY KEY,
    shard BIGINT,
    session TEXT,
    sequence BIGINT,
    members_complete BIGINT NOT NULL DEFAULT 0,
    members_completed_at BIGINT,
    saved_at BIGINT NOT NULL
);

CREATE TABLE gateway_session (
    shard BIGINT NOT NULL PRIMARY KEY,
    shard_count BIGINT NOT NULL,
    session TEXT NOT NULL,
    resume_url TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    saved_at BIGINT NOT NULL
);

CREATE TABLE role (
    guild_id BIGINT NOT NULL,
    role_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    position BIGINT NOT NULL,
    permissions BIGINT NOT NULL,
    data TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    PRIMARY KEY (guild_id, role_id)
) {clustered};

CREATE TABLE channel (
    guild_id BIGINT NOT NULL,
    channel_id BIGINT NOT NULL,
    parent_id BIGINT,
    kind BIGINT NOT NULL,
    name TEXT,
    hidden BIGINT NOT NULL CHECK (hidden IN (0, 1)),
    data TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    PRIMARY KEY (guild_id, channel_id)
) {clustered};

CREATE TABLE overwrite (
    guild_id BIGINT NOT NULL,
    channel_id BIGINT NOT NULL,
    target_id BIGINT NOT NULL,
    target TEXT NOT NULL CHECK (target IN ('role', 'member')),
    allow BIGINT NOT NULL,
    deny BIGINT NOT NULL,
    PRIMARY KEY (guild_id, channel_id, target_id)
) {clustered};

CREATE TABLE role_set (
    guild_id BIGINT NOT NULL,
    role_set_id BIGINT NOT NULL,
    role_id BIGINT NOT NULL,
    PRIMARY KEY (guild_id, role_set_id, role_id)
) {clustered};

CREATE TABLE member (
    guild_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    username TEXT NOT NULL,
    global_name TEXT,
    nick TEXT,
    avatar TEXT,
    guild_avatar TEXT,
    role_set_id BIGINT NOT NULL,
    joined_at BIGINT,
    premium_since BIGINT,
    timeout_until BIGINT,
    flags BIGINT NOT NULL,
    pending BIGINT NOT NULL CHECK (pending IN (0, 1)),
    bot BIGINT NOT NULL CHECK (bot IN (0, 1)),
    first_seen_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    left_at BIGINT,
    PRIMARY KEY (guild_id, user_id)
) {clustered};

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
