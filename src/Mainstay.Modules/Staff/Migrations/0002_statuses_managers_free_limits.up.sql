CREATE TABLE staff_rank_copy AS SELECT guild_id, role_id, name, level, most FROM staff_rank;

DROP TABLE staff_rank;

CREATE TABLE staff_rank (
    guild_id BIGINT NOT NULL REFERENCES guild (guild_id) ON DELETE CASCADE,
    role_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 100),
    most BIGINT CHECK (most BETWEEN 1 AND 10000),
    may_manage BIGINT NOT NULL DEFAULT 0 CHECK (may_manage IN (0, 1)),
    PRIMARY KEY (guild_id, role_id)
);

INSERT INTO staff_rank (guild_id, role_id, name, level, most, may_manage)
SELECT guild_id, role_id, name, level, CASE WHEN most < 10000 THEN most END, CASE WHEN level >= 5 THEN 1 ELSE 0 END FROM staff_rank_copy;

DROP TABLE staff_rank_copy;

CREATE TABLE staff_member_copy AS SELECT guild_id, user_id, rank_role_id, status, hired_at, hired_by, ended_at FROM staff_member;

DROP TABLE staff_member;

CREATE TABLE staff_member (
    guild_id BIGINT NOT NULL REFERENCES guild (guild_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    rank_role_id BIGINT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'inactive', 'terminated')),
    inactive_because TEXT CHECK (inactive_because IN ('suspended', 'left')),
    hired_at BIGINT NOT NULL,
    hired_by BIGINT,
    ended_at BIGINT,
    roblox_username TEXT CHECK (LENGTH(roblox_username) BETWEEN 3 AND 20),
    PRIMARY KEY (guild_id, user_id),
    CHECK (status = 'inactive' OR inactive_because IS NULL)
);

INSERT INTO staff_member (guild_id, user_id, rank_role_id, status, hired_at, hired_by, ended_at)
SELECT guild_id, user_id, rank_role_id, status, hired_at, CASE WHEN hired_by <> 0 THEN hired_by END, ended_at FROM staff_member_copy;

DROP TABLE staff_member_copy;

CREATE TABLE staff_history_copy AS SELECT guild_id, user_id, number, action, from_role_id, to_role_id, by_id, at, reason FROM staff_history;

DROP TABLE staff_history;

CREATE TABLE staff_history (
    guild_id BIGINT NOT NULL REFERENCES guild (guild_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('hire', 'fire', 'promotion', 'demotion', 'suspended', 'left', 'reinstated', 'taken back')),
    from_role_id BIGINT,
    to_role_id BIGINT,
    by_id BIGINT,
    at BIGINT NOT NULL,
    reason TEXT,
    PRIMARY KEY (guild_id, user_id, number)
);

INSERT INTO staff_history (guild_id, user_id, number, action, from_role_id, to_role_id, by_id, at, reason)
SELECT guild_id, user_id, number, CASE action WHEN 'promote' THEN 'promotion' WHEN 'demote' THEN 'demotion' ELSE action END, from_role_id, to_role_id,
       CASE WHEN by_id <> 0 THEN by_id END, at, reason FROM staff_history_copy;

DROP TABLE staff_history_copy;

CREATE INDEX staff_history_by_time ON staff_history (guild_id, at);
