"""Tells what is asked of documents as a whole, or of no document: summary, list, help, a greeting.

Only what is nothing else counts: "Summarise the obligations of the tenant" is a question about
content, unless a document is called so, which who asks this has to see (``Request.about``).
English and German.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import Final, Literal

Kind = Literal["summary", "documents", "greeting", "thanks", "help"]


@dataclasses.dataclass(frozen=True, slots=True)
class Request:
    """What is asked for instead of a passage.

    Args:
        kind: ``summary`` of documents, the list of ``documents``, ``help``, or only words of
            politeness.
        about: What is to be summarised, in lower case and without articles: "lease" of "the
            lease", "moss" of "the moss paper". Nothing for all that is there.
        is_kind: Whether these words only tell what kind of document it is.
    """

    kind: Kind
    about: tuple[str, ...] = ()
    is_kind: bool = False


_LONGEST: Final = 200

# What may stand before and behind any request, and how long an answer is wanted.
_POLITE = (
    r"(?:please|pls|bitte|kurz|mal|mir|uns|doch|ok|okay|so|hi|hello|hey|hallo|now|jetzt|briefly"
    r"|quickly|danke|thanks|thank you)"
)
_BEFORE = re.compile(
    rf"(?:{_POLITE}\s+)*(?:(?:can|could|would|will) you\s+|(?:kannst|könntest|würdest) du\s+"
    r"|(?:können|könnten|würden) sie\s+|(?:i|id) (?:want|need|would like|like)\s+"
    rf"|ich (?:möchte|brauche|hätte gern|will)\s+)?(?:{_POLITE}\s+)*"
)
_BEHIND = re.compile(
    r"(?:\s+(?:please|pls|bitte|for me|für mich|für uns|danke|thanks|thank you|briefly|kurz"
    r"|geben|schreiben|erstellen|machen|zeigen))+$"
)
_EXTENT = re.compile(
    r"\s+(?:in short|in brief|in kürze|(?:in|auf) (?:plain )?(?:english|german|deutsch|englisch)"
    r"|(?:in|as|mit) (?:\w+ ){0,3}?(?:sentences?|words|points|paragraphs?|lines|sätzen|satz|worten"
    r"|stichpunkten|stichworten|zeilen|absätzen))\b"
)

_ABOUT = r"(?P<about>.+)"
_SIZE_EN = r"(?:(?:short|brief|quick|concise|general|complete|full|rough)\s+)?"
_SIZE_DE = r"(?:(?:kurze[nrs]?|knappe[nrs]?|schnelle[nrs]?|groben?|gute[nrs]?|gesamte)\s+)?"
_SUMMARY_EN = r"(?:summary|overview|synopsis|outline|abridgement|gist)"
_SUMMARY_DE = r"(?:zusammenfassung|überblick|übersicht|kurzfassung|inhaltsangabe)"
_GIVE_EN = r"(?:(?:give|write|make|provide|show|create|get|have)\s+(?:me\s+|us\s+)?)?"
_GIVE_DE = (
    r"(?:(?:gib|geben sie|schreibe?|schreiben sie|erstelle?|erstellen sie|mache?|machen sie|zeige?"
    r"|zeigen sie|verschaffe?)\s+)?"
)
_LITTLE_DE = r"(?:(?:mir|uns|bitte|mal|kurz|doch|einmal)\s+)*"

_SUMMARIES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:tl dr|tldr)(?:\s+{_ABOUT})?",
        rf"(?:summari[sz]e|sum up|recap)(?:\s+{_ABOUT})?",
        rf"sum\s+{_ABOUT}\s+up",
        (
            rf"{_GIVE_EN}(?:(?:a|an|the)\s+)?{_SIZE_EN}{_SUMMARY_EN}"
            rf"(?:\s+(?:of|about|on|over|for)\s+{_ABOUT})?"
        ),
        r"what(?:\s+is|s)\s+(?P<about>this|that|it)\s+(?:all\s+)?about",
        rf"what(?:\s+is|\s+are|s)\s+{_ABOUT}\s+(?:all\s+)?about",
        rf"what(?:\s+does|\s+do)\s+{_ABOUT}\s+(?:say|contain)",
        rf"what(?:\s+is|s)\s+in\s+{_ABOUT}",
        (
            r"(?:what\s+are\s+)?(?:the\s+)?(?:main|key|most important)\s+(?:points|ideas|takeaways)"
            rf"(?:\s+(?:of|in|from)\s+{_ABOUT})?"
        ),
        rf"(?:fass|fasse|fassen sie|fasst)\s+{_LITTLE_DE}(?:{_ABOUT}\s+)?{_LITTLE_DE}zusammen",
        rf"(?:{_ABOUT}\s+)?{_LITTLE_DE}(?:zusammenfassen|zusammengefasst)",
        (
            rf"{_GIVE_DE}{_LITTLE_DE}(?:(?:eine|einen|die|den)\s+)?{_SIZE_DE}{_SUMMARY_DE}"
            rf"(?:\s+(?:über|von|vom|zu|zum|zur|aus|für)\s+{_ABOUT}|\s+(?P<of>(?:des|der|dieses|dieser"
            r"|meines|meiner)\s+.+))?"
        ),
        (
            r"(?:worum|um was|wovon)\s+(?:geht es|gehts|geht s|geht|handelt es)"
            r"(?:\s+(?:hier|da|das|denn|eigentlich|überhaupt|genau|darin|es))*"
            rf"(?:\s+(?:in|im|bei|beim)\s+{_ABOUT})?"
        ),
        rf"(?:wovon|von was)\s+handelt\s+{_ABOUT}",
        rf"was\s+steht\s+(?:(?:hier|da|denn|alles|eigentlich)\s+)*(?:in|im)\s+{_ABOUT}",
        (
            r"was\s+(?:ist|sind)\s+(?:der|die)\s+(?:inhalt|wichtigsten punkte|hauptpunkte)"
            rf"(?:\s+(?:von|vom|in|im|aus)\s+{_ABOUT}|\s+(?P<of>(?:des|der|dieses|dieser)\s+.+))?"
        ),
    )
)

# Words that name no document: articles and the like, and what every document may be called.
_EMPTY = """
the this that these those my our your all of both whole entire complete full uploaded attached above
following given it them everything here for me us a an each every single in
der die das den dem des dieser diese dieses diesen diesem mein meine meinen meinem meines meiner
unser unsere unseren unserem unseres alle allen aller alles beide beiden ganze ganzen ganzes gesamte
gesamten komplette kompletten hochgeladene hochgeladenen vorliegende vorliegenden mir uns ihn es
sie hier ein eine einen einem eines kurz bitte mal jedes jeden jede
document documents file files pdf pdfs text texts doc docs content contents upload uploads
collection dokument dokumente dokumenten dokuments dokumentes datei dateien texte texten textes
inhalt inhalte unterlage unterlagen sammlung
"""
_EMPTY_WORDS = frozenset(_EMPTY.split())
# What a document may be, besides.
_KINDS = """
agreement article articles book brochure contract contracts handbook invoice lease letter manual
paper papers presentation report study thesis
abhandlung artikel artikels aufsatz aufsatzes bericht berichts bedienungsanleitung broschüre brief
briefs buch buches buchs gutachten gutachtens handbuch handbuchs handbuches mietvertrag
mietvertrags mietvertrages präsentation rechnung studie urteil urteils vereinbarung vertrag
vertrags vertrages verträge verträgen
"""
_KIND_WORDS = frozenset(_KINDS.split())

_DOCUMENTS_EN = r"(?:documents|files|pdfs|docs)"
_DOCUMENTS_DE = r"(?:dokumente|dateien|pdfs|unterlagen)"
_LISTS = tuple(
    re.compile(pattern)
    for pattern in (
        (
            rf"(?:which|what|how many)\s+{_DOCUMENTS_EN}\s+(?:do i have|are there|are here|have i "
            r"(?:added|uploaded|got)|did i (?:add|upload)|do you (?:have|know|see)"
            r"|can you (?:see|read|search)|are (?:loaded|uploaded|added|available|in here"
            r"|in (?:the|this|my) (?:collection|library)))"
        ),
        rf"(?:list|show)\s+(?:me\s+)?(?:all\s+)?(?:of\s+)?(?:my|the|your)?\s*{_DOCUMENTS_EN}",
        rf"(?:what|which)\s+(?:are\s+)?(?:my|the)\s+{_DOCUMENTS_EN}",
        (
            rf"(?:welche|was für|wie viele|wieviele)\s+{_DOCUMENTS_DE}\s+"
            r"(?:sind (?:da|hier|vorhanden|geladen|hochgeladen|drin|in der sammlung|verfügbar)"
            r"|(?:habe|hab) ich(?: hochgeladen| hinzugefügt)?"
            r"|hast du|haben sie|haben wir|kennst du|siehst du|gibt es(?: hier)?"
            r"|liegen (?:vor|hier))"
        ),
        (
            rf"(?:liste?|zeige?|nenne?|zeigen sie|nennen sie)\s+{_LITTLE_DE}(?:alle\s+)?"
            rf"(?:die\s+|meine\s+|deine\s+)?{_DOCUMENTS_DE}(?:\s+auf)?"
        ),
    )
)

_HELPS = tuple(
    re.compile(pattern)
    for pattern in (
        r"help(?: me)?|hilfe|hilf mir",
        r"what (?:all )?can (?:you|octavo|this program|i) (?:do|ask)(?: you)?(?: here)?",
        r"what can (?:i|we) do (?:here|with (?:this|you|octavo))",
        r"(?:what|who) are you|(?:what|who) is octavo",
        r"how (?:does (?:this|it|octavo) work|do (?:you|i use (?:this|you|octavo)) ?(?:work)?)",
        (
            r"was (?:kannst du|können sie|kann octavo|kann man hier|kann ich hier)(?: alles| so)*"
            r"(?: tun| machen| fragen)?"
        ),
        r"was kann (?:ich|man) (?:dich |sie |hier )?(?:alles )?fragen",
        r"(?:wer|was) (?:bist du|sind sie|ist octavo)",
        r"wie (?:funktioniert (?:das|octavo|das hier|es)|geht das(?: hier)?)",
    )
)

_GREETING = (
    r"(?:hi|hello|hey|hallo|hei|moin|servus|grüezi|salut|ciao|greetings|tach"
    r"|good (?:morning|afternoon|evening|day)|guten (?:tag|morgen|abend)|grüß (?:gott|dich)"
    r"|how are you(?: today| doing)?|wie gehts?(?: es)?(?: dir| ihnen)?(?: heute)?)"
)
_THANKS = (
    r"(?:thanks?(?: you)?(?: so| very)?(?: much| a lot)?|thx|many thanks|vielen(?: lieben)? dank"
    r"|(?:lieben|besten|herzlichen) dank|danke(?: schön| sehr| dir| ihnen)?|dankeschön|merci|cheers"
    r"|bye|goodbye|good bye|tschüss|tschüß|auf wiedersehen|bis bald|see you|ok|okay|great|perfect"
    r"|super|prima|alles klar|got it|verstanden|well done|sehr gut)"
)
# No "you": it belongs to "thank you", and what can be read in two ways is tried in all of them.
_TO_WHOM = r"(?:there|octavo|all|everyone|everybody|zusammen|again|nochmal)"
_SMALL_TALK = re.compile(
    rf"(?P<hello>{_GREETING}(?: (?:you|{_TO_WHOM})|))?(?: ?{_THANKS}(?: {_TO_WHOM}|))*"
)


# German words of requests that have no function word to tell the language by.
_GERMAN_WORDS = """
hallo moin servus grüezi tach guten grüß gehts danke dankeschön dank vielen bitte hilfe hilf tschüss
tschüß wiedersehen bald verstanden fass fasse fassen fasst zusammen zusammenfassen zusammengefasst
zusammenfassung überblick übersicht kurzfassung inhaltsangabe inhalt worum wovon liste zeige nenne
dokument dokumente datei dateien unterlagen vertrag
"""
_IN_GERMAN = frozenset(_GERMAN_WORDS.split())


def is_german(text: str) -> bool:
    """Tell whether a text has words of German requests: "Hallo", "Fasse lease.pdf zusammen"."""
    return len(text) <= _LONGEST and not _IN_GERMAN.isdisjoint(_plain(text).split())


def request_in(text: str) -> Request | None:
    """Return what a text asks for, if it is no question about what stands in documents."""
    if len(text) > _LONGEST:
        return None
    said = _plain(text)
    if not said:
        return None
    small = _SMALL_TALK.fullmatch(said)
    if small is not None:
        return Request("greeting" if small["hello"] else "thanks")
    begun = _BEFORE.match(said)
    bare = _BEHIND.sub("", _EXTENT.sub("", said[begun.end() if begun else 0 :])).strip()
    if any(pattern.fullmatch(one) for pattern in _HELPS for one in (said, bare)):
        return Request("help")
    if any(pattern.fullmatch(bare) for pattern in _LISTS):
        return Request("documents")
    return _summary(bare)


def _plain(text: str) -> str:
    """Return the words of a text in lower case, one space between two."""
    joined = re.sub(r"[’'`]", "", text.lower())
    return " ".join(re.sub(r"[^\w.&§%+/-]+|[.](?=\s|$)", " ", joined).split())


def _summary(said: str) -> Request | None:
    found = next((m for one in _SUMMARIES if (m := one.fullmatch(said)) is not None), None)
    if found is None:
        return None
    groups = found.groupdict()
    about, is_kind = told_apart((groups.get("about") or groups.get("of") or "").split())
    return Request("summary", about, is_kind)


def told_apart(said: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """Return by which of some words a document is meant, and whether they only tell its kind.

    Args:
        said: In lower case.
    """
    about = tuple(word for word in said if word not in _EMPTY_WORDS)
    names = tuple(word for word in about if word not in _KIND_WORDS)
    return names or about, bool(about) and not names
