DROP TABLE id_alias;

ALTER TABLE operation_step DROP COLUMN made;
