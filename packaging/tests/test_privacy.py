"""The bundle, watched by strace: it writes into Octavo's own folders only and reaches nobody."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

import pytest

from installers.layout import executable, internal
from trial.display import Display
from trial.program import Program
from trial.traces import CALLS, Trace

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("strace") is None, reason="needs strace"
)

IDLE = 20.0
"""Seconds that the window is left alone; what it does once an hour is not seen here."""

NETWORKS = {"AF_INET", "AF_INET6", "AF_PACKET"}


class Watched(Program):
    """The program under strace."""

    def __init__(self, bundle: Path, folder: Path) -> None:
        self.out = folder / "trace"
        self.temporary = folder / "tmp"
        self.temporary.mkdir()
        watch = ["strace", "-f", "-qq", "-s", "300", "-e", f"trace={CALLS}", "-o", str(self.out)]
        super().__init__(
            [*watch, str(executable(bundle))],
            folder / "home",
            TMPDIR=str(self.temporary),
            XDG_RUNTIME_DIR=str(folder),
        )

    def strays(self) -> set[str]:
        """Return what was changed outside of the data folder and of the temporary one."""
        own = (self.home / ".local" / "share" / "Octavo", self.temporary)
        changed = Trace(self.out).changed()
        assert any(Path(path).is_relative_to(place) for path in changed for place in own)
        return {
            path
            for path in changed
            if not path.startswith(("/dev/", "/proc/"))
            # the way to the data folder has to be made, too
            and not any(Path(path) in (place, *place.parents) for place in own)
            and not any(Path(path).is_relative_to(place) for place in own)
        }


@pytest.fixture
def watched(bundle: Path, tmp_path: Path) -> Watched:
    return Watched(bundle, tmp_path)


def test_the_self_test_keeps_to_itself(watched: Watched) -> None:
    assert watched.self_test()["ok"]
    assert not watched.strays()
    assert not Trace(watched.out).families() & NETWORKS
    assert not any(watched.temporary.iterdir())


def test_an_answer_keeps_to_itself(watched: Watched, bundle: Path) -> None:
    guide = internal(bundle) / "octavo" / "_resources" / "samples" / "guide.pdf"
    assert watched.run("ask", str(guide), "How large may a PDF file be?").returncode == 0
    # which has telemetry in it
    assert any("onnxruntime_pybind11_state" in line for line in Trace(watched.out).lines)
    assert not watched.strays()
    assert not Trace(watched.out).families() & NETWORKS


def test_the_first_window_keeps_to_itself(watched: Watched, bundle: Path, display: Display) -> None:
    guide = internal(bundle) / "octavo" / "_resources" / "samples" / "guide.pdf"
    with watched.window(display.name, str(guide)):
        display.wait(lambda: display.colours() > 200, "the window", seconds=90)
        time.sleep(IDLE)
    trace = Trace(watched.out)
    assert not watched.strays()
    assert not trace.families() & NETWORKS
    strangers = {
        peer
        for peer in trace.unix_peers()
        if not any(known in peer for known in ("/.X11-unix/", "dbus", "/bus"))
    }
    assert not strangers
