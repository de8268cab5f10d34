DROP TABLE job_holder;

DROP INDEX job_one_open_per_role;

DROP TABLE job;
