"""What all wire models share: requests are strict about their fields, replies keep what is new."""

from __future__ import annotations

import functools
import math
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    model_serializer,
)


@functools.cache  # an event for each streamed word asks for several
def _optional(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys of the fields that are left out when they are null."""
    fields = model.model_fields.items()
    return tuple(field.alias or name for name, field in fields if field.default is None)


class Wire(BaseModel):
    """What requests and replies share: an optional field without a value is not sent at all.

    The interface tells apart "null" and "absent": a required field may be null, an optional one
    is left out. Required fields are those without a default here.
    """

    model_config = ConfigDict(frozen=True, serialize_by_alias=True, validate_by_name=True)

    @model_serializer(mode="wrap")
    def _leave_out_absent(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        data: dict[str, Any] = handler(self)
        for key in _optional(type(self)):
            if data.get(key, "") is None:
                del data[key]
        return data


class Part(Wire):
    """A part of requests and replies alike, so it forbids what the interface does not name."""

    model_config = ConfigDict(extra="forbid")


class Request(BaseModel):
    """A body that a client sends; a field that the interface does not know is an error."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, serialize_by_alias=True, validate_by_name=True
    )

    def body(self) -> dict[str, Any]:
        """Return the fields that were set, ready for JSON; an explicit null stays one."""
        return self.model_dump(mode="json", exclude_unset=True)


class Reply(Wire):
    """An object that the engine answers with; unknown fields of other servers are kept."""

    model_config = ConfigDict(extra="allow")


def _check_metadata(value: dict[str, str]) -> dict[str, str]:
    if len(value) > 16:
        raise ValueError("metadata holds at most 16 pairs")
    for key, text in value.items():
        if len(key) > 64:
            raise ValueError("a metadata key has at most 64 characters")
        if len(text) > 512:
            raise ValueError("a metadata value has at most 512 characters")
    return value


def _check_attribute(value: object) -> object:
    if not isinstance(value, bool | int | float | str):
        raise ValueError("an attribute is text, a number, true or false")  # noqa: TRY004
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("an attribute is a finite number")
    return value


AttributeValue = Annotated[bool | int | float | str, BeforeValidator(_check_attribute)]
"""What an attribute may be; an integer stays one."""


def _check_attributes(value: dict[str, AttributeValue]) -> dict[str, AttributeValue]:
    if len(value) > 16:
        raise ValueError("attributes hold at most 16 pairs")
    for key, item in value.items():
        if len(key) > 64:
            raise ValueError("an attribute key has at most 64 characters")
        if isinstance(item, str) and len(item) > 512:
            raise ValueError("an attribute value has at most 512 characters")
    return value


Metadata = Annotated[dict[str, str], AfterValidator(_check_metadata)]
"""Up to 16 pairs; keys of up to 64, values of up to 512 characters."""

Attributes = Annotated[dict[str, AttributeValue], AfterValidator(_check_attributes)]
"""Like metadata, with numbers and booleans as values too."""

Timestamp = Annotated[int, Field(ge=0)]
"""Seconds since 1970-01-01 UTC."""
