"""What models cost, as the user says: a price list of one's own, and what tokens come to by it.

Nothing is known of a model that the user has set no price for: prices change, and are not invented.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from octavo.errors import DataFolderError, StorageFullError
from octavo.protocol.usage import UsageItem
from octavo.words import number, say

FILE_NAME = "prices.json"
"""In the data folder."""

_MILLION = Decimal(1_000_000)

Amount = Annotated[Decimal, Field(ge=0, le=1_000_000)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class Price(BaseModel):
    """What a million tokens of a model cost.

    Args:
        read: Tokens that the model reads.
        written: Tokens that it writes.
        currency: Three letters, such as EUR.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    read: Amount
    written: Amount
    currency: Currency

    def of(self, prompt_tokens: int, completion_tokens: int) -> Decimal:
        """Return what tokens cost."""
        return (self.read * prompt_tokens + self.written * completion_tokens) / _MILLION


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    version: Literal[1] = 1
    models: dict[str, Price] = {}


class Prices:
    """The price list of a data folder.

    Args:
        file: Where it is kept.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._changing = asyncio.Lock()

    async def all(self) -> dict[str, Price]:
        """Return all prices by the models' names.

        Raises:
            DataFolderError: the file cannot be understood; it stays as it is.
        """
        return await asyncio.to_thread(_read, self._file)

    async def put(self, model: str, price: Price | None) -> None:
        """Set a model's price, or take it away.

        Raises:
            DataFolderError: as of ``all``.
            StorageFullError: it cannot be kept.
        """
        async with self._changing:
            prices = await self.all()
            prices.pop(model, None)
            if price is not None:
                prices[model] = price
            await asyncio.to_thread(_write, self._file, prices)


def cost(used: Iterable[UsageItem], prices: Mapping[str, Price]) -> dict[str, Decimal]:
    """Return what tokens cost by currency; models without a price are left out."""
    sums: dict[str, Decimal] = {}
    for one in used:
        if (price := prices.get(one.model)) is not None:
            more = price.of(one.prompt_tokens, one.completion_tokens)
            sums[price.currency] = sums.get(price.currency, Decimal(0)) + more
    return dict(sorted(sums.items()))


def cost_words(costs: Mapping[str, Decimal]) -> str:
    """Return costs for people, such as ``1.20 EUR + 0.35 USD``; empty if there are none."""
    return " + ".join(f"{_rounded(amount)} {currency}" for currency, amount in costs.items())


def _rounded(amount: Decimal) -> str:
    """Return an amount with two digits behind the point, or with two that say something."""
    digits = 2
    while amount and digits < 8 and round(amount, digits) < Decimal(10) ** (1 - digits):
        digits += 1
    return number(amount, f",.{digits}f")


def _read(file: Path) -> dict[str, Price]:
    try:
        return dict(_File.model_validate_json(file.read_text(encoding="utf-8")).models)
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, ValidationError):
        raise DataFolderError(
            say("The price list {file} cannot be read.", file=file),
            hint=say("Correct it, or delete it and set the prices again."),
        ) from None


def _write(file: Path, prices: dict[str, Price]) -> None:
    content = _File(models=dict(sorted(prices.items()))).model_dump_json(indent=2)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".prices-", dir=file.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(content + "\n")
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).replace(file)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise StorageFullError(
            say("The price list could not be saved: {reason}.", reason=reason)
        ) from None
