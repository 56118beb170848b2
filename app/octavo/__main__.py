"""The ``octavo`` command: the command line, which opens the window when that is wanted."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from octavo import frozen


def main() -> int:
    """Run the command; returns its exit code."""
    if frozen.is_frozen():
        frozen.restore_environment()
        if (setting := frozen.worker_setting()) is not None:
            # asyncio and more come with it, which the window needs only after its first paint
            from octavo.worker import run_worker  # noqa: PLC0415

            run_worker(setting)
    from octavo.cli import run  # noqa: PLC0415 - workers come through here and need none of it

    return run(sys.argv[1:], open_window=_open_window)


def _open_window(files: Sequence[Path], data_dir: Path) -> int:
    from octavo.system_libraries import require_for_window  # noqa: PLC0415 - as the next one

    require_for_window(carried=frozen.fallbacks() if frozen.is_frozen() else {})
    from octavo.main import run  # noqa: PLC0415 - Qt is loaded only where a window is wanted

    return run(files, data_dir)


if __name__ == "__main__":
    sys.exit(main())
