CREATE TABLE chaos_row (
    guild_id BIGINT NOT NULL REFERENCES guild (guild_id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (guild_id, number)
);
