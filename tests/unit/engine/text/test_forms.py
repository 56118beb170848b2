"""Irregular forms and other spellings have one stem, and look-alikes keep their own."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from octavo.engine.text import forms
from octavo.engine.text.languages import Language
from octavo.engine.text.words import stem, words


@pytest.mark.parametrize(
    ("language", "same"),
    [
        ("en", "give gives gave given giving"),
        ("en", "pay paid paying"),
        ("en", "write wrote written"),
        ("en", "child children"),
        ("en", "criterion criteria"),
        ("en", "organise organised organisation organize organization"),
        ("en", "analyse analysed analysis analyses analyzing"),
        ("en", "colour coloured color colored"),
        ("en", "travelling travelled traveling"),
        ("en", "licence licenses licensed"),
        ("en", "supervise supervised supervision"),
        ("en", "precise precisely precision"),
        ("en", "think thought thoughts"),
        ("en", "uprising uprisings"),
        ("en", "quiz quizzes quizzed quizzing"),
        ("en", "bus buses"),
        ("en", "lens lenses"),
        ("en", "gas gases"),
        ("en", "addendum addenda"),
        ("en", "learn learns learnt learning"),
        ("en", "undergo undergoes underwent undergone"),
        ("en", "traffic trafficking trafficked"),
        ("en", "occur occurred occurrence occurrences"),
        ("en", "anaemia anemia"),
        ("de", "zahlen zahlt zahlte gezahlt gezahlte gezahlten"),
        ("de", "zurückgeben zurückgegeben zurückgibt zurückzugeben"),
        ("de", "abschließen abgeschlossen abgeschlossene abzuschließen"),
        ("de", "haften haftet gehaftet"),
        ("de", "wiegen wiegt wog gewogen"),
        ("de", "beginnen beginnt begann begonnen begonnene"),
        ("de", "dauern dauert dauerte gedauert"),
        ("de", "Mieter Mieters Mietern Mieterin Mieterinnen"),
        ("de", "liefern liefert geliefert"),
        ("de", "gelten gilt galt"),
        ("de", "erhalten erhält erhielt"),
        ("de", "kündigen kündigt gekündigt"),
        ("de", "eröffnen eröffnet eröffnete"),
        ("de", "verpflichten verpflichtet verpflichteten"),
        ("de", "rechnen rechnet rechnete gerechnet"),
        ("de", "zeichnen zeichnete gezeichnet"),
        ("de", "wohnen wohnt wohnte"),
        ("de", "vereinbaren vereinbart vereinbarte vereinbarter vereinbartes"),
        ("de", "beklagte beklagten beklagter beklagtem"),
        ("de", "beschreiben beschrieb beschrieben beschriebene beschriebener"),
        ("de", "ändern geändert geänderte geänderter änderung änderungen"),
        ("de", "verlängern verlängert verlängerte verlängerter verlängerung"),
        ("de", "versichern versichert versicherter versicherung"),
        ("de", "eintreten eintritt eintritts eingetreten"),
        ("de", "hinzufügen hinzugefügt hinzuzufügen"),
        ("de", "unterschied unterschiede unterschieds unterschieden"),
        ("de", "stahl stahls"),
        ("de", "sprache sprachen"),
        ("de", "absprache absprachen"),
        ("de", "herzog herzogs"),
        ("de", "ernennen ernannt ernannte ernannter"),
        ("de", "versenden versandt versandte versandter"),
        ("de", "wiese wiesen"),
        ("de", "genosse genossen"),
        ("de", "bewusst bewusste bewusster"),
        ("de", "verwandte verwandter"),
        ("de", "abzugsfähig abzugsfähige abzugsfähigen"),
        ("de", "bezugsrecht bezugsrechten"),
        ("de", "vorzugsaktie vorzugsaktien"),
        ("de", "hinzurechnung hinzurechnungen"),
    ],
)
def test_forms_of_a_word_have_one_stem(language: Language, same: str) -> None:
    assert len({stem(word, language) for word in words(same)}) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "found", "find"),
        ("en", "left", "leave"),
        ("en", "rose", "rise"),
        ("en", "leaves", "leaf"),
        ("en", "bases", "basis"),
        ("en", "media", "medium"),
        ("en", "led", "lead"),
        ("en", "premises", "premium"),
        ("en", "parade", "paradise"),
        ("en", "hour", "hor"),
        ("en", "four", "for"),
        ("de", "Angaben", "angeben"),
        ("de", "Betrieb", "betreiben"),
        ("de", "Bestand", "bestehen"),
        ("de", "Gericht", "richten"),
        ("de", "Ausnahmen", "ausnehmen"),
        ("de", "Unterlagen", "unterliegen"),
        ("de", "weiß", "wissen"),
        ("de", "Betrug", "Betrag"),
        ("de", "Stahl", "stehlen"),
        ("de", "Mieter", "Miete"),
        ("de", "Käufer", "Kauf"),
        ("de", "Fahrt", "fahren"),
        ("de", "Verwandte", "verwenden"),
        ("de", "Erfolg", "erfolgte"),
        ("de", "gelangt", "lange"),
        ("de", "geändert", "andere"),
        ("de", "verlängert", "verlangt"),
        ("de", "gesichert", "sich"),
    ],
)
def test_what_only_looks_like_a_form_stays_apart(language: Language, one: str, other: str) -> None:
    assert stem(one.casefold(), language) != stem(other.casefold(), language)


def test_apprentices_are_no_verb() -> None:
    assert stem("auszubildenden", "de") == stem("auszubildende", "de")


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_form_is_put_as_two_words_nor_as_one_that_is_put_elsewhere(language: Language) -> None:
    table = {"en": forms._ENGLISH, "de": forms._GERMAN}[language]
    groups = list(forms._groups(table))
    counted = Counter(form for _, others in groups for form in others)
    assert not [form for form, count in counted.items() if count > 1]
    put = forms.put(language)
    assert put is not None
    for kept, others in groups:
        assert put(kept) == kept
        assert {put(form) for form in others if form not in forms._OTHERS} <= {kept}
        assert all(re.fullmatch(r"[^\W\d_]+", form) for form in (kept, *others))


def test_words_of_other_languages_are_left() -> None:
    assert forms.put("fr") is None
    assert stem("paid", "fr") == "paid"
