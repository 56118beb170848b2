-- What expires, in the order in which it does.
ALTER TABLE files ADD COLUMN expires_at INTEGER;
UPDATE files SET expires_at = body ->> '$.expires_at';
CREATE INDEX files_by_expiry ON files (expires_at) WHERE expires_at IS NOT NULL;

ALTER TABLE vector_stores ADD COLUMN expires_at INTEGER;
UPDATE vector_stores SET expires_at = body ->> '$.expires_at';
CREATE INDEX vector_stores_by_expiry ON vector_stores (expires_at)
    WHERE expires_at IS NOT NULL;
