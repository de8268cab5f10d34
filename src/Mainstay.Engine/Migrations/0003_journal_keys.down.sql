ALTER TABLE journal RENAME TO journal_2;

CREATE TABLE journal (
    guild_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    correlation TEXT NOT NULL,
    actor_id BIGINT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('applied', 'skipped', 'failed', 'unverified')),
    run_id BIGINT,
    step BIGINT,
    protection TEXT NOT NULL,
    detail {bytes} NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (guild_id, number)
);

INSERT INTO journal (guild_id, number, at, correlation, actor_id, action, target, outcome, run_id, step, protection, detail, previous, hash)
SELECT guild_id, number, at, correlation, actor_id, action, target, CASE outcome WHEN 'denied' THEN 'failed' ELSE outcome END, run_id, step, protection,
    detail, previous, hash
FROM journal_2;

DROP TABLE journal_2;

DROP TABLE key_data;

DROP TABLE key_master;
