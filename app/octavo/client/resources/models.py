"""Operations on models, and the description of the interface itself."""

from __future__ import annotations

from octavo.client.resources.base import Resource
from octavo.protocol.description import Description
from octavo.protocol.models import ModelList, ModelObject
from octavo.wire.addresses import path_of


class Models(Resource):
    """Models that can answer runs and chat completions."""

    async def list_models(self) -> ModelList:
        """Fetch all models; this list has no pages."""
        return await self._caller.get(ModelList, path_of("models"))

    async def get_model(self, model_id: str) -> ModelObject:
        """Fetch a model."""
        return await self._caller.get(ModelObject, path_of("models", model_id))

    async def get_openapi(self) -> Description:
        """Fetch the server's own OpenAPI description; an operation of Octavo."""
        return await self._caller.get(Description, path_of("openapi.json"))
