"""Answers as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from octavo.cli.answer_text import as_json, as_text, is_covered
from octavo.protocol.messages import MessageObject
from octavo.session.ask_files import FilesAnswer
from octavo.session.state import Problem
from support.answers import answer, file


def test_each_quote_stands_above_its_place() -> None:
    text = as_text(answer(("“One.” ", {}), ("\n\n“Two.” ", {"page": 4})))
    assert text == "“One.”\n    lease.pdf, page 1\n\n“Two.”\n    lease.pdf, page 4\n"


def test_more_rows_of_a_table_follow_without_a_blank_line() -> None:
    text = as_text(answer(("“Year\tRent\n2024\t900” ", {}), ("\n“2025\t950” ", {})))
    place = "    lease.pdf, page 1\n"
    assert text == f"“Year\tRent\n2024\t900”\n{place}“2025\t950”\n{place}"


def test_places_that_follow_each_other_stand_together() -> None:
    text = as_text(answer(("Not covered. Closest:\n\n", {}), (" ", {"page": 2}), tail=" "))
    assert text == "Not covered. Closest:\n    lease.pdf, page 1\n    lease.pdf, page 2\n"


@pytest.mark.parametrize(
    ("cited", "place"),
    [
        ({"page_label": "1"}, "lease.pdf, page 1"),
        ({"page_label": "xii"}, "lease.pdf, page xii (page 1 of the file)"),
        ({"page_label": "lines 3–9"}, "lease.pdf, lines 3–9"),
        ({"page": None}, "lease.pdf"),
        ({"verified": False}, "lease.pdf, page 1 (not found there word for word)"),
        ({"file_id": "file-9", "filename": "other.pdf"}, "other.pdf, page 1"),
    ],
)
def test_a_place_is_told_as_far_as_it_is_known(cited: dict[str, Any], place: str) -> None:
    assert as_text(answer(("“One.” ", cited))) == f"“One.”\n    {place}\n"


def test_files_of_one_name_are_told_by_their_paths() -> None:
    files = (file("/a/x.pdf", "file-1"), file("/b/x.pdf", "file-2"))
    text = as_text(answer(("“One.” ", {"file_id": "file-2"}), files=files))
    assert f"{Path('/b/x.pdf')}, page 1" in text


def test_json_tells_what_became_of_each_file() -> None:
    files = (
        file("/d/lease.pdf", "file-1"),
        file("/d/twin.pdf", "", item=None, same_as=Path("/d/lease.pdf")),
        file("/d/bad.pdf", "", item=None, problem=Problem("No", "It is empty.")),
    )
    told = json.loads(as_json("Why?", answer(("“One.” ", {}), files=files)))["files"]
    assert [f["state"] for f in told] == ["ready", "same", "failed"]
    assert told[1]["same_as"] == str(Path("/d/lease.pdf"))
    assert told[2]["problem"] == "It is empty."


def test_json_without_an_answer_is_whole_too() -> None:
    told = json.loads(as_json("Why?", FilesAnswer((), None)))
    assert told == {
        "question": "Why?",
        "answer": None,
        "kind": None,
        "covered": False,
        "model": None,
        "languages_apart": None,
        "passages_by_words_alone": 0,
        "unsupported": [],
        "quotes": [],
        "files": [],
    }


def test_that_only_closest_pages_are_named_is_told_by_data_not_by_words() -> None:
    found = answer(("The closest pages are:\n\n", {})).message
    assert found is not None
    assert is_covered(found)
    told = found.model_dump()
    told["content"][0]["text"]["closest"] = 0
    assert not is_covered(MessageObject.model_validate(told))
    # A place that is not sure is a place.
    told["content"][0]["text"]["closest"] = len("The closest pages are:\n\n") + 1
    assert is_covered(MessageObject.model_validate(told))


def test_json_is_readable_and_steers_no_terminal() -> None:
    quote = "Mühle \x9b31m\N{RIGHT-TO-LEFT OVERRIDE}\x1b[0m"
    text = as_json("Why?", answer((quote, {"quote": quote})))
    assert "Mühle" in text
    assert not set(text) & {"\x9b", "\x1b", "\N{RIGHT-TO-LEFT OVERRIDE}"}
    assert json.loads(text)["quotes"][0]["quote"] == quote
