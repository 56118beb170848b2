"""What models' answers have used and cost, and the price list that costs are told by."""

from __future__ import annotations

import dataclasses

from octavo.client import Client
from octavo.errors import DataFolderError
from octavo.protocol.usage import UsageItem
from octavo.session.prices import Price, Prices


@dataclasses.dataclass(frozen=True, slots=True)
class UsageReport:
    """What was used by month and model, newest month first, and the prices by model."""

    used: tuple[UsageItem, ...]
    prices: dict[str, Price]


class Usage:
    """Tells what was used, and keeps prices.

    Args:
        client: The way to the engine.
        prices: The price list.
    """

    def __init__(self, client: Client, prices: Prices) -> None:
        self._client = client
        self._prices = prices

    async def report(self) -> UsageReport:
        """Return all that was used until now.

        Raises:
            ApiError: the engine could not be reached.
            DataFolderError: the price list cannot be read.
        """
        used = await self._client.get_usage()
        return UsageReport(tuple(used.data), await self._prices.all())

    async def prices(self) -> dict[str, Price]:
        """Return the prices by model; none where the list cannot be read, which the report says."""
        try:
            return await self._prices.all()
        except DataFolderError:
            return {}

    async def set_price(self, model: str, price: Price | None) -> UsageReport:
        """Set a model's price, or take it away; return what is to be shown now.

        Raises:
            StorageFullError: it cannot be kept.
            ApiError, DataFolderError: as of ``report``.
        """
        await self._prices.put(model, price)
        return await self.report()
