"""Markdown to blocks."""

from __future__ import annotations

import pytest

from octavo.ui.chat.markdown import Block, BlockKind, parse_markdown, parse_plain


def words(block: Block) -> str:
    return "".join(run.text for run in block.runs)


def test_blocks_of_every_kind() -> None:
    text = "# Title\n\ntext\n\n```py\na = 1\n```\n\n---\n\n|a|b|\n|-|-:|\n|1|2|\n"
    blocks = parse_markdown(text)
    assert [block.kind for block in blocks] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.CODE,
        BlockKind.RULE,
        BlockKind.TABLE,
    ]
    assert blocks[0].level == 1
    assert words(blocks[2]) == "a = 1"
    rows = [
        [("".join(r.text for r in cell.runs), cell.align) for cell in row] for row in blocks[4].rows
    ]
    assert rows == [[("a", "left"), ("b", "right")], [("1", "left"), ("2", "right")]]


def test_emphasis_code_and_links() -> None:
    (block,) = parse_markdown("**b** *i* ~~s~~ `c` [l](https://example.com/) <https://a.example>")
    looks = {run.text: run for run in block.runs if run.text.strip()}
    assert looks["b"].bold
    assert looks["i"].italic
    assert looks["s"].strike
    assert looks["c"].code
    assert looks["l"].href == "https://example.com/"
    assert looks["https://a.example"].href == "https://a.example"


def test_lists_number_their_items_and_know_their_depth() -> None:
    blocks = parse_markdown("3. a\n4. b\n   - c\n\n     still c\n")
    assert [(b.marker, b.depth, words(b)) for b in blocks] == [
        ("3.", 1, "a"),
        ("4.", 1, "b"),
        ("•", 2, "c"),
        ("", 2, "still c"),
    ]


def test_a_list_of_list_only_items_keeps_its_markers() -> None:
    assert [b.quoted for b in parse_markdown("> a\n>\n> > b")] == [1, 2]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![two *words*](http://x.example/a.png)", "two words"),
        ("![](http://x.example/a.png)", "image"),
        ("![r][1]\n\n[1]: http://x.example/a.png", "r"),
        ("<b>bold</b>", "<b>bold</b>"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("[x](ftp://x.example/)", "x"),
        ("[x](octavo://x)", "x"),
        ("[x](//x.example/a)", "x"),
    ],
)
def test_images_html_and_other_links_are_only_words(text: str, shown: str) -> None:
    blocks = parse_markdown(text)
    assert " ".join(words(block) for block in blocks) == shown
    assert not any(run.href for block in blocks for run in block.runs)


def test_plain_text_is_not_interpreted_and_citations_get_their_own_line() -> None:
    first, second = parse_plain("**“a”** \U000f0000 \U000f0001\n\n\n# b")
    assert words(first) == "**“a”**\n "
    assert [run.citation for run in first.runs if run.citation is not None] == [0, 1]
    assert words(second) == "# b"


def test_mathematics_reads_and_prices_stay() -> None:
    (block,) = parse_markdown(r"For $5 you get $x_{max}^2$ and \(\frac{a}{b}\), not $\frac{a$.")
    assert words(block) == r"For $5 you get xmax² and a/b, not $\frac{a$."
    assert {run.text: run.script for run in block.runs if run.script} == {"max": -1}
    assert {run.text for run in block.runs if run.code} == {r"$\frac{a$"}


def test_a_citation_in_a_formula_stays_one() -> None:
    marked = "so $x = 1\U000f0000$"
    (block,) = parse_markdown(marked)
    assert [run.citation for run in block.runs if run.citation is not None] == [0]


def test_a_formula_of_its_own_is_a_block() -> None:
    tex = r"\begin{aligned} a &= b \\ c &= d \end{aligned}"
    blocks = parse_markdown(f"So\n\n$$\n{tex}\n$$.\n\nand")
    kinds = [BlockKind.PARAGRAPH, BlockKind.FORMULA, BlockKind.PARAGRAPH]
    assert [block.kind for block in blocks] == kinds
    assert words(blocks[1]) == "a = b\nc = d."


def test_a_quote_of_rows_is_a_table_above_its_citation() -> None:
    table, below = parse_plain("“2021\t2022\nRent\t880\t900” \U000f0000")
    assert table.kind is BlockKind.TABLE
    words = [["".join(run.text for run in cell.runs) for cell in row] for row in table.rows]
    assert words == [["", "2021", "2022"], ["Rent", "880", "900"]]
    assert below.kind is BlockKind.PARAGRAPH
    assert [run.citation for run in below.runs] == [0]


def test_a_quote_of_one_row_is_a_table_too() -> None:
    table, below = parse_plain("“Insurer\tHarbour Mutual” \U000f0000")
    words = [["".join(run.text for run in cell.runs) for cell in row] for row in table.rows]
    assert words == [["Insurer", "Harbour Mutual"]]
    assert [run.citation for run in below.runs] == [0]


@pytest.mark.parametrize("text", ["a\tb\nc\td", "“a” \U000f0000", "“a\tb\nc” \U000f0000"])
def test_what_is_no_quote_of_rows_stays_a_paragraph(text: str) -> None:
    assert [block.kind for block in parse_plain(text)] == [BlockKind.PARAGRAPH]
