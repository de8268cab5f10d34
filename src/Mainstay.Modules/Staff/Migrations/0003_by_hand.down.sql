DROP TABLE staff_by_hand;
