"""A data folder of the first Octavo: the frozen program brings it up to date and loses nothing."""

from __future__ import annotations

from pathlib import Path

from support import older_data  # type: ignore[import-not-found]
from trial.program import Program


def test_data_of_the_first_version_are_used_on_and_kept_as_they_were(
    program: Program, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    older_data.lay_down(data)
    database = data / "octavo.sqlite"
    said = older_data.conversation(database)
    assert older_data.schema(database) == 1

    asked = program.run(
        "ask", "--data-dir", str(data), str(older_data.DOCUMENT), older_data.QUESTION
    )
    assert asked.returncode == 0, asked.stderr
    assert older_data.ANSWER in asked.stdout
    assert older_data.schema(database) > 1
    assert older_data.conversation(database)[: len(said)] == said
    copy = data / "octavo-v1.backup.sqlite"
    assert older_data.schema(copy) == 1
    assert older_data.conversation(copy) == said
