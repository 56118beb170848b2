"""An older version after a newer one: the data are refused with a reason and a way back."""

from __future__ import annotations

from pathlib import Path

import apsw

from installers.layout import internal
from trial.program import Program

QUESTION = "How large may a PDF file be?"


def become_newer(folder: Path) -> int:
    """Do to a data folder what a newer version would, the copy that it makes first included.

    Returns:
        The number of the schema that the data have now.
    """
    database = apsw.Connection(str(folder / "octavo.sqlite"))
    try:
        known = int(database.execute("PRAGMA user_version").get)
        database.execute("VACUUM INTO ?", (str(folder / f"octavo-v{known}.backup.sqlite"),))
        database.execute(f"PRAGMA user_version = {known + 1}")
    finally:
        database.close()
    return known + 1


def test_data_of_a_newer_version_are_left_alone_and_the_copy_is_used(
    program: Program, bundle: Path, tmp_path: Path
) -> None:
    guide = str(internal(bundle) / "octavo" / "_resources/samples/guide.pdf")
    data = tmp_path / "data"
    folder = ["--data-dir", str(data)]
    first = program.run("ask", *folder, guide, QUESTION)
    assert first.returncode == 0, first.stderr
    newer = become_newer(data)
    written = (data / "octavo.sqlite").read_bytes()

    refused = program.run("ask", *folder, guide, QUESTION)
    assert refused.returncode == 2
    assert f"written by a newer Octavo (schema {newer};" in refused.stderr
    assert "octavo restore --data-dir" in refused.stderr
    assert (data / "octavo.sqlite").read_bytes() == written

    restored = program.run("restore", *folder)
    assert restored.returncode == 0, restored.stderr
    (aside,) = data.glob("newer-*")
    assert (aside / "octavo.sqlite").read_bytes() == written
    assert program.run("ask", *folder, guide, QUESTION).stdout == first.stdout
