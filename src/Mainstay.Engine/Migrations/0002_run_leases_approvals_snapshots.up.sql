ALTER TABLE operation_run ADD COLUMN touches TEXT NOT NULL DEFAULT 'structure';
ALTER TABLE operation_run ADD COLUMN rests TEXT NOT NULL DEFAULT 'structure,records';
ALTER TABLE operation_run ADD COLUMN queued_at BIGINT;
ALTER TABLE operation_run ADD COLUMN owner TEXT;
ALTER TABLE operation_run ADD COLUMN lease_until BIGINT;
ALTER TABLE operation_run ADD COLUMN fence BIGINT NOT NULL DEFAULT 0;
ALTER TABLE operation_run ADD COLUMN stop_asked BIGINT NOT NULL DEFAULT 0 CHECK (stop_asked IN (0, 1));
ALTER TABLE operation_run ADD COLUMN phrase TEXT;
ALTER TABLE operation_run ADD COLUMN approvals BIGINT NOT NULL DEFAULT 0;
ALTER TABLE operation_run ADD COLUMN snapshot BIGINT;
ALTER TABLE operation_run ADD COLUMN why TEXT;
ALTER TABLE operation_run ADD COLUMN report TEXT NOT NULL DEFAULT 'none' CHECK (report IN ('none', 'due', 'told'));
ALTER TABLE operation_run ADD COLUMN reply_application BIGINT;
ALTER TABLE operation_run ADD COLUMN reply_token TEXT;
ALTER TABLE operation_run ADD COLUMN reply_until BIGINT;

CREATE INDEX operation_run_by_guild ON operation_run (guild_id, state);

CREATE INDEX operation_run_by_report ON operation_run (report);

CREATE TABLE operation_approval (
    guild_id BIGINT NOT NULL REFERENCES guild (guild_id) ON DELETE CASCADE,
    run_id BIGINT NOT NULL REFERENCES operation_run (run_id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    approved_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, run_id, user_id)
);

CREATE TABLE snapshot (
    number {identity},
    guild_id BIGINT NOT NULL REFERENCES guild (guild_id) ON DELETE CASCADE,
    contents TEXT NOT NULL CHECK (contents IN ('tables', 'guild')),
    taken_at BIGINT NOT NULL,
    taken_by BIGINT NOT NULL,
    reason TEXT NOT NULL,
    format BIGINT NOT NULL,
    row_count BIGINT NOT NULL,
    checksum TEXT NOT NULL,
    body {bytes} NOT NULL
);

CREATE INDEX snapshot_by_guild ON snapshot (guild_id, checksum);
