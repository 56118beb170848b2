"""Filters over attributes: every comparison, every kind of value, and groups."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from octavo.engine.filters import matches
from octavo.protocol.search import (
    DEEPEST_FILTER,
    MOST_COMPARISONS,
    Filter,
    SearchVectorStoreRequest,
)

LEASE = {"year": 2026, "share": 0.5, "kind": "lease", "signed": True, "zero": 0}


def passes(wanted: dict[str, Any]) -> bool:
    return matches(TypeAdapter[Any](Filter).validate_python(wanted), LEASE)


def one(type_: str, key: str, value: Any) -> dict[str, Any]:
    return {"type": type_, "key": key, "value": value}


@pytest.mark.parametrize(
    ("type_", "key", "value", "expected"),
    [
        ("eq", "year", 2026, True),
        ("eq", "year", 2026.0, True),
        ("eq", "year", "2026", False),
        ("eq", "kind", "lease", True),
        ("eq", "kind", "Lease", False),
        ("eq", "signed", True, True),
        ("eq", "signed", 1, False),
        ("eq", "zero", False, False),
        ("eq", "nothing", "lease", False),
        ("ne", "year", 2025, True),
        ("ne", "year", 2026, False),
        ("ne", "nothing", 1, True),
        ("gt", "year", 2025, True),
        ("gt", "year", 2026, False),
        ("gte", "year", 2026, True),
        ("lt", "share", 1, True),
        ("lt", "share", 0.5, False),
        ("lte", "share", 0.5, True),
        ("gt", "kind", "a", True),
        ("lt", "kind", "a", False),
        ("gt", "kind", 1, False),
        ("gt", "signed", 0, False),
        ("lt", "nothing", 1, False),
        ("in", "kind", ["letter", "lease"], True),
        ("in", "kind", ["letter"], False),
        ("in", "signed", [1], False),
        ("in", "nothing", ["lease"], False),
        ("in", "kind", [], False),
        ("nin", "kind", ["letter"], True),
        ("nin", "kind", ["lease", 1], False),
        ("nin", "nothing", ["lease"], True),
    ],
)
def test_an_attribute_is_compared(type_: str, key: str, value: Any, *, expected: bool) -> None:
    assert passes(one(type_, key, value)) is expected


def test_groups_ask_for_all_or_any() -> None:
    true, false = one("eq", "year", 2026), one("eq", "year", 1)
    assert passes({"type": "and", "filters": [true, true]})
    assert not passes({"type": "and", "filters": [true, false]})
    assert passes({"type": "or", "filters": [false, true]})
    assert not passes({"type": "or", "filters": [false, false]})
    nested = {"type": "and", "filters": [true, {"type": "or", "filters": [false, true]}]}
    assert passes(nested)


def nested(depth: int) -> dict[str, Any]:
    made = one("eq", "year", 2026)
    for _ in range(depth):
        made = {"type": "and", "filters": [made]}
    return made


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (one("eq", "a", [1]), "one value, not a list"),
        (one("in", "a", 1), "compares with a list"),
        (one("gt", "a", True), "numbers or text"),
        (one("like", "a", "b"), "Input should be"),
        (one("eq", "", 1), "at least 1 character"),
        (one("eq", "a", None), "text, a number"),
        (one("eq", "a", float("inf")), "finite"),
        ({"type": "and", "filters": []}, "at least 1 item"),
        (nested(DEEPEST_FILTER), "deep in each other"),
        (
            {"type": "or", "filters": [
                {"type": "or", "filters": [one("eq", "a", 1)] * MOST_COMPARISONS},
                one("eq", "a", 1),
            ]},
            "at most 128 comparisons",
        ),
    ],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_is_refused(wanted: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        SearchVectorStoreRequest.model_validate({"query": "rent", "filters": wanted})


def test_the_deepest_filter_is_accepted() -> None:
    given = {"query": "rent", "filters": nested(DEEPEST_FILTER - 1)}
    assert SearchVectorStoreRequest.model_validate(given).filters is not None
