r"""Mathematics of answers: what is a formula and what is money, and how a formula reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from octavo.session.mathematics import marking
from octavo.session.mathematics.marking import mathematics
from octavo.session.mathematics.pieces import Piece, text_of
from octavo.session.mathematics.reading import MOST, readable

READS = {
    r"x^2 + y^2 = z^2": "x² + y² = z²",
    r"\frac{-b \pm \sqrt{b^2-4ac}}{2a}": "(−b ± √(b² − 4ac))/(2a)",
    r"\frac{1}{2}": "1/2",
    r"3\frac12": "3 1/2",
    r"\frac{a}{b}c": "(a/b)c",
    r"\frac{a}{b} + c": "a/b + c",
    r"e^{i\pi}+1=0": "e^(iπ) + 1 = 0",
    r"\sum_{i=1}^{n} x_i": "∑_(i=1)ⁿ x_i",
    r"\lim_{x \to 0} \frac{\sin x}{x} = 1": "lim_(x→0) (sin x)/x = 1",
    r"P(A|B)=\frac{P(B|A)P(A)}{P(B)}": "P(A|B) = P(B|A)P(A)/P(B)",
    r"\hat{y} = \bar{x}": "ŷ = x̄",
    r"\text{net income} = 5\%": "net income = 5%",
    r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}": "(1  2; 3  4)",
    r"\begin{aligned} a &= b \\ c &= d \end{aligned}": "a = b\nc = d",
    r"f = \begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}": "f = { 1, x > 0; 0, else",
    r"\left( \frac{1}{n+1} \right)^2": "(1/(n + 1))²",
    r"\sqrt[3]{x+1}": "∛(x + 1)",
    r"A \subseteq \mathbb{R}^n \Rightarrow \forall x \notin A": "A ⊆ ℝⁿ ⇒ ∀x ∉ A",
    r"\log_2 n, \sin\theta": "log₂ n, sin θ",
    r"10^{-3}\,\text{m}": "10⁻³ m",
    r"x' = -k": "x′ = −k",
    r"1,234.5": "1,234.5",
    r"\binom{n}{k} \boxed{42}": "C(n, k)42",
    r"\unheard{x} \of": r"\unheard{x}\of",
}


@pytest.mark.parametrize(("tex", "reads"), READS.items(), ids=list(READS))
def test_a_formula_reads(tex: str, reads: str) -> None:
    made = readable(tex)
    assert made is not None
    assert text_of(made) == reads


def test_what_has_no_character_of_its_own_is_moved() -> None:
    assert readable("x_{max}^2") == (Piece("x", italic=True), Piece("max", -1), Piece("²"))
    assert readable(r"\mathbf{v}") == (Piece("v", italic=True, bold=True),)


@pytest.mark.parametrize(
    "tex",
    [
        *("{x", "x}", "x^", r"\frac{1}", r"\text", r"\begin{cases} x", "{" * 99 + "}" * 99),
        *("", " ", "x" * (MOST + 1), r"\sqrt" * 300 + "x"),
    ],
)
def test_what_does_not_hold_together_is_not_read(tex: str) -> None:
    assert readable(tex) is None


@given(st.text(alphabet="\\{}[]^_&$ abfrcsqt123+-=\n\tπ\ufffc", max_size=60))
def test_anything_can_be_tried(tex: str) -> None:
    made = readable(tex)
    assert made is None or "".join(piece.text for piece in made)


def _formulas(text: str) -> list[tuple[str, str]]:
    tokens = MarkdownIt("commonmark").enable("table").use(mathematics).parse(text)
    every = [one for token in tokens for one in (token, *(token.children or ()))]
    return [(one.type, one.content) for one in every if one.type.startswith("math")]


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 and $10.",
        "From $5 to $6, or $7.",
        "US$5 is about €4, A$7 is less.",
        "between $1.2 billion (2021) and $1.5 billion",
        "5$-10$ each, 5 or 10$",
        "$5 or 10$",
        "$20,000/month, paid in US$",
        "$AAPL and $MSFT",
        "the total of $100 plus tax$ was paid",
        "`$x^2$` and ``\\(x\\)``",
        "```\n$x^2$\n```",
        "    $$x$$",
        r"\$x^2\$",
        "a $ b",
        "$ x^2 $",
        r"\(",
        "$$ not closed",
    ],
)
def test_prices_and_code_are_left_alone(text: str) -> None:
    assert _formulas(text) == []


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("so $x^2$.", "x^2"),
        ("($n$)", "n"),
        ("$f(x)$", "f(x)"),
        ("$5$ of them", "5"),
        ("$2 + 3 = 5$", "2 + 3 = 5"),
        (r"$\$5 \cdot n$", r"\$5 \cdot n"),
        (r"so \(a*b*c\)", "a*b*c"),
        (r"$a_1 * b_1$ and *c*", "a_1 * b_1"),
        ("costs $x_1$, that is $5", "x_1"),
        ("| a |\n|---|\n| $x^2$ |", "x^2"),
        ("text $$x = 1$$ text", "x = 1"),
    ],
)
def test_a_formula_in_a_line_is_found(text: str, tex: str) -> None:
    assert _formulas(text) == [(marking.INLINE, tex)]


@pytest.mark.parametrize(
    "text",
    [
        "$$\nx\n- y\n= 1\n$$",
        "\\[\nx\n- y\n= 1\n\\]",
        "So:\n$$\nx\n- y\n= 1\n$$\nand",
        "> \\[x\n> - y\n> = 1\\]",
    ],
)
def test_a_formula_of_its_own_is_no_list_and_no_heading(text: str) -> None:
    assert _formulas(text) == [(marking.BLOCK, "x\n- y\n= 1")]
