"""Threads that work on database connections for a running event loop.

Work waits in one queue per lane, is done in order of arrival by the lane's threads, each with a
connection of its own, and completes the future that the caller awaits.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import apsw

R = TypeVar("R")

_Job = tuple[Callable[[apsw.Connection], Any], asyncio.Future[Any]]


class Lane:
    """One or several threads, each with its connection, fed from one queue.

    Args:
        name: Of the threads.
        connections: One per thread; they belong to the lane from now on.
        begin: The statement that opens the transaction in which each piece of work runs.
    """

    def __init__(self, name: str, connections: Sequence[apsw.Connection], begin: str) -> None:
        self._begin = begin
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closed = False
        self._threads = [
            # A daemon, so that a program that forgets to close can still end; the database is
            # whole at every moment.
            threading.Thread(target=self._serve, args=(c,), name=f"{name}-{i}", daemon=True)
            for i, c in enumerate(connections)
        ]
        for thread in self._threads:
            thread.start()

    async def run(self, work: Callable[[apsw.Connection], R]) -> R:
        """Do ``work`` in a transaction of its own and return what it returns.

        A caller that is cancelled while the work waits in the queue leaves no effect; later, the
        work is done whole.
        """
        if self._closed:
            raise RuntimeError("the store is closed")
        future: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._jobs.put((work, future))
        return await future

    async def aclose(self) -> None:
        """Do what waits in the queue, then end the threads and close their connections."""
        if self._closed:
            return
        self._closed = True
        for _ in self._threads:
            self._jobs.put(None)
        await asyncio.to_thread(self._join)

    def _join(self) -> None:
        for thread in self._threads:
            thread.join()

    def _serve(self, connection: apsw.Connection) -> None:
        while (job := self._jobs.get()) is not None:
            work, future = job
            if future.cancelled():
                continue
            result: Any = None
            failure: Exception | None = None
            try:
                result = self._in_transaction(connection, work)
            except Exception as error:  # noqa: BLE001 - it belongs to the caller who awaits
                failure = error
            try:
                future.get_loop().call_soon_threadsafe(_complete, future, result, failure)
            except RuntimeError:
                # The loop is closed: nobody waits any more.
                continue
            # Nothing of this job may live on while the thread waits for the next.
            del job, work, future, result, failure
        connection.close()

    def _in_transaction(
        self, connection: apsw.Connection, work: Callable[[apsw.Connection], R]
    ) -> R:
        connection.execute(self._begin)
        try:
            result = work(connection)
            connection.execute("COMMIT")
        except BaseException:
            # Some failures (a full disk) have rolled back already.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return result


def _complete(future: asyncio.Future[Any], result: Any, failure: Exception | None) -> None:
    if future.cancelled():
        return
    if failure is None:
        future.set_result(result)
    else:
        future.set_exception(failure)
