DROP TABLE staff_history;

DROP TABLE staff_member;

DROP TABLE staff_rank;
