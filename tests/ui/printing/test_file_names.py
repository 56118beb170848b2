"""A title becomes the name of a file that every system takes, with nothing cut off at a dot."""

from __future__ import annotations

import pytest

from octavo.ui.export.file_names import file_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("What does § 3.2 of the lease say?", "What does § 3 2 of the lease say"),
        ("Kosten 2023/2024: was ist neu?", "Kosten 2023 2024 was ist neu"),
        ('a\\b|c*d<e>"f"\x00\n', "a b c d e f"),
        ("-- ..", "New thread"),
        ("word " * 40, ("word " * 16).strip()),
        ("\U0001f600" * 90, "\U0001f600" * 50),
        ("Con", "Con_"),
        ("LPT1", "LPT1_"),
        ("console", "console"),
        ("invoice\u202efdp", "invoice fdp"),
    ],
)
def test_a_title_is_a_name_without_what_a_system_refuses(title: str, name: str) -> None:
    assert file_name(title) == name
