"""What models wrote of whole documents, by the document's content; and counts what it cost."""

from __future__ import annotations

import apsw

from octavo.protocol.written_summaries import WrittenSummary

_COUNT = """
INSERT INTO used_tokens VALUES (strftime('%Y-%m', 'now'), ?, ?, ?, ?)
ON CONFLICT (month, model) DO UPDATE SET
    answers = answers + excluded.answers,
    prompt_tokens = prompt_tokens + excluded.prompt_tokens,
    completion_tokens = completion_tokens + excluded.completion_tokens
"""


def find(
    connection: apsw.Connection, sha256: str, model: str, section: int | None
) -> WrittenSummary | None:
    """Return what a model wrote of a document, or of a part of it, if it did."""
    body = connection.execute(
        "SELECT w.body FROM written_summaries w JOIN documents d ON d.seq = w.document"
        " WHERE d.sha256 = ? AND w.model = ?",
        (sha256, _writer(model, section)),
    ).get
    return None if body is None else WrittenSummary.model_validate_json(body)


def keep(connection: apsw.Connection, sha256: str, summary: WrittenSummary) -> None:
    """Keep it in place of the same model's of the same part; nothing if the document is gone."""
    section = None if summary.part is None else summary.part.section
    connection.execute(
        "INSERT OR REPLACE INTO written_summaries SELECT seq, ?, ? FROM documents WHERE sha256 = ?",
        (_writer(summary.model, section), summary.model_dump_json(), sha256),
    )


def _writer(model: str, section: int | None) -> str:
    """Return what stands in the column of models: a part's heading follows a line break.

    A model whose own name has a line break could be taken for another one's part; it has one more
    at its end, where parts have their number.
    """
    if section is None:
        return f"{model}\n" if "\n" in model else model
    return f"{model}\n{section}"


def count_tokens(
    connection: apsw.Connection, model: str, prompt: int, completion: int, answers: int
) -> None:
    """Add to what this month's answers have cost."""
    connection.execute(_COUNT, (model, answers, prompt, completion))
