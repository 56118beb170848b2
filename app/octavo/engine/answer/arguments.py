"""Arguments of a function call, made from the function's JSON schema and the question.

A model that only quotes cannot think up arguments. These follow the schema and take from the
question what can be taken by rule, so that clients with tools can be tried without a language
model: text is the whole question, a member of an enumeration is the one that the question names,
a number is the question's first.
"""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Sequence
from typing import Any

Schema = dict[str, Any]

_DEEPEST = 12
"""Levels of nesting; schemas may refer to themselves."""

_MOST_VALUES = 2000
"""Values in all; references may multiply without a circle, too."""

_MOST_TEXT = 1_000_000
"""Characters of text in all: a question may be long, and be the value of many properties."""

_NUMBERS = frozenset({"number", "integer"})
_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:,\d{3})*(?:\.\d+)?")
_NOT_WORD = re.compile(r"[\W_]+")


def arguments_for(schema: dict[str, Any], question: str) -> dict[str, Any]:
    """Return arguments that a function's schema allows.

    Required properties are always there; if none is required, all are. An optional enumeration or
    number is there if the question names a value for it, an optional text always: it is the whole
    question, unless its schema has a value for it, or a ``pattern`` or ``format`` that the question
    may not have; then it is left out. Other optional properties are left out. ``const``,
    ``default``, ``$ref`` within the schema, ``anyOf``, ``oneOf`` and ``allOf`` are followed, and
    the limits of numbers, text and lists are kept. A schema that is none is read as far as it
    makes sense.

    Args:
        schema: The function's ``parameters``, a JSON schema of an object.
        question: What the user asked.
    """
    return _Maker(schema, question).properties(schema, 0)


class _Maker:
    """Makes values for the parts of one schema."""

    def __init__(self, root: Schema, question: str) -> None:
        self._root = root
        self._question = question
        self._words = f" {_NOT_WORD.sub(' ', question.lower())} "
        found = _NUMBER.search(question)
        self._number = None if found is None else _number(float(found[0].replace(",", "")))
        self._made = 0
        self._text_left = _MOST_TEXT

    def properties(self, schema: Schema, depth: int) -> dict[str, Any]:
        """Return an object with the properties that are wanted."""
        whole = self._resolved(schema, depth)
        properties = _dict(whole.get("properties"))
        required = [name for name in _list(whole.get("required")) if isinstance(name, str)]
        made = {}
        for name, given in properties.items():
            part = self._resolved(given, depth)
            if not required or name in required or self._is_known(part):
                made[name] = self.value(part, depth + 1)
        for name in required:
            if name not in made:
                made[name] = self.value({}, depth + 1)
        return made

    def value(self, schema: object, depth: int) -> Any:
        """Return a value for a part of the schema."""
        self._made += 1
        if depth > _DEEPEST or self._made > _MOST_VALUES:
            return None
        part = self._resolved(schema, depth)
        if "const" in part:
            return part["const"]
        members = _list(part.get("enum"))
        if members:
            named = self._named(members)
            return members[0] if named is None else named
        if "default" in part and _kind(part) not in _NUMBERS and not _is_open(part):
            return part["default"]
        return self._plain(part, depth)

    def _plain(self, part: Schema, depth: int) -> Any:
        """Return a value of a part's own kind."""
        kind = _kind(part)
        if kind in _NUMBERS:
            return self._number_within(part, whole=kind == "integer")
        if kind == "object":
            return self.properties(part, depth)
        if kind == "array":
            return self._array(part, depth)
        return {"boolean": False, "null": None}.get(kind, self._text(part))

    def _array(self, part: Schema, depth: int) -> list[Any]:
        fewest = _whole(part.get("minItems"), 0)
        most = _whole(part.get("maxItems"), 1)
        if "items" not in part and not fewest:
            return []
        count = min(max(fewest, min(1, most)), _MOST_VALUES - self._made)
        return [self.value(part.get("items"), depth + 1) for _ in range(count)]

    def _text(self, part: Schema) -> str:
        longest = min(_whole(part.get("maxLength"), self._text_left), self._text_left)
        text = self._question[:longest]
        self._text_left -= len(text)
        return text

    def _number_within(self, part: Schema, *, whole: bool) -> float | int:
        lowest, highest = _bound(part, "minimum", whole), _bound(part, "maximum", whole)
        given = _number(part.get("default"))
        value = self._number
        if value is None:
            value = given if given is not None else (0.0 if lowest is None else lowest)
        if highest is not None:
            value = min(value, highest)
        if lowest is not None:
            value = max(value, lowest)
        step = _number(part.get("multipleOf"))
        if step is not None and step > 0 and math.isfinite(value / step):
            value = step * math.floor(value / step)
            if lowest is not None and value < lowest:
                value += step
        return int(value) if whole or value.is_integer() else value

    def _is_known(self, part: Schema) -> bool:
        """Tell whether there is a value for an optional property that can be stood by."""
        members = _list(part.get("enum"))
        if members:
            return self._named(members) is not None
        if _kind(part) in _NUMBERS:
            return self._number is not None
        if not _is_text(part):
            return False
        return not _is_open(part) or not ({"pattern", "format"} & part.keys())

    def _named(self, members: Sequence[Any]) -> Any | None:
        """Return the member that stands in the question; of several the longest."""
        best, longest = None, 0
        for member in members:
            if not isinstance(member, str | int | float) or isinstance(member, bool):
                continue
            words = _NOT_WORD.sub(" ", str(member).lower()).strip()
            if len(words) > longest and f" {words} " in self._words:
                best, longest = member, len(words)
        return best

    def _resolved(self, schema: object, depth: int) -> Schema:
        """Follow references and choices until a plain schema is left."""
        part = _dict(schema)
        for _ in range(_DEEPEST):
            if isinstance(part.get("$ref"), str):
                rest = {name: value for name, value in part.items() if name != "$ref"}
                part = {**self._referred(part["$ref"]), **rest}
            elif choices := _list(part.get("anyOf")) or _list(part.get("oneOf")):
                real = [choice for choice in choices if _dict(choice).get("type") != "null"]
                rest = {n: value for n, value in part.items() if n not in {"anyOf", "oneOf"}}
                part = {**rest, **_dict((real or choices)[0])}
            elif (several := _list(part.get("allOf"))) and depth <= _DEEPEST:
                part = self._joined(part, several, depth)
            else:
                return part
        return {}

    def _joined(self, part: Schema, several: Sequence[Any], depth: int) -> Schema:
        whole = {name: value for name, value in part.items() if name != "allOf"}
        for one in several:
            self._made += 1
            if self._made > _MOST_VALUES:
                break
            more = self._resolved(one, depth + 1)
            properties = {**_dict(whole.get("properties")), **_dict(more.get("properties"))}
            required = [*_list(whole.get("required")), *_list(more.get("required"))]
            whole = {**whole, **more}
            if properties:
                whole["properties"] = properties
            if required:
                whole["required"] = required
        return whole

    def _referred(self, reference: str) -> Schema:
        """Return what a reference within this schema points to; others lead nowhere."""
        if not reference.startswith("#"):
            return {}
        place: Any = self._root
        for name in reference[1:].split("/")[1:]:
            place = _dict(place).get(name.replace("~1", "/").replace("~0", "~"))
        return _dict(place)


def _kind(part: Schema) -> str:
    kinds = part.get("type")
    if isinstance(kinds, list):
        kinds = next((kind for kind in kinds if kind != "null"), "null")
    if isinstance(kinds, str):
        return kinds
    if "properties" in part:
        return "object"
    return "array" if "items" in part else "string"


def _is_text(part: Schema) -> bool:
    """Tell whether a part is said to be text, not only taken for it."""
    return "type" in part and _kind(part) == "string"


def _is_open(part: Schema) -> bool:
    """Tell whether a part is text whose schema has no value for it; null is none."""
    return _is_text(part) and "const" not in part and part.get("default") is None


def _bound(part: Schema, name: str, whole: bool) -> float | None:
    """Return the lowest or highest number allowed, if there is one."""
    inside = _number(part.get(name))
    outside = _number(part.get(f"exclusive{name.capitalize()}"))
    sign = 1 if name == "minimum" else -1
    if inside is not None and whole:
        inside = sign * -(-sign * inside // 1)
    if outside is not None:
        # A step inwards; between two numbers there is always another.
        outside = sign * (sign * outside // 1) + sign if whole else outside + sign * _near(outside)
    found = [bound for bound in (inside, outside) if bound is not None]
    if not found:
        return None
    return max(found) if name == "minimum" else min(found)


def _near(value: float) -> float:
    return max(abs(value), 1.0) * 1e-6


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    with contextlib.suppress(OverflowError):
        number = float(value)
        if math.isfinite(number):
            return number
    return None


def _whole(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and value >= 0 else otherwise


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
