-- A store may have an embedder of its own: `embedder` is what was chosen (empty: the one that comes
-- with Octavo), `vector_model` the model whose vectors are searched, for all files of the store.
-- They differ while a new set of vectors is made beside the one that is searched.
ALTER TABLE vector_stores ADD COLUMN embedder TEXT NOT NULL DEFAULT '';
ALTER TABLE vector_stores ADD COLUMN vector_model INTEGER;
UPDATE vector_stores SET vector_model = (
    SELECT coalesce(e.sealed_model, e.vector_model) AS model FROM vector_store_files e
    WHERE e.vector_store_id = vector_stores.id AND model IS NOT NULL
    GROUP BY model ORDER BY count(*) DESC LIMIT 1
);

-- How a host's model is known again: the vector of a fixed sentence, and the cosine that texts
-- about different things have with it.
ALTER TABLE embedding_models ADD COLUMN probe BLOB;
ALTER TABLE embedding_models ADD COLUMN baseline REAL NOT NULL DEFAULT 0;

-- Whole sets of vectors of files, one per model: int64 ids and int8 rows, in the order of the
-- chunks. `chunker` says how the text was cut.
CREATE TABLE vector_sets (
    entry INTEGER NOT NULL REFERENCES vector_store_files (seq) ON DELETE CASCADE,
    model INTEGER NOT NULL REFERENCES embedding_models (seq),
    last_chunk INTEGER NOT NULL,
    count INTEGER NOT NULL,
    chunker TEXT NOT NULL,
    chunk_ids BLOB NOT NULL,
    vectors BLOB NOT NULL,
    UNIQUE (entry, model)
) STRICT;
-- What was cut before sizes were kept with the vectors was cut as the file's entry says.
INSERT INTO vector_sets (entry, model, last_chunk, count, chunker, chunk_ids, vectors)
    SELECT b.entry, b.model, b.last_chunk, length(b.chunk_ids) / 8,
        'sentences-1 ' || coalesce(e.body ->> '$.chunking_strategy.static.max_chunk_size_tokens', 0)
            || '/' || coalesce(e.body ->> '$.chunking_strategy.static.chunk_overlap_tokens', 0),
        b.chunk_ids, b.vectors
    FROM vector_blobs b JOIN vector_store_files e ON e.seq = b.entry
    JOIN vector_stores s ON s.id = e.vector_store_id WHERE b.model = s.vector_model;
DROP TABLE vector_blobs;

-- Files of which another model's vectors were searched are embedded anew.
UPDATE vector_store_files SET vectors = 0, vector_model = NULL, vectors_sealed = 0,
    sealed_model = NULL, vector_bytes = 0
WHERE coalesce(sealed_model, vector_model) <> (
    SELECT s.vector_model FROM vector_stores s WHERE s.id = vector_store_files.vector_store_id
);
