"""An answer as text for people and as JSON for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from octavo.protocol.labels import in_full, lines_of
from octavo.protocol.messages import (
    FileCitation,
    FileCitationAnnotation,
    MessageObject,
    Text,
    TextContent,
)
from octavo.protocol.phrases import retold
from octavo.protocol.reports import FileReport
from octavo.protocol.steps import StepSearchResult
from octavo.session.ask_files import FilesAnswer
from octavo.session.engine_words import in_readers_lead, in_readers_quotes, in_readers_words
from octavo.session.taking_in import AskedFile
from octavo.session.threads import shortened
from octavo.words import say

_EXCERPT = 200
"""Characters of a passage that are printed."""

_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def as_text(answer: FilesAnswer) -> str:
    """Return the answer for a terminal: each statement, and below it where it stands.

    What the engine says of itself is in the language of this moment.

    Raises:
        ValueError: there is no answer.
    """
    if answer.message is None:
        raise ValueError("no answer")
    names = names_of(answer.files)
    lines: list[str] = []
    for block in answer.message.content:
        if not isinstance(block, TextContent):
            continue
        text, after = block.text.value, 0
        say_it = _reader(answer.message, block.text)
        doubts = [end for _, end in block.text.unsupported or ()]
        for note in sorted(_citations(block), key=lambda n: n.start_index):
            if piece := _marked(text, after, note.start_index, doubts):
                lines += [*_gap(text, after), say_it(piece, after)]
            lines.append(f"    {_place(note.file_citation, names)}")
            after = note.end_index
        if piece := _marked(text, after, len(text), doubts):
            lines += ["", say_it(piece, after)]
    if by := written_by(answer.message):
        lines += ["", f"— {by}"]
    return "\n".join(lines).strip("\n") + "\n"


def _reader(message: MessageObject, text: Text) -> Callable[[str, int], str]:
    """Return what says a piece of an answer, by where it begins, as its reader does."""

    def read(piece: str, start: int) -> str:
        note = text.note
        if start == 0 and note is not None and piece.startswith(text.value[: note.length]):
            piece = retold(text.value[: note.length], note.phrases) + piece[note.length :]
        match message.answer_kind:
            case "not_covered":
                return in_readers_words(piece)
            case "quotes":
                piece = in_readers_quotes(piece)
                return in_readers_lead(piece) if start == 0 else piece
            case _:
                return piece

    return read


def quotes_of(message: MessageObject) -> list[str]:
    """Return what an answer quotes."""
    return [one.quote for one in _cited(message) if one.quote]


def written_by(message: MessageObject) -> str:
    """Return who wrote an answer; empty for quotes, which are the documents' own."""
    if message.answer_kind != "written" or not message.answered_by:
        return ""
    checked = _cited(message) or _unsupported(message)
    if checked:
        return say("written by {model}, checked against the documents", model=message.answered_by)
    return say("written by {model}", model=message.answered_by)


def is_covered(message: MessageObject) -> bool:
    """Tell whether the documents say anything of an answer."""
    texts = [block.text for block in message.content if isinstance(block, TextContent)]
    if message.answer_kind == "not_covered" or any(_names_closest_alone(text) for text in texts):
        return False
    return bool(_cited(message)) or not _unsupported(message)


def _names_closest_alone(text: Text) -> bool:
    closest = text.closest
    return closest is not None and not any(a.start_index < closest for a in text.annotations)


def as_json(question: str, answer: FilesAnswer, *, explain: bool = False) -> str:
    """Return question, answer, quotes and files as one JSON object; to explain, passages too."""
    message = answer.message
    content = {
        "question": question,
        "answer": None if message is None else _plain(message),
        "kind": None if message is None else message.answer_kind,
        **({} if answer.broke is None else {"broke_off": answer.broke.message}),
        "covered": message is not None and is_covered(message),
        "model": None if message is None else message.answered_by,
        "languages_apart": None if message is None else _apart(message),
        "passages_by_words_alone": answer.unembedded,
        "unsupported": [] if message is None else _unsupported(message),
        "quotes": [] if message is None else [_quote(c, answer) for c in _cited(message)],
        **(_retrieved(answer) if explain else {}),
        "files": [file_facts(file) for file in answer.files],
    }
    return json_text(content)


def _apart(message: MessageObject) -> dict[str, Any] | None:
    apart = message.languages_apart
    return None if apart is None else apart.model_dump(mode="json")


def json_text(content: dict[str, Any]) -> str:
    """Return an object as JSON that no terminal obeys."""
    text = json.dumps(content, ensure_ascii=False, indent=2)
    # JSON escapes only what it must; a terminal obeys more, and texts come from documents
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def explained(answer: FilesAnswer) -> str:
    """Return the passages that were found, best first: how well each fits, and why.

    It is in the language of this moment, as the answer.
    """
    names = names_of(answer.files)
    lines = ["", say("Why these passages: all that were found, best first")]
    if answer.read_by:
        lines.append(say("The first of them were put in order by {model}.", model=answer.read_by))
    if answer.reranker_problem:
        problem = retold(answer.reranker_problem, answer.reranker_problem_phrases)
        lines.append(say("They were not put in order: {problem}", problem=problem))
    for number, one in enumerate(answer.passages, 1):
        name = names.get(one.file_id) or one.file_name
        parts = [say("fits {share:.0%}", share=one.score)]
        if one.words is not None:
            parts.append(say("words {share:.0%} of the best", share=one.words))
        if one.meaning is not None:
            parts.append(say("meaning {share:.0%}", share=max(0.0, one.meaning)))
        if one.relevance is not None:
            parts.append(say("read {share:.0%}", share=one.relevance))
        lines += [
            "",
            f"{number:2}. {name}, {in_full(one.page_label or str(one.page))}",
            f"    {', '.join(parts)}",
            f"    {_matched(one)}",
            f"    {shortened(one.quote or '', _EXCERPT)}",
        ]
    if not answer.passages:
        lines += ["", say("None were found.")]
    return "\n".join(lines) + "\n"


def _matched(one: StepSearchResult) -> str:
    if not one.matched:
        return say("with none of the question’s words")
    return say("with the words: {words}", words=", ".join(one.matched))


def _citations(block: TextContent) -> list[FileCitationAnnotation]:
    return [n for n in block.text.annotations if isinstance(n, FileCitationAnnotation)]


def _cited(message: MessageObject) -> list[FileCitation]:
    return [
        note.file_citation
        for block in message.content
        if isinstance(block, TextContent)
        for note in _citations(block)
    ]


def _marked(text: str, start: int, end: int, doubts: list[int]) -> str:
    """Return a piece of the text, with a word behind each statement that nothing supports."""
    out, after = "", start
    for at in doubts:
        if start < at <= end:
            out, after = f"{out}{text[after:at]} {say('[not found in the documents]')}", at
    return (out + text[after:end]).strip()


def _gap(text: str, start: int) -> list[str]:
    """Return what stands above a piece: nothing above more rows of the table before."""
    return [] if text.startswith("\n“", start) else [""]


def _unsupported(message: MessageObject) -> list[str]:
    return [
        block.text.value[start:end]
        for block in message.content
        if isinstance(block, TextContent)
        for start, end in block.text.unsupported or ()
    ]


def _plain(message: MessageObject) -> str:
    return "\n\n".join(b.text.value for b in message.content if isinstance(b, TextContent))


def names_of(files: Sequence[AskedFile]) -> dict[str, str]:
    """Return what to call each file: its name, or its path where names are the same."""
    used = [file for file in files if file.item is not None]
    often = {f.name for f in used if [g.name for g in used].count(f.name) > 1}
    return {
        file.item.file_id: str(file.path) if file.name in often else file.name
        for file in used
        if file.item is not None and file.item.file_id is not None
    }


def _place(cited: FileCitation, names: dict[str, str]) -> str:
    name = names.get(cited.file_id) or cited.filename or cited.file_id
    if cited.page is None:
        place = name
    else:
        place = f"{name}, {page_words(cited.page_label or str(cited.page), cited.page)}"
    return place if cited.verified else say("{place} (not found there word for word)", place=place)


def page_words(label: str, page: int) -> str:
    """Return a page by its label, and by its number in the file where that is another."""
    place = str(in_full(label))
    if label == str(page) or lines_of(label) is not None:
        return place
    return say("{place} (page {page} of the file)", place=place, page=page)


def _quote(cited: FileCitation, answer: FilesAnswer) -> dict[str, Any]:
    file = answer.file(cited.file_id)
    return {
        "file": file.name if file else cited.filename,
        "path": str(file.path) if file else None,
        "page": cited.page,
        "page_label": cited.page_label,
        "quote": cited.quote,
        "start": cited.start,
        "end": cited.end,
        "rects": cited.rects,
        "verified": cited.verified,
        "score": cited.score,
    }


def _retrieved(answer: FilesAnswer) -> dict[str, Any]:
    return {
        "passages": [_passage(one, answer) for one in answer.passages],
        "read_by": answer.read_by or None,
        "reranker_problem": answer.reranker_problem or None,
    }


def _passage(found: StepSearchResult, answer: FilesAnswer) -> dict[str, Any]:
    file = answer.file(found.file_id)
    return {
        "file": file.name if file else found.file_name,
        "path": str(file.path) if file else None,
        "page": found.page,
        "page_label": found.page_label,
        "score": found.score,
        "words": found.words,
        "meaning": found.meaning,
        "relevance": found.relevance,
        "matched": found.matched,
        "text": found.quote,
        "start": found.start,
        "end": found.end,
    }


def file_facts(file: AskedFile) -> dict[str, Any]:
    """Return what became of a file."""
    item = file.item
    state = item.state.value if item else ("same" if file.same_as else "failed")
    return {
        "file": file.name,
        "path": str(file.path),
        "state": state,
        "same_as": str(file.same_as) if file.same_as else None,
        "pages": item.pages_total if item else None,
        "pages_with_text": item.pages_text if item else None,
        "problem": file.problem.message if file.problem else None,
        **_report(file.report),
    }


def _report(report: FileReport | None) -> dict[str, Any]:
    """Return the pages without text of their own, each by what became of it, and the findings."""
    if report is None:
        return {"pages_recognised": [], "pages_without_text": [], "findings": []}
    return {
        "pages_recognised": [
            pages for one in report.remarks if one.state == "ocr" for pages in one.pages
        ],
        "pages_without_text": [
            {
                "state": one.state,
                "reason": one.reason,
                "needs_recognition": one.needs_recognition,
                "pages": one.pages,
            }
            for one in report.remarks
            if one.state != "ocr"
        ],
        "findings": [
            {"kind": one.kind, "count": one.count, "sample": one.sample, "pages": one.pages}
            for one in report.findings
        ],
    }
