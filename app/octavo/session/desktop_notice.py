"""A notice of the desktop's own, on Linux: over D-Bus, without Qt's part for it."""

from __future__ import annotations

import logging
import sys
from typing import Final

from octavo.session.beside import beside

_SERVICE: Final = "org.freedesktop.Notifications"
_PATH: Final = "/org/freedesktop/Notifications"
_WITHIN: Final = 3.0
"""Seconds that the desktop has to take it."""

_log = logging.getLogger(__name__)


async def tell_desktop(words: str) -> bool:
    """Have the desktop show a notice; return whether it took it.

    Args:
        words: What is shown. Desktops show notices over locked screens too, so nothing private
            belongs in it; and some read markup in them, so nothing from outside does.
    """
    if sys.platform != "linux":
        return False
    try:
        return await beside(lambda: _tell(words), name="desktop notice")
    except (OSError, EOFError, LookupError, ValueError, RuntimeError) as error:
        _log.info("no notice of the desktop: %r", error)  # no bus, or nobody there who shows any
        return False


def _tell(words: str) -> bool:
    from jeepney import DBusAddress, MessageType, new_method_call  # noqa: PLC0415 - Linux only
    from jeepney.io.blocking import open_dbus_connection  # noqa: PLC0415 - as above

    address = DBusAddress(_PATH, bus_name=_SERVICE, interface=_SERVICE)
    hints = {"desktop-entry": ("s", "octavo")}
    # program, notice that it replaces, icon, heading, text, buttons, hints, milliseconds shown
    notice: tuple[object, ...] = ("Octavo", 0, "octavo", "Octavo", words, [], hints, -1)
    message = new_method_call(address, "Notify", "susssasa{sv}i", notice)
    with open_dbus_connection("SESSION", auth_timeout=_WITHIN) as connection:
        reply = connection.send_and_get_reply(message, timeout=_WITHIN)
    return reply.header.message_type is MessageType.method_return
