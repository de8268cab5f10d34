DROP TABLE snapshot;

DROP TABLE operation_approval;

DROP INDEX operation_run_by_report;

DROP INDEX operation_run_by_guild;

ALTER TABLE operation_run DROP COLUMN reply_until;
ALTER TABLE operation_run DROP COLUMN reply_token;
ALTER TABLE operation_run DROP COLUMN reply_application;
ALTER TABLE operation_run DROP COLUMN report;
ALTER TABLE operation_run DROP COLUMN why;
ALTER TABLE operation_run DROP COLUMN snapshot;
ALTER TABLE operation_run DROP COLUMN approvals;
ALTER TABLE operation_run DROP COLUMN phrase;
ALTER TABLE operation_run DROP COLUMN stop_asked;
ALTER TABLE operation_run DROP COLUMN fence;
ALTER TABLE operation_run DROP COLUMN lease_until;
ALTER TABLE operation_run DROP COLUMN owner;
ALTER TABLE operation_run DROP COLUMN queued_at;
ALTER TABLE operation_run DROP COLUMN rests;
ALTER TABLE operation_run DROP COLUMN touches;
