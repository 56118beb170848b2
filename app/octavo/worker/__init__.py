"""Runs heavy or dangerous work in a supervised process of its own.

``supervisor`` queues calls and streams and handles deadlines, ``process`` is one process seen from
its owner, ``child`` is what runs inside it, ``frames`` is what the two say to each other. What only
the owner needs is loaded when it is first asked for: asyncio alone is a fifth of a worker's start.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from octavo.worker.child import run_worker

if TYPE_CHECKING:
    from octavo.worker.process import WorkerInterruptedError, WorkerMemoryError
    from octavo.worker.supervisor import WorkerProcess

__all__ = [
    "WorkerInterruptedError",
    "WorkerMemoryError",
    "WorkerProcess",
    "run_worker",
]

_OF_THE_OWNER = {
    "WorkerInterruptedError": "octavo.worker.process",
    "WorkerMemoryError": "octavo.worker.process",
    "WorkerProcess": "octavo.worker.supervisor",
}


def __getattr__(name: str) -> object:
    if name not in _OF_THE_OWNER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_OF_THE_OWNER[name]), name)
    globals()[name] = value
    return value
