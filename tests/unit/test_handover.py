"""Handing files over to the window that is open, and what may lie where they are handed over."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from octavo.errors import DataFolderInUseError
from octavo.handover import HandOver, enter, make_folder, take_all
from octavo.window_lock import WindowLock, holder

NAME = "0123456789abcdef" * 2 + ".json"


def write(data_dir: Path, content: object, name: str = NAME) -> Path:
    """Put something where requests lie."""
    path = make_folder(data_dir) / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="ascii")
    return path


def enter_elsewhere(data_dir: Path, wanted: HandOver) -> tuple[threading.Thread, list[object]]:
    """Let a second start try to enter in a thread; returns it and where its result will be."""
    came_to: list[object] = []
    thread = threading.Thread(target=lambda: came_to.append(enter(data_dir, wanted, patience=60)))
    thread.start()
    return thread, came_to


def wait_for_request(data_dir: Path, thread: threading.Thread) -> None:
    while not list(make_folder(data_dir).glob("*.json")):
        thread.join(0.01)
        assert thread.is_alive(), "it ended without a request"


def test_the_first_start_is_the_window(tmp_path: Path) -> None:
    lock = enter(tmp_path / "data", HandOver((tmp_path / "a.pdf",)))
    assert lock is not None
    assert holder(tmp_path / "data") == os.getpid()
    assert take_all(tmp_path / "data") == []
    lock.release()
    again = WindowLock.take(tmp_path / "data")
    assert again is not None
    again.release()


def test_a_second_start_hands_over_and_learns_that_it_was_taken(tmp_path: Path) -> None:
    """Security 17."""
    odd = Path(os.fsdecode(b"/tmp/caf\xe9 \xe2\x80\xae.pdf"))
    wanted = HandOver((tmp_path / "a.pdf", odd), "token-1")
    with WindowLock.take(tmp_path) as lock:
        assert lock is not None
        thread, came_to = enter_elsewhere(tmp_path, wanted)
        wait_for_request(tmp_path, thread)
        assert take_all(tmp_path) == [wanted]
        thread.join(60)
    assert came_to == [None]
    assert list(make_folder(tmp_path).iterdir()) == []


def test_a_second_start_becomes_the_window_when_the_first_ends(tmp_path: Path) -> None:
    with WindowLock.take(tmp_path) as lock:
        assert lock is not None
        thread, came_to = enter_elsewhere(tmp_path, HandOver((tmp_path / "a.pdf",)))
        wait_for_request(tmp_path, thread)
    thread.join(60)
    assert isinstance(came_to[0], WindowLock)
    came_to[0].release()
    assert take_all(tmp_path) == [], "it opens its files itself"


def test_a_window_that_does_not_answer_is_named_with_what_to_do(tmp_path: Path) -> None:
    with WindowLock.take(tmp_path) as lock:
        assert lock is not None
        with pytest.raises(DataFolderInUseError) as caught:
            enter(tmp_path, HandOver((tmp_path / "a.pdf",)), patience=0.0)
    assert "does not answer" in caught.value.message
    assert f"number {os.getpid()}" in caught.value.hint
    assert take_all(tmp_path) == [], "what nobody took is withdrawn"


def test_a_folder_that_cannot_be_locked_keeps_nobody_out(tmp_path: Path) -> None:
    in_the_way = tmp_path / "data"
    in_the_way.write_text("a file where the folder should be")
    with WindowLock.take(in_the_way) as lock:
        assert lock is not None


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[" * 100_000,
        [],
        {"paths": "a"},
        {"paths": [1]},
        {"paths": ["relative.pdf"]},
        {"paths": ["/a\0b.pdf"]},
        {"token": "x"},
    ],
)
def test_what_is_not_a_request_is_removed_and_changes_nothing(
    tmp_path: Path, content: object
) -> None:
    path = write(tmp_path, content)
    assert take_all(tmp_path) == []
    assert not path.exists()


def test_a_request_of_a_size_that_no_command_line_has_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, {"paths": ["/" + "a" * (8 << 20)], "token": ""})
    assert take_all(tmp_path) == []


@pytest.mark.parametrize("token", ["x" * 600, "a\nb", 7, None])
def test_a_token_that_no_desktop_gives_is_left_out(tmp_path: Path, token: object) -> None:
    write(tmp_path, {"paths": ["/a.pdf"], "token": token})
    assert take_all(tmp_path) == [HandOver((Path("/a.pdf"),))]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no pipes and few links in folders")
def test_links_and_pipes_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_text('{"paths": ["/a.pdf"], "token": ""}')
    (make_folder(tmp_path) / NAME).symlink_to(secret)
    os.mkfifo(make_folder(tmp_path) / ("f" * 32 + ".json"))
    assert take_all(tmp_path) == []
    assert secret.exists()


def test_drafts_and_foreign_files_wait_and_old_ones_go(tmp_path: Path) -> None:
    draft = write(tmp_path, "{", "0" * 32 + ".partial")
    old = write(tmp_path, {"paths": ["/a.pdf"], "token": ""}, "1" * 32 + ".json")
    os.utime(old, (1, 1))
    assert take_all(tmp_path) == []
    assert draft.exists()
    assert not old.exists()
