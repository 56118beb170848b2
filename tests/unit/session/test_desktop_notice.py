"""The desktop's own notices, over a bus of the test's own."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from octavo.session.desktop_notice import tell_desktop

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems have no D-Bus")


def serve_once(ready: threading.Event, notices: list[tuple[object, ...]]) -> None:
    """Be the desktop, for one notice."""
    from jeepney import MessageType, new_method_return
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import open_dbus_connection

    with open_dbus_connection("SESSION") as connection:
        name = message_bus.RequestName("org.freedesktop.Notifications")
        connection.send_and_get_reply(name, timeout=30)
        ready.set()
        while not notices:
            message = connection.receive(timeout=30)
            if message.header.message_type is MessageType.method_call:
                notices.append(message.body)
                connection.send(new_method_return(message, "u", (7,)))


async def test_a_notice_comes_to_the_desktop(bus: str) -> None:
    ready = threading.Event()
    notices: list[tuple[object, ...]] = []
    desktop = threading.Thread(target=serve_once, args=(ready, notices))
    desktop.start()
    assert ready.wait(30)
    assert await tell_desktop("The answer to your question is there.")
    desktop.join(30)
    program, replaced, icon, heading, text, buttons, hints, shown = notices[0]
    assert (program, icon, heading) == ("Octavo", "octavo", "Octavo")
    assert text == "The answer to your question is there."
    assert (replaced, buttons, shown) == (0, [], -1)
    assert hints == {"desktop-entry": ("s", "octavo")}


async def test_a_bus_without_a_desktop_is_no_error(bus: str) -> None:
    assert not await tell_desktop("The answer to your question is there.")


@pytest.mark.parametrize("address", [None, "", "unix:path=/no/such/socket", "tcp:host=127.0.0.1"])
async def test_a_system_without_a_bus_is_no_error(
    address: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if address is None:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    else:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    assert not await tell_desktop("The answer to your question is there.")
