"""Values that only a sentence with one of their kind can answer a question with.

"How old is the tree?" is answered by no sentence that speaks of the tree and has neither an age nor
a year. Only kinds that are written in few ways belong here: an amount of rent may be "three monthly
rents", but what something costs has a currency, or is free.
"""

from __future__ import annotations

import dataclasses
import re
from typing import Final

from octavo.engine.text.kinds_of_answer import ADDRESS, HEAVY, HOURS, LONG, MONEY, NUMBERING
from octavo.pdf.lines import CELL


def _any_of(words: str) -> str:
    """Return what finds one of some words, which are patterns of their own, as a whole word."""
    return rf"\b(?:{'|'.join(words.split())})\b"


# Names of colours with the endings that German adds, and what they are told by.
_COLOURS = (
    r"\b(?:hell|dunkel)?(?:rot|blau|grün|gelb|schwarz|weiß|grau|braun|orange|rosa|lila|violett|beige"
    r"|silber|gold|anthrazit|creme|türkis|natur)(?:farben|rot)?(?:e[nmrs]?)?\b|\bRAL ?\d|"
    + _any_of("""
        red blue green yellow black white gr[ae]y brown pink purple silver golden cream turquoise
        colou?r(?:ed|less)? farb\\w* farblos
    """)
)
_NUMBER = r"\d|" + _any_of("""
    one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty
    sixty seventy eighty ninety hundred thousand half dozen
    zwei drei vier fünf sechs sieben acht neun zehn elf zwölf fünfzehn zwanzig dreißig hundert
    tausend halbe? dutzend
""")
_SHARE_OF = r"(?:zins\w*|provision|\w*gebühr\w*|\w*satz|p\. ?a|interest|commission|fees?|rate)\b"
_COST = (
    MONEY.has.pattern
    + r"|[€$£]|"
    + _any_of("""
        free gratis kosten(?:los|frei)\\w* gebührenfrei\\w* beitragsfrei\\w* unentgeltlich\\w*
        umsonst euros? eur usd gbp chf dollars? pounds? pence cents?
    """)
    + r"|\b(?:no|without) (?:extra )?charge\b"
    r"|\b(?:preis|kosten|miete|gebühr|price|costs?|fees?|rent)\b[^.]{0,60}"
    r"\b(?:enthalten|inbegriffen|inklusive|included)\b"
    # A share of a sum, such as interest.
    rf"|\b{_SHARE_OF}[^.]{{0,60}}\d ?(?:%|per)"
    rf"|\d ?(?:%|per ?cent|prozent)[^.]{{0,60}}\b{_SHARE_OF}"
)
_AGE = (
    r"\b(?:1[0-9]|20)\d\d\b|\b\d{1,4}(?:[- ]| and a half )(?:years?|jahre?n?|months?|monate?n?)\b"
    r"|\b[^\W\d_]+[- ](?:years?|jahre|months?|monate)[- ](?:old|of age|alt)\b"
    r"|\d-?(?:jährig|year-old)|"
    + _any_of("""
        aged? born geboren geb baujahr alter mindestalter lebensjahr\\w* jahrhundert\\w*
        centur\\w+ adults? minors? volljährig\\w* minderjährig\\w* erwachsene\\w*
    """)
)
_TEMPERATURE = r"\d ?°|\d ?(?:grad|degrees?|celsius|kelvin)\b|°"
_PERCENT = (
    r"\d ?%|\b(?:per ?cent|prozent)\b|\b(?:half|third|quarter|hälfte|drittel|viertel|halb)\w*"
)
_CLOCK = (
    r"\b\d{1,2}[:.]\d\d\b|\d ?(?:uhr|o['’]clock|[ap]\.?m\b)"
    r"|\b(?:noon|midnight|mittag|mitternacht)s?\b"
)
# What is counted: no share of a clause, page or room, no time of day, and no year.
_A_YEAR = r"(?:19[5-9]|20[0-4])[0-9]\b(?:[/–-][0-9]{2,4}\b)?"
_FIGURE = rf"(?<![\w§.,/:–-])(?!{_A_YEAR})[0-9](?:[0-9.,]{{0,24}}[0-9])?(?![0-9.,:/]*[0-9])"
_UNIT = (
    r"\s?(?:[%€$£°]|(?:eur(?:os?)?|cents?|dollars?|pounds?|per ?cent|prozent|uhr"
    r"|[ap]\.?m|o['’]clock"
    r"|seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|decades?|sekunden?|minuten?"
    r"|stunden?|tage?n?|wochen?|monate?n?|quartale?n?|jahre?n?|jahrhundert\w*|[mck]?m|k?g|mg|h|min)\b)"
)
_SOME = _any_of("""
    one two three four five six seven eight nine ten eleven twelve \\w+teen twenty thirty forty
    fifty sixty seventy eighty ninety \\w*hundred\\w* \\w*thousand million dozens? half both none
    no several single couple pair
    zwei drei vier fünf sechs sieben acht neun zehn elf zwölf \\w+zehn \\w+zig \\w*dreißig
    \\w*hundert\\w* \\w*tausend\\w* million\\w* dutzend\\w* halbe? beide[nrs]? keine?[nrms]?
    mehrere[nr]? einzige[nrms]? einmal zweimal dreimal
""")
_COUNT = rf"{_FIGURE}(?!{_UNIT})|{_SOME}"
_PLAIN_FIGURE = rf"{_FIGURE}|{_SOME}"
_OF_SIZE = rf"{_PLAIN_FIGURE}|" + _any_of("""
    sizes? larger? bigger smaller small huge tiny whole entire gro(?:ß|ss)\\w* klein\\w*
    gesamte?\\w*
""")
_LASTS = (
    LONG.has.pattern + r"|\b\d{1,2}[:.]\d\d\b"
    r"|\b(?:until|till|bis|since|seit|from|von|between|zwischen)\b[^.;\n]{0,60}\d|"
    + _any_of("""
        seconds? minutes? hours? days? weeks? months? quarters? years? decades? centur\\w+
        fortnights?
        sekunden? minuten? stunden? tage[ns]? wochen? monat(?:e[ns]?|s)? quartal\\w* jahre?[ns]?
        jahrzehnt\\w* jahrhundert\\w* \\w*(?:tägig|wöchig|monatig|jährig|stündig)\\w* semester\\w*
        permanent\\w* indefinite\\w* unlimited unbefristet\\w* unbegrenzt\\w* lifetime
        lebenslang\\w*
        dauerhaft\\w* overnight forever always immer entire whole throughout solange ende end ended
    """)
)
_OPEN = (
    HOURS.has.pattern
    + r"|\b[0-9]{1,2} ?[–-] ?[0-9]{1,2}\b|24/7|"
    + _any_of("daily täglich ganztags clock rund holidays? feiertag\\w* season saison\\w*")
    + r"|\b(?:1[0-9]|20)\d\d\b|[0-3]?\d\. ?(?:[01]?\d\.|[A-ZÄÖÜ])|\d ?°|"
    # A valve opens when something happens.
    + _any_of("when if once after above below wenn sobald falls nach bei sinkt steigt")
)
_WHERE = (
    ADDRESS.has.pattern
    + r"|[a-zäöü](?:straße|strasse|str\.|gasse|allee|platz|weg|ring|damm|ufer) ?\d"
    r"|\b(?:Street|Road|Lane|Avenue|Square|Drive|Boulevard|Close|House|Building|Court)\b"
    r"|\b(?:[Rr]ue|[Aa]venue|[Pp]lace|[Cc]alle|[Vv]ia|[Pp]iazza|[Pp]laza) (?:d\w{1,2} )?[A-ZÉ]|@"
)
_YEAR = r"\b(?:1[0-9]|20)\d\d\b|[./-]\d\d\b"


# A word with a capital behind another one or in a cell; German nouns all have one: there a title, a
# kind of company, or two in a row, of which the first is no article or the like.
_NAME = r"(?:(?<=[^\W\d_,;:(] )|(?<=[,;:(] )|(?<=\t))(?!ISO|EU\b|UK\b|VAT)[A-Z][a-zé][\w’'-]+"
_GERMAN_NAME = (
    r"\b(?:Herrn?|Frau|Dr\.|Prof\.|Firma|Familie|gez\.) [A-ZÄÖÜ]"
    r"|\b(?:GmbH|AG|KG|OHG|UG|SE|eG|gGmbH|e\. ?V\.|Inc|Ltd|LLC|ASA|AB)(?!\w)"
    r"|\b(?!(?:Der|Die|Das|Den|Dem|Des|Ein|Eine|Einen|Einem|Einer|In|Im|Am|An|Auf|Aus|Bei|Beim|Für|Mit"
    r"|Nach|Von|Vom|Vor|Zu|Zum|Zur|Wenn|Wer|Wie|Als|Ist|Sind|Alle|Andere|Jede[rs]?|Keine?|Ihre?|Seine?"
    r"|Diese[rs]?|Bis|Ab|Um|Unter|Über|Ohne|Und|Oder|Sie|Es|Er|Wir|Ob|Wird|Werden)\b)"
    r"[A-ZÄÖÜ][a-zäöüß-]+ (?:von |van |zu |de |[A-Z]\. )?[A-ZÄÖÜ][a-zäöüß-]+"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Value:
    """A kind of value that a question wants.

    Args:
        has: Finds it in a text.
        is_count: Whether the number of a clause, page, room or the like is none.
        in_rows: Whether any number in a row of a table may be one: its column says of what.
        is_date: Whether a date tells it.
    """

    has: re.Pattern[str]
    in_rows: bool = False
    is_date: bool = False
    is_count: bool = False

    def is_in(self, text: str) -> bool:
        """Tell whether a text has such a value."""
        if not self.is_date:
            text = _DATE.sub("", text)
        if self.is_count:
            text = _REFERENCE.sub("", NUMBERING.sub("", text))
        if self.has.search(text) is not None:
            return True
        return self.in_rows and CELL in text and _DIGIT.search(text) is not None


def _value(
    has: str, *, in_rows: bool = False, is_date: bool = False, is_count: bool = False
) -> Value:
    return Value(re.compile(has, re.IGNORECASE), in_rows, is_date, is_count)


# What a document has of something is counted by who reads it; no sentence need say how many.
_NOT_COUNTED = (
    r"(?!.{0,150}\b(?:this|the|entire|whole|diesem|dieser|dem|der|ganzen) "
    r"(?:report|document|course|paper|text|book|dokument|bericht|kurs|buch)\b)"
)

# What asks for each, in this order.
_ASKED: Final[dict[str, Value]] = {
    r"\b(?:tele)?fax\b|\bfax-?(?:nummer|number)": _value(r"fax"),
    r"\biban\b": _value(r"\b[A-Z]{2}\d\d ?[A-Z0-9]{4}"),
    r"\b(?:what|how much|which price)\b.{0,100}\bcosts?\b|\bhow (?:expensive|pricey)\b"
    r"|\b(?:price|cost) of\b|\b(?:was|wie ?viel)\b.{0,100}\b(?:kostet|kosten|gekostet|kostete)\b"
    r"|\bwie teuer\b|\bpreis (?:von|für|pro|je)\b|\bwie ?viel (?:euro|geld)\b": _value(
        _COST, in_rows=True
    ),
    r"\bhow old\b|\bwie alt\b|\bbaujahr\b": _value(_AGE),
    r"\bhow heavy\b|\bwie schwer ist\b|\b(?:weighs?|wiegt|wiegen)\b": _value(
        HEAVY.has.pattern, in_rows=True
    ),
    r"\b(?:what|which) colou?rs?\b|\bwelche[nmrs]? farben?\b": _value(_COLOURS),
    r"\bhow (?:hot|cold|warm)\b|\bwie (?:warm|heiß|kalt)\b|\b(?:what|which) temperature\b"
    r"|\bwie ?viel grad\b": _value(_TEMPERATURE, in_rows=True),
    r"\bwh(?:at|ich) (?:percentage|percent|per cent)\b|\bwie ?viel prozent\b": _value(
        _PERCENT, in_rows=True
    ),
    r"\b(?:what|which) time\b|\bum wie ?viel uhr\b|\bum welche uhrzeit\b": _value(
        _CLOCK, is_date=True
    ),
    r"\b(?:what|which) year\b|\bwelche[ms] jahr\b": _value(_YEAR, is_date=True),
    r"\bwho (?:is|was|will be|are) (?:the|my|our|your) |\b(?:what|which) (?:firm|company)\b"
    r"|\bwhat(?: is|'s|’s) the name of\b": Value(re.compile(_NAME)),
    r"\bwie hei(?:ß|ss)(?:t|en)\b|\bwer (?:ist|war|wird) (?:der|die|meine?|unsere?|neue[rn]?) "
    r"|\bwelche firma\b": Value(re.compile(_GERMAN_NAME)),
    r"\bhow (?:big|large)\b": _value(_OF_SIZE, in_rows=True, is_count=True),
    r"\bhow (?:tall|wide|deep)\b|\bwie (?:breit|tief|groß)\b": _value(_NUMBER),
    r"\bhow long (?:is|are|was|were|does|do|did|will|has|have|must|should|can|may)\b"
    r"|\bwie lange? (?:ist|sind|war|waren|dauer\w*|geht|ging|gilt|gelten|hat|haben|muss|müssen|darf"
    r"|dürfen|kann|können|läuft|lief|wird|werden)\b": _value(_LASTS, in_rows=True, is_date=True),
    r"\bhow many (?:seconds|minutes|hours|days|weeks|months|years|percent|euros?|dollars|pounds)\b"
    r"|\bwie ?viele? (?:sekunden|minuten|stunden|tage|wochen|monate|jahre|prozent|euro)\b": _value(
        _PLAIN_FIGURE, in_rows=True, is_count=True
    ),
    rf"\bhow many (?!of |more |are |is |did |do |were |was )[a-z-]{{3,30}}\b{_NOT_COUNTED}"
    r"|\bwie ?viele (?!sind |waren |davon |gibt |haben |hat |von )[a-zäöüß-]{3,60}\b"
    rf"{_NOT_COUNTED}": _value(_COUNT, in_rows=True, is_count=True),
    r"\bwhen (?:do|does|is|are) .{0,60}\b(?:open|close)s?\b|\b(?:opening|visiting) hours\b"
    r"|\bwann\b.{0,60}\b(?:öffnet|öffnen|schließt|schließen|geöffnet|geschlossen|offen)\b"
    r"|\böffnungszeit(?:en)?\b": _value(_OPEN, is_date=True),
    r"(?<!mail-)\b(?:adresse|anschrift) (?:von|vom|des|der|lautet|hat|in)\b"
    r"|\b(?:die|welche) (?:adresse|anschrift)\b|\bpostal address\b"
    r"|\b(?:what|which)(?: is|'s|’s)?(?: the| its| their) address\b": Value(re.compile(_WHERE)),
    r"\bquel(?:le)? est le (?:prix|coût)\b|\bcombien co[uû]te\w*\b|\bcuánto cuesta\w*\b"
    r"|\bcuál es el precio\b": _value(_COST, in_rows=True),
}
_KINDS: Final = tuple((re.compile(asks), value) for asks, value in _ASKED.items())
_DIGIT = re.compile(r"\d")
_REFERENCE = re.compile(
    r"(?:§|\b(?:absatz(?:es)?|abs\.|satz|nr\.|no\.|nummer|number|page|seite|section|abschnitt|clause"
    r"|article|artikel|art\.|table|tabelle|figure|fig\.|abb\.|abbildung|chapter|kapitel|raum|room"
    r"|version|phase|annex|anlage|appendix|top))\s?(?:[A-Z] )?[0-9][0-9.]{0,12}",
    re.IGNORECASE,
)
# What tells when something was, and not how much or how old it is.
_DATE = re.compile(
    r"\b[0-3]?[0-9]\. ?(?:[01]?[0-9]\. ?|[^\W\d_]{3,9}\.? )(?:[0-9]{4}|[0-9]{2})\b"
    r"|\b[0-3]?[0-9] [A-Z][a-z]{2,8} [0-9]{4}\b"
    r"|\b(?:Jan|Feb|Mar|Mär|Apr|May|Mai|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz])[a-z]{0,6}\.?"
    r"(?: [0-3]?[0-9],)? [0-9]{4}\b"
)


def needed_value(question: str) -> Value | None:
    """Return the kind of value that alone answers a question; None if it wants none such."""
    return next((value for asks, value in _KINDS if asks.search(question.lower())), None)
