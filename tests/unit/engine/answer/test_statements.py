"""A model's text, taken apart as it streams."""

from __future__ import annotations

import pytest

from octavo.engine.answer.statements import Statement, StatementCutter


def cut(text: str, size: int) -> tuple[str, list[Statement]]:
    """Return what is shown of a text that comes in pieces, and its statements."""
    cutter = StatementCutter()
    out: list[str | Statement] = []
    for i in range(0, len(text), size):
        out += cutter.feed(text[i : i + size])
    out += cutter.rest()
    shown = ""
    statements: list[Statement] = []
    for piece in out:
        if isinstance(piece, str):
            shown += piece
        else:
            assert shown.endswith(piece.text)
            statements.append(piece)
    return shown, statements


SIZES = [1, 2, 3, 5, 8, 1000]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("text", "shown", "statements"),
    [
        ("It is blue [1].", "It is blue.", [("It is blue.", (1,))]),
        (
            "It is blue. [1] It is red [2, 3].",
            "It is blue. It is red.",
            [("It is blue.", (1,)), ("It is red.", (2, 3))],
        ),
        ("Blue [1][2].\n\nRed.", "Blue.\n\nRed.", [("Blue.", (1, 2)), ("Red.", ())]),
        ("Blue [Passage 4].", "Blue.", [("Blue.", (4,))]),
        ("Blue [2-4].", "Blue.", [("Blue.", (2, 3, 4))]),
        ("Blue 【4:0†source】.", "Blue.", [("Blue.", ())]),
        (
            "Dr. Who came. He left",
            "Dr. Who came. He left",
            [("Dr. Who came.", ()), ("He left", ())],
        ),
        ("- one [1]\n- two [2]", "- one\n- two", [("- one", (1,)), ("- two", (2,))]),
        ("a [b] c", "a [b] c", [("a [b] c", ())]),
        ("x[i] = 3", "x[i] = 3", [("x[i] = 3", ())]),
        ("See [this](http://a.example).", "See [this] (http://a.example).", None),
        ("![x](http://a.example)", "![x] (http://a.example)", None),
        ("[a][b]\n[b]: http://a.example", "[a] [b]\n[b] : http://a.example", None),
        ("<http://a.example> <img src=x>", "< http://a.example> < img src=x>", None),
        ("2 < 3 and a <= b", "2 < 3 and a <= b", None),
        ("an open 【 bracket", "an open [ bracket", None),
        ("", "", []),
        ("  \n ", "", []),
    ],
)
def test_text_is_shown_clean_with_its_statements_whatever_the_pieces(
    size: int, text: str, shown: str, statements: list[tuple[str, tuple[int, ...]]] | None
) -> None:
    got, found = cut(text, size)
    assert got == shown
    if statements is not None:
        assert [(one.text, one.hints) for one in found] == statements


def test_text_is_shown_before_its_sentence_ends() -> None:
    cutter = StatementCutter()
    assert cutter.feed("The deposit ") == ["The deposit"]
    assert cutter.feed("is due") == [" is due"]


def test_a_bracket_that_never_closes_holds_nothing_up_for_long() -> None:
    cutter = StatementCutter()
    out = cutter.feed("[" + "word " * 30)
    assert "".join(piece for piece in out if isinstance(piece, str)).startswith("[word")


TABLE = """Dates:

| Month | Day |
|---|---:|
| January [1] | 5 |
| February | 3 | [2]

Done."""


@pytest.mark.parametrize("size", SIZES)
def test_a_statement_of_a_table_ends_in_its_last_cell(size: int) -> None:
    """What stood behind the last line of a row would be another cell, and break the table."""
    shown, statements = cut(TABLE, size)
    assert shown == TABLE.replace(" [1]", "").replace(" [2]", "")
    assert [(one.text, one.hints) for one in statements] == [
        ("Dates:", ()),
        ("| January | 5", (1,)),
        ("| February | 3", (2,)),
        ("Done.", ()),
    ]


CODE = """So:

```python
rent = 5. It = 3
return rent
```

It is due.
"""


@pytest.mark.parametrize("size", SIZES)
def test_code_states_nothing(size: int) -> None:
    shown, statements = cut(CODE, size)
    assert shown.rstrip() == CODE.rstrip()
    assert [one.text for one in statements] == ["So:", "It is due."]


def test_a_line_that_ends_with_a_bar_is_shown_whole() -> None:
    assert cut("a |", 1)[0] == "a |"
    assert cut("|", 1)[0] == "|"
