DROP TABLE journal_head;

DROP TABLE journal;

DROP TABLE operation_step;

DROP TABLE operation_run;

DROP TABLE setting_version;
