-- What answers have cost, by the month of their end and the model of their run. It outlives the
-- threads that were answered, so it is counted when a run ends, in the same transaction. Quotes
-- cost nothing: their tokens are estimates, made by no model.
CREATE TABLE used_tokens (
    month TEXT NOT NULL,
    model TEXT NOT NULL,
    answers INTEGER NOT NULL,
    prompt_tokens INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL,
    PRIMARY KEY (month, model)
) STRICT, WITHOUT ROWID;
INSERT INTO used_tokens
SELECT strftime('%Y-%m', created_at, 'unixepoch'), body ->> '$.model', count(*),
       sum(body ->> '$.usage.prompt_tokens'), sum(body ->> '$.usage.completion_tokens')
FROM runs
WHERE body ->> '$.usage.total_tokens' > 0 AND body ->> '$.model' <> 'octavo-extractive'
GROUP BY 1, 2;
CREATE TRIGGER tokens_are_used AFTER UPDATE OF body ON runs
WHEN NEW.body ->> '$.usage.total_tokens' > 0 AND OLD.body ->> '$.usage' IS NULL
    AND NEW.body ->> '$.model' <> 'octavo-extractive'
BEGIN
    INSERT INTO used_tokens
    VALUES (strftime('%Y-%m', 'now'), NEW.body ->> '$.model', 1,
            NEW.body ->> '$.usage.prompt_tokens', NEW.body ->> '$.usage.completion_tokens')
    ON CONFLICT (month, model) DO UPDATE SET
        answers = answers + 1,
        prompt_tokens = prompt_tokens + excluded.prompt_tokens,
        completion_tokens = completion_tokens + excluded.completion_tokens;
END;
