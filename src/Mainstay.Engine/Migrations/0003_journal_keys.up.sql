CREATE TABLE key_master (
    slot BIGINT NOT NULL PRIMARY KEY CHECK (slot = 1),
    verifier {bytes} NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE key_data (
    key_id {identity},
    purpose TEXT NOT NULL CHECK (purpose IN ('person', 'journal', 'settings')),
    subject_id BIGINT,
    version BIGINT NOT NULL,
    wrapped {bytes} NOT NULL,
    created_at BIGINT NOT NULL,
    erased_at BIGINT
);

CREATE UNIQUE INDEX key_data_by_subject ON key_data (purpose, subject_id, version);

ALTER TABLE journal RENAME TO journal_1;

CREATE TABLE journal (
    guild_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    correlation TEXT NOT NULL,
    actor_kind TEXT NOT NULL CHECK (actor_kind IN ('person', 'mainstay', 'unknown')),
    actor_id BIGINT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    subject_id BIGINT,
    outcome TEXT NOT NULL CHECK (outcome IN ('applied', 'skipped', 'failed', 'unverified', 'denied')),
    run_id BIGINT,
    step BIGINT,
    protection TEXT NOT NULL,
    detail {bytes} NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT journal_key PRIMARY KEY (guild_id, number)
);

INSERT INTO journal (
    guild_id, number, at, correlation, actor_kind, actor_id, action, target, subject_id, outcome, run_id, step, protection, detail, previous, hash)
SELECT guild_id, number, at, correlation, CASE actor_id WHEN 0 THEN 'mainstay' ELSE 'person' END, actor_id, action, target, NULL, outcome, run_id, step,
    protection, detail, previous, hash
FROM journal_1;

DROP TABLE journal_1;
