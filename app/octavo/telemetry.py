"""Loads onnxruntime so that it reports nothing; the only place from which Octavo loads it.

Its builds for Linux and macOS send usage data over HTTPS and keep an identifier of the device under
the home folder, unless a variable says no before it is loaded. On Windows it writes events that
stay in the system, unless somebody records them; these are turned off by a call.
"""

from __future__ import annotations

import os
from types import ModuleType

VARIABLE = "ORT_DISABLE_TELEMETRY"
"""Read once, when onnxruntime is loaded, on all systems but Windows."""


def load_onnxruntime() -> ModuleType:
    """Return onnxruntime, told to report nothing.

    Call it also before a package that imports onnxruntime itself.

    Raises:
        ImportError: if it is not here, or not whole.
    """
    os.environ[VARIABLE] = "1"
    import onnxruntime  # noqa: PLC0415 - after the line above

    onnxruntime.disable_telemetry_events()
    return onnxruntime  # type: ignore[no-any-return]
