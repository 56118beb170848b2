-- What models wrote of whole documents. It goes with the document, and with the pages that it was
-- written of: a document that is read anew has none.
CREATE TABLE written_summaries (
    document INTEGER NOT NULL REFERENCES documents (seq) ON DELETE CASCADE,
    model TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (document, model)
) STRICT, WITHOUT ROWID;
