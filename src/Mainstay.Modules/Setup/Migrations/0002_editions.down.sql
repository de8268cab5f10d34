ALTER TABLE setup_object DROP COLUMN edition;
ALTER TABLE setup_template DROP COLUMN edition;
