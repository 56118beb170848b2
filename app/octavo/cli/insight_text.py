"""Summaries and comparisons as text for people and as JSON for programs.

What the program says of a summary is in the language of its document.
"""

from __future__ import annotations

from typing import Any

from octavo.cli.answer_text import file_facts, json_text, names_of, page_words
from octavo.cli.language import language_of, spoken
from octavo.protocol.insight import ComparedFile, FileSummary, PageQuote
from octavo.protocol.labels import extent, in_full
from octavo.protocol.languages_apart import said_of_document
from octavo.protocol.written_summaries import WrittenStatement, WrittenSummary
from octavo.session.engine_words import quoted
from octavo.session.insight import sections_told
from octavo.session.told_files import Summarised, Told
from octavo.words import Later, later, say, say_many

NO_SENTENCES = later("There are no whole sentences in it to quote.")
NOT_COVERED = later("It does not seem to cover this.")
CLOSEST = later("Its closest pages:")
NO_STATEMENTS = later("The model wrote nothing that says something of it.")
UNSUPPORTED = later("[not found in the document]")


def summaries_as_text(told: Told[Summarised]) -> str:
    """Return each summary: what a model wrote, or sentences, sections, key terms and questions."""
    names = names_of(told.files)
    blocks: list[str] = []
    for _, one in told.about:
        if one.written is not None:
            name = names.get(one.written.file_id, one.written.filename)
            said = [statement.text for statement in one.written.statements]
            with spoken(language_of("", said)):
                blocks.append(_written(name, one.written))
        elif one.extract is not None:
            name = names.get(one.extract.file_id, one.extract.filename)
            with spoken(language_of("", _quotes(one.extract))):
                blocks.append(_summary(name, one.extract))
    return "\n\n".join(blocks) + "\n"


def _quotes(one: FileSummary) -> list[str]:
    quotes = [*one.quotes, *(quote for section in one.sections for quote in section.quotes)]
    return [quote.quote for quote in quotes]


def comparison_as_text(told: Told[ComparedFile]) -> str:
    """Return what each file says: its quotes with their pages."""
    names = names_of(told.files)
    blocks = []
    for _, one in told.about:
        lines = [_headline(names.get(one.file_id, one.filename))]
        if one.kind == "not_covered":
            apart = one.languages_apart
            why = [] if apart is None else [str(said_of_document(apart))]
            lines += ["", str(NOT_COVERED), *why, *([str(CLOSEST)] if one.quotes else [])]
        for quote in one.quotes:
            lines += ["", quoted(quote.quote), f"    {_place(quote)}"]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def summaries_as_json(told: Told[Summarised]) -> str:
    """Return files and summaries as one JSON object; what a model wrote is under ``written``."""
    summaries: list[dict[str, Any]] = []
    for file, one in told.about:
        facts: dict[str, Any] = {"file": file.name, "path": str(file.path)}
        if one.written is not None:
            facts["written"] = _without_ids(one.written)
        if one.extract is not None:
            facts |= _without_ids(one.extract)
        if one.problem is not None:
            facts["problem"] = one.problem.message
        summaries.append(facts)
    return json_text({"summaries": summaries, "files": [file_facts(f) for f in told.files]})


def comparison_as_json(question: str, told: Told[ComparedFile]) -> str:
    """Return question, files and what each says as one JSON object."""
    compared = [
        {"file": file.name, "path": str(file.path), **_without_ids(one)} for file, one in told.about
    ]
    files = [file_facts(f) for f in told.files]
    return json_text({"question": question, "compared": compared, "files": files})


def _summary(name: str, one: FileSummary) -> str:
    lines = [_headline(_with_pages(name, one.pages_total))]
    if not one.quotes:
        lines += ["", str(NO_SENTENCES)]
    for quote in one.quotes:
        lines += ["", *_quoted(quote)]
    if one.sections or one.sections_left:
        lines += ["", say("By section")]
    if (told := sections_told(one)) is not None:
        lines += ["", f"  {told}"]
    for section in one.sections:
        place = extent(section.page_label, section.last_page_label)
        begins = in_full(section.page_label)
        lines += ["", f"  {section.title} ({begins})" if section.title else f"  {_begun(place)}"]
        for quote in section.quotes:
            lines += [f"    {line}" for line in _quoted(quote)]
    if one.key_terms:
        terms = ", ".join(term.term for term in one.key_terms)
        lines += ["", say("Key terms: {terms}", terms=terms)]
    if one.questions:
        lines += ["", say("Questions that it answers")]
        lines += [f"  {question.question}" for question in one.questions]
    return "\n".join(lines)


def _written(name: str, one: WrittenSummary) -> str:
    lines = [_headline(_with_pages(name, one.pages_total))]
    if not one.statements:
        lines += ["", str(NO_STATEMENTS)]
    for statement in one.statements:
        lines += ["", *_stated(statement)]
    if len(one.parts) > 1:
        lines += ["", say("Part by part")]
    for part in one.parts:
        if not part.statements:
            continue
        place = extent(part.page_label, part.last_page_label)
        lines += ["", f"  {part.title} ({place})" if part.title else f"  {_begun(place)}"]
        for statement in part.statements:
            lines += [f"    {line}" for line in _stated(statement)]
    by = say("written by {model}, checked against the document", model=one.model)
    return "\n".join([*lines, "", f"— {by}"])


def _with_pages(name: str, total: int) -> str:
    return say_many("{name} · {n} page", "{name} · {n:,} pages", total, name=name)


def _begun(text: Later) -> str:
    said = str(text)
    return said[:1].upper() + said[1:]


def _stated(statement: WrittenStatement) -> list[str]:
    if not statement.supported:
        return [f"{statement.text} {UNSUPPORTED}"]
    return [statement.text, *(f"    {_place(quote)}" for quote in statement.quotes)]


def _headline(text: str) -> str:
    return f"{text}\n{'─' * min(len(text), 72)}"


def _quoted(quote: PageQuote) -> list[str]:
    return [quoted(quote.quote), f"    {_place(quote)}"]


def _place(quote: PageQuote) -> str:
    place = page_words(quote.page_label, quote.page)
    if not quote.verified:
        place = say("{place} (not found there word for word)", place=place)
    return place


def _without_ids(one: FileSummary | ComparedFile | WrittenSummary) -> dict[str, Any]:
    kept: dict[str, Any] = one.model_dump(
        mode="json", exclude={"object", "file_id", "filename", "vector_store_id"}
    )
    return kept
