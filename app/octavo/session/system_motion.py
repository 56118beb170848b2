"""Whether the system's own settings ask programs for less motion.

Qt tells that from 6.12 on; until then each system is asked in its own way.
"""

from __future__ import annotations

import ctypes
import logging
import subprocess
import sys
from typing import Final

from octavo.session.beside import beside

_SERVICE: Final = "org.freedesktop.portal.Desktop"
_PATH: Final = "/org/freedesktop/portal/desktop"
_SETTINGS: Final = "org.freedesktop.portal.Settings"
_WITHIN: Final = 3.0
"""Seconds that the system has to answer."""

_SPI_GETCLIENTAREAANIMATION: Final = 0x1042

_SILENT: Final = (
    OSError,
    EOFError,
    LookupError,
    ValueError,
    RuntimeError,
    subprocess.SubprocessError,
)
"""Nobody is there who could say it, or not in time, or not so that we understand it."""

_log = logging.getLogger(__name__)


async def wants_less_motion() -> bool | None:
    """Return what the system asks for; None if it does not say."""
    ask = {"linux": _of_portal, "win32": _of_windows, "darwin": _of_macos}.get(sys.platform)
    if ask is None:
        return None
    try:
        return await beside(ask, name="system's motion")
    except _SILENT as error:
        _log.info("the system does not say whether it wants less motion: %r", error)
        return None


def _of_portal() -> bool | None:
    """Ask the desktop's portal: the setting of all desktops, then that of GNOME and its kin."""
    from jeepney import DBusAddress, MessageType, new_method_call  # noqa: PLC0415 - Linux only
    from jeepney.io.blocking import open_dbus_connection  # noqa: PLC0415 - as above

    address = DBusAddress(_PATH, bus_name=_SERVICE, interface=_SETTINGS)
    with open_dbus_connection("SESSION", auth_timeout=_WITHIN) as connection:
        for namespace, key in (
            ("org.freedesktop.appearance", "reduced-motion"),
            ("org.gnome.desktop.interface", "enable-animations"),
        ):
            message = new_method_call(address, "Read", "ss", (namespace, key))
            reply = connection.send_and_get_reply(message, timeout=_WITHIN)
            if reply.header.message_type is MessageType.method_return:
                value = _plain(reply.body[0])
                return value == 1 if key == "reduced-motion" else not value
    return None


def _plain(variant: object) -> object:
    """Return the value in a variant, which holds its signature, too, and perhaps another one."""
    while isinstance(variant, tuple) and len(variant) == 2:
        variant = variant[1]
    return variant


def _of_windows() -> bool | None:
    if sys.platform == "win32":
        ask = ctypes.WinDLL("user32", use_last_error=True).SystemParametersInfoW
        ask.argtypes = [ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p, ctypes.c_uint]
        ask.restype = ctypes.c_int
        animates = ctypes.c_int()
        if ask(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(animates), 0):
            return not animates.value
    return None


def _of_macos() -> bool | None:
    command = ["/usr/bin/defaults", "read", "com.apple.universalaccess", "reduceMotion"]
    told = subprocess.run(command, capture_output=True, check=False, timeout=_WITHIN)  # noqa: S603
    return told.stdout.strip() == b"1"  # it was never chosen: nothing is told
