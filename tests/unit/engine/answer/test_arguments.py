"""Arguments made from a schema and a question keep the schema's rules and never fail."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.engine.answer.arguments import arguments_for

QUESTION = "What is the weather in Paris for the next 5 days, in celsius?"


def one(schema: dict[str, Any], question: str = QUESTION) -> Any:
    """Return what a single required property becomes."""
    whole = {"type": "object", "properties": {"it": schema}, "required": ["it"]}
    return arguments_for(whole, question)["it"]


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string"}, QUESTION),
        ({"type": "string", "maxLength": 7}, "What is"),
        ({}, QUESTION),
        ({"type": ["null", "string"]}, QUESTION),
        ({"enum": ["fahrenheit", "celsius"]}, "celsius"),
        ({"enum": ["kelvin", "fahrenheit"]}, "kelvin"),
        ({"enum": ["day", "next_5_days"]}, "next_5_days"),
        ({"enum": [7, 5]}, 5),
        ({"const": "fixed"}, "fixed"),
        ({"type": "integer"}, 5),
        ({"type": "number", "maximum": 3.5}, 3.5),
        ({"type": "integer", "minimum": 10}, 10),
        ({"type": "integer", "exclusiveMinimum": 5}, 6),
        ({"type": "integer", "exclusiveMaximum": 5}, 4),
        ({"type": "integer", "multipleOf": 2}, 4),
        ({"type": "boolean"}, False),
        ({"type": "boolean", "default": True}, True),
        ({"type": "null"}, None),
        ({"type": "array"}, []),
        ({"type": "array", "items": {"type": "integer"}}, [5]),
        ({"type": "array", "items": {"type": "integer"}, "minItems": 2}, [5, 5]),
        ({"type": "array", "items": {"type": "integer"}, "maxItems": 0}, []),
        ({"anyOf": [{"type": "null"}, {"type": "integer"}]}, 5),
        (
            {"type": "object", "properties": {"a": {"type": "object", "properties": {"b": {}}}}},
            {"a": {"b": QUESTION}},
        ),
        (
            {"allOf": [{"properties": {"a": {}}}, {"properties": {"b": {"type": "null"}}}]},
            {"a": QUESTION, "b": None},
        ),
    ],
)
def test_a_value_follows_its_schema(schema: dict[str, Any], expected: Any) -> None:
    assert one(schema) == expected


@pytest.mark.parametrize(
    ("schema", "expected"),
    [({"type": "number"}, 0), ({"minimum": 2, "type": "integer"}, 2), ({"type": "integer"}, 0)],
)
def test_a_number_that_the_question_lacks_is_the_lowest(
    schema: dict[str, Any], expected: float
) -> None:
    assert one(schema, "Where?") == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [("costs 1,250.75 euros", 1250.75), ("at -3 degrees", -3), ("in B2B 4 times", 4)],
)
def test_the_first_number_of_the_question_is_read(question: str, expected: float) -> None:
    assert one({"type": "number"}, question) == expected


def test_required_properties_are_there_and_optional_ones_if_the_question_has_their_value() -> None:
    schema = {
        "type": "object",
        "properties": {
            "city": {"type": "string"},
            "unit": {"enum": ["celsius", "fahrenheit"]},
            "scale": {"enum": ["large", "small"]},
            "days": {"type": "integer"},
            "deep": {"type": "boolean"},
            "filters": {"type": "array", "items": {"type": "string"}},
            "anything": {},
        },
        "required": ["city", "undescribed"],
    }
    assert arguments_for(schema, QUESTION) == {
        "city": QUESTION,
        "unit": "celsius",
        "days": 5,
        "undescribed": QUESTION,
    }


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string"}, QUESTION),
        ({"type": "string", "maxLength": 7}, "What is"),
        ({"type": ["null", "string"]}, QUESTION),
        ({"anyOf": [{"type": "string"}, {"type": "null"}], "default": None}, QUESTION),
        ({"type": "string", "default": "metric"}, "metric"),
        ({"type": "string", "default": "a@b.example", "format": "email"}, "a@b.example"),
        ({"type": "string", "const": "fixed"}, "fixed"),
        ({"type": "string", "format": "date"}, None),
        ({"type": "string", "pattern": "^[A-Z]{3}$"}, None),
    ],
)
def test_an_optional_text_is_the_question_where_its_schema_says_no_more(
    schema: dict[str, Any], expected: str | None
) -> None:
    properties = {"city": {"type": "string"}, "note": schema}
    whole = {"type": "object", "properties": properties, "required": ["city"]}
    made = {"city": QUESTION} if expected is None else {"city": QUESTION, "note": expected}
    assert arguments_for(whole, QUESTION) == made


def test_a_long_question_is_not_repeated_without_end() -> None:
    names = [f"p{number}" for number in range(1000)]
    schema = {"properties": {name: {"type": "string"} for name in names}, "required": names}
    made = arguments_for(schema, "w" * 250_000)
    assert made.keys() == set(names)
    assert sum(map(len, made.values())) == 1_000_000


def test_all_properties_are_there_if_none_is_required() -> None:
    schema = {
        "type": "object",
        "properties": {"query": {"type": "string"}, "deep": {"type": "boolean"}},
    }
    assert arguments_for(schema, "Why?") == {"query": "Why?", "deep": False}


def test_a_schema_of_nothing_gives_no_arguments() -> None:
    assert arguments_for({}, QUESTION) == {}


def test_references_within_the_schema_are_followed() -> None:
    schema = {
        "type": "object",
        "properties": {"unit": {"$ref": "#/$defs/unit"}},
        "required": ["unit"],
        "$defs": {"unit": {"enum": ["celsius", "kelvin"]}},
    }
    assert arguments_for(schema, QUESTION) == {"unit": "celsius"}


def test_a_schema_that_refers_to_itself_comes_to_an_end() -> None:
    schema = {
        "type": "object",
        "properties": {"left": {"$ref": "#"}, "right": {"$ref": "#"}},
        "required": ["left", "right"],
    }
    assert len(json.dumps(arguments_for(schema, QUESTION))) < 100_000


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "type",
                    "properties",
                    "required",
                    "items",
                    "enum",
                    "const",
                    "anyOf",
                    "oneOf",
                    "allOf",
                    "$ref",
                    "minimum",
                    "maximum",
                    "exclusiveMinimum",
                    "multipleOf",
                    "minItems",
                    "maxItems",
                    "maxLength",
                    "default",
                    "a",
                ]
            )
            | st.text(max_size=3),
            inner
            | st.sampled_from(
                ["object", "array", "number", "integer", "string", "#", "#/a", ["a"]]
            ),
            max_size=6,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["properties", "required", "allOf", "anyOf", "type", "$ref"]), JSON
    ),
    st.text(),
)
def test_no_schema_however_odd_makes_it_fail(schema: dict[str, Any], question: str) -> None:
    made = arguments_for(schema, question)
    assert isinstance(made, dict)
    json.dumps(made)
