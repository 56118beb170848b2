"""The rows of models: each stands once, as what it is now."""

from __future__ import annotations

from octavo.providers.local.catalog import OFFERED
from octavo.providers.model_files.beginning import Begun, Unfinished
from octavo.session.model_items import ModelItem, ModelState, all_items

ONE, TWO, THREE = OFFERED


def test_each_model_has_one_row_whatever_is_known_of_it() -> None:
    here = {ONE.name: ModelItem(ONE.name, "One", ModelState.HERE)}
    ways = {
        ONE.name: ModelItem(ONE.name, "One", ModelState.PAUSED),
        "mine": ModelItem("mine", "Mine", ModelState.FETCHING),
    }
    halves = [
        Unfinished(TWO.name, Begun(url=TWO.url), 7),
        Unfinished("mine", Begun(url="https://a/b"), 1),
        Unfinished("far", Begun(url="https://a/b"), 5),
    ]
    rows = [(one.name, one.state, one.done) for one in all_items(here, ways, OFFERED, halves)]
    assert rows == [
        (ONE.name, ModelState.HERE, 0),
        ("mine", ModelState.FETCHING, 0),
        ("far", ModelState.PAUSED, 5),
        (TWO.name, ModelState.PAUSED, 7),
        (THREE.name, ModelState.OFFERED, 0),
    ]


def test_what_came_from_nowhere_that_is_known_can_only_be_removed() -> None:
    halves = [Unfinished("a", Begun(), 5), Unfinished("b", Begun(file="/far/b.gguf"), 0)]
    lost, copied = all_items({}, {}, (), halves)
    assert (lost.can_get, copied.can_get) == (False, True)
    assert lost.problem is not None
    assert "not known any more where it came from" in lost.problem.message
    assert copied.problem is not None
    assert copied.problem.message == "It was being copied from “/far/b.gguf” when that was stopped."
