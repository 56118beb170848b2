"""Where sentences begin and end."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.text.sentences import LONGEST, has_an_end, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_a_row_of_a_table_is_one_sentence_unless_it_is_long() -> None:
    row = "E1\tThe tap is shut. No water comes.\tOpen it. Then try again."
    assert cut(f"{row}\nE2\tThe door is open.") == [row, "E2\tThe door is open."]
    told = "We open at eight o'clock on weekdays. We close at five, and earlier on Fridays."
    assert cut(f"Hours\t{told} {told} {told}")[1] == "We close at five, and earlier on Fridays."
    assert len(cut(f"A\tB\t{told * 6}")) > 1


@pytest.mark.parametrize(
    "parts",
    [
        ["The rent is due.", "It is 900 euros!", "Who pays?", "The tenant."],
        ["He said “Stop.”", "Then he left (at last).", "“Why?”", "No reason."],
        ["Dr. Smith and Mr. J. R. Brown met Prof. Lee.", "They agreed."],
        ["See Fig. 3 and Sec. 4.2 (cf. Miller et al. 2019) for details.", "More follows."],
        ["It rose by 3.5 percent in 2008.", "In 2009 it fell."],
        ["The answer is no.", "Nobody paid."],
        ["See no. 12 of the list.", "It is short."],
        [
            "Pay it by ref. NK-2023-0417.",
            "Quote no. AB/12-7, too.",
            "The answer is no.",
            "A4 it is.",
        ],
        ["Laut Abrechnung Nr. NK-2023-0417 vom 12. März 2024.", "Danach ist sie offen."],
        ["It was made by Acme Inc.", "The firm is gone."],
        ["The company Acme Inc. Boston paid.", "Later it did not."],
        ["The U.S. Army came.", "It left."],
        ["Visit www.example.org/a.b today.", "Or write to a.b@example.org now."],
        ["Am 3. Mai 2020 endete die Frist.", "Der Mieter zog aus."],
        ["Im 19. Jahrhundert, z. B. in Wien, war das anders.", "Danach nicht."],
        ["Er zahlt ca. 900 Euro (inkl. Nebenkosten gem. § 4 Abs. 2).", "Sie zahlt nichts."],
        ["Wait … and see.", "It came."],
        [
            "Nach § 5 Abs. 2 S. 1 i. V. m. Art. 6 Abs. 1 UAbs. 1 lit. b DSGVO gilt § 7.",
            "Er haftet.",
        ],
        [
            "Er haftet nach § 626 Abs. 1 S. 2 Alt. 2 BGB und Nr. 3 Var. 1.",
            "Das gilt auch im Fall 2.",
            "Er ist 30 Jahre alt.",
            "1990 zog er um.",
        ],
        ["Im 3. Obergeschoss, d. h. über dem 2. Stock, ist es am 1. März ruhig.", "Er schläft."],
        ["Die Miete (vgl. Ziff. 3.2, s. Anl. 1) ist am 31.12. 2024 fällig.", "Sie steigt."],
        ["BGH, Urt. v. 3. Mai 2010, Az. V ZR 12/09, S. 12 ff. BGB.", "Das gilt."],
        ["Siehe S. 12 ff.", "Der Senat irrt."],
        ["Dipl.-Ing. Beispiel, Gartenstr. 27, Telefon-Nr. 02 51, Kundennr. 12.", "Er zahlt."],
        ["Ihm gehören Dipl.-Kffr. Sabine Kort und M.-Sc. Piet Wessels an.", "Er tagt."],
        ["Müller (Hrsg.) Handbuch, 3. Aufl., Rn. 12, Fn. 3, Bd. II.", "Es ist gut."],
        ["Der Verein heißt Muster e.V.", "Die Satzung gilt."],
        ["Es waren 5 Mio. Euro.", "Zuvor waren es 3 Mrd.", "Die Kosten sanken."],
        ["Die Kündigung richtet sich nach § 7.", "Mieter zahlen weiter."],
        ["We report the results of it in Table 3.", "Similarly, others do."],
        ["gez. H. Brinkmann gez. T. Küster"],
        ["ppa. Schulze, sgd. Smith, gem. Anlage 3."],
        ["See App. B, Vol. IV and approx. 5 pages of it.", "Good."],
        ["It opened at 5 p.m. in the U.S.", "The end came soon."],
        ["The room was lit.", "Nobody came."],
        ["Cfr. art. 5, pag. 3, sig. Rossi.", "È vero."],
        ["Véase pág. 3, núm. 4, Sra. Pérez.", "Así es."],
        ["См. рис. 5 и табл. 3 в прил.", "Это верно."],
        ["Wir zahlen z. B. österreichische Steuern.", "Ende."],
        ["1. The tenant pays.", "He pays on time."],
    ],
)
def test_stops_end_sentences_but_not_abbreviations_and_ordinals(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


@pytest.mark.parametrize("last", ["mind", "forts", "DNA", "CFR", "DOT", "env"])
def test_words_of_one_language_that_are_abbreviations_of_another_end_sentences(last: str) -> None:
    assert cut(f"All of it is in the {last}. Tenants pay.") == [
        f"All of it is in the {last}.",
        "Tenants pay.",
    ]


def test_lines_bullets_and_cjk_stops_part_sentences() -> None:
    assert cut("4.2 RESULTS\nItem 1  3.50\nItem 2  4.50") == [
        "4.2 RESULTS",
        "Item 1  3.50",
        "Item 2  4.50",
    ]
    assert cut("He needs: • a key • a lamp") == ["He needs:", "• a key", "• a lamp"]
    assert cut("租金为每月九百元。押金为两个月。") == ["租金为每月九百元。", "押金为两个月。"]


def test_white_space_belongs_to_no_sentence() -> None:
    assert cut("  \n One. \n\n  Two.  ") == ["One.", "Two."]
    assert cut("") == []


def test_what_has_no_stops_is_cut_at_a_space() -> None:
    pieces = cut("word " * 500)
    assert all(len(piece) <= LONGEST for piece in pieces)
    assert " ".join(pieces).split() == ["word"] * 500


@given(st.text(alphabet="aB .!?…\n\"'()1•。é", max_size=200))
def test_spans_ascend_and_cover_everything_but_white_space(text: str) -> None:
    spans = sentences(text)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(start < end for start, end in spans)
    assert "".join("".join(cut(text)).split()) == "".join(text.split())


def test_a_long_line_takes_linear_time() -> None:
    begun = time.thread_time()
    sentences("Word no. Some more etc. And on " * 20_000)
    assert time.thread_time() - begun < 5


@given(st.text(alphabet='aA1 .!?…؟۔।。！？•▪\n\r\x85\u2028"”)', max_size=LONGEST + 40))
def test_a_text_without_an_end_is_one_sentence_at_most(text: str) -> None:
    assert has_an_end(text) or len(sentences(text)) <= 1
