"""onnxruntime reports to nobody: its processes are watched by strace, cut off from the network."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from octavo.resources import resource
from octavo.telemetry import VARIABLE
from trial.traces import CALLS, Trace

APP = Path(__file__).resolve().parents[3] / "app"
_SOCKET = re.compile(r"\bsocket\(AF_(?:INET|PACKET)")

_EMBEDS = """
from pathlib import Path
from octavo.models.inside import MiniLm
assert MiniLm(Path({model!r})).embed(["a question"]).shape == (1, 384)
"""
_RECOGNISES = """
from octavo.pdf.rapidocr import RapidOcr
from octavo.pdf.recognition import GreyImage
RapidOcr().recognise(GreyImage(100, 40, bytes([255]) * 4000, 200), ("eng",), 99)
"""


def _works(*command: str) -> bool:
    return (
        shutil.which(command[0]) is not None
        and subprocess.run(command, capture_output=True, check=False).returncode == 0
    )


_ALONE = ("unshare", "--map-root-user", "--net")
"""So that a fault that this test finds does not report anything."""

_KEPT = ("PATH", "LANG", "LC_", "LD_", "OPENBLAS")

needs_strace = pytest.mark.skipif(
    not sys.platform.startswith("linux")
    or not _works(*_ALONE, "strace", "-f", "-qq", "-o", os.devnull, "true"),
    reason="needs strace and unshare",
)


def _watched(code: str, folder: Path) -> Trace:
    """Run code with a home folder of its own and nothing said of telemetry; return what it did.

    Nor is anything said of where it runs: where a variable such as CI is set, nothing is reported.
    """
    for name in ("home", "tmp"):
        (folder / name).mkdir()
    environment = {name: value for name, value in os.environ.items() if name.startswith(_KEPT)}
    environment |= {"HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp")}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(APP)}
    out = folder / "trace"
    watch = ["strace", "-f", "-qq", "-s", "300", "-e", f"trace={CALLS}", "-o", str(out)]
    subprocess.run([*_ALONE, *watch, sys.executable, "-c", code], env=environment, check=True)
    return Trace(out)


def _strays(trace: Trace) -> set[str]:
    return {path for path in trace.changed() if not path.startswith(("/dev/", "/proc/"))}


@needs_strace
@pytest.mark.parametrize(
    ("code", "sockets"),
    [
        pytest.param(
            _EMBEDS.format(model=str(resource("models/minilm-int8"))), 0, id="the search model"
        ),
        pytest.param(
            _RECOGNISES,
            1,  # urllib3, which it imports, asks the system with it whether there is IPv6
            id="text recognition",
            marks=[
                pytest.mark.skipif(find_spec("rapidocr") is None, reason="the extra “ocr”"),
                pytest.mark.slow,
            ],
        ),
    ],
)
def test_a_model_is_run_without_a_trace(code: str, sockets: int, tmp_path: Path) -> None:
    trace = _watched(code, tmp_path)
    assert any("onnxruntime_pybind11_state" in line for line in trace.lines)
    assert len([line for line in trace.lines if _SOCKET.search(line)]) == sockets
    assert not [line for line in trace.lines if "connect(" in line and "AF_INET" in line]
    assert not _strays(trace)


@needs_strace
def test_a_trace_would_be_seen(tmp_path: Path) -> None:
    # If this fails after a move to another release: does it report in another way, or not at all?
    model = str(resource("models/minilm-int8/model.onnx"))
    code = f"import onnxruntime\nonnxruntime.InferenceSession({model!r})"
    assert any("deviceid" in path for path in _strays(_watched(code, tmp_path)))


def test_it_is_loaded_in_one_place_only() -> None:
    found = {
        path.relative_to(APP).as_posix()
        for path in APP.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Import) and any(_is_it(name.name) for name in node.names))
        or (isinstance(node, ast.ImportFrom) and _is_it(node.module or ""))
        or (isinstance(node, ast.Constant) and node.value == "onnxruntime")
    }
    assert found == {"octavo/telemetry.py"}


def _is_it(module: str) -> bool:
    return module.partition(".")[0] == "onnxruntime"


def test_the_calls_that_cannot_be_turned_off_before_it_is_loaded_are_then(tmp_path: Path) -> None:
    # A stand-in: what the call does can be seen on Windows only, in the system's own tracing.
    (tmp_path / "onnxruntime.py").write_text(
        "import os\n"
        f"assert os.environ[{VARIABLE!r}] == '1'\n"
        "def disable_telemetry_events():\n    print('told')\n",
        encoding="utf-8",
    )
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE}
    code = (
        f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(APP)!r}]\n"
        "from octavo.telemetry import load_onnxruntime; load_onnxruntime()"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "told"
