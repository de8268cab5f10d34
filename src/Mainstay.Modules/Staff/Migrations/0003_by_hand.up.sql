CREATE TABLE staff_by_hand (
    guild_id BIGINT NOT NULL REFERENCES guild (guild_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    by_id BIGINT,
    given_role_id BIGINT,
    taken_role_id BIGINT,
    outcome TEXT NOT NULL CHECK (outcome IN ('asked', 'adopted', 'reverted')),
    PRIMARY KEY (guild_id, user_id)
);
