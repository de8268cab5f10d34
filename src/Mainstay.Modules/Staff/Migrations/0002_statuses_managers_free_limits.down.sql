DROP INDEX staff_history_by_time;

CREATE TABLE staff_history_copy AS SELECT guild_id, user_id, number, action, from_role_id, to_role_id, by_id, at, reason FROM staff_history;

DROP TABLE staff_history;

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

INSERT INTO staff_history (guild_id, user_id, number, action, from_role_id, to_role_id, by_id, at, reason)
SELECT guild_id, user_id, number, CASE action WHEN 'promotion' THEN 'promote' WHEN 'demotion' THEN 'demote' WHEN 'reinstated' THEN 'hire' WHEN 'hire' THEN 'hire' ELSE 'fire' END,
       from_role_id, to_role_id, COALESCE(by_id, 0), at, reason FROM staff_history_copy;

DROP TABLE staff_history_copy;

CREATE TABLE staff_member_copy AS SELECT guild_id, user_id, rank_role_id, status, hired_at, hired_by, ended_at FROM staff_member;

DROP TABLE staff_member;

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

INSERT INTO staff_member (guild_id, user_id, rank_role_id, status, hired_at, hired_by, ended_at)
SELECT guild_id, user_id, rank_role_id, CASE status WHEN 'active' THEN 'active' ELSE 'terminated' END, hired_at, COALESCE(hired_by, 0), ended_at FROM staff_member_copy;

DROP TABLE staff_member_copy;

CREATE TABLE staff_rank_copy AS SELECT guild_id, role_id, name, level, most FROM staff_rank;

DROP TABLE staff_rank;

CREATE TABLE staff_rank (
    guild_id BIGINT NOT NULL REFERENCES guild (guild_id) ON DELETE CASCADE,
    role_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 100),
    most BIGINT NOT NULL CHECK (most BETWEEN 1 AND 10000),
    PRIMARY KEY (guild_id, role_id)
);

INSERT INTO staff_rank (guild_id, role_id, name, level, most) SELECT guild_id, role_id, name, level, COALESCE(most, 10000) FROM staff_rank_copy;

DROP TABLE staff_rank_copy;
