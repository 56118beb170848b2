"""Which file's passages are embedded next: none waits until a long one is done, none for ever."""

from __future__ import annotations

from collections.abc import Collection

from octavo.engine.ingest.turns import ROUND, Turns

PART = 32


def _key(name: str, store: str = "vs_1") -> tuple[str, str]:
    return store, name


def _taken(turns: Turns, lacking: dict[tuple[str, str], int], asked: Collection[str]) -> list[str]:
    """Work all off in parts; return the names in their order."""
    left, names = dict(lacking), []
    turns.put(left)
    while (key := turns.take(asked)) is not None:
        names.append(key[1])
        left[key] -= PART
        turns.embedded(key, PART)
        if left[key] <= 0:
            turns.forget(key)
    return names


def test_what_lacks_fewest_comes_first() -> None:
    lacking = {_key("long"): 90, _key("note"): 1, _key("letter"): 5}
    assert _taken(Turns(), lacking, ()) == ["note", "letter", "long", "long", "long"]


def test_what_is_asked_about_comes_first_and_leaves_short_files_their_turn() -> None:
    lacking = {_key("note"): 1, _key("letter"): 9, _key("asked", "vs_2"): 150}
    names = _taken(Turns(), lacking, {"vs_2"})
    assert names == ["asked", "asked", "note", "letter", "asked", "asked", "asked"]


def test_a_long_file_gets_on_though_short_ones_keep_coming() -> None:
    turns = Turns()
    long = _key("long")
    names = []
    for number in range(3 * ROUND):
        turns.put({long: 9999, _key(f"note {number}"): 1})
        key = turns.take()
        assert key is not None
        names.append(key[1])
        turns.forget(key)
    assert names.count("long") == 3


def test_each_of_many_long_files_has_its_turn() -> None:
    turns = Turns()
    files = [_key(f"file {number}") for number in range(5)]
    turns.put(dict.fromkeys(files, 9999))
    assert {turns.take() for _ in range(len(files) * ROUND)} == set(files)


def test_what_failed_comes_last_even_when_it_is_asked_about() -> None:
    turns = Turns()
    failed, worse, long = _key("failed", "vs_2"), _key("worse"), _key("long")
    turns.put({failed: 1, worse: 1, long: 9999}, {failed: 1, worse: 2})
    assert {turns.take({"vs_2"}) for _ in range(ROUND)} == {long}
    turns.forget(long)
    assert {turns.take() for _ in range(ROUND)} == {failed}


def test_what_is_gone_is_not_taken() -> None:
    turns = Turns()
    turns.put({_key("gone"): 1})
    turns.forget(_key("gone"))
    turns.embedded(_key("gone"), 1)
    assert turns.take() is None
