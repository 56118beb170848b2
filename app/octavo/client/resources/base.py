"""What every family of operations has."""

from __future__ import annotations

from octavo.client.caller import Caller


class Resource:
    """Operations of one family.

    Args:
        caller: Sends their requests.
    """

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
