"""What a person thinks of an answer: kept in the metadata of its message."""

from __future__ import annotations

from typing import Final

from octavo.client import Client
from octavo.protocol.messages import MessageObject, ModifyMessageRequest
from octavo.session.state import Rating

RATING: Final = "octavo_rating"
"""Metadata key of a message; its value is a `Rating`."""


def rating_of(message: MessageObject) -> Rating | None:
    """Return how a message is rated; a value that nobody here wrote counts as none."""
    try:
        return Rating(message.metadata[RATING])
    except (KeyError, ValueError):
        return None


async def keep_rating(
    client: Client, thread_id: str, message_id: str, rating: Rating | None
) -> None:
    """Keep a rating, or take it back; what else the metadata holds stays.

    Raises:
        ApiError: it could not be kept.
    """
    message = await client.get_thread_message(thread_id, message_id)
    metadata = {key: value for key, value in message.metadata.items() if key != RATING}
    if rating is not None:
        metadata[RATING] = rating.value
    request = ModifyMessageRequest(metadata=metadata)
    await client.modify_thread_message(thread_id, message_id, request)
