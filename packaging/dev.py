"""Sets Octavo up in a clone, starts it and checks it: ``python3 packaging/dev.py run`` or ``test``.

Needs Python 3.11 and the standard library only; all else is installed into ``.venv``. The file
itself is readable by older Pythons, so that those can say what is missing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

import environment
import locks
import system
import unsteady
import xvfb

ROOT = environment.ROOT
GUIDE = ROOT / "resources" / "samples" / "guide.pdf"
QUESTION = "How large may a PDF file be?"
JUDGES = "tests/judges"
JUDGED = {
    "the published document": "test_published_document.py",
    "the official SDK": "test_sdk_strict.py",
    "the SDK's own tests": "test_sdk_suite.py",
    "Steady": "test_steady.py",
    "Schemathesis": "test_schemathesis.py",
}
"""What others made and Octavo is judged by; each is fetched when it is first needed."""

ASKED_FOR = {"OCTAVO_OGX": ("OGX", "test_ogx.py")}
"""Judges that need more than others: left out unless a variable of the environment is 1."""


def main() -> int:
    """Do what the command line asks for; return the exit code."""
    if sys.version_info < environment.OLDEST:
        return _start_again()
    # what follows "--" is for the program started, not for us
    split = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    rest = sys.argv[split + 1 :]
    arguments = _parser().parse_args(sys.argv[1:split])
    try:
        if arguments.command == "run":
            return run(rest)
        if arguments.command == "test":
            return test(fast=arguments.fast, pytest=rest)
        if arguments.command == "lock":
            return lock(upgrade=arguments.upgrade)
        environment.set_up(dev=arguments.dev)
    except system.SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


def run(arguments: list[str]) -> int:
    """Start Octavo; without a display and without arguments, answer a question on the terminal."""
    environment.set_up(dev=False)
    octavo = [str(environment.PYTHON), "-m", "octavo"]
    reason = system.no_display(os.environ)
    if arguments or reason is None:
        if reason is None:
            system.ensure_libraries(system.OFFSCREEN + system.WINDOW, "Octavo's window")
        return _pass_through([*octavo, *arguments])
    print(f"No window can be opened: {reason}.")
    print("So here is an answer from the guide that comes with Octavo:")
    print(f"\n    {QUESTION}\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="octavo-") as folder:
        ask = [*octavo, "ask", "--data-dir", folder, str(GUIDE), QUESTION]
        code = _pass_through(ask)
    if code == 0:
        print("\nAsk your own documents with:")
        print('    python3 packaging/dev.py run -- ask FILE.pdf "QUESTION"')
    return code


def test(*, fast: bool, pytest: list[str]) -> int:
    """Run all checks, also after one has failed; see `unsteady` for tests that fail for once.

    Args:
        fast: Leave out the tests that are marked as slow, and the judges from outside.
        pytest: More arguments for pytest; with any, only what they name is tested.

    Returns:
        0 if all of them passed, else 1.
    """
    environment.set_up(dev=True)
    system.ensure_libraries(system.OFFSCREEN, "The tests of the window")
    _bring_programs()
    python = [str(environment.PYTHON), "-m"]
    only = ["-m", "not slow"] if fast else []
    # Two processes at most: more would make the tests late that look at the clock.
    beside = ["-n", "2", "--dist", "loadfile"] if (os.cpu_count() or 1) > 1 else []
    everything = [f"--ignore={JUDGES}", *beside]
    checks = {
        "ruff check": [*python, "ruff", "check", "."],
        "ruff format": [*python, "ruff", "format", "--check", "."],
        "mypy": [*python, "mypy"],
        "import-linter": [str(environment.script("lint-imports"))],
        "pytest": [*python, "pytest", *([] if pytest else everything), *only, *pytest],
    }
    if fast or pytest:
        print("The judges from outside are left out.")
    else:
        checks |= {
            f"judge: {name}": [*python, "pytest", f"{JUDGES}/{file}"]
            for name, file in [*JUDGED.items(), *asked_for(os.environ)]
        }
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "OPENBLAS_NUM_THREADS": "1"}
    no_display = "other tests were asked for" if pytest else xvfb.missing()
    if no_display is None:
        window = [*python, "pytest", "-q", "tests/end2end/test_main_job.py"]
        checks["window under Xvfb"] = [sys.executable, "packaging/xvfb.py", *window]
    results = {}
    once: list[str] = []
    unsteady.forget(ROOT)
    for name, command in checks.items():
        print(f"\n=== {name}", flush=True)
        began = time.monotonic()
        code = subprocess.run(
            command, cwd=ROOT, env=environ, stdin=subprocess.DEVNULL, check=False
        ).returncode
        if name == "pytest" and not pytest:
            once = unsteady.pass_alone([*python, "pytest"], code, ROOT, environ)
            code = 0 if once else code
        results[name] = (code, time.monotonic() - began)
    print("\n=== summary")
    for name, (code, seconds) in results.items():
        print(f"{'passed' if code == 0 else 'FAILED'}  {name} ({seconds:.0f} s)")
    for test_name in once:
        print(f"unsteady {test_name}: failed beside others and passed alone; to be mended")
    if no_display is not None:
        print(f"skipped window under Xvfb: {no_display}")
    for variable, (judge, _) in ASKED_FOR.items():
        if os.environ.get(variable) != "1":
            print(f"skipped judge: {judge}: {variable}=1 asks for it")
    return 0 if all(code == 0 for code, _ in results.values()) else 1


def lock(*, upgrade: bool) -> int:
    """Write the locks anew, and tell of what a system has no wheel for.

    Args:
        upgrade: Take the newest versions allowed instead of keeping the locked ones.
    """
    code = locks.write(upgrade=upgrade)
    if code == 0:
        for missing in locks.without_wheels():
            print(missing, file=sys.stderr)
            code = 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py", description="Set up, start and check Octavo.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("run", help="start Octavo; arguments after -- are passed to it")
    tests = commands.add_parser("test", help="run all checks; arguments after -- go to pytest")
    tests.add_argument("--fast", action="store_true", help="leave out slow tests and judges")
    setup = commands.add_parser("setup", help="only make .venv and install the packages")
    setup.add_argument("--dev", action="store_true", help="with what the checks need")
    locks = commands.add_parser("lock", help="write the locks anew from pyproject.toml (needs uv)")
    locks.add_argument("--upgrade", action="store_true", help="to the newest versions allowed")
    return parser


def asked_for(environ: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the judges that are asked for, with their files."""
    return [judge for variable, judge in ASKED_FOR.items() if environ.get(variable) == "1"]


def _start_again() -> int:
    """Hand over to a newer Python on this machine, or say how to get one."""
    newer = environment.newer_python()
    if newer is None:
        print(environment.too_old(), file=sys.stderr)
        return 1
    return _pass_through([newer, str(Path(__file__).resolve()), *sys.argv[1:]])


def _bring_programs() -> None:
    """Have what some tests need beside Python, where apt can bring it; elsewhere they are skipped.

    A display for the window, and Tesseract with two languages for scanned pages.
    """
    missing = {library.apt for library in system.missing_libraries(system.WINDOW)}
    if sys.platform.startswith("linux"):
        if shutil.which("Xvfb") is None:
            missing.add("xvfb")
        if shutil.which("tesseract") is None:
            missing |= {"tesseract-ocr", "tesseract-ocr-eng", "tesseract-ocr-deu"}
    if missing:
        system.apt_install(sorted(missing))


def _pass_through(command: list[str]) -> int:
    """Run a program in our place: its exit code is ours, and a signal to end goes on to it."""
    child = subprocess.Popen(command)

    def end_child(_signal: int, _frame: FrameType | None) -> None:
        child.terminate()

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to the child as well
    signal.signal(signal.SIGTERM, end_child)
    code = child.wait()
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
