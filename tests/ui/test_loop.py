"""asyncio's promises, kept on Qt's loop."""

import asyncio
import gc
import os
import signal
import socket
import sys
import threading
import time
from contextlib import aclosing

import anyio
import pytest
from PySide6.QtCore import QTimer

from octavo.ui.loop import QtLoop, run
from support.qt import application, make_loop, until


async def test_the_running_loop_is_ours():
    assert isinstance(asyncio.get_running_loop(), QtLoop)


async def test_callbacks_run_in_order_from_all_sides():
    loop = asyncio.get_running_loop()
    seen = []
    done = asyncio.Event()
    for number in range(50):
        loop.call_soon(seen.append, number)
    loop.call_soon(done.set)
    await done.wait()

    assert seen == list(range(50))


async def test_many_callbacks_that_take_long_leave_room_for_qt():
    loop, seen, done = asyncio.get_running_loop(), [], asyncio.Event()

    def work(number: int) -> None:
        if number == 0:
            QTimer.singleShot(0, lambda: seen.append("timer"))
        end = time.perf_counter() + 0.002
        while time.perf_counter() < end:
            pass
        seen.append(number)

    for number in range(10):
        loop.call_soon(work, number)
    loop.call_soon(done.set)
    await done.wait()

    assert "timer" in seen[1:9], "Qt's timer came between"
    assert [one for one in seen if one != "timer"] == list(range(10))


async def test_a_busy_task_leaves_room_for_qt():
    ticks = []
    timer = QTimer(interval=1)
    timer.timeout.connect(lambda: ticks.append(time.monotonic()))
    timer.start()

    deadline = time.monotonic() + 5
    for _ in iter(lambda: len(ticks) < 5 and time.monotonic() < deadline, False):
        await asyncio.sleep(0)
    timer.stop()

    assert len(ticks) >= 5


async def test_a_cancelled_timer_leaves_no_qt_timer():
    loop = asyncio.get_running_loop()
    before = loop.timer_count

    for _ in range(200):
        async with asyncio.timeout(600):
            await asyncio.sleep(0)

    assert loop.timer_count == before


async def test_a_timer_is_never_early():
    loop = asyncio.get_running_loop()
    for delay in (0.001, 0.0104, 0.0551):
        started = loop.time()
        await asyncio.sleep(delay)
        assert loop.time() - started >= delay


async def test_a_wait_longer_than_qt_can_count_is_accepted():
    handle = asyncio.get_running_loop().call_later(100 * 24 * 3600, print)
    handle.cancel()


async def test_a_callback_that_was_cancelled_does_not_run():
    loop = asyncio.get_running_loop()
    seen = []
    loop.call_soon(seen.append, "soon").cancel()
    loop.call_later(0.001, seen.append, "later").cancel()
    await asyncio.sleep(0.01)

    assert seen == []


async def test_other_threads_wake_the_loop():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    thread = threading.Thread(
        target=lambda: loop.call_soon_threadsafe(future.set_result, threading.get_ident())
    )
    thread.start()
    async with asyncio.timeout(5):
        other = await future
    thread.join()

    assert other != threading.get_ident()


async def test_executor_runs_in_a_thread_and_hands_errors_over():
    assert await asyncio.to_thread(threading.get_ident) != threading.get_ident()
    with pytest.raises(ZeroDivisionError):
        await asyncio.get_running_loop().run_in_executor(None, lambda: 1 // 0)


async def test_sockets():
    async def echo(reader, writer):
        async with asyncio.timeout(5):
            writer.write((await reader.readline()).upper())
            await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(b"page\n")
        async with asyncio.timeout(5):
            assert await reader.readline() == b"PAGE\n"
        writer.close()
        await writer.wait_closed()


async def test_raw_sockets_with_large_data():
    loop = asyncio.get_running_loop()
    one, other = socket.socketpair()
    with one, other:
        one.setblocking(False)
        other.setblocking(False)
        data = os.urandom(1_000_000)
        sending = asyncio.create_task(loop.sock_sendall(one, data))
        received = bytearray()
        async with asyncio.timeout(10):
            while len(received) < len(data):
                received += await loop.sock_recv(other, 65536)
            await sending

    assert bytes(received) == data


@pytest.mark.skipif(os.name == "nt", reason="pipes are not readable files there")
async def test_a_reader_may_be_added_by_object_and_removed_by_number():
    loop = asyncio.get_running_loop()
    one, other = socket.socketpair()
    with one, other:
        ready = asyncio.Event()
        loop.add_reader(one, ready.set)
        other.send(b"x")
        async with asyncio.timeout(5):
            await ready.wait()
        assert loop.remove_reader(one.fileno())


async def test_subprocess():
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "print(input()[::-1])", stdin=-1, stdout=-1
    )
    async with asyncio.timeout(20):
        out, _ = await process.communicate(b"olleh\n")

    assert (out.strip(), process.returncode) == (b"hello", 0)


async def test_cancellation_reaches_the_innermost_await():
    reached = []

    async def inner():
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            reached.append("inner")
            raise

    async def outer():
        async with asyncio.TaskGroup() as group:
            group.create_task(inner())

    task = asyncio.create_task(outer())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert reached == ["inner"]


async def test_a_generator_left_half_run_is_closed():
    closed = []

    async def numbers():
        try:
            for number in range(10):
                yield number
                await asyncio.sleep(0)
        finally:
            await asyncio.sleep(0)
            closed.append(True)

    async for _ in numbers():
        break
    gc.collect()
    await until(lambda: closed, "the generator's end")

    async with aclosing(numbers()) as stream:
        async for _ in stream:
            break
    assert len(closed) == 2


async def test_anyio_tasks_and_deadlines():
    send, receive = anyio.create_memory_object_stream[int](0)

    async def produce():
        async with send:
            for number in range(3):
                await send.send(number)

    async with anyio.create_task_group() as group, receive:
        group.start_soon(produce)
        assert [item async for item in receive] == [0, 1, 2]
    with anyio.move_on_after(0.01) as scope:
        await anyio.sleep(60)
    assert scope.cancelled_caught
    assert await anyio.to_thread.run_sync(threading.get_ident) != threading.get_ident()


async def test_errors_of_callbacks_reach_the_handler_and_the_loop_goes_on():
    loop = asyncio.get_running_loop()
    seen = []
    loop.set_exception_handler(lambda _, context: seen.append(context["exception"]))
    loop.call_soon(lambda: 1 // 0)
    loop.call_later(0.001, lambda: 1 // 0)
    await until(lambda: len(seen) == 2, "two errors")
    loop.set_exception_handler(None)

    assert all(isinstance(error, ZeroDivisionError) for error in seen)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
async def test_a_signal_handler_runs_while_qt_waits():
    loop = asyncio.get_running_loop()
    got = asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, got.set)
    try:
        os.kill(os.getpid(), signal.SIGUSR1)
        async with asyncio.timeout(5):
            await got.wait()
    finally:
        loop.remove_signal_handler(signal.SIGUSR1)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_interrupting_cancels_main_and_is_raised():
    # Ignored from the start where the tests run in the background of a shell.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    ended = []

    async def main():
        threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT)).start()
        try:
            await asyncio.sleep(60)
        finally:
            ended.append("main")

    started = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            run(application(), main)
    finally:
        signal.signal(signal.SIGINT, before)

    assert ended == ["main"]
    assert time.monotonic() - started < 5


def test_an_exit_raised_in_a_callback_ends_the_loop():
    async def main():
        asyncio.get_running_loop().call_soon(sys.exit, 3)
        await asyncio.sleep(60)

    with pytest.raises(SystemExit, match="3"):
        run(application(), main)


def test_run_returns_the_exit_code_and_ends_what_was_left():
    ended = []

    async def linger():
        try:
            await asyncio.sleep(60)
        finally:
            ended.append("linger")

    async def main():
        task = asyncio.create_task(linger())
        await asyncio.to_thread(time.monotonic)
        return 7 if not task.done() else 0

    before = threading.active_count()
    assert run(application(), main) == 7
    assert ended == ["linger"]
    assert threading.active_count() == before


def test_a_closed_loop_refuses_work():
    loop = QtLoop(application())
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()

    assert loop.is_closed()
    with pytest.raises(RuntimeError, match="closed"):
        loop.call_soon(print)
    with pytest.raises(RuntimeError, match="closed"):
        loop.call_soon_threadsafe(print)


def test_stopping_before_the_start_runs_what_is_due():
    loop = QtLoop(application())
    seen = []
    loop.call_soon(seen.append, 1)
    loop.stop()
    loop.run_forever()
    loop.close()

    assert seen == [1]


async def test_cancelling_a_timer_that_has_fired_ends_no_other():
    """Qt gives a timer's number to a later one; sleep() cancels its handle after it has fired."""
    loop = asyncio.get_running_loop()
    fired = [asyncio.Event() for _ in range(8)]
    firsts = {}
    for event in fired:
        handle = loop.call_later(0.001, event.set)
        firsts[handle.qt_timer] = handle
    for event in fired:
        await event.wait()
    rung = asyncio.Event()
    number = None
    for _ in range(10_000):  # Qt counts to 128 before a number comes back
        other = loop.call_later(0.05, rung.set)
        number = other.qt_timer
        if number in firsts:
            break
        other.cancel()
    firsts[number].cancel()
    async with asyncio.timeout(5):
        await rung.wait()


def test_other_threads_give_the_lock_back_soon_while_a_loop_runs():
    application()
    loop = make_loop()
    before = sys.getswitchinterval()

    async def interval() -> float:
        return sys.getswitchinterval()

    try:
        assert loop.run_until_complete(interval()) == pytest.approx(0.001)
    finally:
        loop.close()
    assert sys.getswitchinterval() == before


def test_a_loop_that_does_not_run_runs_no_tasks():
    app = application()
    loop = make_loop()
    seen: list[str] = []

    async def late() -> None:
        await asyncio.sleep(0.01)
        seen.append(asyncio.get_running_loop().__class__.__name__)

    try:
        task = loop.create_task(late())
        loop.call_soon_threadsafe(seen.append, "from a thread")
        loop.call_later(0.005, seen.append, "in time")
        deadline = time.monotonic() + 0.05
        while time.monotonic() < deadline:
            app.processEvents()
        assert seen == []
        loop.run_until_complete(task)
    finally:
        loop.close()
    assert seen == ["from a thread", "in time", "QtLoop"]
