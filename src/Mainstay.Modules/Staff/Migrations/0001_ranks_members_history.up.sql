CREATE TABLE staff_rank (
    guild_id BIGINT NOT NULL REFERENCES guild (guild_id) ON DELETE CASCADE,
    role_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 100),
    most BIGINT NOT NULL CHECK (most BETWEEN 1 AND 10000),
    PRIMARY KEY (guild_id, role_id)
);

CREATE TABLE staff_member (
    guild_id BIGINT NOT NULL REFERENCES guild (guild_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    rank_role_id BIGINT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'terminated')),
    hired_at BIGINT NOT NULL,
    hired_by BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (guild_id, user_id)
);

CREATE TABLE staff_history (
    guild_id BIGINT NOT NULL REFERENCES guild (guild_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('hire', 'fire', 'promote', 'demote')),
    from_role_id BIGINT,
    to_role_id BIGINT,
    by_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    reason TEXT,
    PRIMARY KEY (guild_id, user_id, number)
);
