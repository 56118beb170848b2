"""Operations on models."""

from __future__ import annotations

from octavo.client.addresses import path_of
from octavo.client.resources.base import Resource
from octavo.protocol.models import ModelList


class Models(Resource):
    """Models that can answer runs."""

    async def get_models(self) -> ModelList:
        """Fetch all models; this list has no pages."""
        return await self._caller.get(ModelList, path_of("models"))
