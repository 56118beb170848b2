"""What kind of answer a question wants."""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.engine.text.kinds_of_answer import (
    ADDRESS,
    AMOUNT,
    DAY,
    E_MAIL,
    END,
    FUNDER,
    GERMAN_NAME,
    HEAVY,
    HOURS,
    LONG,
    LOUD,
    NAME,
    PARTIES,
    PRICE,
    REASON,
    TELEPHONE,
    TIME,
    WEB_PAGE,
    AnswerKind,
)
from octavo.engine.text.wording import asks_for_a_day

# What asks for each, in this order: "the phone number of whom …" wants the number.
_WANTED: tuple[tuple[re.Pattern[str], AnswerKind], ...] = (
    (
        re.compile(r"\be-?mails?(?=$|[?. ]*$| (?:of|for|address|contact|id)\b)|\be-?mail-?adresse"),
        E_MAIL,
    ),
    (
        re.compile(
            r"\b(?:(?:tele)?(?:phone|fax)|mobile|hotline|tel\.?|contact) ?"
            r"(?:numbers?|nos?\b|nr\b|#)"
            r"|\b(?:(?:tele)?(?:phone|fax)|hotline|tel)[. ]*(?:\?|$)"
            r"|\b(?:telefon|telefax|fax|ruf|handy)-?nummer|\btelefon[. ]*(?:\?|$)"
        ),
        TELEPHONE,
    ),
    (
        re.compile(
            r"\b(?:web|internet) ?(?:site|page|address|adresse|seite)s?(?=$|[?. ]*$| (?:of|for)\b)"
            r"|\b(?:homepage|url)(?=$|[?. ]*$| (?:of|for)\b)|\bwebseite von\b"
        ),
        WEB_PAGE,
    ),
    (
        re.compile(
            r"\b(?:postal|mailing|street|office|business|registered|company|full) address\b"
            r"|\b(?:what|which)(?: is|'s|’s)?(?: the| its| their)? address\b|\baddress of\b"
            r"|\banschrift\b|\badresse\b"
        ),
        ADDRESS,
    ),
    (
        re.compile(
            r"\b(?:until|till|by) when\b|\bbis wann\b|\b(?:end|expiry|expiration) date\b"
            r"|\bwhen\b.{0,100}\b(?:end(?:s|ed)?|expire[sd]?|runs? out|lapses?|terminates?|over)\b"
            r"|\bhow long\b.{0,100}\b(?:valid|in force)\b"
            r"|\bwann\b.{0,100}\b(?:endet|enden|ab|abläuft|aus|ausläuft|zu ende|vorbei)\b"
            r"|\bwie lange?\b.{0,100}\bgültig\b|\b(?:ablauf|end)datum\b"
        ),
        END,
    ),
    (
        re.compile(
            r"\bwho\b.{0,100}\b(?:(?:fund|sponsor)(?:s|ed)?|finance[sd]?|(?:pays?|paid) for)\b"
            r"|\bwer\b.{0,100}\b(?:finanziert\w*|gefördert|fördert\w*)\b"
        ),
        FUNDER,
    ),
    (
        re.compile(
            r"\b(?:opening|office|business|visiting|consultation) (?:hours|times)\b"
            r"|\bwhen\b.{0,60}\b(?:open|close)[sd]?\b"
            r"|\b(?:öffnungs|sprech|büro|geschäfts|besuchs)(?:zeit|stunde)(?:en|n)?\b"
            r"|\bwann\b.{0,60}\b(?:auf|offen|geöffnet|zu|geschlossen)\b"
        ),
        HOURS,
    ),
    (
        re.compile(
            r"\b(?:why|how come|warum|weshalb|wieso|aus welchem grund)\b"
            r"|\b(?:reason|cause|grund|ursache) (?:for|of|für|dafür)\b"
        ),
        REASON,
    ),
    (
        re.compile(
            r"\bwho (?:are|were) the (?:\w+ )?parties\b|\bparties to\b|\bbetween whom\b"
            r"|\bzwischen wem\b|\bwer sind die (?:vertrags)?(?:parteien|partner)\b"
            r"|\bvertragspartner\b"
        ),
        PARTIES,
    ),
    (re.compile(r"\b(?:how long|wie lange?)\b"), LONG),
    (re.compile(r"\b(?:how heavy|wie schwer|weighs?|wiegt|wiegen)\b"), HEAVY),
    (re.compile(r"\b(?:how loud|wie laut)\b"), LOUD),
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
        AMOUNT,
    ),
    (
        re.compile(
            r"\bwhen\b|\b(?:what|which) (?:year|date|day|month|century|decade)\b|\bwann\b"
            r"|\bdate of\b|\b(?:due|issue|start|end|expiry) date\b|\bdeadline\b"
            r"|\bwelche[mns]? (?:jahr|datum|tag|monat|jahrhundert)\b"
        ),
        TIME,
    ),
    (
        re.compile(
            r"^(?:please )?(?:extract|find|format|give|list|name|print|provide|return|show|state"
            r"|tell|write)\b.{0,60}\bdates?\b"
            r"|\bwhat(?:['’]s| is| are| was| were) (?:the|its) (?:\w+ ){0,3}dates?\b"
            r"|^(?:bitte )?(?:gib|nenne|nennen|schreib|schreibe|zeige)\b.{0,60}\b\w{0,20}datum\b"
            r"|\b(?:was ist|wie (?:ist|lautet)) (?:das|sein|ihr) (?:\w+ ){0,2}\w{0,20}datum\b"
        ),
        DAY,
    ),
    (re.compile(r"\b(?:wer|wem|wen|wessen)\b"), GERMAN_NAME),
    (
        re.compile(
            r"\b(?:who|whom|whose|where|wer|wem|wen|wessen|wo|woher|wohin)\b"
            r"|\bwhat (?:country|city|state|place)\b"
        ),
        NAME,
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
        kind = DAY
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
    some = rf"{words}(?:e?[sn])?"
    article = r"(?:(?:an?|the|eine?[nmr]?)\s)?"
    return AnswerKind(
        re.compile(
            rf"(?:^|[.;:]\s|\b(?:an?|the|eine?|der|die|das)\s)[\"“„»]?{some}[\"”“«]?"
            r"(?:\s\([^)]{0,80}\))?,?\s(?:means?|refers? to|denotes?|stands? for|bedeutet|heißt"
            r"|bezeichnet|meint|(?:is|are|ist|sind) (?:an?|the|any|one|ein\w*|der|die|das))\b"
            # "A node of degree 1 is called a leaf.", "Unter einem Wald versteht man …"
            r"|\b(?:heißt|heißen|genannt|nennt man|nennen wir|spricht man von|called|known as)"
            rf"\s{article}[\"“„»]?{some}\b"
            rf"|\bunter\s{article}[\"“„»]?{some}[\"”“«]?\s(?:versteh|ist|sind)"
            # “User” is who …, and the entries of a glossary.
            rf"|[\"“„»]{some}[\"”“«]\s(?:is|are|ist|sind|means?)\b"
            rf"|^(?:[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{0,3}}\.?\s)?{some}(?:\n(?-i:(?=[a-zäöü]))|:\s|\t)",
            re.IGNORECASE | re.MULTILINE,
        ),
        telling=True,
    )
