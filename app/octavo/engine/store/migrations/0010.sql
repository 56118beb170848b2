-- The provider at whose host a store's files are to be kept and searched; empty for none.
ALTER TABLE vector_stores ADD COLUMN hosted_by TEXT NOT NULL DEFAULT '';

-- What lies at hosts. It outlives the stores and files that it was made of: a row goes only when
-- the host has said that the thing is gone. `mark` and the row of a file are told to the host before
-- anything is sent, so that what was sent is found again where its id was never kept.
CREATE TABLE hosted_stores (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    vector_store_id TEXT NOT NULL,
    name TEXT NOT NULL,
    provider TEXT NOT NULL,
    origin TEXT NOT NULL,
    mark TEXT NOT NULL UNIQUE,
    remote_id TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('used', 'kept', 'leaving'))
) STRICT;
CREATE UNIQUE INDEX hosted_stores_in_use ON hosted_stores (vector_store_id) WHERE state = 'used';

CREATE TABLE hosted_files (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    store INTEGER NOT NULL REFERENCES hosted_stores (seq) ON DELETE CASCADE,
    file_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    filename TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    remote_id TEXT NOT NULL DEFAULT '',
    sent_at INTEGER,
    state TEXT NOT NULL
        CHECK (state IN ('waiting', 'sending', 'reading', 'ready', 'failed', 'leaving')),
    problem TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX hosted_files_once ON hosted_files (store, file_id) WHERE state <> 'leaving';
CREATE INDEX hosted_files_by_store ON hosted_files (store);
