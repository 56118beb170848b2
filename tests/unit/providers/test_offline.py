"""No network: noticed, and told from a host that is not there."""

from __future__ import annotations

import errno
import socket
from collections.abc import Sequence

import httpx
import pytest

from octavo.providers import unreached

NO_NAME = socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
NO_WAY = OSError(errno.ENETUNREACH, "Network is unreachable")
REFUSED = ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused")
HERE = ((socket.AF_INET, "127.0.0.1"),)


def failed(cause: BaseException) -> httpx.ConnectError:
    failure = httpx.ConnectError("All connection attempts failed")
    failure.__cause__ = cause
    return failure


def ways(monkeypatch: pytest.MonkeyPatch, addresses: Sequence[tuple[int, str]]) -> None:
    """Let the way out of this computer be looked for to these addresses."""
    monkeypatch.setattr(unreached, "FAR_AWAY", addresses)


@pytest.mark.parametrize("cause", [NO_NAME, NO_WAY, ExceptionGroup("two tries", [REFUSED, NO_WAY])])
def test_without_any_way_out_it_is_this_computer_that_is_offline(
    monkeypatch: pytest.MonkeyPatch, cause: BaseException
) -> None:
    ways(monkeypatch, ())
    error = unreached.from_transport(failed(cause), "models.example")
    assert error.message == "This computer is offline, so models.example cannot be reached."
    assert "need no network" in error.hint
    assert error.part == "network"


def test_with_a_way_out_it_is_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    ways(monkeypatch, HERE)
    assert unreached.from_transport(failed(NO_NAME), "models.example").part == "address"


def test_a_host_that_refuses_or_is_this_computer_says_nothing_of_the_network(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ways(monkeypatch, ())
    assert unreached.from_transport(failed(REFUSED), "models.example").part == "address"
    local = unreached.from_transport(failed(NO_WAY), "127.0.0.1:1", is_local=True)
    assert local.part == "address"


def test_looking_for_a_way_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as there:
        there.bind(("127.0.0.1", 9009))
        there.setblocking(False)
        ways(monkeypatch, HERE)
        assert not unreached.is_offline()
        with pytest.raises(BlockingIOError):
            there.recv(1)
