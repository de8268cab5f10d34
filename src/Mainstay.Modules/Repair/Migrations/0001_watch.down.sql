DROP TABLE repair_watch;
