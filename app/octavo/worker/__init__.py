"""Runs heavy or dangerous work in a supervised process of its own.

``supervisor`` queues calls and streams and handles deadlines, ``process`` is one process seen from
its owner, ``child`` is what runs inside it, ``frames`` is what the two say to each other.
"""

from octavo.worker.child import run_worker
from octavo.worker.process import WorkerInterruptedError, WorkerMemoryError
from octavo.worker.supervisor import WorkerProcess

__all__ = [
    "WorkerInterruptedError",
    "WorkerMemoryError",
    "WorkerProcess",
    "run_worker",
]
