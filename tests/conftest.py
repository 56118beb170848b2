"""Every reply of an engine in process is judged by the published document, whatever the test."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator

import pytest

# Hundreds of processes are started: without it, each would compile the program anew, and so would
# pytest its tests.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# The keychain of whoever runs the tests is not touched.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

import octavo.engine.app  # noqa: E402 - its bytecode is kept, too
from support import recorded  # noqa: E402
from support.published import load  # noqa: E402
from support.reply_judge import NOT_SERVED, JudgingGuard  # noqa: E402

_BEGUN = time.time()


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config.option, "loadscopereorder"):  # only where tests run side by side
        config.option.loadscopereorder = False  # the order below stands


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files first that take long: else one of them begins last, and the rest waits for it.

    These are files with slow tests, then those that start whole programs, then those with most
    tests.
    """
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    tests = Counter(item.path for item in items)
    items.sort(
        key=lambda item: (
            item.path not in slow,
            "end2end" not in item.path.parts,
            -tests[item.path],
        )
    )


@pytest.fixture(scope="session", autouse=True)
def _judge_replies(pytestconfig: pytest.Config) -> Iterator[None]:
    """Put the judge where each engine's outermost part is made."""
    assert pytestconfig.cache is not None
    JudgingGuard.document = load(pytestconfig.cache.mkdir("published"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(octavo.engine.app, "Guard", JudgingGuard)
        yield


@pytest.fixture(autouse=True)
def _replies_are_as_published(_judge_replies: None) -> Iterator[None]:
    yield
    faults = JudgingGuard.verdicts.take_faults()
    assert not faults, "\n".join(["replies against the published document:", *faults[:20]])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if pictures := recorded.since(_BEGUN):
        folder = recorded.FOLDER.relative_to(recorded.ROOT)
        terminalreporter.write_line(f"pictures of the main paths: {len(pictures)} in {folder}")
    verdicts = JudgingGuard.verdicts
    if not verdicts.replies:
        return
    terminalreporter.write_line(
        f"judged by the published document: {verdicts.replies.total()} replies of "
        f"{len(verdicts.replies)} operations, {verdicts.events.total()} events of "
        f"{len(verdicts.events)} kinds"
    )
    served = {f"{one.method} {one.template}" for one in JudgingGuard.document.operations}
    unseen = served - NOT_SERVED.keys() - verdicts.done
    if len(unseen) < len(served) / 2:  # else it was not meant to be a run of all of them
        terminalreporter.write_line(f"never judged in success: {', '.join(sorted(unseen)) or '–'}")
