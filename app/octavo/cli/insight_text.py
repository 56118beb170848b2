"""Summaries and comparisons as text for people and as JSON for programs."""

from __future__ import annotations

from typing import Any

from octavo.cli.answer_text import file_facts, json_text, names_of
from octavo.protocol.insight import ComparedFile, FileSummary, PageQuote
from octavo.session.told_files import Told

NO_SENTENCES = "There are no whole sentences in it to quote."
NOT_COVERED = "It does not seem to cover this."
CLOSEST = "Its closest pages:"


def summaries_as_text(told: Told[FileSummary]) -> str:
    """Return each summary: sentences with their pages, sections, key terms and questions."""
    names = names_of(told.files)
    blocks = [_summary(names.get(one.file_id, one.filename), one) for _, one in told.about]
    return "\n\n".join(blocks) + "\n"


def comparison_as_text(told: Told[ComparedFile]) -> str:
    """Return what each file says: its quotes with their pages."""
    names = names_of(told.files)
    blocks = []
    for _, one in told.about:
        lines = [_headline(names.get(one.file_id, one.filename))]
        if one.kind == "not_covered":
            lines += ["", NOT_COVERED, *([CLOSEST] if one.quotes else [])]
        for quote in one.quotes:
            lines += ["", *_quoted(quote)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def summaries_as_json(told: Told[FileSummary]) -> str:
    """Return files and summaries as one JSON object."""
    summaries = [
        {"file": file.name, "path": str(file.path), **_without_ids(one)} for file, one in told.about
    ]
    return json_text({"summaries": summaries, "files": [file_facts(f) for f in told.files]})


def comparison_as_json(question: str, told: Told[ComparedFile]) -> str:
    """Return question, files and what each says as one JSON object."""
    compared = [
        {"file": file.name, "path": str(file.path), **_without_ids(one)} for file, one in told.about
    ]
    files = [file_facts(f) for f in told.files]
    return json_text({"question": question, "compared": compared, "files": files})


def _summary(name: str, one: FileSummary) -> str:
    pages = "1 page" if one.pages_total == 1 else f"{one.pages_total:,} pages"
    lines = [_headline(f"{name} · {pages}")]
    if not one.quotes:
        lines += ["", NO_SENTENCES]
    for quote in one.quotes:
        lines += ["", *_quoted(quote)]
    if one.sections:
        lines += ["", "By section"]
    for section in one.sections:
        lines += ["", f"  {section.title} (page {section.page_label})"]
        for quote in section.quotes:
            lines += [f"    {line}" for line in _quoted(quote)]
    if one.key_terms:
        lines += ["", "Key terms: " + ", ".join(term.term for term in one.key_terms)]
    if one.questions:
        lines += ["", "Questions that it answers"]
        lines += [f"  {question.question}" for question in one.questions]
    return "\n".join(lines)


def _headline(text: str) -> str:
    return f"{text}\n{'─' * min(len(text), 72)}"


def _quoted(quote: PageQuote) -> list[str]:
    place = f"page {quote.page_label}"
    if quote.page_label != str(quote.page):
        place += f" (page {quote.page} of the file)"
    if not quote.verified:
        place += " (not found there word for word)"
    return [f"“{quote.quote}”", f"    {place}"]


def _without_ids(one: FileSummary | ComparedFile) -> dict[str, Any]:
    kept: dict[str, Any] = one.model_dump(
        mode="json", exclude={"object", "file_id", "filename", "vector_store_id"}
    )
    return kept
