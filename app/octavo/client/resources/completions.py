"""Operations on chat completions, streamed and not."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from pydantic import TypeAdapter

from octavo.client.object_stream import CompletionStream, open_objects
from octavo.client.resources.base import Resource
from octavo.protocol.completions import CompletionChunk, CompletionObject, CreateCompletionRequest
from octavo.wire.addresses import path_of

_PATH = ("chat", "completions")
_CHUNK = TypeAdapter(CompletionChunk)


class Completions(Resource):
    """Chat completions: messages in, an answer out, nothing kept."""

    async def create_completion(self, request: CreateCompletionRequest) -> CompletionObject:
        """Have messages answered by a model.

        Args:
            request: The messages and the model; its ``stream`` is not looked at.
        """
        body = {**request.body(), "stream": False}
        body.pop("stream_options", None)  # they go with a stream only
        return await self._caller.post(CompletionObject, path_of(*_PATH), body)

    def stream_completion(
        self, request: CreateCompletionRequest
    ) -> AbstractAsyncContextManager[CompletionStream]:
        """Have messages answered by a model, and follow the answer as it grows.

        Example:
            ``async with client.stream_completion(request) as chunks: async for chunk in chunks``

        Args:
            request: The messages and the model.
        """
        total = self._caller.timeout.stream_total
        return open_objects(self._caller, path_of(*_PATH), request.body(), _CHUNK, total=total)
