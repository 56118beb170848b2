"""What kind of answer a question wants, and whether a sentence has one of that kind."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from octavo.engine.text.wording import asks_for_a_day

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|januar|februar|märz|mai|juni|juli|oktober|dezember"
)


# "§ 9", "(2)", "7.1" and the like at the beginning of a line say where it is, and not how much.
_NUMBERING = re.compile(
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
        return self.has.search(_NUMBERING.sub("", text)) is not None


_E_MAIL = AnswerKind(re.compile(r"[\w.+-]+ ?@ ?[\w-]+(?:\.[\w-]+)+"), exact=True)
# Seven digits or more in groups, but no date, no years side by side, no German thousands; tabs
# stand between the cells of a table.
_TELEPHONE = AnswerKind(
    re.compile(
        r"(?<![\w.,/$€£-])(?![0-3]?\d[./-][01]?\d[./-](?:\d\d){1,2}\b)(?!\d{4}-\d\d-\d\d\b)"
        r"(?!(?:19|20)\d\d[ ./\u2013-]+(?:19|20)?\d\d\b)(?!\d{1,3}(?:\.\d{3})+(?![.\d]))"
        r"(?:\+ ?|\()?\d(?:[ ()./\u2010-\u2013-]{0,3}\d){6,14}(?![\w,%]|\.\d)"
    ),
    exact=True,
)
_WEB_PAGE = AnswerKind(
    re.compile(
        r"https?://\S|\bwww\.\w|\b[\w-]+\.(?:com|org|net|edu|gov|info|io|eu|de|at|ch|uk)\b",
        re.IGNORECASE,
    ),
    exact=True,
)
_ADDRESS = AnswerKind(
    re.compile(
        r"\b\d{1,5}[a-z]?,? (?:[A-Z][\w.’'-]* ){1,4}"
        r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Square|Place|Court"
        r"|Highway|Parkway)\b"
        r"|(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse) \d|\bP\. ?O\. ?Box\b|\bPO Box\b"
        r"|\b[A-Z]{2} \d{5}\b|\b\d{5} [A-ZÄÖÜ][a-zäöü]|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
    ),
    exact=True,
)
_AMOUNT = AnswerKind(
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
_LONG = AnswerKind(
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
_TIME = AnswerKind(
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
_DAY = AnswerKind(re.compile(rf"(?<![\w.]){_DATE}(?![0-9])", re.IGNORECASE), telling=True)
# "1 April 2025 to 31 March 2026", "ends on 3 May", "zum 31. Januar 2025", "Ablauf: 31.12.2025".
_END = AnswerKind(
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
_FUNDER = AnswerKind(
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
_REASON = AnswerKind(
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
_PARTIES = AnswerKind(
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
_HOURS = AnswerKind(
    re.compile(
        r"\b(?:[01]?[0-9]|2[0-4])[:.][0-5][0-9]\b(?![.,]?[0-9])"
        r"|\b[0-9]{1,2} ?(?:uhr|a\.?m|p\.?m|o['’]clock)\b"
        r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"
        r"|\b(?:mon|diens|donners|frei|sams|sonn)tags?\b|\bmittwochs?\b|\bwerktags\b",
        re.IGNORECASE,
    ),
    telling=True,
)
_LOUD = AnswerKind(re.compile(r"\d ?dB\b", re.IGNORECASE), telling=True)
_NAME = AnswerKind(re.compile(r"(?<=[\w,] )[^\W\d_a-zäöüß][\w’-]+"))
# German nouns all have a capital: there a title, two of them in a row, or a kind of company.
_GERMAN_NAME = AnswerKind(
    re.compile(
        r"\b(?:Herrn?|Frau|Dr\.|Prof\.|Firma|Familie) [A-ZÄÖÜ]"
        r"|(?<=[\w,] )[A-ZÄÖÜ][a-zäöüß-]+ (?:von |van |[A-Z]\. )?[A-ZÄÖÜ][a-zäöüß-]+"
        r"|\b(?:GmbH|AG|KG|OHG|SE|eG|gGmbH|e\. ?V\.)(?!\w)"
    ),
    telling=True,
)

# What asks for each, in this order: "the phone number of whom …" wants the number.
_WANTED: tuple[tuple[re.Pattern[str], AnswerKind], ...] = (
    (
        re.compile(r"\be-?mails?(?=$|[?. ]*$| (?:of|for|address|contact|id)\b)|\be-?mail-?adresse"),
        _E_MAIL,
    ),
    (
        re.compile(
            r"\b(?:(?:tele)?(?:phone|fax)|mobile|hotline|tel\.?|contact) ?"
            r"(?:numbers?|nos?\b|nr\b|#)"
            r"|\b(?:(?:tele)?(?:phone|fax)|hotline|tel)[. ]*(?:\?|$)"
            r"|\b(?:telefon|telefax|fax|ruf|handy)-?nummer|\btelefon[. ]*(?:\?|$)"
        ),
        _TELEPHONE,
    ),
    (
        re.compile(
            r"\b(?:web|internet) ?(?:site|page|address|adresse|seite)s?(?=$|[?. ]*$| (?:of|for)\b)"
            r"|\b(?:homepage|url)(?=$|[?. ]*$| (?:of|for)\b)|\bwebseite von\b"
        ),
        _WEB_PAGE,
    ),
    (
        re.compile(
            r"\b(?:postal|mailing|street|office|business|registered|company|full) address\b"
            r"|\b(?:what|which)(?: is|'s|’s)?(?: the| its| their)? address\b|\baddress of\b"
            r"|\banschrift\b|\badresse\b"
        ),
        _ADDRESS,
    ),
    (
        re.compile(
            r"\b(?:until|till|by) when\b|\bbis wann\b|\b(?:end|expiry|expiration) date\b"
            r"|\bwhen\b.{0,100}\b(?:end(?:s|ed)?|expire[sd]?|runs? out|lapses?|terminates?|over)\b"
            r"|\bhow long\b.{0,100}\b(?:valid|in force)\b"
            r"|\bwann\b.{0,100}\b(?:endet|enden|ab|abläuft|aus|ausläuft|zu ende|vorbei)\b"
            r"|\bwie lange?\b.{0,100}\bgültig\b|\b(?:ablauf|end)datum\b"
        ),
        _END,
    ),
    (
        re.compile(
            r"\bwho\b.{0,100}\b(?:(?:fund|sponsor)(?:s|ed)?|finance[sd]?|(?:pays?|paid) for)\b"
            r"|\bwer\b.{0,100}\b(?:finanziert\w*|gefördert|fördert\w*)\b"
        ),
        _FUNDER,
    ),
    (
        re.compile(
            r"\b(?:opening|office|business|visiting|consultation) (?:hours|times)\b"
            r"|\bwhen\b.{0,60}\b(?:open|close)[sd]?\b"
            r"|\b(?:öffnungs|sprech|büro|geschäfts|besuchs)(?:zeit|stunde)(?:en|n)?\b"
            r"|\bwann\b.{0,60}\b(?:auf|offen|geöffnet|zu|geschlossen)\b"
        ),
        _HOURS,
    ),
    (
        re.compile(
            r"\b(?:why|how come|warum|weshalb|wieso|aus welchem grund)\b"
            r"|\b(?:reason|cause|grund|ursache) (?:for|of|für|dafür)\b"
        ),
        _REASON,
    ),
    (
        re.compile(
            r"\bwho (?:are|were) the (?:\w+ )?parties\b|\bparties to\b|\bbetween whom\b"
            r"|\bzwischen wem\b|\bwer sind die (?:vertrags)?(?:parteien|partner)\b"
            r"|\bvertragspartner\b"
        ),
        _PARTIES,
    ),
    (re.compile(r"\b(?:how long|wie lange?)\b"), _LONG),
    (re.compile(r"\b(?:how heavy|wie schwer|weighs?|wiegt|wiegen)\b"), HEAVY),
    (re.compile(r"\b(?:how loud|wie laut)\b"), _LOUD),
    (
        re.compile(
            r"\bhow much (?:is|are|was|were|did|does|do|will|must|should|has|have)\b"
            r"(?!.{0,100}\b(?:weigh|water|energy|power|time|space|memory|salt|rain)\b)"
            r"|\b(?:what|how high) (?:is|are|was|were) (?:the |my |our |your |its )?(?:\w+ ){0,2}"
            r"(?:rent|price|costs?|fees?|deposit|salary|wages?|premium|fine|penalty)\b"
            r"|\bwie (?:hoch|teuer) (?:ist|sind|war|waren|wird)\b.{0,100}(?:miet|kost|kaution"
            r"|gebühr|preis|gehalt|lohn|vergütung|prämie|zins|rate|strafe|zuschlag|betrag|beitrag|honorar"
            r"|umsatz|gewinn|budget|steuer)"
            r"|\bwas kostet\b|\bwie ?viel (?:kostet|kosten|euro)\b|\bgekostet\b"
            r"|\bwhat (?:does|did|do|will|would)\b.{0,100}\bcost\b"
        ),
        PRICE,
    ),
    (
        re.compile(
            r"\b(?:how (?:many|much|long|old|far|tall|large|big|high|often|deep|wide)|percent\w*"
            r"|wie ?(?:viele?|hoch|lange?|alt|weit|oft|groß))\b"
        ),
        _AMOUNT,
    ),
    (
        re.compile(
            r"\bwhen\b|\b(?:what|which) (?:year|date|day|month|century|decade)\b|\bwann\b"
            r"|\bdate of\b|\b(?:due|issue|start|end|expiry) date\b|\bdeadline\b"
            r"|\bwelche[mns]? (?:jahr|datum|tag|monat|jahrhundert)\b"
        ),
        _TIME,
    ),
    (
        re.compile(
            r"^(?:please )?(?:extract|find|format|give|list|name|print|provide|return|show|state"
            r"|tell|write)\b.{0,60}\bdates?\b"
            r"|\bwhat(?:['’]s| is| are| was| were) (?:the|its) (?:\w+ ){0,3}dates?\b"
            r"|^(?:bitte )?(?:gib|nenne|nennen|schreib|schreibe|zeige)\b.{0,60}\b\w{0,20}datum\b"
            r"|\b(?:was ist|wie (?:ist|lautet)) (?:das|sein|ihr) (?:\w+ ){0,2}\w{0,20}datum\b"
        ),
        _DAY,
    ),
    (re.compile(r"\b(?:wer|wem|wen|wessen)\b"), _GERMAN_NAME),
    (
        re.compile(
            r"\b(?:who|whom|whose|where|wer|wem|wen|wessen|wo|woher|wohin)\b"
            r"|\bwhat (?:country|city|state|place)\b"
        ),
        _NAME,
    ),
)


# "What is a bucket?", "Was bedeutet Kaution?": up to four words.
_TERM = re.compile(
    r"^(?:what(?:['’]s| is| are| does)|was (?:ist|sind|bedeutet|heißt|versteht man unter)"
    r"|define|definition of|definiere|explain|erkläre)\s+"
    r"(?:(?:an?|the|eine?[nmr]?|der|die|das|unter)\s+)?"
    r"(?P<term>[^\W\d_][\w’'-]*(?: [\w’'-]+){0,3}?)(?:\s+(?:mean|stand for))?\s*\??$"
)


# "Who is the landlord?", "Wie heißen die Mieter?": one word or two.
_MOST_NAMES = 8
_ROLE = re.compile(
    r"^(?:who(?:['’]s| is| are| was| were)|wer (?:ist|sind|war|waren)|wie hei(?:ß|ss)(?:t|en)"
    r"|what (?:is|are) the names? of)\s+(?P<article>(?:the|der|die|das|my|mein|meine)\s+)?"
    r"(?P<role>[^\W\d_]{4,}(?: [^\W\d_]{4,})?)\s*\??$"
)


# Of them none is named by the role alone.
_PARTY = re.compile(r"part(?:y|ies|ner|eien)$")


def wanted_kind(question: str, others: Sequence[str] = ()) -> AnswerKind | None:
    """Return what finds an amount, a time, a name and so on, if the question asks for one.

    Args:
        question: As it was typed.
        others: Other names of what it asks for: whoever is the lessor is the landlord.
    """
    lower = question.strip().lower()
    role = _ROLE.match(lower)
    if role is not None and (others or role["article"]) and not _PARTY.search(role["role"]):
        return _bearer((role["role"], *others[:_MOST_NAMES]))
    kind = next((kind for asks, kind in _WANTED if asks.search(lower)), None)
    if kind is None and asks_for_a_day(question):
        kind = _DAY
    if kind is None and (asked := _TERM.match(lower)) is not None:
        return _definition(asked["term"])
    return kind


def _bearer(roles: Sequence[str]) -> AnswerKind:
    """Return what finds a sentence that tells who has one of some roles.

    The role is beside a name, and set off from it.
    So it is in "Ms Ann Brandt, Quay Street 3 (the Landlord)", "Ann Brandt as landlord",
    "Landlord: Ann Brandt", and in a line "Landlord Ann Brandt" of a form.
    """
    names = [re.escape(one.removesuffix("s")).replace(r"\ ", r"\s+") for one in roles]
    word = rf"(?:{'|'.join(names)})\w{{0,2}}"
    # At least two words with capitals in a row, which German nouns are not as a rule.
    capital = r"[^\W\d_a-zäöüß]"
    # Bounded: a page of capitals would be gone through again from each of its words.
    name = rf"\b(?:{capital}[\w’'.-]{{1,30}} ){{1,4}}{capital}[\w’'-]{{1,30}}"
    title = r"(?:Frau |Herrn? |Ms\.? |Mrs\.? |Mr\.? |Dr\.? |Prof\.? )?"
    return AnswerKind(
        re.compile(
            rf"{name}[^.;?!()]{{0,80}}?[(][^()]{{0,30}}?(?i:\b{word})\W{{0,3}}[)]"
            rf"|{name},? (?i:(?:as|als|is|ist|our|unsere?)? ?(?:the |der |die )?\b{word})\b"
            rf"|(?i:\b{word})(?:\s*[:\t–-]\s*|,? (?:is|ist|are|sind|was|war) |, ){title}{name}"
            rf"|\b(?i:{word})\s+{title}{name}"
        ),
        telling=True,
        certain=True,
    )


def _definition(term: str) -> AnswerKind:
    """Return what finds a sentence that says what something is."""
    words = r"\s+".join(map(re.escape, term.removesuffix("s").split()))
    return AnswerKind(
        re.compile(
            rf"(?:^|[.;:]\s|\b(?:an?|the|eine?|der|die|das)\s)[\"“„»]?{words}(?:e?s)?[\"”“«]?"
            r"(?:\s\([^)]*\))?,?\s(?:means?|refers? to|denotes?|stands? for|bedeutet|heißt"
            r"|bezeichnet|meint|(?:is|are|ist|sind) (?:an?|the|any|one|ein\w*|der|die|das))\b",
            re.IGNORECASE | re.MULTILINE,
        ),
        telling=True,
    )
