"""Garbage is collected between the loop's rounds; all objects only when nobody waits."""

from __future__ import annotations

import dataclasses

import pytest

from octavo.ui import garbage
from octavo.ui.garbage import AT_LATEST, LOOK, MANY, Collector
from support.qt import until

DUE = (701, 11, 11)


@dataclasses.dataclass
class Counted:
    """Stands in for Python's collector: what it counts, and which generations were collected."""

    count: tuple[int, int, int] = (0, 0, 0)
    young: int = 0
    collected: list[int] = dataclasses.field(default_factory=list)

    def get_count(self) -> tuple[int, int, int]:
        return self.count

    def get_threshold(self) -> tuple[int, int, int]:
        return 700, 10, 10

    def get_objects(self, generation: int) -> range:
        assert generation == 0
        return range(self.young)

    def collect(self, generation: int) -> None:
        self.collected.append(generation)


@pytest.mark.parametrize(
    ("count", "collected"),
    [
        ((700, 99, 99), []),
        ((701, 10, 99), [0]),
        ((701, 11, 10), [1]),
        (DUE, [1]),
        ((701, 11, 10 * AT_LATEST), [1]),
        ((701, 11, 10 * AT_LATEST + 1), [2]),
    ],
)
def test_what_is_due_is_collected_but_for_all_objects(
    qapp: object, count: tuple[int, int, int], collected: list[int]
) -> None:
    assert qapp
    counted = Counted(count)
    collector = Collector(heap=counted)
    collector.end_round()
    assert counted.collected == collected
    collector.stop()


@pytest.mark.parametrize(("young", "collected"), [(700 * MANY, []), (700 * MANY + 1, [0])])
def test_objects_that_came_while_as_many_went_are_collected_before_they_are_too_many(
    qapp: object, young: int, collected: list[int]
) -> None:
    assert qapp
    counted = Counted(young=young)
    collector = Collector(heap=counted)
    for _ in range(LOOK):
        collector.end_round()
    assert counted.collected == collected


async def test_all_objects_are_looked_at_once_the_loop_is_quiet() -> None:
    counted = Counted(DUE)
    collector = Collector(heap=counted)
    collector.end_round()
    assert collector.is_waiting
    counted.count = (0, 0, 0)
    collector.end_round()  # so the next time is not quiet yet
    await until(lambda: 2 in counted.collected, "a quiet moment", seconds=30)

    assert counted.collected == [1, 2]
    assert not collector.is_waiting  # nothing wakes an idle window


async def test_work_puts_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "QUIET_MS", 1)
    counted = Counted(DUE)
    collector = Collector(heap=counted)
    collector.end_round()
    counted.count = (0, 0, 0)
    again: list[int] = []
    wait = collector._wait
    monkeypatch.setattr(collector, "_wait", lambda: (again.append(1), wait()))
    collector._quiet.timeout.connect(lambda: len(again) < 3 and collector.end_round())
    collector.end_round()
    await until(lambda: 2 in counted.collected, "a quiet moment", seconds=30)

    assert len(again) >= 3
