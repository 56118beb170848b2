-- What a file is written in (ISO 639-1), told by its words; null where these do not tell. Its
-- words are kept as stems in this language: the indexes are made anew with this migration.
ALTER TABLE vector_store_files ADD COLUMN language TEXT;
CREATE INDEX vector_store_files_by_language ON vector_store_files (vector_store_id, language);
