"""Files as people drop them (security line 10)."""

from __future__ import annotations

import hashlib
import os
import sys
import threading
from pathlib import Path

import pytest

from octavo.errors import InputError
from octavo.protocol.files import MAX_FILE_BYTES
from octavo.session.files import digest, find_files
from octavo.session.names import display_name

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")


def put(path: Path, content: bytes = b"%PDF-1.7 anything") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def problems(*paths: Path) -> list[str]:
    return [found.problem.message if found.problem else "" for found in find_files(paths)]


def test_a_named_file_is_always_tried(tmp_path: Path) -> None:
    (found,) = find_files([put(tmp_path / "notes.txt", b"no PDF")])
    assert (found.name, found.bytes, found.problem) == ("notes.txt", 6, None)


def test_a_folder_gives_its_pdfs_in_order_whatever_their_depth(tmp_path: Path) -> None:
    for name in ("b.pdf", "a.PDF", "notes.txt", "deep/er/c.pdf"):
        put(tmp_path / name)
    assert [found.name for found in find_files([tmp_path])] == ["a.PDF", "b.pdf", "c.pdf"]


def test_a_folder_named_like_a_pdf_is_walked(tmp_path: Path) -> None:
    put(tmp_path / "x.pdf" / "inside.pdf")
    assert [found.name for found in find_files([tmp_path / "x.pdf"])] == ["inside.pdf"]


def test_a_file_given_twice_is_taken_once(tmp_path: Path) -> None:
    path = put(tmp_path / "a.pdf")
    assert len(find_files([path, tmp_path, path])) == 1


@posix_only
def test_links_that_lead_back_do_not_loop(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.pdf")
    (tmp_path / "in" / "back").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert len(find_files([tmp_path])) == 1


def test_a_folder_without_pdfs_is_said(tmp_path: Path) -> None:
    put(tmp_path / "papers" / "notes.txt")
    assert problems(tmp_path / "papers") == ["There is no PDF in the folder “papers”."]


def test_missing_and_empty_files_are_said(tmp_path: Path) -> None:
    empty = put(tmp_path / "empty.pdf", b"")
    assert problems(tmp_path / "gone.pdf", empty) == [
        "There is no file “gone.pdf”.",
        "“empty.pdf” has no content.",
    ]


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)  # a hole: takes no room
    assert problems(path) == ["“huge.pdf” is too large. It has 512 MB; at most 512 MB can be read."]


@posix_only
def test_pipes_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    said = problems(tmp_path / "pipe.pdf", Path("/dev/zero"), tmp_path)
    assert said == [
        "“pipe.pdf” is not a file but a device or a pipe.",
        "“zero” is not a file but a device or a pipe.",
    ]


@posix_only
def test_a_broken_link_in_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "lost.pdf").symlink_to(tmp_path / "nowhere")
    assert problems(tmp_path) == ["There is no file “lost.pdf”."]


def test_a_name_with_nul_or_too_long_is_said(tmp_path: Path) -> None:
    said = problems(Path("a\0b.pdf"), tmp_path / ("x" * 300 + ".pdf"))
    assert said[0] == "There is no file “a\N{REPLACEMENT CHARACTER}b.pdf”."
    assert "cannot be opened" in said[1]


@posix_only
@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    put(tmp_path / "locked" / "a.pdf").parent.chmod(0)
    try:
        assert problems(tmp_path) == ["“locked” may not be read."]
    finally:
        (tmp_path / "locked").chmod(0o700)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("e\N{COMBINING ACUTE ACCENT}tude.pdf", "étude.pdf"),
        ("bill\N{RIGHT-TO-LEFT OVERRIDE}fdp.exe", "bill\N{REPLACEMENT CHARACTER}fdp.exe"),
        (
            "two\nlines\x1b[31m.pdf",
            "two\N{REPLACEMENT CHARACTER}lines\N{REPLACEMENT CHARACTER}[31m.pdf",
        ),
        ("bytes\udcff.pdf", "bytes\N{REPLACEMENT CHARACTER}.pdf"),
        ("Übersicht 🦉 報告.pdf", "Übersicht 🦉 報告.pdf"),
    ],
)
def test_names_are_shown_composed_and_without_tricks(name: str, shown: str) -> None:
    assert display_name(Path(name)) == shown


def test_the_digest_is_the_contents_sha256(tmp_path: Path) -> None:
    content = b"\0\r\n" * 1_000_000
    path = put(tmp_path / "a.pdf", content)
    assert digest(path, threading.Event()) == hashlib.sha256(content).hexdigest()


def test_the_digest_of_a_file_that_is_gone_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file"):
        digest(tmp_path / "gone.pdf", threading.Event())


def test_a_digest_can_be_stopped(tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(InputError, match="stopped"):
        digest(put(tmp_path / "a.pdf"), stop)
