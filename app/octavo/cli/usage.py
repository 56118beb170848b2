"""``octavo providers usage``: the tokens that answers used, and their cost by one's own prices."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from itertools import groupby

from octavo.assembly import open_client
from octavo.cli.arguments import Arguments
from octavo.cli.faults import printable
from octavo.protocol.usage import UsageItem
from octavo.session.prices import FILE_NAME, Price, Prices, cost, cost_words

_NOTHING = "No model has answered yet. Quotes need none, and cost nothing."
_NO_PRICES = (
    "No prices are set, so no costs are told. Set what your host asks for a million tokens, read"
    " and written: octavo providers price MODEL READ WRITTEN CURRENCY"
)


async def tell_usage(arguments: Arguments) -> None:
    """Print what answers used by month and model, newest month first.

    Raises:
        DataFolderError: the folder cannot be used, or its price list not be read.
    """
    prices = await Prices(arguments.data_dir / FILE_NAME).all()
    async with open_client(arguments.data_dir) as client:
        used = (await client.get_usage()).data
    text = usage_json(used, prices) if arguments.json else usage_text(used, prices)
    sys.stdout.write(printable(text))
    sys.stdout.flush()


def usage_text(used: Sequence[UsageItem], prices: Mapping[str, Price]) -> str:
    """Return usage for a terminal, a month after the other."""
    lines: list[str] = []
    for month, items in groupby(used, key=lambda one: one.month):
        some = list(items)
        total = cost(some, prices)
        lines.append(f"{month}\t{cost_words(total)}".rstrip())
        lines += [f"  {_line(one, prices)}" for one in some]
    if not lines:
        return _NOTHING + "\n"
    if not prices:
        lines += ["", _NO_PRICES]
    return "\n".join(lines) + "\n"


def usage_json(used: Sequence[UsageItem], prices: Mapping[str, Price]) -> str:
    """Return usage as JSON; ``cost`` and ``currency`` are null for a model without a price."""
    content = []
    for one in used:
        price = prices.get(one.model)
        amount = None if price is None else price.of(one.prompt_tokens, one.completion_tokens)
        content.append(
            {
                **one.model_dump(),
                "cost": None if amount is None else f"{amount.normalize():f}",
                "currency": None if price is None else price.currency,
            }
        )
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def price_words(model: str, price: Price | None) -> str:
    """Say what was set."""
    if price is None:
        return f"{model} has no price any more."
    return (
        f"A million tokens of {model} cost {price.read:f} {price.currency} to read and"
        f" {price.written:f} {price.currency} to write."
    )


def _line(one: UsageItem, prices: Mapping[str, Price]) -> str:
    answers = f"{one.answers:,} answer{'' if one.answers == 1 else 's'}"
    tokens = f"{one.prompt_tokens:,} tokens read, {one.completion_tokens:,} written"
    costs = cost_words(cost([one], prices))
    return "\t".join([one.model, answers, tokens, *([costs] if costs else [])])
