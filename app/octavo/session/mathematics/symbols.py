"""What commands of TeX stand for: tables only."""
# ruff: noqa: RUF001 - mathematical characters are meant, however much they resemble letters

from __future__ import annotations

from typing import Final


def _table(text: str) -> dict[str, str]:
    """Return names with the character that follows each of them."""
    parts = text.split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


GREEK: Final = _table(
    "alpha α beta β gamma γ delta δ epsilon ϵ zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ "
    "nu ν xi ξ omicron ο pi π rho ρ sigma σ tau τ upsilon υ phi ϕ chi χ psi ψ omega ω "
    "varepsilon ε vartheta ϑ varpi ϖ varrho ϱ varsigma ς varphi φ "
    "Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω"
)

RELATIONS: Final = _table(
    "le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ne ≠ neq ≠ lt < gt > approx ≈ equiv ≡ sim ∼ "
    "simeq ≃ cong ≅ propto ∝ ll ≪ gg ≫ in ∈ notin ∉ ni ∋ mid ∣ nmid ∤ subset ⊂ supset ⊃ "
    "subseteq ⊆ supseteq ⊇ subsetneq ⊊ to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ "
    "mapsto ↦ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⇒ impliedby ⇐ iff ⇔ "
    "longrightarrow ⟶ longleftarrow ⟵ Longrightarrow ⟹ rightleftharpoons ⇌ perp ⊥ parallel ∥ "
    "vdash ⊢ models ⊨ doteq ≐ prec ≺ succ ≻ preceq ⪯ succeq ⪰ coloneqq ≔ triangleq ≜"
)

OPERATORS: Final = _table(
    "times × cdot · div ÷ pm ± mp ∓ ast ∗ star ⋆ cup ∪ cap ∩ setminus ∖ land ∧ wedge ∧ lor ∨ "
    "vee ∨ oplus ⊕ otimes ⊗ circ ∘ bullet ∙ bmod mod"
)

FUNCTIONS: Final = _names(
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lcm lg lim "
    "liminf limsup ln log max min mod Pr rank sec sgn sin sinh sup tan tanh tr argmax argmin"
)
"""Names that are set upright, and apart from what they are applied to."""

_SPACES: Final = {"quad": "  ", "qquad": "    ", "space": " ", "enspace": " ", "thinspace": " "}

_ESCAPED: Final = {
    **{character: character for character in "%$#&_{}"},
    **dict.fromkeys(",;:> ", " "),
    "|": "‖",
    "!": "",
    "/": "",
    "\\": "\n",
}
"""Behind a backslash, characters that are no letters."""

_OTHERS: Final = _table(
    "infty ∞ partial ∂ nabla ∇ forall ∀ exists ∃ nexists ∄ emptyset ∅ varnothing ∅ neg ¬ lnot ¬ "
    "hbar ℏ ell ℓ Re ℜ Im ℑ aleph ℵ angle ∠ degree ° prime ′ dots … ldots … cdots ⋯ vdots ⋮ "
    "ddots ⋱ dotsc … dotsb ⋯ sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ "
    "bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ surd √ top ⊤ bot ⊥ triangle △ uparrow ↑ "
    "downarrow ↓ therefore ∴ because ∵ dagger † langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ "
    "rceil ⌉ lvert | rvert | vert | lVert ‖ rVert ‖ Vert ‖ lbrace { rbrace } lbrack [ rbrack ] "
    "backslash \\ pounds £ euro € checkmark ✓ square □ blacksquare ■ imath ı jmath ȷ colon : "
    "S § P ¶"
)

CHARACTERS: Final = {
    **GREEK,
    **RELATIONS,
    **OPERATORS,
    **_OTHERS,
    **_SPACES,
    **_ESCAPED,
    **{name: name for name in FUNCTIONS},
}
"""All commands that stand for characters, whatever these are."""

LARGE: Final = frozenset("∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂")
"""What is applied to all that follows, as functions are."""

TYPED: Final = {"-": "−", "'": "′", "~": " "}
"""What characters of a formula mean beyond themselves."""

ACCENTS: Final = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "bar": "\u0304",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "vec": "\u20d7",
    "dot": "\u0307",
    "ddot": "\u0308",
    "acute": "\u0301",
    "grave": "\u0300",
    "check": "\u030c",
    "breve": "\u0306",
    "overline": "\u0305",
    "underline": "\u0332",
    "overrightarrow": "\u20d7",
}

BLACKBOARD: Final = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))
SCRIPT: Final = dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True))

RAISED: Final = dict(zip("0123456789+−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True))
LOWERED: Final = dict(zip("0123456789+−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
"""Characters of their own that nearly all fonts have."""

NEGATED: Final = dict(zip("=∈<>≡∃⊂∣", "≠∉≮≯≢∄⊄∤", strict=True))
ROOTS: Final = {"": "√", "2": "√", "3": "∛", "4": "∜"}

BRACKETS: Final = {
    "matrix": ("", ""),
    "smallmatrix": ("", ""),
    "array": ("", ""),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
    "cases": ("{ ", ""),
}
"""Environments whose rows stand side by side, and what stands around them."""

DROPPED: Final = _names(
    "left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr displaystyle "
    "textstyle scriptstyle limits nolimits nonumber notag hline centering rm bf it"
)
"""They change only how something looks."""

FRACTIONS: Final = _names("frac dfrac tfrac cfrac")
BINOMIALS: Final = _names("binom dbinom tbinom")
UPRIGHT: Final = _names(
    "text textrm textnormal textit textsf texttt mathrm mathsf mathtt operatorname mbox"
)
BOLD: Final = _names("mathbf textbf boldsymbol bm boxed")
AS_IT_IS: Final = _names(
    "mathit mathfrak underbrace overbrace cancel phantom ensuremath mathop mathrel"
)
UNSEEN: Final = _names("label color hspace vspace")
