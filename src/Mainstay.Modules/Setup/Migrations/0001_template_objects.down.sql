DROP TABLE setup_object;

DROP TABLE setup_template;
