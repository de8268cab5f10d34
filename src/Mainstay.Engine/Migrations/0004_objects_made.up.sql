ALTER TABLE operation_step ADD COLUMN made BIGINT;

CREATE TABLE id_alias (
    guild_id BIGINT NOT NULL REFERENCES guild (guild_id) ON DELETE CASCADE,
    old_id BIGINT NOT NULL,
    new_id BIGINT NOT NULL,
    object TEXT NOT NULL CHECK (object IN ('role', 'channel')),
    run_id BIGINT NOT NULL,
    step BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, old_id)
);
