"""Kinds of answers: an amount, a time, a name and so on, and whether a sentence has one."""

from __future__ import annotations

import dataclasses
import re

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|januar|februar|märz|mai|juni|juli|oktober|dezember"
)


# "§ 9", "(2)", "7.1" and the like at the beginning of a line say where it is, and not how much.
NUMBERING = re.compile(
    r"^[^\w\n(§]{0,2}(?:§+\s*[0-9]+[a-z]?\s|\(?(?:[0-9]{1,3}|[a-z])[.)]\s+(?=[^\W\d])"
    r"|[0-9]{1,3}(?:\.[0-9]{1,2}){1,3}\s+(?=[\"“„(]?[A-ZÄÖÜ]))",
    re.MULTILINE,
)


@dataclasses.dataclass(frozen=True, slots=True)
class AnswerKind:
    """What an answer has to have.

    Args:
        has: Finds it in a sentence.
        exact: Whether a sentence without it is no answer. An amount in words or a name in small
            letters may be overlooked; an e-mail address or a telephone number hardly.
        telling: Whether few other sentences have it, as a price.
        certain: Whether a sentence that has it answers.
        says: Words of a question that what has it need not repeat: "to 31 March 2026" is an end.
    """

    has: re.Pattern[str]
    exact: bool = False
    telling: bool = False
    certain: bool = False
    says: frozenset[str] = frozenset()

    def is_in(self, text: str) -> bool:
        """Tell whether a text has it; the number of a clause or an item does not count."""
        return self.has.search(NUMBERING.sub("", text)) is not None


E_MAIL = AnswerKind(
    re.compile(r"(?<![\w.+-])[\w.+-]{1,64} ?@ ?[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"), exact=True
)
# Seven digits or more in groups, but no date, no years side by side, no German thousands; tabs
# stand between the cells of a table.
TELEPHONE = AnswerKind(
    re.compile(
        r"(?<![\w.,/$€£-])(?![0-3]?\d[./-][01]?\d[./-](?:\d\d){1,2}\b)(?!\d{4}-\d\d-\d\d\b)"
        r"(?!(?:19|20)\d\d[ ./\u2013-]+(?:19|20)?\d\d\b)(?!\d{1,3}(?:\.\d{3})+(?![.\d]))"
        r"(?:\+ ?|\()?\d(?:[ ()./\u2010-\u2013-]{0,3}\d){6,14}(?![\w,%]|\.\d)"
    ),
    exact=True,
)
WEB_PAGE = AnswerKind(
    re.compile(
        r"https?://\S|\bwww\.\w|\b[\w-]+\.(?:com|org|net|edu|gov|info|io|eu|de|at|ch|uk)\b",
        re.IGNORECASE,
    ),
    exact=True,
)
ADDRESS = AnswerKind(
    re.compile(
        r"\b\d{1,5}[a-z]?,? (?:[A-Z][\w.’'-]* ){1,4}"
        r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Square|Place|Court"
        r"|Highway|Parkway)\b"
        r"|(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse) \d|\bP\. ?O\. ?Box\b|\bPO Box\b"
        r"|\b[A-Z]{2} \d{5}\b|\b\d{5} [A-ZÄÖÜ][a-zäöü]|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
    ),
    exact=True,
)
AMOUNT = AnswerKind(
    re.compile(
        r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|hundred|thousand"
        r"|million|half|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|hundert|tausend)\b",
        re.IGNORECASE,
    )
)
_FIGURE = (
    r"(?:\d[\d.,]{0,24}|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty"
    r"|thirty|sixty|ninety|hundred|eine[nrm]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf"
    r"|dreißig))"
)
LONG = AnswerKind(
    re.compile(
        rf"{_FIGURE}[ -](?:\w+[ -])?(?:second|minute|hour|day|week|month|quarter|year|decade"
        r"|centur|metre|meter|kilomet|mile|feet|foot|inch|yard|page|word|sekunde|minute|stunde|tag|woche"
        r"|monat|quartal|jahr|jahrzehnt|seite)|\b\d{1,2}:\d\d\b"
        r"|\d ?(?:h|min|s|m|km|cm|mm|ft|mi|nm|μm|µm)\b",
        re.IGNORECASE,
    ),
    telling=True,
)
HEAVY = AnswerKind(
    re.compile(
        r"\d ?(?:kg|g|mg|t|lbs?|oz|kilograms?|kilogramm|gramm?s?|tonnen?|tons?|pounds?)\b",
        re.IGNORECASE,
    ),
    telling=True,
)
# Statements have the currency elsewhere: "+1.950,35", "12,204.50".
_SUM = (
    r"(?:[+-]\d[\d.,]{0,12}[.,]\d\d|\b\d{1,3}(?:\.\d{3}){0,4},\d\d|\b\d{1,3}(?:,\d{3}){1,4}\.\d\d)"
    r"(?![\d.,]?\d| ?[a-z°²%])"
)


def _money(signs: str, words: str) -> AnswerKind:
    """Return what finds an amount with a currency, or with one of some more signs and words."""
    return AnswerKind(
        re.compile(
            r"(?:[$€£¥]|\b(?:eur|usd|gbp|chf)) ?\d"
            r"|\d[\d.,]{0,24} ?(?:-|–)?(?:(?:million|billion|thousand|mio\.?|mrd\.?|millionen"
            r"|milliarden|tausend) )?"
            rf"(?:[€£${signs}]|\b(?:eur|euros?|cents?|usd|dollars?|pounds?|pence|gbp|chf|franken"
            rf"|francs?{words})\b)|{_SUM}",
            re.IGNORECASE,
        ),
        telling=True,
    )


PRICE = _money("%", "|percent|per cent|prozent")
MONEY = _money("", "")
TIME = AnswerKind(
    re.compile(
        rf"\b(?:1[0-9]|20)[0-9]{{2}}\b|\b(?:{_MONTHS}|century|jahrhundert)\b"
        r"|\b[0-3]?[0-9][./-][01]?[0-9][./-][0-9]{2}\b",
        re.IGNORECASE,
    )
)
_DATE = (
    rf"(?:[0-3]?[0-9](?:\.|st|nd|rd|th)? (?:{_MONTHS})\b|(?:{_MONTHS}) [0-3]?[0-9]\b"
    r"|[0-3]?[0-9][./-][01]?[0-9][./-][0-9]{2}|[12][0-9]{3}-[01][0-9]-[0-3][0-9])"
)
DAY = AnswerKind(re.compile(rf"(?<![\w.]){_DATE}(?![0-9])", re.IGNORECASE), telling=True)
# "1 April 2025 to 31 March 2026", "ends on 3 May", "zum 31. Januar 2025", "Ablauf: 31.12.2025".
END = AnswerKind(
    re.compile(
        r"(?:\b(?:to|until|till|through|by|bis|zum)|[–-])\s"
        r"(?:(?:and including|einschließlich|the|den|zum|[0-9]{1,2}:[0-9]{2} (?:on|am))\s)?"
        rf"(?:(?:[A-Z]\w{{2,10}}tag|[A-Z]\w{{2,6}}day),? (?:dem |den |the )?)?{_DATE}"
        r"|\b(?:end(?:s|ed|ing|et|en|e)?|expir(?:es?|ed|y|ation)|terminat(?:es?|ed|ion)|ablauf"
        rf"|befristet|laufzeit)\b[^.;\n]{{0,40}}?{_DATE}",
        re.IGNORECASE,
    ),
    telling=True,
    certain=True,
    says=frozenset(
        """
        end ends ended ending expire expires expired expiry over valid run runs lapse terminate
        force finish enden endet ende ablauf abläuft läuft ausläuft gültig gilt vorbei laufzeit
        """.split()  # noqa: SIM905 - as long lists are written
    ),
)
FUNDER = AnswerKind(
    re.compile(
        r"\b(?:fund(?:ed|ing)\b|financial(?:ly)? support|support(?:ed)? (?:in part )?(?:by|from)\b"
        r"|grants?\b|sponsor|financed by|geförder|förder(?:ung|ern|er)\b|finanziert"
        r"|finanzielle unterstützung|drittmittel)",
        re.IGNORECASE,
    ),
    telling=True,
    says=frozenset(
        """
        fund funds funded finance finances financed sponsor sponsors sponsored pay pays paid study
        research paper project article work finanziert finanzierte finanzieren fördert gefördert
        studie forschung untersuchung arbeit projekt
        """.split()  # noqa: SIM905 - as long lists are written
    ),
)
REASON = AnswerKind(
    re.compile(
        r"\b(?:because|since|due to|owing to|caused? by|the (?:cause|reason)s?|so that"
        r"|in order (?:to|that)|as a result|therefore|otherwise|lest|or (?:the|it|he|she|they)|weil"
        r"|da (?:der|die|das|sie|er|es|ein)|denn|wegen|aufgrund|auf grund|ursachen?|gr[uü]nde?n?"
        r"|anlass|infolge|deshalb|daher|sonst"
        r"|andernfalls|damit|um [^.,;]{1,60} zu)\b",
        re.IGNORECASE,
    ),
    telling=True,
)
# As in: this Agreement is made between Ann Brandt (the “Landlord”) and Jo Ruiz.
PARTIES = AnswerKind(
    re.compile(
        r"\b(?i:between|zwischen)\s+(?:\w+ ){0,3}?[^\W\d_a-zäöüß][^;\n]{3,400}?\s(?i:and|und)\s"
        r"|\((?:the |hereinafter |nachfolgend |im folgenden )?[\"“„‘'][^\W\d_a-zäöüß]\w{2,30}"
        r"[\"“”’'],?\)"
    ),
    telling=True,
    certain=True,
    says=frozenset(
        ("party", "parties", "partei", "parteien", "vertragsparteien", "vertragspartner", "partner")
    ),
)
HOURS = AnswerKind(
    re.compile(
        r"\b(?:[01]?[0-9]|2[0-4])[:.][0-5][0-9]\b(?![.,]?[0-9])"
        r"|\b[0-9]{1,2} ?(?:uhr|a\.?m|p\.?m|o['’]clock)\b"
        r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"
        r"|\b(?:mon|diens|donners|frei|sams|sonn)tags?\b|\bmittwochs?\b|\bwerktags\b",
        re.IGNORECASE,
    ),
    telling=True,
)
LOUD = AnswerKind(re.compile(r"\d ?dB\b", re.IGNORECASE), telling=True)
NAME = AnswerKind(re.compile(r"(?<=[\w,] )[^\W\d_a-zäöüß][\w’-]+"))
# German nouns all have a capital: there a title, two of them in a row, or a kind of company.
GERMAN_NAME = AnswerKind(
    re.compile(
        r"\b(?:Herrn?|Frau|Dr\.|Prof\.|Firma|Familie) [A-ZÄÖÜ]"
        r"|(?<=[\w,] )[A-ZÄÖÜ][a-zäöüß-]+ (?:von |van |[A-Z]\. )?[A-ZÄÖÜ][a-zäöüß-]+"
        r"|\b(?:GmbH|AG|KG|OHG|SE|eG|gGmbH|e\. ?V\.)(?!\w)"
    ),
    telling=True,
)
