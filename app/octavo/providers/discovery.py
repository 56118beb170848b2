"""Looks for hosts of models on this computer, at the ports that they usually have.

Nobody is asked without the user's word: it is called by a click or a command, never by itself.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Mapping

from octavo.errors import ProviderError
from octavo.providers.chat_completions import hosted_models
from octavo.providers.connection import Connection, Limits
from octavo.providers.network import NO_PROXY, Network
from octavo.providers.settings import PRESETS
from octavo.wire.addresses import check_base_url, is_loopback

USUAL_PLACES: dict[str, str] = {
    name: url for name, url in PRESETS.items() if is_loopback(check_base_url(url).host)
}
"""Addresses on this computer by the names of the programs that usually listen there."""

_HASTY = Limits(connect=1.0, first=1.5, silence=1.0, total=2.0)


@dataclasses.dataclass(frozen=True, slots=True)
class FoundHost:
    """A host that answers.

    Args:
        name: Of the program that usually listens there.
        base_url: Its address up to and with the version.
        models: How many it has.
    """

    name: str
    base_url: str
    models: int


async def find_hosts(places: Mapping[str, str] | None = None) -> list[FoundHost]:
    """Ask all places at once for their models, without any key; return those that have a list.

    Args:
        places: Addresses by name; without them the usual ones.
    """
    wanted = USUAL_PLACES if places is None else places
    asked = await asyncio.gather(*(_asked(name, url) for name, url in wanted.items()))
    return [found for found in asked if found is not None]


async def _asked(name: str, url: str) -> FoundHost | None:
    async def no_key(_: str) -> None:
        return None

    connection = Connection(
        url, key_of=no_key, network=Network(proxy=NO_PROXY), limits=_HASTY, retries=0
    )
    try:
        return FoundHost(name, url, len(await hosted_models(connection)))
    except ProviderError:
        return None  # nobody listens there, or something else does
    finally:
        await connection.aclose()
