CREATE TABLE setup_template (
    guild_id BIGINT NOT NULL REFERENCES guild (guild_id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    body TEXT,
    granted BIGINT NOT NULL,
    applied_by BIGINT NOT NULL,
    applied_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id)
);

CREATE TABLE setup_object (
    guild_id BIGINT NOT NULL REFERENCES guild (guild_id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    role_id BIGINT,
    channel_id BIGINT,
    PRIMARY KEY (guild_id, number),
    CHECK ((role_id IS NULL) <> (channel_id IS NULL))
);
