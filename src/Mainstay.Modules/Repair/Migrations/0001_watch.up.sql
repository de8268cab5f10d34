CREATE TABLE repair_watch (
    guild_id BIGINT NOT NULL REFERENCES guild (guild_id) ON DELETE CASCADE,
    routine TEXT NOT NULL,
    looked_at BIGINT NOT NULL,
    found BIGINT NOT NULL,
    told TEXT NOT NULL,
    PRIMARY KEY (guild_id, routine)
);
