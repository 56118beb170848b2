"""Which files a search may look into: filters over their attributes."""

from __future__ import annotations

import asyncio
import operator
from collections.abc import Callable, Mapping
from typing import Any, Final

from octavo.protocol.base import AttributeValue
from octavo.protocol.search import ComparisonFilter, Filter

_ORDERS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
}


_AT_ONCE = 2_000
"""Files whose attributes are compared at once: a few milliseconds."""


async def allowed(
    wanted: Filter, attributes: Mapping[str, Mapping[str, AttributeValue]]
) -> list[str]:
    """Return the ids of those files, of the ones with these attributes, that pass the filter."""
    items = list(attributes.items())
    found: list[str] = []
    for start in range(0, len(items), _AT_ONCE):
        portion = items[start : start + _AT_ONCE]
        found += [file_id for file_id, given in portion if matches(wanted, given)]
        await asyncio.sleep(0)  # let others have the loop
    return found


def matches(wanted: Filter, attributes: Mapping[str, AttributeValue]) -> bool:
    """Tell whether a file with these attributes passes the filter.

    Values of different kinds (a number, text, true or false) are never equal, and neither is
    above the other; an attribute that is not there is equal to nothing.
    """
    if not isinstance(wanted, ComparisonFilter):
        combine = all if wanted.type == "and" else any
        return combine(matches(one, attributes) for one in wanted.filters)
    value = attributes.get(wanted.key)
    given = wanted.value if isinstance(wanted.value, list) else [wanted.value]
    match wanted.type:
        case "eq" | "in":
            return any(_equal(value, one) for one in given)
        case "ne" | "nin":
            return not any(_equal(value, one) for one in given)
        case order:
            one = given[0]
            return _kind(value) is _kind(one) and _ORDERS[order](value, one)


def _equal(value: AttributeValue | None, other: AttributeValue) -> bool:
    return _kind(value) is _kind(other) and value == other


def _kind(value: AttributeValue | None) -> type[object]:
    # True is 1 to Python, but not to those who set an attribute.
    match value:
        case bool():
            return bool
        case int() | float():
            return float
        case str():
            return str
        case _:
            return object
