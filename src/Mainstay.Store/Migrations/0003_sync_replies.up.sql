ALTER TABLE sync_run ADD COLUMN reply_application BIGINT;
ALTER TABLE sync_run ADD COLUMN reply_token TEXT;
ALTER TABLE sync_run ADD COLUMN reply_until BIGINT;
ALTER TABLE sync_run ADD COLUMN reply_channel BIGINT;
ALTER TABLE sync_run ADD COLUMN reply_private BIGINT CHECK (reply_private IN (0, 1));
