-- What expires, in the order in which it does.
ALTER TABLE files ADD COLUMN expires_at INTEGER;
UPDATE files SET expires_at = body ->> '$.expires_at';
CREATE INDEX files_by_expiry ON files (expires_at) WHERE expires_at IS NOT NULL;

ALTER TABLE vector_stores ADD COLUMN expires_at INTEGER;
UPDATE vector_stores SET expires_at = body ->> '$.expires_at';
CREATE INDEX vector_stores_by_expiry ON vector_stores (expires_at)
    WHERE expires_at IS NOT NULL;

-- Lists that are narrowed, and the counts of a store's files.
CREATE INDEX messages_by_run ON messages (thread_id, run_id, created_at);
CREATE INDEX files_by_purpose ON files (purpose, created_at);
CREATE INDEX vector_store_files_by_status ON vector_store_files
    (vector_store_id, status, created_at, seq, text_bytes, vector_bytes);
