-- Objects of the interface: one table per kind. `seq` is the order of arrival, `body` the object
-- as JSON; the other columns repeat what lists are narrowed and ordered by.

CREATE TABLE assistants (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX assistants_in_time ON assistants (created_at);

CREATE TABLE threads (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX threads_in_time ON threads (created_at);

CREATE TABLE messages (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    thread_id TEXT NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    run_id TEXT,
    assistant_id TEXT,
    status TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX messages_in_time ON messages (thread_id, created_at);

CREATE TABLE runs (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    thread_id TEXT NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    assistant_id TEXT NOT NULL,
    status TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX runs_in_time ON runs (thread_id, created_at);
-- A thread is locked while one of its runs has not ended.
CREATE UNIQUE INDEX runs_active ON runs (thread_id)
    WHERE status NOT IN ('cancelled', 'failed', 'completed', 'incomplete', 'expired');

CREATE TABLE run_steps (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    assistant_id TEXT NOT NULL,
    status TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX run_steps_in_time ON run_steps (run_id, created_at);

CREATE TABLE files (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    status TEXT NOT NULL,
    sha256 TEXT,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX files_in_time ON files (created_at);
CREATE INDEX files_by_content ON files (sha256);

-- The full-text index of a store is the table words_<seq>, made and dropped with its row.
-- `vectors_version` counts the changes of the store's searchable vectors.
CREATE TABLE vector_stores (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    vectors_version INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX vector_stores_in_time ON vector_stores (created_at);

-- Content by its digest: read once for all stores that hold it.
CREATE TABLE documents (
    seq INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    text_version INTEGER NOT NULL,
    page_count INTEGER NOT NULL,
    pages_read INTEGER NOT NULL DEFAULT 0,
    facts TEXT NOT NULL
) STRICT;

-- `text` and `segments` are packed as sqlite_pages.py says.
CREATE TABLE pages (
    seq INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (seq) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    label TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    raw_length INTEGER NOT NULL,
    text BLOB NOT NULL,
    segments BLOB NOT NULL,
    UNIQUE (document, number)
) STRICT;

-- A file in a store. The counters follow its chunks and vectors in the same transactions:
-- pages 1 … pages_indexed are in; `vectors` of the chunks have one of `vector_model`, and
-- `vectors_sealed` are searched, those of `sealed_model`.
CREATE TABLE vector_store_files (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    vector_store_id TEXT NOT NULL REFERENCES vector_stores (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    status TEXT NOT NULL,
    sha256 TEXT,
    pages_indexed INTEGER NOT NULL DEFAULT 0,
    pages_text INTEGER NOT NULL DEFAULT 0,
    pages_ocr INTEGER NOT NULL DEFAULT 0,
    pages_empty INTEGER NOT NULL DEFAULT 0,
    pages_failed INTEGER NOT NULL DEFAULT 0,
    chunks INTEGER NOT NULL DEFAULT 0,
    text_bytes INTEGER NOT NULL DEFAULT 0,
    vectors INTEGER NOT NULL DEFAULT 0,
    vector_model INTEGER,
    vectors_sealed INTEGER NOT NULL DEFAULT 0,
    sealed_model INTEGER,
    vector_bytes INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL,
    UNIQUE (vector_store_id, id)
) STRICT;
CREATE INDEX vector_store_files_in_time ON vector_store_files (vector_store_id, created_at);
CREATE INDEX vector_store_files_by_file ON vector_store_files (id);
CREATE INDEX vector_store_files_by_content ON vector_store_files (sha256);

CREATE TABLE vector_store_file_batches (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    vector_store_id TEXT NOT NULL REFERENCES vector_stores (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX vector_store_file_batches_in_time
    ON vector_store_file_batches (vector_store_id, created_at);

CREATE TABLE batch_files (
    batch INTEGER NOT NULL REFERENCES vector_store_file_batches (seq) ON DELETE CASCADE,
    entry INTEGER NOT NULL REFERENCES vector_store_files (seq) ON DELETE CASCADE,
    PRIMARY KEY (batch, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_files_by_entry ON batch_files (entry);

-- A passage: a span of a page's clean text. Ids are never used twice.
CREATE TABLE chunks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry INTEGER NOT NULL REFERENCES vector_store_files (seq) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    context TEXT NOT NULL
) STRICT;
CREATE INDEX chunks_by_entry ON chunks (entry);

CREATE TABLE embedding_models (
    seq INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    revision TEXT NOT NULL,
    dimension INTEGER NOT NULL,
    UNIQUE (name, revision, dimension)
) STRICT;

-- Vectors of a file while it is being embedded: one row per portion, in the order of its chunks.
CREATE TABLE vector_parts (
    entry INTEGER NOT NULL REFERENCES vector_store_files (seq) ON DELETE CASCADE,
    model INTEGER NOT NULL REFERENCES embedding_models (seq),
    last_chunk INTEGER NOT NULL,
    chunk_ids BLOB NOT NULL,
    vectors BLOB NOT NULL,
    UNIQUE (entry, model, last_chunk)
) STRICT;

-- The vectors of a file that are searched: int64 ids and int8 rows, in the order of its chunks.
CREATE TABLE vector_blobs (
    entry INTEGER PRIMARY KEY REFERENCES vector_store_files (seq) ON DELETE CASCADE,
    model INTEGER NOT NULL REFERENCES embedding_models (seq),
    last_chunk INTEGER NOT NULL,
    chunk_ids BLOB NOT NULL,
    vectors BLOB NOT NULL
) STRICT;
