ALTER TABLE sync_run DROP COLUMN reply_private;
ALTER TABLE sync_run DROP COLUMN reply_channel;
ALTER TABLE sync_run DROP COLUMN reply_until;
ALTER TABLE sync_run DROP COLUMN reply_token;
ALTER TABLE sync_run DROP COLUMN reply_application;
