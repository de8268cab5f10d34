CREATE TABLE job (
    guild_id BIGINT NOT NULL REFERENCES guild (guild_id) ON DELETE CASCADE,
    job_id BIGINT NOT NULL CHECK (job_id >= 1),
    title TEXT NOT NULL CHECK (LENGTH(title) BETWEEN 1 AND 100),
    description TEXT CHECK (LENGTH(description) BETWEEN 1 AND 1000),
    role_id BIGINT NOT NULL,
    most BIGINT CHECK (most BETWEEN 1 AND 10000),
    state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'removed')),
    posted_by BIGINT,
    posted_at BIGINT NOT NULL,
    closed_by BIGINT,
    closed_at BIGINT,
    PRIMARY KEY (guild_id, job_id)
);

CREATE UNIQUE INDEX job_one_open_per_role ON job (guild_id, role_id) WHERE state = 'open';

CREATE TABLE job_holder (
    guild_id BIGINT NOT NULL REFERENCES guild (guild_id) ON DELETE CASCADE,
    job_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    by_id BIGINT,
    until BIGINT,
    PRIMARY KEY (guild_id, job_id, user_id)
);
