"""A data folder as the first Octavo left it: one document, an assistant, a thread with an answer.

It is kept as text beside its document, in ``older``; a newer program that opens it has all its
migrations to do.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from pathlib import Path

import apsw

_KEPT = Path(__file__).with_name("older")

DOCUMENT = _KEPT / "lease.pdf"
QUESTION = "When is the rent due?"
ANSWER = "The rent is 940 euros a month and is due on the third working day."
TITLE = QUESTION
"""What the thread is called: its first question."""


def lay_down(folder: Path) -> None:
    """Write the data folder.

    Args:
        folder: Where it is made; it must not be there yet.
    """
    folder.mkdir(parents=True)
    with contextlib.closing(apsw.Connection(str(folder / "octavo.sqlite"))) as database:
        database.execute((_KEPT / "schema-1.sql").read_text(encoding="utf-8"))
    sha256 = hashlib.sha256(DOCUMENT.read_bytes()).hexdigest()
    kept = folder / "files" / sha256[:2] / sha256[2:]
    kept.parent.mkdir(parents=True)
    shutil.copyfile(DOCUMENT, kept)


def schema(database: Path) -> int:
    """Return the number of a database's schema."""
    with contextlib.closing(apsw.Connection(str(database), apsw.SQLITE_OPEN_READONLY)) as opened:
        return int(opened.pragma("user_version"))


def conversation(database: Path) -> list[tuple[str, str]]:
    """Return title and text of what was said in threads, in order.

    Args:
        database: One of any schema.
    """
    said = """
        SELECT threads.body ->> '$.metadata.title', messages.body ->> '$.content[0].text.value'
        FROM messages JOIN threads ON messages.thread_id = threads.id ORDER BY messages.seq
    """
    with contextlib.closing(apsw.Connection(str(database), apsw.SQLITE_OPEN_READONLY)) as opened:
        return [(str(title), str(text)) for title, text in opened.execute(said)]
