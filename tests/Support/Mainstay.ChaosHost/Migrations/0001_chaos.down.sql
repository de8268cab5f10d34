DROP TABLE chaos_row;
