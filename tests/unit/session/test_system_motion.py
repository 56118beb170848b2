"""What the desktop says of motion, over a bus of the test's own."""

from __future__ import annotations

import sys
import threading

import pytest

from octavo.session.system_motion import wants_less_motion

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems have no D-Bus")

APPEARANCE = ("org.freedesktop.appearance", "reduced-motion")
GNOME = ("org.gnome.desktop.interface", "enable-animations")


def be_portal(ready: threading.Event, values: dict[tuple[str, str], object], asked: int) -> None:
    """Be the desktop's portal, which wraps what it has in two variants, for some questions."""
    from jeepney import MessageType, new_error, new_method_return
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import open_dbus_connection

    with open_dbus_connection("SESSION") as connection:
        name = message_bus.RequestName("org.freedesktop.portal.Desktop")
        connection.send_and_get_reply(name, timeout=30)
        ready.set()
        while asked:
            message = connection.receive(timeout=30)
            if message.header.message_type is not MessageType.method_call:
                continue
            asked -= 1
            value = values.get(message.body)
            if value is None:
                reply = new_error(message, "org.freedesktop.portal.Error.NotFound")
            else:
                signature = "b" if isinstance(value, bool) else "u"
                reply = new_method_return(message, "v", (("v", (signature, value)),))
            connection.send(reply)


@pytest.mark.parametrize(
    ("values", "asked", "wanted"),
    [
        ({APPEARANCE: 1}, 1, True),
        ({APPEARANCE: 0, GNOME: False}, 1, False),
        ({GNOME: False}, 2, True),
        ({GNOME: True}, 2, False),
        ({}, 2, None),
    ],
)
async def test_the_desktop_is_asked(
    bus: str, values: dict[tuple[str, str], object], asked: int, wanted: bool | None
) -> None:
    ready = threading.Event()
    portal = threading.Thread(target=be_portal, args=(ready, values, asked))
    portal.start()
    assert ready.wait(30)
    assert await wants_less_motion() is wanted
    portal.join(30)


async def test_a_bus_without_a_portal_says_nothing(bus: str) -> None:
    assert await wants_less_motion() is None


@pytest.mark.parametrize("address", ["", "unix:path=/no/such/socket", "tcp:host=127.0.0.1"])
async def test_a_system_without_a_bus_says_nothing(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    assert await wants_less_motion() is None
