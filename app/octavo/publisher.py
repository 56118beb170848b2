"""Who publishes this Octavo, as `resources/publisher.toml` says."""

from __future__ import annotations

import dataclasses
import tomllib

from octavo.resources import resource


@dataclasses.dataclass(frozen=True, slots=True)
class Feed:
    """Where releases are announced.

    Args:
        url: The address of the signed list.
        key: The public Ed25519 key of its signature, in base64.
    """

    url: str
    key: str


def release_feed() -> Feed | None:
    """Return where releases of this build are announced, None if nowhere.

    Raises:
        ResourceError: the file is missing.
    """
    text = resource("publisher.toml").read_text(encoding="utf-8")
    updates = tomllib.loads(text)["updates"]
    feed = Feed(updates["feed"], updates["key"])
    return feed if feed.url and feed.key else None
