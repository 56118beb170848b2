-- What is said in threads, by the messages' rows: searched as one types, kept up by triggers, so
-- that a thread's messages are forgotten with it. Text that is still being written is not in it.
CREATE VIRTUAL TABLE message_words USING fts5(
    text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);

CREATE VIEW message_texts AS
    SELECT m.seq AS seq, (
        SELECT group_concat(block.value ->> '$.text.value', char(10))
        FROM json_each(m.body, '$.content') block WHERE block.value ->> '$.type' = 'text'
    ) AS text
    FROM messages m WHERE m.status <> 'in_progress';

INSERT INTO message_words (rowid, text) SELECT seq, text FROM message_texts WHERE text IS NOT NULL;

CREATE TRIGGER message_words_insert AFTER INSERT ON messages BEGIN
    INSERT INTO message_words (rowid, text)
        SELECT seq, text FROM message_texts WHERE seq = new.seq AND text IS NOT NULL;
END;
CREATE TRIGGER message_words_update AFTER UPDATE OF body ON messages BEGIN
    DELETE FROM message_words WHERE rowid = old.seq;
    INSERT INTO message_words (rowid, text)
        SELECT seq, text FROM message_texts WHERE seq = new.seq AND text IS NOT NULL;
END;
CREATE TRIGGER message_words_delete AFTER DELETE ON messages BEGIN
    DELETE FROM message_words WHERE rowid = old.seq;
END;
