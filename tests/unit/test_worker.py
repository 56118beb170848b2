"""The supervised worker process: calls, streams, deadlines, deaths, closing."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from pathlib import Path

import psutil
import pytest

from octavo.errors import InputError, WorkerDiedError, WorkerError, WorkerTimeoutError
from octavo.worker import WorkerInterruptedError, WorkerMemoryError, WorkerProcess

TOYS = "support.worker_toys:toys"


@pytest.fixture
async def worker() -> AsyncIterator[WorkerProcess]:
    worker = WorkerProcess(TOYS, name="toy")
    yield worker
    await worker.aclose()


async def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - the condition is outside this process
            await asyncio.sleep(0.005)


async def test_a_call_returns_the_result(worker: WorkerProcess) -> None:
    assert worker.pid is None
    assert await worker.call("add", 2, 3, deadline=10) == 5
    assert worker.pid is not None


async def test_a_target_may_be_a_mapping() -> None:
    worker = WorkerProcess("support.worker_toys:table", name="toy")
    with pytest.raises(WorkerError, match="triple"):
        await worker.call("triple", 4, deadline=10)
    assert await worker.call("double", 4, deadline=10) == 8
    await worker.aclose()


async def test_errors_for_people_arrive_whole(worker: WorkerProcess) -> None:
    with pytest.raises(InputError, match="no such thing") as caught:
        await worker.call("refuse", "no such thing", deadline=10)
    assert caught.value.hint == "Do something else."
    assert await worker.call("add", 1, 1, deadline=10) == 2


@pytest.mark.parametrize(
    ("method", "word"), [("stumble", "by nothing"), ("unpicklable", "pickle"), ("none", "none")]
)
async def test_a_bug_in_the_target_is_logged_and_named(
    worker: WorkerProcess, caplog: pytest.LogCaptureFixture, method: str, word: str
) -> None:
    with pytest.raises(WorkerError, match=word):
        await worker.call(method, deadline=10)
    assert "Traceback" in caplog.text
    assert await worker.call("add", 1, 1, deadline=10) == 2


async def test_a_death_fails_the_call_and_spares_those_that_wait(worker: WorkerProcess) -> None:
    dying = asyncio.create_task(worker.call("die", deadline=10))
    waiting = asyncio.create_task(worker.call("add", 1, 1, deadline=10))
    with pytest.raises(WorkerDiedError, match="SIGABRT"):
        await dying
    assert await waiting == 2


async def test_a_deadline_kills_and_spares_those_that_wait(worker: WorkerProcess) -> None:
    await worker.call("add", 1, 1, deadline=10)
    first = worker.pid
    hanging = asyncio.create_task(worker.call("hang", deadline=0.2))
    waiting = asyncio.create_task(worker.call("add", 1, 1, deadline=10))
    with pytest.raises(WorkerTimeoutError, match=r"0\.2 seconds"):
        await hanging
    assert await waiting == 2
    assert worker.pid != first


async def test_a_deadline_is_kept_however_often_something_else_is_asked(
    worker: WorkerProcess,
) -> None:
    await worker.call("add", 1, 1, deadline=10)
    hanging = asyncio.create_task(worker.call("hang", deadline=0.4))
    asking: list[asyncio.Task[list[int]]] = []
    give_up = time.monotonic() + 4
    while not hanging.done() and time.monotonic() < give_up:
        asking.append(asyncio.create_task(numbers(worker, 1)))
        await asyncio.sleep(0.02)  # far more often than the supervisor looks
    assert hanging.done()
    assert isinstance(hanging.exception(), WorkerTimeoutError)
    await asyncio.gather(*asking, return_exceptions=True)


async def numbers(worker: WorkerProcess, count: int) -> list[int]:
    return [number async for number in worker.stream("count", count, deadline=10)]


async def test_what_the_process_started_dies_with_it(worker: WorkerProcess) -> None:
    grandchild = psutil.Process(await worker.call("spawn", deadline=10))
    with pytest.raises(WorkerTimeoutError):
        await worker.call("hang", deadline=0.1)
    await until(lambda: not grandchild.is_running() or grandchild.status() == "zombie")


async def test_a_process_that_needs_too_much_memory_ends() -> None:
    worker = WorkerProcess(TOYS, name="toy", memory_limit=1 << 29)
    assert await worker.call("eat", 1 << 20, deadline=10) == 1 << 20
    with pytest.raises(WorkerMemoryError):
        await worker.call("eat", 1 << 30, deadline=10)
    assert await worker.call("add", 1, 1, deadline=10) == 2
    await worker.aclose()


def test_memory_is_watched_where_the_system_sets_no_limit() -> None:
    code = "from octavo.worker.child import watch_memory; watch_memory(1)"
    ended = subprocess.run([sys.executable, "-c", code], env=_environment(), check=False)
    assert ended.returncode == 86


async def test_a_cancelled_call_leaves_the_worker_usable(
    worker: WorkerProcess, tmp_path: Path
) -> None:
    go = tmp_path / "go"
    busy = asyncio.create_task(worker.call("wait_for", str(go), deadline=10))
    queued = asyncio.create_task(worker.call("note", "queued", deadline=10))
    await until(lambda: worker.pid is not None)
    busy.cancel()
    queued.cancel()
    with pytest.raises(asyncio.CancelledError):
        await busy
    go.touch()
    assert await worker.call("note", "after", deadline=10) == ["after"]


async def test_a_cancelled_call_that_hangs_is_killed_at_its_deadline(worker: WorkerProcess) -> None:
    await worker.call("add", 1, 1, deadline=10)
    first = worker.pid
    hanging = asyncio.create_task(worker.call("hang", deadline=0.3))
    await asyncio.sleep(0)
    hanging.cancel()
    assert await worker.call("add", 1, 1, deadline=10) == 2
    assert worker.pid != first


async def test_urgent_calls_go_first(worker: WorkerProcess, tmp_path: Path) -> None:
    go = tmp_path / "go"
    async with asyncio.TaskGroup() as group:
        group.create_task(worker.call("wait_for", str(go), deadline=10))
        group.create_task(worker.call("note", "plain", deadline=10))
        group.create_task(worker.call("note", "urgent", deadline=10, urgent=True))
        await asyncio.sleep(0)
        go.touch()
    assert (await worker.call("note", "last", deadline=10)) == ["urgent", "plain", "last"]


async def test_a_stream_yields_all_in_order(worker: WorkerProcess) -> None:
    assert [item async for item in worker.stream("count", 100, deadline=10)] == list(range(100))


async def test_a_stream_works_only_a_window_ahead(worker: WorkerProcess, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    async with aclosing(worker.stream("count", 1000, str(mark), deadline=10, window=4)) as items:
        assert await anext(items) == 0
        await worker.call("add", 1, 1, deadline=10)
        await until(lambda: mark.read_text() == "3")
        await worker.call("add", 1, 1, deadline=10)  # everything sent before is worked off
        assert mark.read_text() == "3"
        assert await anext(items) == 1
    await until(lambda: mark.read_text() == "closed")
    assert await worker.call("add", 1, 1, deadline=10) == 2


async def test_calls_are_answered_between_the_items_of_streams(worker: WorkerProcess) -> None:
    async with (
        aclosing(worker.stream("count", 10**9, deadline=10)) as one,
        aclosing(worker.stream("count", 10**9, deadline=10)) as other,
    ):
        for number in range(50):
            assert await anext(one) == number
            assert await anext(other) == number
            assert await worker.call("add", number, 1, deadline=10) == number + 1


@pytest.mark.parametrize(
    ("end", "error"),
    [("die", WorkerDiedError), ("hang", WorkerTimeoutError), ("stumble", WorkerError)],
)
async def test_a_stream_that_fails_gives_what_it_had(
    worker: WorkerProcess, end: str, error: type[WorkerError]
) -> None:
    items = []

    async def collect() -> None:
        async for item in worker.stream("count_then", 5, end, deadline=0.5):
            items.append(item)  # noqa: PERF401 - an error ends it

    with pytest.raises(error):
        await collect()
    assert items == [0, 1, 2, 3, 4]
    assert await worker.call("add", 1, 1, deadline=10) == 2


async def test_a_stream_that_another_request_ends_says_so(worker: WorkerProcess) -> None:
    async with aclosing(worker.stream("count", 10**9, deadline=10)) as items:
        await anext(items)
        with pytest.raises(WorkerDiedError):
            await worker.call("die", deadline=10)
        with pytest.raises(WorkerInterruptedError):
            async for _ in items:
                pass


async def test_a_target_that_cannot_start_is_an_error(caplog: pytest.LogCaptureFixture) -> None:
    worker = WorkerProcess("support.worker_toys:broken", name="toy")
    with pytest.raises(WorkerError, match="could not start"):
        await worker.call("add", 1, 1, deadline=10)
    assert "a part is missing" in caplog.text
    await worker.aclose()


async def test_the_process_is_replaced_after_enough_results() -> None:
    worker = WorkerProcess(TOYS, name="toy", recycle_after=3)
    pids = {(await worker.call("facts", deadline=10))["pid"] for _ in range(6)}
    assert len(pids) == 2
    await worker.aclose()


async def test_a_process_without_work_ends_and_the_next_call_starts_another() -> None:
    worker = WorkerProcess(TOYS, name="toy", rests_after=0.05)
    first = await worker.call("facts", deadline=10)
    await until(lambda: not psutil.pid_exists(first["pid"]))
    assert worker.pid is None
    second = await worker.call("facts", deadline=10)
    assert second["pid"] != first["pid"]
    await worker.aclose()


async def test_a_process_that_was_started_ahead_takes_the_first_call() -> None:
    worker = WorkerProcess(TOYS, name="toy")
    assert worker.pid is None
    worker.start()
    await until(lambda: worker.pid is not None)
    first = worker.pid
    worker.start()  # there is one already
    assert (await worker.call("facts", deadline=10))["pid"] == first
    await worker.aclose()
    with pytest.raises(WorkerError, match="closed"):
        worker.start()


async def test_a_process_that_was_started_ahead_and_is_not_used_ends() -> None:
    worker = WorkerProcess(TOYS, name="toy", rests_after=0.05)
    worker.start()
    await until(lambda: worker.pid is None)
    assert await worker.call("add", 1, 1, deadline=10) == 2
    await worker.aclose()


async def test_why_a_process_cannot_be_started_ahead_is_said_by_the_first_call() -> None:
    worker = WorkerProcess("support.worker_toys:broken", name="toy")
    worker.start()
    await until(lambda: worker.pid is None)
    with pytest.raises(WorkerError, match="could not start"):
        await worker.call("add", 1, 1, deadline=10)
    await worker.aclose()


async def test_a_process_does_not_rest_while_a_stream_waits_for_its_reader() -> None:
    worker = WorkerProcess(TOYS, name="toy", rests_after=0.05)
    async with aclosing(worker.stream("count", 3, deadline=10, window=1)) as items:
        got = [await anext(items)]
        pid = worker.pid
        await asyncio.sleep(0.2)  # four times as long as it may be without work
        got += [item async for item in items]
    assert got == [0, 1, 2]
    assert worker.pid == pid
    await worker.aclose()


async def test_closing_while_busy_is_quick_and_fails_what_waits(worker: WorkerProcess) -> None:
    await worker.call("add", 1, 1, deadline=10)
    assert worker.pid is not None
    process = psutil.Process(worker.pid)
    busy = asyncio.create_task(worker.call("hang", deadline=60))
    queued = asyncio.create_task(worker.call("add", 1, 1, deadline=60))
    await asyncio.sleep(0)
    start = time.monotonic()
    await worker.aclose()
    assert time.monotonic() - start < 10  # not the 60 s of the work it ends
    assert not process.is_running()
    for task in (busy, queued):
        with pytest.raises(WorkerError):
            await task
    with pytest.raises(WorkerError, match="closed"):
        await worker.call("add", 1, 1, deadline=60)


async def test_closing_while_starting_leaves_nothing(worker: WorkerProcess) -> None:
    call = asyncio.create_task(worker.call("add", 1, 1, deadline=60))
    await asyncio.sleep(0)
    await worker.aclose()
    with pytest.raises(WorkerError):
        await call
    assert psutil.Process().children() == []


async def test_the_process_is_light_nice_and_apart(worker: WorkerProcess) -> None:
    facts = await worker.call("facts", deadline=10)
    assert facts["session"] == facts["pid"]
    assert facts["nice"] == os.nice(0) + 10
    if facts["group"] is not None:  # Linux, where it groups processes by their sessions
        assert facts["group"].endswith(" nice 5\n")
    assert facts["blas"] == "1"
    assert not {"PySide6", "pytest", "numpy", "asyncio"} & set(facts["modules"])


async def test_a_library_that_prints_does_not_get_between_the_frames(worker: WorkerProcess) -> None:
    assert await worker.call("speak", "noise", deadline=10) == "noise"
    assert await worker.call("add", 1, 1, deadline=10) == 2


async def test_an_interrupt_at_the_terminal_does_not_reach_the_process(
    worker: WorkerProcess,
) -> None:
    await worker.call("add", 1, 1, deadline=10)
    assert worker.pid is not None
    first = worker.pid
    os.kill(worker.pid, signal.SIGINT)
    assert await worker.call("add", 1, 1, deadline=10) == 2
    assert worker.pid == first


OWNER = """
import asyncio, sys
from octavo.worker import WorkerProcess

async def main():
    worker = WorkerProcess("support.worker_toys:toys", name="toy")
    await worker.call("add", 1, 1, deadline=10)
    task = asyncio.create_task(worker.call("hang", deadline=600))
    print(worker.pid, flush=True)
    await task

asyncio.run(main())
"""


def test_no_process_is_left_when_the_owner_is_killed() -> None:
    # The owner's main module is not guarded: the worker must not run it again.
    owner = subprocess.Popen(
        [sys.executable, "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=_environment(),
        text=True,
    )
    with owner:
        assert owner.stdin is not None
        assert owner.stdout is not None
        owner.stdin.write(OWNER)
        owner.stdin.close()
        worker = psutil.Process(int(owner.stdout.readline()))
        owner.kill()
        owner.wait()
        gone, _ = psutil.wait_procs([worker], timeout=5)
        assert gone or worker.status() == psutil.STATUS_ZOMBIE


def _environment() -> dict[str, str]:
    tests = Path(__file__).parents[1]
    path = os.pathsep.join([str(tests), str(tests.parent / "app")])
    return os.environ | {"PYTHONPATH": path}
